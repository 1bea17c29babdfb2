//! A group from its decision to its memorial: what the checklists ask for, what a lead who goes leaves, what is said at the end.

use domain::{
    decision::Outcome,
    group::GroupKind,
    ids::PersonId,
    lead_rules::{LeadRule, Turn},
    proposal::{
        Answer, CharterDraft, Choice, LeadChange, Nomination, ProposalCommand, Request, RoadmapLine,
    },
    schedule::Convener,
    seat::Role,
    standing::Standing,
};
use services::{
    CommandError, Context, ReadError, affiliation, agenda,
    announcement::list,
    checklist::{self, Checklist, ChecklistError, Said},
    group::{self, GroupOnDay, GroupPage},
    minutes::{self, Roll},
    proposal::{DecisionWords, act, answer_draft_nomination, begin, submit, take},
    schedule,
};

use crate::{
    schedule::weekly,
    support::{Entry, House, day, on_each_database},
};

/// In microseconds: past the shortest review.
const EIGHTY_HOURS: i64 = 80 * 60 * 60 * 1_000_000;

const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// Amara and Jonas are of different organizations; Mei and Ravi are the committee.
async fn people(house: &House) {
    let entry = Entry::named("Routing")
        .seat(Role::Liaison, "Amara Osei", "Northwind")
        .seat(Role::Liaison, "Jonas Lindqvist", "Harbour")
        .seat(Role::Liaison, "Dara Flynn", "Northwind")
        .seat(Role::Liaison, "Mei Tanaka", "Northwind")
        .seat(Role::Liaison, "Ravi Menon", "Harbour");
    house.import("2020-01-15", vec![entry]).await;
    for name in ["Mei Tanaka", "Ravi Menon"] {
        house.list("2021-01-15", name, Standing::Committee).await;
    }
}

pub async fn id(house: &House, handle: &str) -> PersonId {
    services::person::with_handle(&house.context, handle)
        .await
        .unwrap()
        .unwrap()
}

fn lead(person: PersonId) -> Nomination {
    Nomination {
        person,
        role: Role::Lead,
    }
}

/// Submits it as Amara, with what the nominees say, and lets the committee decide.
pub async fn decided(house: &House, request: Request, outcome: Outcome) {
    decided_for(house, "amara-osei", request, outcome).await;
}

/// The same for another author.
pub async fn decided_for(house: &House, author: &str, request: Request, outcome: Outcome) {
    let author = house.acting(author).await;
    let nominees: Vec<PersonId> = request.nominees().iter().map(|n| n.person).collect();
    let draft = begin(&author, request).await.unwrap();
    for handle in ["amara-osei", "jonas-lindqvist"] {
        if nominees.contains(&id(house, handle).await) {
            let nominee = house.acting(handle).await;
            answer_draft_nomination(&nominee, draft, Answer::Accepted)
                .await
                .unwrap();
        }
    }
    let number = submit(&author, draft).await.unwrap();
    for handle in ["mei-tanaka", "ravi-menon"] {
        let position = ProposalCommand::StatePosition {
            revision: 1,
            choice: Choice::Approve,
            rationale: "It is wanted.".to_owned(),
        };
        act(&house.acting(handle).await, number, position)
            .await
            .unwrap();
    }
    house.clock.pass(EIGHTY_HOURS);
    let words = DecisionWords {
        reasons: "Both seats are for it.".to_owned(),
        ..DecisionWords::default()
    };
    take(&house.acting("mei-tanaka").await, number, 1, outcome, words)
        .await
        .unwrap();
}

async fn form_storage(house: &House) {
    people(house).await;
    storage_formed(house).await;
}

async fn storage_formed(house: &House) {
    let request = Request::Form {
        name: "Ambient Storage".to_owned(),
        group_kind: GroupKind::WorkingGroup,
        parent: None,
        description: "Keeps what sensors saw.".to_owned(),
        charter: Box::new(CharterDraft {
            mission: "Keep it.".to_owned(),
            goals: "Lose nothing.".to_owned(),
            topics: "Retention".to_owned(),
            ..CharterDraft::default()
        }),
        leads: vec![
            lead(id(house, "amara-osei").await),
            lead(id(house, "jonas-lindqvist").await),
        ],
        roadmap: vec![RoadmapLine {
            outcome: "A first store".to_owned(),
            month: 1,
        }],
        meeting_link: "https://meet.example/storage".to_owned(),
        stakeholders: Vec::new(),
    };
    decided(house, request, Outcome::Formed).await;
}

