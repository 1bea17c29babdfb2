//! Roadmaps: versions and their differences, two who write at the same time, the timeline of all groups.

use domain::{
    duty::Matter,
    permission::Denied,
    roadmap::{Freshness, ItemState, RoadmapRefusal, Written, WrittenItem},
};
use services::{
    Context, ReadError, duty,
    roadmap::{self, Filter, Neglect, RoadmapError},
};

use crate::support::{Entry, House, day, on_each_database};

const DAY: i64 = 24 * 60 * 60 * 1_000_000;

async fn two_groups(house: &House) -> Context {
    house
        .import(
            "2020-01-15",
            vec![
                Entry::named("Routing").lead("Amara Osei", "Northwind"),
                Entry::named("Identity").lead("Mei Tanaka", "Harbour Cloud"),
            ],
        )
        .await;
    house.acting("amara-osei").await
}

fn item(number: Option<u32>, outcome: &str, month: &str, state: ItemState) -> WrittenItem {
    WrittenItem {
        number,
        outcome: outcome.to_owned(),
        month: Some(month.parse().unwrap()),
        state,
        links: Vec::new(),
    }
}

fn written(on_version: u32, items: Vec<WrittenItem>) -> Written {
    Written {
        on_version,
        items,
        summary: "What changed".to_owned(),
    }
}

