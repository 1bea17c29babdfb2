//! Groups as their pages read them.

use domain::{
    group::{GroupKind, GroupState},
    lead_rules::Verdict,
    link::LinkKind,
    registry::Answers,
    seat::Role,
};
use services::{
    ReadError,
    group::{
        Along, Filter, GroupLine, GroupOnDay, GroupPage, GroupsPage, TurnKind, charters, history,
        list, list_along, page,
    },
};

use crate::support::{Entry, House, day, on_each_database};

/// A group's page, of a group that was there.
async fn there(house: &House, slug: &str, on: Option<&str>) -> Box<GroupPage> {
    match page(&house.context, slug, on.map(day)).await.unwrap() {
        GroupOnDay::There(page) => page,
        GroupOnDay::NotYet { formed_on, .. } => panic!("{slug} was formed on {formed_on}"),
    }
}

fn names(groups: &[GroupLine]) -> Vec<&str> {
    groups.iter().map(|group| group.name.as_str()).collect()
}

/// Mixer became Policy and Telemetry, Performance was merged into Routing, Configuration ended.
async fn a_community_with_a_past(house: &House) {
    house
        .import(
            "2018-03-01",
            vec![
                Entry::named("Mixer")
                    .about("Policy and telemetry.")
                    .lead("Amara Osei", "Northwind"),
                Entry::named("Routing")
                    .chartered("# Mission\n\nRoutes.")
                    .lead("Mei Tanaka", "Northwind")
                    .lead("Jonas Lindqvist", "Harbour Cloud")
                    .linked(LinkKind::Chat, "#routing", "https://chat.example/routing"),
                Entry::named("Performance").lead("Ilse Brandt", "Harbour Cloud"),
                Entry::named("Configuration"),
            ],
        )
        .await;
    house
        .import_with(
            "2020-06-01",
            vec![
                Entry::named("Policy and Telemetry")
                    .about("Policy and observability.")
                    .lead("Amara Osei", "Northwind"),
                Entry::named("Routing")
                    .chartered("# Mission\n\nRoutes and retries.")
                    .lead("Mei Tanaka", "Meridian")
                    .seat(Role::EmeritusLead, "Jonas Lindqvist", "Harbour Cloud"),
                Entry::named("Retries").part_of(1),
            ],
            Answers {
                renames: vec![("Mixer".to_owned(), "Policy and Telemetry".to_owned())],
                merges: vec![("Performance".to_owned(), "Routing".to_owned())],
                ended: vec!["Configuration".to_owned()],
                ..Answers::default()
            },
        )
        .await;
}

