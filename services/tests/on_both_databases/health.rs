//! How groups are doing, for the committee; and the proposal that it begins from what stands out.

use domain::{
    duty::{Duty, Matter},
    group::GroupState,
    health::{Aspect, Health},
    minutes::MinutesCommand,
    permission::Denied,
    proposal::Request,
    report::{FactKind, ReportWords},
    roadmap::{ItemState, Written, WrittenItem},
    standing::Standing,
};
use jiff::ToSpan;
use services::{
    Context, ReadError, duty,
    health::{Ask, Asked, GroupHealth, page, propose},
    minutes::{self, write_notes},
    proposal::{DraftError, load},
    recording::{self, RecordingSaid},
    report, roadmap,
};

use crate::minutes::{MEETING, begun, typed};
use crate::support::{Entry, House, on_each_database};

fn entries(more: usize) -> Vec<Entry> {
    let mut entries = vec![
        Entry::named("Alone").lead("Amara Osei", "Northwind"),
        Entry::named("Beginning")
            .in_state(GroupState::SettingUp)
            .lead("Jonas Lindqvist", "Harbour Cloud")
            .lead("Mei Tanaka", "Northwind"),
        Entry::named("Part").part_of(0),
        Entry::named("Well led")
            .lead("Jonas Lindqvist", "Harbour Cloud")
            .lead("Mei Tanaka", "Northwind"),
    ];
    entries.extend((0..more).map(|number| {
        Entry::named(&format!("Group {number:03}")).lead(&format!("Person {number}"), "Northwind")
    }));
    entries
}

async fn committee(house: &House, more: usize) -> Context {
    house.import("2020-01-15", entries(more)).await;
    house
        .list("2021-01-15", "Mei Tanaka", Standing::Committee)
        .await;
    house.acting("mei-tanaka").await
}

/// How the groups are doing, by their names.
async fn groups(committee: &Context) -> Vec<GroupHealth> {
    let mut groups = page(committee, Asked::default()).await.unwrap().groups;
    groups.sort_by(|one, other| one.name.name.cmp(&other.name.name));
    groups
}

/// What was found of an aspect of the group at an address.
async fn found(committee: &Context, slug: &str, aspect: Aspect) -> Option<(Health, String)> {
    let groups = groups(committee).await;
    let group = groups.iter().find(|group| group.name.slug == slug).unwrap();
    group
        .findings
        .iter()
        .find(|finding| finding.aspect == aspect)
        .map(|finding| (finding.health, finding.words.clone()))
}

const DAY: i64 = 24 * 60 * 60 * 1_000_000;