on_each_database! {
    async fn a_lead_publishes_versions_and_anyone_sees_what_changed(house: &House) {
        let amara = two_groups(house).await;
        let first = vec![
            item(None, "Faster starts", "2026-11", ItemState::InProgress),
            item(None, "Fewer certificates", "2026-12", ItemState::Planned),
        ];
        assert_eq!(roadmap::publish(&amara, "routing", written(0, first)).await.unwrap(), 1);
        let second = vec![
            item(Some(1), "Faster starts", "2026-11", ItemState::Done),
            item(None, "Less memory", "2027-01", ItemState::Planned),
        ];
        assert_eq!(roadmap::publish(&amara, "routing", written(1, second)).await.unwrap(), 2);
        let page = roadmap::page(&house.context, "routing", None).await.unwrap();
        let current = page.current.unwrap();
        assert_eq!(current.newest, 2);
        assert_eq!(current.versions[1].by.as_ref().unwrap().name, "Amara Osei");
        let numbers: Vec<u32> = current.version.items.iter().map(|item| item.number).collect();
        assert_eq!(numbers, [1, 3]);
        let before = roadmap::page(&house.context, "routing", Some(1)).await.unwrap();
        assert_eq!(before.current.unwrap().version.items.len(), 2);
        let read = roadmap::difference(&house.context, "routing", None, None).await.unwrap();
        let (from, to, changes) = read.compared.unwrap();
        assert_eq!((from.line.number, to.line.number), (1, 2));
        let changed: Vec<u32> = changes.iter().map(|change| change.item.number).collect();
        assert_eq!(changed, [1, 3, 2]);
        let missing = roadmap::difference(&house.context, "routing", Some(7), None).await;
        assert!(matches!(missing, Err(ReadError::NotFound)), "{missing:?}");
        house.is_sound().await;
    }

    async fn the_second_of_two_who_write_meets_what_the_first_left(house: &House) {
        let amara = two_groups(house).await;
        let mine = || written(0, vec![item(None, "Mine", "2026-11", ItemState::Planned)]);
        let (one, other) = tokio::join!(
            roadmap::publish(&amara, "routing", mine()),
            roadmap::publish(&amara, "routing", mine()),
        );
        let refused = [one, other].into_iter().filter_map(Result::err).collect::<Vec<_>>();
        assert!(
            matches!(refused[..], [RoadmapError::Refused(RoadmapRefusal::Stale { newest: 1 })]),
            "{refused:?}"
        );
    }

    async fn only_who_runs_the_group_edits_its_roadmap(house: &House) {
        let _ = two_groups(house).await;
        let mei = house.acting("mei-tanaka").await;
        let mine = written(0, vec![item(None, "Mine", "2026-11", ItemState::Planned)]);
        let refused = roadmap::publish(&mei, "routing", mine).await.unwrap_err();
        assert!(matches!(refused, RoadmapError::Denied(Denied::Others(_))), "{refused:?}");
        let refused = roadmap::confirm(&mei, "routing", 1).await.unwrap_err();
        assert!(matches!(refused, RoadmapError::Denied(Denied::Others(_))), "{refused:?}");
    }

    async fn a_roadmap_that_nobody_looks_at_gets_stale_and_a_look_refreshes_it(house: &House) {
        let amara = two_groups(house).await;
        let items = vec![item(None, "Mine", "2026-11", ItemState::Planned)];
        roadmap::publish(&amara, "routing", written(0, items)).await.unwrap();
        let neglected = roadmap::stale(&house.context).await.unwrap();
        assert_eq!(neglected.len(), 1);
        assert_eq!((neglected[0].group.slug.as_str(), neglected[0].neglect), ("identity", Neglect::None));
        house.clock.pass(61 * DAY);
        let neglected = roadmap::stale(&house.context).await.unwrap();
        let stale = Neglect::Stale { version: 1, looked_on: day("2026-11-22"), since: day("2027-01-21") };
        assert_eq!((neglected[1].group.slug.as_str(), neglected[1].neglect), ("routing", stale));
        let page = roadmap::page(&house.context, "routing", None).await.unwrap();
        let current = page.current.unwrap();
        assert!(matches!(current.freshness, Freshness::Stale { .. }));
        assert!(current.version.items[0].is_overdue(page.this_month));
        let owed = duty::of_person(&amara).await.unwrap();
        let asked = Matter::ConfirmRoadmap { version: 1, looked_on: day("2026-11-22") };
        assert!(owed.iter().any(|duty| duty.matter == asked), "{owed:?}");
        roadmap::confirm(&amara, "routing", 1).await.unwrap();
        let owed = duty::of_person(&amara).await.unwrap();
        assert!(!owed.iter().any(|duty| matches!(duty.matter, Matter::ConfirmRoadmap { .. })));
        let own = [page.id];
        assert_eq!(roadmap::of_groups(&house.context, &own).await.unwrap(), []);
        let page = roadmap::page(&house.context, "routing", None).await.unwrap();
        assert_eq!(page.current.unwrap().looked_by.unwrap().name, "Amara Osei");
        house.is_sound().await;
    }

    async fn the_timeline_shows_what_is_asked_for_and_carries_what_is_late(house: &House) {
        let amara = two_groups(house).await;
        let items = vec![
            item(None, "Late", "2026-11", ItemState::InProgress),
            item(None, "Done", "2026-11", ItemState::Done),
            item(None, "Later", "2027-01", ItemState::Planned),
        ];
        roadmap::publish(&amara, "routing", written(0, items)).await.unwrap();
        let mei = house.acting("mei-tanaka").await;
        let items = vec![item(None, "Other", "2026-12", ItemState::AtRisk)];
        roadmap::publish(&mei, "identity", written(0, items)).await.unwrap();
        house.clock.pass(30 * DAY);
        let shown = async |filter: Filter| {
            let read = roadmap::timeline(&house.context, &filter, None).await.unwrap();
            read.rows
                .into_iter()
                .map(|row| {
                    let items = row.items.into_iter().map(|item| item.outcome).collect::<Vec<_>>();
                    format!("{}: {}", row.group.name, items.join(", "))
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(shown(Filter::default()).await, ["Identity: Other", "Routing: Late, Done, Later"]);
        let risky = Filter { state: Some(ItemState::AtRisk), ..Filter::default() };
        assert_eq!(shown(risky).await, ["Identity: Other"]);
        let december = Filter { month: Some("2026-12".parse().unwrap()), ..Filter::default() };
        assert_eq!(shown(december).await, ["Identity: Other", "Routing: Late"]);
        let november = Filter { month: Some("2026-11".parse().unwrap()), ..Filter::default() };
        assert_eq!(shown(november).await, ["Routing: Done"]);
        let called = Filter { group: Some("rout".to_owned()), ..Filter::default() };
        assert_eq!(shown(called).await.len(), 1);
    }

    async fn the_timeline_is_paged_and_costs_the_same_for_many_groups(house: &House) {
        let names: Vec<String> = (0..45).map(|number| format!("Group {number:02}")).collect();
        let entries = names
            .iter()
            .map(|name| Entry::named(name).lead("Amara Osei", "Northwind"))
            .collect();
        house.import("2020-01-15", entries).await;
        let amara = house.acting("amara-osei").await;
        let publish = async |slug: &str| {
            let items = vec![item(None, "Mine", "2026-11", ItemState::Planned)];
            roadmap::publish(&amara, slug, written(0, items)).await.unwrap();
        };
        publish("group-00").await;
        let filter = Filter::default();
        let few = house.queries(roadmap::timeline(&house.context, &filter, None)).await;
        let alone = house.queries(roadmap::page(&house.context, "group-00", None)).await;
        for number in 1..45 {
            publish(&format!("group-{number:02}")).await;
        }
        let many = house.queries(roadmap::timeline(&house.context, &filter, None)).await;
        assert_eq!((few, many), (3, 3));
        for version in 1..20 {
            let state = if version % 2 == 0 { ItemState::Planned } else { ItemState::InProgress };
            let items = vec![item(Some(1), "Mine", "2026-11", state)];
            roadmap::publish(&amara, "group-00", written(version, items)).await.unwrap();
        }
        let long = house.queries(roadmap::page(&house.context, "group-00", None)).await;
        assert_eq!(alone, long);
        let first = roadmap::timeline(&house.context, &filter, None).await.unwrap();
        assert_eq!(first.rows.len(), 40);
        let second = roadmap::timeline(&house.context, &filter, first.next.as_ref()).await.unwrap();
        assert_eq!(second.rows[0].group.name, "Group 40");
        assert_eq!((second.rows.len(), second.next), (5, None));
    }
}