on_each_database! {
    async fn a_list_shows_the_living_groups_that_are_part_of_no_other(house: &House) {
        a_community_with_a_past(house).await;
        let database = &house.context.database;
        let living = list(database, &Filter::default(), None, None).await.unwrap();
        assert_eq!(names(&living.groups), ["Policy and Telemetry", "Routing"]);
        assert_eq!(living.counts.of(GroupState::Active), 2);
        let with_ended = Filter { with_ended: true, ..Filter::default() };
        let all = list(database, &with_ended, None, None).await.unwrap();
        assert_eq!(
            names(&all.groups),
            ["Configuration", "Performance", "Policy and Telemetry", "Routing"]
        );
        assert_eq!(
            all.groups[1].successor.as_ref().map(|name| name.slug.as_str()),
            Some("routing")
        );
    }

    async fn a_list_of_a_past_day_shows_the_groups_of_that_day_under_todays_addresses(house: &House) {
        a_community_with_a_past(house).await;
        let database = &house.context.database;
        let before = Some(day("2019-03-07"));
        let past = list(database, &Filter::default(), before, None).await.unwrap();
        assert_eq!(names(&past.groups), ["Configuration", "Mixer", "Performance", "Routing"]);
        assert_eq!(past.groups[1].slug, "policy-and-telemetry");
        assert_eq!(past.counts.of(GroupState::Active), 4);
        assert_eq!(past.counts.of(GroupState::Merged), 0);
        let led = list_along(database, &Filter::default(), before, None, Along::Leads).await.unwrap().leads;
        let routing: Vec<&str> = led[&past.groups[3].id]
            .iter()
            .map(|name| name.name.as_str())
            .collect();
        assert_eq!(routing, ["Jonas Lindqvist", "Mei Tanaka"]);
    }

    async fn a_list_is_narrowed_by_state_kind_and_the_group_around(house: &House) {
        a_community_with_a_past(house).await;
        let database = &house.context.database;
        let wanted = async |filter: Filter| list(database, &filter, None, None).await.unwrap().groups;
        let merged = wanted(Filter { state: Some(GroupState::Merged), ..Filter::default() }).await;
        assert_eq!(names(&merged), ["Performance"]);
        let subgroups = wanted(Filter { kind: Some(GroupKind::Subgroup), ..Filter::default() }).await;
        assert_eq!(names(&subgroups), ["Retries"]);
        let within = wanted(Filter { within: Some("routing".to_owned()), ..Filter::default() }).await;
        assert_eq!(names(&within), ["Retries"]);
        assert_eq!(within[0].parent.as_ref().map(|name| name.name.as_str()), Some("Routing"));
    }

    async fn groups_are_counted_by_their_state_and_found_by_it(house: &House) {
        house.import("2020-01-15", vec![
            Entry::named("Routing"),
            Entry::named("Identity"),
            Entry::named("Gateways").in_state(GroupState::SettingUp),
            Entry::named("Oversight").of_kind(GroupKind::Committee).in_state(GroupState::Closing),
        ]).await;
        let database = &house.context.database;
        let all = list(database, &Filter::default(), None, None).await.unwrap();
        let counted = GroupState::ALL.map(|state| all.counts.of(state));
        assert_eq!(counted, [1, 2, 1, 0, 0]);
        let committees = Filter { kind: Some(GroupKind::Committee), ..Filter::default() };
        let found = list(database, &committees, None, None).await.unwrap();
        assert_eq!(names(&found.groups), ["Oversight"]);
        assert_eq!(found.groups[0].state, GroupState::Closing);
    }

    async fn pages_of_a_list_follow_each_other_without_gap_or_overlap(house: &House) {
        let groups = (0..120).map(|number| Entry::named(&format!("Group {number:03}"))).collect();
        house.import("2020-01-15", groups).await;
        let database = &house.context.database;
        for on in [None, Some(day("2021-01-01"))] {
            let (mut seen, mut after, mut pages) = (Vec::new(), None, 0);
            loop {
                let page = list(database, &Filter::default(), on, after.as_ref()).await.unwrap();
                seen.extend(page.groups.iter().map(|group| group.name.clone()));
                pages += 1;
                match page.next {
                    None => break,
                    // As it goes through an address.
                    Some(next) => after = Some(next.to_string().parse().unwrap()),
                }
            }
            let all: Vec<String> = (0..120).map(|number| format!("Group {number:03}")).collect();
            assert_eq!((seen, pages), (all, 3));
        }
    }

    async fn lives_tell_names_charters_and_ends_up_to_the_day(house: &House) {
        a_community_with_a_past(house).await;
        let database = &house.context.database;
        let filter = Filter { with_ended: true, ..Filter::default() };
        let lived = async |on| list_along(database, &filter, on, None, Along::Lives).await.unwrap();
        let GroupsPage { groups, lives: told, .. } = lived(None).await;
        let turns = |index: usize| -> Vec<&TurnKind> {
            told[&groups[index].id].turns.iter().map(|turn| &turn.kind).collect()
        };
        assert_eq!(turns(0), [&TurnKind::Formed, &TurnKind::Dissolved]);
        assert_eq!(turns(1), [&TurnKind::Formed, &TurnKind::Merged { into: Some(groups[3].id) }]);
        assert_eq!(turns(2), [&TurnKind::Formed, &TurnKind::Renamed { before: "Mixer".to_owned() }]);
        assert_eq!(turns(3), [&TurnKind::Formed, &TurnKind::Chartered { number: 2 }]);
        assert_eq!(told[&groups[0].id].ended_on(), Some(day("2020-06-01")));

        let earlier = lived(Some(day("2019-01-01"))).await.lives;
        assert_eq!(earlier[&groups[0].id].ended_on(), None);
        assert_eq!(earlier[&groups[2].id].turns.len(), 1);
    }

    async fn a_groups_page_shows_who_leads_it_and_what_the_rules_find(house: &House) {
        a_community_with_a_past(house).await;
        let routing = there(house, "routing", None).await;
        let holders: Vec<(&str, Role, Option<&str>)> = routing
            .holders
            .iter()
            .map(|holder| (
                holder.person.name.as_str(),
                holder.role,
                holder.organization.as_ref().map(|name| name.name.as_str()),
            ))
            .collect();
        assert_eq!(holders, [
            ("Mei Tanaka", Role::Lead, Some("Meridian")),
            ("Jonas Lindqvist", Role::EmeritusLead, Some("Harbour Cloud")),
        ]);
        let verdicts: Vec<Verdict> = routing.findings.iter().map(|finding| finding.verdict).collect();
        assert_eq!(
            verdicts,
            [Verdict::Fail, Verdict::Fail, Verdict::NoEvidence, Verdict::NoEvidence]
        );
        assert_eq!(routing.predecessors.len(), 1);
        assert_eq!(routing.predecessors[0].name.name, "Performance");
        assert_eq!(routing.subgroups.len(), 1);
        assert_eq!(routing.state_since, day("2018-03-01"));
        assert_eq!(routing.group.charter().map(|charter| charter.number), Some(2));
    }

    async fn a_groups_page_of_a_past_day_shows_the_group_of_that_day(house: &House) {
        a_community_with_a_past(house).await;
        let routing = there(house, "routing", Some("2019-03-07")).await;
        assert_eq!(routing.holders.len(), 2);
        assert_eq!(
            routing.findings.iter().map(|finding| finding.verdict).collect::<Vec<_>>()[..2],
            [Verdict::Pass, Verdict::Pass]
        );
        assert_eq!(routing.group.charter().map(|charter| charter.number), Some(1));
        assert!(routing.predecessors.is_empty());
        assert!(routing.subgroups.is_empty());
        let mixer = there(house, "policy-and-telemetry", Some("2019-03-07")).await;
        assert_eq!(mixer.group.now().name, "Mixer");
        assert_eq!(mixer.group.now().description, "Policy and telemetry.");
    }

    async fn before_a_group_was_formed_its_page_says_when(house: &House) {
        a_community_with_a_past(house).await;
        let earlier = page(&house.context, "routing-retries", Some(day("2019-03-07"))).await.unwrap();
        assert!(matches!(
            earlier,
            GroupOnDay::NotYet { formed_on, .. } if formed_on == day("2020-06-01")
        ));
    }

    async fn an_ended_group_is_remembered_with_those_who_led_it(house: &House) {
        a_community_with_a_past(house).await;
        let performance = there(house, "performance", None).await;
        assert_eq!(performance.group.now().state, GroupState::Merged);
        assert_eq!(performance.state_since, day("2020-06-01"));
        assert_eq!(performance.holders.len(), 1);
        assert_eq!(performance.holders[0].person.name, "Ilse Brandt");
        assert_eq!(performance.holders[0].until, Some(day("2020-06-01")));
        assert!(performance.findings.is_empty());
        let successor = performance.group.now().successor.unwrap();
        assert_eq!(performance.name_of(successor).map(|name| name.slug.as_str()), Some("routing"));
    }

    async fn a_renamed_group_keeps_its_old_address(house: &House) {
        a_community_with_a_past(house).await;
        let moved = |error: ReadError| matches!(error, ReadError::Moved(slug) if slug == "policy-and-telemetry");
        assert!(moved(page(&house.context, "mixer", None).await.unwrap_err()));
        assert!(moved(charters(&house.context, "mixer").await.unwrap_err()));
        assert!(moved(history(&house.context, "mixer", None).await.unwrap_err()));
        let filter = Filter { within: Some("mixer".to_owned()), ..Filter::default() };
        assert!(moved(list(&house.context.database, &filter, None, None).await.unwrap_err()));
        let nobody = page(&house.context, "no-such-group", None).await.unwrap_err();
        assert!(matches!(nobody, ReadError::NotFound));
    }

    async fn a_groups_history_tells_also_of_those_that_became_part_of_it(house: &House) {
        a_community_with_a_past(house).await;
        let told = history(&house.context, "routing", None).await.unwrap();
        let sentences: Vec<String> = told
            .entries
            .iter()
            .map(|entry| entry.sentence.to_string())
            .collect();
        assert!(sentences.contains(&"Performance was merged into Routing".to_owned()), "{sentences:?}");
        assert!(sentences.contains(&"Retries was formed as a subgroup of Routing".to_owned()), "{sentences:?}");
        assert!(sentences.last().unwrap().contains("Routing"), "{sentences:?}");
        let source = told.entries[0].source.as_ref().unwrap();
        assert_eq!(source.file, "registry-2020-06-01.md");
        assert_eq!(source.as_of, day("2020-06-01"));
    }

    async fn charters_are_found_by_number_and_by_day(house: &House) {
        a_community_with_a_past(house).await;
        let routing = charters(&house.context, "routing").await.unwrap();
        assert_eq!(
            routing.numbered(1).map(|charter| charter.body.as_str()),
            Some("# Mission\n\nRoutes.")
        );
        assert_eq!(routing.numbered(3), None);
        assert_eq!(routing.on(day("2019-01-01")).map(|charter| charter.number), Some(1));
        assert_eq!(routing.on(day("2017-01-01")), None);
    }

    async fn a_page_of_many_groups_asks_as_often_as_one_of_few(house: &House) {
        house.import("2020-01-15", many(3)).await;
        let few = asked(house).await;
        house.import("2021-01-15", many(300)).await;
        let many = asked(house).await;
        // A page without anyone on it asks for nobody's name.
        assert!(
            few.iter().zip(&many).all(|(few, many)| many <= few),
            "{few:?} queries became {many:?}"
        );
    }
}