pub const SLUG: &str = "ambient-storage";

/// Says of every open step that it is done.
pub async fn work_through(context: &Context) {
    let page = checklist::page(context, SLUG).await.unwrap();
    for task in page.tasks.iter().filter(|task| task.done.is_none()) {
        let said = Said::Done("https://docs.example/it".to_owned());
        checklist::say(context, SLUG, task.id, task.version, said)
            .await
            .unwrap();
    }
}

pub async fn at_work(house: &House) -> Context {
    form_storage(house).await;
    let amara = house.acting("amara-osei").await;
    work_through(&amara).await;
    checklist::finish(&amara, SLUG).await.unwrap();
    amara
}

async fn shown(context: &Context) -> GroupPage {
    match group::page(context, SLUG, None).await.unwrap() {
        GroupOnDay::There(page) => *page,
        GroupOnDay::NotYet { .. } => panic!("it is there"),
    }
}

on_each_database! {
    async fn a_new_group_introduces_itself_to_all_groups(house: &House) {
        people(house).await;
        let mei = house.acting("mei-tanaka").await;
        schedule::plan_series(&mei, weekly(Convener::Combined, "Combined")).await.unwrap();
        storage_formed(house).await;
        let page = checklist::page(&mei, SLUG).await.unwrap();
        let combined = page.combined.unwrap();
        assert_eq!(combined.meeting.address.to_string(), "combined-2199-01-02");
        assert_eq!(combined.items, ["Ambient Storage is new and introduces itself"]);
        let step = page.tasks.iter().find(|task| task.key == checklist::COMBINED_MEETING).unwrap();
        assert!(step.done.is_none(), "that its leads go there is theirs to say");
        assert!(step.evidence.ends_with("/meetings/combined-2199-01-02/agenda"), "{}", step.evidence);
        let on = agenda::concerning(&mei, page.group.id).await.unwrap();
        assert_eq!(on.len(), 1);
        let announced = page.announcement.unwrap().body;
        assert!(announced.contains("It is on the agenda of [Combined](/meetings/combined-2199-01-02) on 2 January 2199 at 17:00 (Europe/Lisbon)."), "{announced}");
        // The roll says that its lead was there.
        minutes::begin(&mei, "combined-2199-01-02").await.unwrap();
        let amara = house.acting("amara-osei").await;
        minutes::called(&amara, "combined-2199-01-02", Roll::IAmHere).await.unwrap();
        minutes::end(&mei, "combined-2199-01-02").await.unwrap();
        let page = checklist::page(&mei, SLUG).await.unwrap();
        let step = page.tasks.iter().find(|task| task.key == checklist::COMBINED_MEETING).unwrap();
        assert!(step.done.is_some_and(|(by, _)| by.is_none()), "the portal did it: {step:?}");
        assert!(step.evidence.ends_with("/meetings/combined-2199-01-02"), "{}", step.evidence);
        assert_eq!(page.combined, None);
        house.is_sound().await;
    }

    async fn the_portal_announces_what_the_leads_looked_through_and_the_step_is_done_with_it(house: &House) {
        form_storage(house).await;
        let amara = house.acting("amara-osei").await;
        let page = checklist::page(&amara, SLUG).await.unwrap();
        assert_eq!(page.checklist, Some(Checklist::SettingUp));
        let entry = page.entry.unwrap();
        assert!(entry.contains("Ambient Storage") && entry.contains("Amara Osei"), "{entry}");
        let registered = page.tasks.iter().find(|task| task.key == "register").unwrap();
        assert!(registered.done.is_some() && registered.evidence.ends_with("/groups/ambient-storage"));
        let roadmap = page.tasks.iter().find(|task| task.key == "roadmap").unwrap();
        assert!(roadmap.done.is_some() && roadmap.evidence.ends_with("/groups/ambient-storage/roadmap"));
        let draft = page.announcement.unwrap();
        assert!(draft.body.contains("Lose nothing."), "with its charter: {}", draft.body);
        assert!(!draft.body.contains("agenda"), "no meeting of all groups is planned: {}", draft.body);
        assert!(draft.body.contains("[Amara Osei](/people/amara-osei)"), "{}", draft.body);

        let step = page.tasks.iter().find(|task| task.key == "announce").unwrap().clone();
        let stranger = house.acting("ravi-menon").await;
        assert!(stranger.may(domain::permission::Action::RunGroup, domain::permission::Resource::Group(page.group.id)).is_ok());
        let unwritten = checklist::announce(&amara, SLUG, step.id, step.version, String::new(), draft.body.clone()).await;
        assert!(matches!(unwritten, Err(ChecklistError::Announcement(_))));
        checklist::announce(&amara, SLUG, step.id, step.version, draft.title.clone(), draft.body.clone()).await.unwrap();
        let twice = checklist::announce(&amara, SLUG, step.id, step.version, draft.title, draft.body).await;
        assert!(matches!(twice, Err(ChecklistError::Stale)), "nobody announces the same twice");
        let told = list(&house.context, Some(SLUG), None).await.unwrap();
        assert_eq!(told.lines[0].title, "Ambient Storage is formed, a new working group");
        let all = list(&house.context, None, None).await.unwrap();
        assert_eq!(all.lines[1].title, "Proposed: Form Ambient Storage", "submitting announced it");
        assert_eq!(all.lines[1].occasion.proposal(), Some(1));
        let page = checklist::page(&amara, SLUG).await.unwrap();
        assert_eq!(page.announcement, None);
        let step = page.tasks.iter().find(|task| task.key == "announce").unwrap();
        assert!(step.evidence.contains("/announcements/"), "{}", step.evidence);
        house.is_sound().await;
    }

    async fn a_group_whose_steps_are_done_is_at_work_and_a_page_says_so(house: &House) {
        form_storage(house).await;
        let amara = house.acting("amara-osei").await;
        assert!(matches!(checklist::finish(&amara, SLUG).await, Err(ChecklistError::StepsOpen)));
        work_through(&amara).await;
        assert_eq!(checklist::finish(&amara, SLUG).await.unwrap(), Checklist::SettingUp);
        let formed = group::formed(&house.context, SLUG).await.unwrap();
        assert_eq!(formed.decided.unwrap().number.to_string(), "2026-001");
        assert_eq!(formed.group.group.now().state, domain::group::GroupState::Active);
        let again = checklist::finish(&amara, SLUG).await;
        assert!(matches!(again, Err(ChecklistError::Refused(_))));
    }

    async fn what_is_overdue_shows_until_it_is_done_and_its_queries_do_not_grow(house: &House) {
        form_storage(house).await;
        assert_eq!(checklist::overdue(&house.context, 30).await.unwrap(), Vec::new());
        house.clock.pass(60 * DAY);
        let overdue = checklist::overdue(&house.context, 30).await.unwrap();
        let sentences: Vec<&str> = overdue.iter().map(|step| step.sentence.as_str()).collect();
        assert!(sentences.contains(&"Announce the group, with its charter."), "{sentences:?}");
        assert!(!sentences.iter().any(|sentence| sentence.starts_with("Register") || sentence.contains("roadmap") || sentence.contains("folder")), "the portal did these");
        assert_eq!(overdue[0].group.name, "Ambient Storage");
        assert_eq!(overdue[0].owner.as_ref().unwrap().name, "Amara Osei");
        assert!(overdue.is_sorted_by_key(|step| step.due_on));
        let many = house.queries(checklist::overdue(&house.context, 30)).await;
        let amara = house.acting("amara-osei").await;
        work_through(&amara).await;
        assert_eq!(checklist::overdue(&house.context, 30).await.unwrap(), Vec::new());
        assert!(many <= 2);
    }

    async fn a_lead_steps_down_alone_and_what_falls_out_of_the_rules_shows_at_once(house: &House) {
        let amara = at_work(house).await;
        let before = group::out_of_rules(&house.context, None).await.unwrap();
        let storage = |out: &[group::OutOfRules]| out.iter().find(|group| group.group.slug == SLUG).cloned();
        let numbers = |out: Option<group::OutOfRules>| out.is_some_and(|out| {
            out.rules.iter().any(|rule| rule.finding.rule == LeadRule::NumberOfLeads)
        });
        assert!(!numbers(storage(&before)));

        let foreseen = group::stepping_down(&amara, SLUG).await.unwrap();
        assert_eq!(foreseen.others.len(), 1);
        let broken: Vec<LeadRule> = foreseen.rules.iter()
            .filter(|rule| rule.turn == Turn::Breaks)
            .map(|rule| rule.after.rule)
            .collect();
        assert_eq!(broken, [LeadRule::NumberOfLeads, LeadRule::Organizations]);
        for handle in ["mei-tanaka", "ravi-menon"] {
            let other = house.acting(handle).await;
            let refused = group::step_down(&other, SLUG, true).await;
            assert!(matches!(refused, Err(CommandError::Denied(_))), "nobody steps down for another");
        }
        group::step_down(&amara, SLUG, true).await.unwrap();
        let page = shown(&house.context).await;
        let emeritus: Vec<&str> = page.holders.iter()
            .filter(|holder| holder.role == Role::EmeritusLead)
            .map(|holder| holder.person.name.as_str())
            .collect();
        assert_eq!(emeritus, ["Amara Osei"]);
        assert!(page.broken.iter().any(|rule| rule.finding.rule == LeadRule::NumberOfLeads));
        let jonas = id(house, "jonas-lindqvist").await;
        for of in [None, Some(jonas)] {
            let out = group::out_of_rules(&house.context, of).await.unwrap();
            let found = storage(&out).unwrap();
            let rule = found.rules.iter().find(|rule| rule.finding.rule == LeadRule::NumberOfLeads).unwrap();
            assert!(rule.remedy.contains("at least two"), "{}", rule.remedy);
        }
        let hers = group::out_of_rules(&house.context, Some(id(house, "amara-osei").await)).await.unwrap();
        assert_eq!(storage(&hers), None, "she leads it no more");
        let gone = house.acting("amara-osei").await;
        assert!(matches!(group::stepping_down(&gone, SLUG).await, Err(ReadError::Denied(_))));
        house.is_sound().await;
    }

    async fn the_committee_thanks_a_lead_and_a_new_name_leaves_no_address_behind(house: &House) {
        at_work(house).await;
        let storage = shown(&house.context).await.group.id;
        let jonas = id(house, "jonas-lindqvist").await;
        let thanks = Request::ChangeLeads {
            group: storage,
            changes: vec![LeadChange::Emeritus { seat: lead(jonas) }],
            reason: "Jonas goes to sea.".to_owned(),
        };
        decided(house, thanks, Outcome::Approved).await;
        let rename = Request::Rename {
            group: storage,
            name: "Long Storage".to_owned(),
            reason: "It is not ambient.".to_owned(),
        };
        decided(house, rename, Outcome::Approved).await;
        let moved = |error: Result<(), ReadError>| matches!(error, Err(ReadError::Moved(slug)) if slug == "long-storage");
        let lead = house.acting("amara-osei").await;
        assert!(moved(group::page(&house.context, SLUG, None).await.map(drop)));
        assert!(moved(group::formed(&house.context, SLUG).await.map(drop)));
        assert!(moved(checklist::page(&house.context, SLUG).await.map(drop)));
        assert!(moved(group::charters(&house.context, SLUG).await.map(drop)));
        assert!(moved(group::stepping_down(&lead, SLUG).await.map(drop)));
        assert!(moved(list(&house.context, Some(SLUG), None).await.map(drop)));
        house.is_sound().await;
    }

    async fn a_closing_group_ends_with_its_final_report_which_its_memorial_keeps(house: &House) {
        let amara = at_work(house).await;
        let storage = shown(&house.context).await.group.id;
        let dissolve = Request::Dissolve {
            group: storage,
            reason: "Its work is done.".to_owned(),
        };
        decided(house, dissolve, Outcome::Approved).await;
        let page = checklist::page(&amara, SLUG).await.unwrap();
        assert_eq!(page.checklist, Some(Checklist::Closing));
        let begun = page.report.unwrap();
        assert_eq!((begun.version, begun.saved), (0, None));
        assert!(begun.body.contains("Keeps what sensors saw."), "{}", begun.body);
        assert_eq!(page.announcement.unwrap().title, "Ambient Storage is closing");
        work_through(&amara).await;
        assert!(matches!(checklist::finish(&amara, SLUG).await, Err(ChecklistError::NoReport)));

        let jonas = house.acting("jonas-lindqvist").await;
        let saved = checklist::save_report(&jonas, SLUG, 0, "We kept it all.".to_owned()).await.unwrap();
        let stale = checklist::save_report(&amara, SLUG, 0, "Mine".to_owned()).await;
        assert!(matches!(stale, Err(ChecklistError::Stale)), "of two who begin, the second is told");
        checklist::save_report(&amara, SLUG, saved, "We kept it **all**.".to_owned()).await.unwrap();
        assert_eq!(checklist::finish(&amara, SLUG).await.unwrap(), Checklist::Closing);

        let memorial = shown(&house.context).await;
        assert_eq!(memorial.group.now().state, domain::group::GroupState::Dissolved);
        let report = memorial.group.final_report.clone().unwrap();
        assert_eq!(report.body, "We kept it **all**.");
        assert_eq!(memorial.names.person(report.by).unwrap().name, "Amara Osei");
        assert_eq!(memorial.group.seats_held().count(), 0);
        let late = checklist::save_report(&amara, SLUG, 2, "More".to_owned()).await;
        assert!(matches!(late, Err(ChecklistError::NotFound)));
        house.is_sound().await;

        let revive = Request::Revive {
            group: storage,
            leads: vec![lead(id(house, "amara-osei").await)],
            reason: "There is more to keep.".to_owned(),
        };
        decided(house, revive, Outcome::Approved).await;
        let back = shown(&house.context).await;
        assert_eq!(back.group.now().state, domain::group::GroupState::SettingUp);
        assert_eq!(back.group.final_report, None);
        house.is_sound().await;
    }

    async fn a_group_becomes_part_of_another_and_one_of_its_own_again_and_is_merged(house: &House) {
        at_work(house).await;
        let storage = shown(&house.context).await.group.id;
        let (routing, _) = group::named(&house.context, "routing").await.unwrap();
        let convert = |group_kind, parent| Request::Convert {
            group: storage,
            group_kind,
            parent,
            reason: "It is small.".to_owned(),
        };
        decided(house, convert(GroupKind::Subgroup, Some(routing)), Outcome::Approved).await;
        assert_eq!(shown(&house.context).await.group.now().parent, Some(routing));
        decided(house, convert(GroupKind::WorkingGroup, None), Outcome::Approved).await;
        assert_eq!(shown(&house.context).await.group.now().parent, None);
        let merge = Request::Merge {
            group: storage,
            into: routing,
            reason: "Routing does it already.".to_owned(),
        };
        decided(house, merge, Outcome::Approved).await;
        let merged = shown(&house.context).await;
        assert_eq!(merged.group.now().state, domain::group::GroupState::Merged);
        assert_eq!(merged.group.now().successor, Some(routing));
        assert!(merged.group.charter().is_some(), "its page stays at its address");
        house.is_sound().await;
    }

    async fn only_its_leads_petition_for_a_group_s_end_and_the_committee_moves_it(house: &House) {
        at_work(house).await;
        let storage = shown(&house.context).await.group.id;
        let dissolve = || Request::Dissolve {
            group: storage,
            reason: "Its work is done.".to_owned(),
        };
        let stranger = house.acting("dara-flynn").await;
        let refused = begin(&stranger, dissolve()).await;
        assert!(matches!(refused, Err(services::proposal::DraftError::Denied(_))));
        begin(&house.acting("jonas-lindqvist").await, dissolve()).await.unwrap();
        begin(&house.acting("mei-tanaka").await, dissolve()).await.unwrap();
    }

    async fn a_change_of_employer_shows_on_the_group_its_leads_and_the_committee_s_page(house: &House) {
        at_work(house).await;
        let (amara, jonas) = (id(house, "amara-osei").await, id(house, "jonas-lindqvist").await);
        let context = house.acting("jonas-lindqvist").await;
        let own = affiliation::own(&context, jonas).await.unwrap();
        let statement = affiliation::Statement {
            organization: Some("Northwind".to_owned()),
            since: day("2026-11-23"),
        };
        affiliation::state(&context, jonas, statement, own.newest).await.unwrap();
        for of in [None, Some(amara), Some(jonas)] {
            let out = group::out_of_rules(&house.context, of).await.unwrap();
            let found = out.iter().find(|group| group.group.slug == SLUG).unwrap();
            let rule = found.rules.iter().find(|rule| rule.finding.rule == LeadRule::Organizations).unwrap();
            assert!(rule.finding.evidence.contains("Northwind"), "{}", rule.finding.evidence);
            assert!(rule.remedy.contains("another organization"), "{}", rule.remedy);
        }
        assert!(shown(&house.context).await.broken.iter().any(|rule| rule.finding.rule == LeadRule::Organizations));
        assert!(house.queries(group::out_of_rules(&house.context, None)).await <= 10);
    }
}