on_each_database! {
    async fn the_committee_sees_what_stands_out_with_its_evidence_and_nobody_else(house: &House) {
        let committee = committee(house, 0).await;
        let groups = groups(&committee).await;
        let names: Vec<&str> = groups.iter().map(|group| group.name.name.as_str()).collect();
        assert_eq!(names, ["Alone", "Beginning", "Well led"], "without parts of others");
        let alone = &groups[0];
        assert_eq!(alone.health, Health::Failing);
        assert_eq!(alone.findings[0].words, "One lead; two or three wanted");
        assert!(groups[1].findings.iter().any(|finding| finding.aspect == Aspect::Checklist));
        assert_eq!(groups[2].health, Health::NoEvidence);
        let failing = Asked { health: Some(Health::Failing), ..Asked::default() };
        let failing = page(&committee, failing).await.unwrap();
        assert_eq!(failing.groups.len(), 1);
        let counts = [Health::Failing, Health::InGrace, Health::Warned, Health::NoEvidence, Health::Well].into_iter().zip([1, 0, 0, 2, 0]);
        assert_eq!(failing.counts, counts.collect::<Vec<_>>());
        let lead = house.acting("amara-osei").await;
        let denied = page(&lead, Asked::default()).await;
        assert!(matches!(denied, Err(ReadError::Denied(Denied::Others(_)))));
    }

    async fn an_act_of_a_lead_is_told_by_its_day(house: &House) {
        let committee = committee(house, 0).await;
        let acted = async || found(&committee, "well-led", Aspect::LeadActivity).await.unwrap();
        assert_eq!(acted().await.0, Health::NoEvidence);
        let lead = house.acting("jonas-lindqvist").await;
        services::group::appoint(&lead, "well-led", "amara-osei").await.unwrap();
        let well = "A lead last did something in the record on 22 November 2026";
        assert_eq!(acted().await, (Health::Well, well.to_owned()));
        house.clock.pass(85 * DAY);
        assert_eq!(acted().await.0, Health::Warned);
        house.clock.pass(15 * DAY);
        assert_eq!(acted().await.0, Health::InGrace);
        house.clock.pass(100 * DAY);
        assert_eq!(acted().await.0, Health::Failing);
    }

    async fn what_somebody_did_before_they_led_says_nothing_of_it(house: &House) {
        let committee = committee(house, 0).await;
        let lead = house.acting("jonas-lindqvist").await;
        services::group::appoint(&lead, "well-led", "amara-osei").await.unwrap();
        house.clock.pass(100 * DAY);
        house.import("2027-03-02", vec![
            Entry::named("Alone").lead("Jonas Lindqvist", "Harbour Cloud"),
            Entry::named("Well led").lead("Jonas Lindqvist", "Harbour Cloud").lead("Mei Tanaka", "Northwind"),
        ]).await;
        assert_eq!(found(&committee, "well-led", Aspect::LeadActivity).await.unwrap().0, Health::InGrace);
        assert_eq!(found(&committee, "alone", Aspect::LeadActivity).await.unwrap().0, Health::NoEvidence);
    }

    async fn roadmaps_are_told_from_the_last_look_at_them(house: &House) {
        let committee = committee(house, 0).await;
        let seen = async || found(&committee, "well-led", Aspect::Roadmap).await.unwrap();
        assert_eq!(seen().await, (Health::NoEvidence, "No roadmap is in the record".to_owned()));
        let lead = house.acting("jonas-lindqvist").await;
        let written = Written {
            items: vec![WrittenItem { outcome: "Faster starts".to_owned(), month: Some("2026-12".parse().unwrap()), state: ItemState::Planned, number: None, links: Vec::new() }],
            ..Written::default()
        };
        roadmap::publish(&lead, "well-led", written).await.unwrap();
        assert_eq!(seen().await, (Health::Well, "Last looked at on 22 November 2026".to_owned()));
        house.clock.pass(70 * DAY);
        assert_eq!(seen().await, (Health::InGrace, "Nobody has looked at it since 22 November 2026; 60 days are allowed".to_owned()));
        roadmap::confirm(&lead, "well-led", 1).await.unwrap();
        assert_eq!(seen().await.0, Health::Well);
    }

    async fn meetings_are_told_with_what_they_left_behind(house: &House) {
        let (lead, committee, item) = begun(house).await;
        let seen = async |aspect| found(&committee, "routing", aspect).await;
        assert_eq!(seen(Aspect::Meetings).await.unwrap().0, Health::NoEvidence);
        assert_eq!(seen(Aspect::Minutes).await, None, "no meeting of its own was held");
        recording::record_series(&lead, "routing-weekly", true).await.unwrap();
        recording::say(&lead, MEETING, RecordingSaid::Expected).await.unwrap();
        write_notes(&lead, MEETING, item, typed("", "/present @amara-osei")).await.unwrap();
        minutes::end(&lead, MEETING).await.unwrap();
        house.clock.pass(20 * DAY);
        let words = |health, words: &str| Some((health, words.to_owned()));
        assert_eq!(seen(Aspect::Meetings).await, words(Health::Well, "Last met on 18 November 2026"));
        assert_eq!(seen(Aspect::Minutes).await, words(Health::InGrace, "The meeting of 18 November 2026 has no minutes"));
        assert_eq!(seen(Aspect::Recordings).await, words(Health::InGrace, "The meeting of 18 November 2026 has no recording"));
        let shows = groups(&committee).await.into_iter().find(|group| group.name.slug == "routing").unwrap();
        let minutes_of = shows.findings.iter().find(|finding| finding.aspect == Aspect::Minutes).unwrap();
        assert_eq!(minutes_of.meeting.as_deref(), Some(MEETING));
        let until = house.context.today().saturating_add(7.days());
        minutes::act(&lead, MEETING, MinutesCommand::Review { until }, false).await.unwrap();
        recording::say(&lead, MEETING, RecordingSaid::Published("https://video.example/1".to_owned())).await.unwrap();
        assert_eq!(seen(Aspect::Minutes).await, words(Health::Well, "The last meeting, of 18 November 2026, has minutes"));
        assert_eq!(seen(Aspect::Recordings).await, words(Health::Well, "The last meeting, of 18 November 2026, has a recording"));
        // Nobody of the other group was there.
        assert_eq!(found(&committee, "identity", Aspect::Meetings).await.unwrap().0, Health::NoEvidence);
    }

    async fn a_report_is_prefilled_with_meetings_attendance_and_open_actions(house: &House) {
        let (lead, committee, item) = begun(house).await;
        let notes = "/present @amara-osei\n/present Someone\n/action @mei-tanaka by 2026-12-20 Ask around";
        write_notes(&lead, MEETING, item, typed("", notes)).await.unwrap();
        minutes::end(&lead, MEETING).await.unwrap();
        let period = report::of_group(&lead, "routing").await.unwrap().offered[0].period;
        report::begin(&lead, "routing", period).await.unwrap();
        let facts = report::draft(&lead, "routing", period).await.unwrap().facts;
        let of = |kind| facts.iter().filter(|fact| fact.kind == kind).map(|fact| fact.text.as_str()).collect::<Vec<_>>();
        assert_eq!(of(FactKind::Meetings), ["Routing weekly, two people were there"]);
        assert_eq!(of(FactKind::Actions), ["Ask around (Mei Tanaka, due on 20 December 2026)"]);
        // Whoever said they would do it finds it among what needs them, and so does who runs the group.
        let of_actions = async |duties: Vec<Duty>| {
            duties.into_iter().filter(|duty| matches!(duty.matter, Matter::DoAction { .. })).map(|duty| (duty.title(), duty.detail())).collect::<Vec<_>>()
        };
        let own = of_actions(duty::of_person(&committee).await.unwrap()).await;
        assert_eq!(own, [("Ask around".to_owned(), "An action item of Routing weekly".to_owned())]);
        let of_group = of_actions(duty::of_group(&lead, "routing").await.unwrap().duties).await;
        assert_eq!(of_group, [("Ask around".to_owned(), "An action item of Mei Tanaka’s, from Routing weekly".to_owned())]);
        assert_eq!(of_actions(duty::of_person(&lead).await.unwrap()).await, []);
    }

    async fn reports_are_told_from_what_was_due_and_what_was_given(house: &House) {
        let committee = committee(house, 0).await;
        let seen = async || found(&committee, "well-led", Aspect::Reports).await;
        assert_eq!(seen().await, None, "where groups report as appropriate, nothing is owed");
        let due = house.context.today().saturating_add(10.days());
        report::ask(&committee, "well-led", "How is it going?".to_owned(), due).await.unwrap();
        assert_eq!(seen().await, Some((Health::Well, "A report is due on 2 December 2026".to_owned())));
        house.clock.pass(4 * DAY);
        assert_eq!(seen().await.unwrap().0, Health::Warned);
        house.clock.pass(7 * DAY);
        assert_eq!(seen().await, Some((Health::InGrace, "A report was due on 2 December 2026".to_owned())));
        let lead = house.acting("jonas-lindqvist").await;
        let period = report::of_group(&lead, "well-led").await.unwrap().offered[0].period;
        report::begin(&lead, "well-led", period).await.unwrap();
        let words = ReportWords { summary: "We are well.".to_owned(), ..ReportWords::default() };
        report::submit(&lead, "well-led", period, 1, words).await.unwrap();
        assert_eq!(seen().await, Some((Health::Well, "Last reported on 3 December 2026".to_owned())));
    }

    async fn a_proposal_begins_from_what_stands_out(house: &House) {
        let committee = committee(house, 0).await;
        let id = propose(&committee, "alone", Ask::Dissolve).await.unwrap();
        let draft = load(&committee, id).await.unwrap();
        let Request::Dissolve { reason, .. } = draft.request else {
            panic!("{:?}", draft.request);
        };
        assert!(reason.contains("- Lead rules: One lead; two or three wanted."), "{reason}");
        assert!(reason.contains("22 November 2026"));
        let id = propose(&committee, "alone", Ask::Recharter).await.unwrap();
        assert!(matches!(load(&committee, id).await.unwrap().request, Request::Recharter { .. }));
        let lead = house.acting("amara-osei").await;
        assert!(matches!(propose(&lead, "alone", Ask::Dissolve).await, Err(DraftError::Denied(_))));
        assert!(matches!(propose(&committee, "nowhere", Ask::Dissolve).await, Err(DraftError::NotFound)));
    }

    async fn the_dashboard_is_paged_and_costs_as_many_queries_for_many_groups_as_for_few(house: &House) {
        let committee = committee(house, 0).await;
        let few = house.queries(page(&committee, Asked::default())).await;
        house.import("2026-11-22", entries(420)).await;
        let many = house.queries(page(&committee, Asked::default())).await;
        assert!(many <= few, "{few} queries became {many}");
        let mut seen = Vec::new();
        let (mut from, mut after) = (String::new(), String::new());
        loop {
            let asked = Asked {
                health: Some(Health::Failing),
                from: Some(from.as_str()).filter(|from| !from.is_empty()),
                after: Some(after.as_str()).filter(|after| !after.is_empty()),
            };
            let read = page(&committee, asked).await.unwrap();
            assert!(read.groups.len() <= 50 && !read.of_all);
            seen.extend(read.groups.into_iter().map(|group| group.name.slug));
            match read.next {
                Some(next) => (from, after) = (next.from, next.after),
                None => break,
            }
        }
        assert_eq!(seen.len(), 1);
        let in_grace = page(&committee, Asked { health: Some(Health::InGrace), ..Asked::default() }).await.unwrap();
        assert_eq!(in_grace.groups.len(), 50);
    }
}