/// So many groups, each with leads, a charter and a subgroup; the first has a subgroup for each of them.
fn many(count: usize) -> Vec<Entry> {
    let mut groups: Vec<Entry> = (0..count)
        .map(|number| {
            Entry::named(&format!("Group {number}"))
                .about("Something.")
                .chartered("# Mission\n\nWork.")
                .lead(
                    &format!("Lead {number}"),
                    &format!("Organization {}", number % 7),
                )
                .lead("Mei Tanaka", "Northwind")
        })
        .collect();
    for number in 0..count {
        groups.push(Entry::named(&format!("Part {number}")).part_of(0).lead(
            &format!("Lead {number}"),
            &format!("Organization {}", number % 7),
        ));
    }
    groups
}

/// How many queries each read of a page sends.
async fn asked(house: &House) -> Vec<u64> {
    let context = &house.context;
    let database = &context.database;
    let past = Some(day("2026-01-01"));
    let filter = Filter::default();
    let mut asked = Vec::new();
    for on in [None, past] {
        for along in [Along::Nothing, Along::Leads, Along::Lives] {
            asked.push(
                house
                    .queries(list_along(database, &filter, on, None, along))
                    .await,
            );
        }
        asked.push(house.queries(page(context, "group-0", on)).await);
    }
    asked.push(house.queries(charters(context, "group-0")).await);
    asked.push(house.queries(history(context, "group-0", None)).await);
    asked
}
