//! The record can be read from its newest line to its first, and narrowed by whom and what it is about.

use std::collections::BTreeSet;

use services::history::{Filter, Subject, page};

use crate::support::{Entry, House, day, on_each_database};

async fn two_years(house: &House) {
    house
        .import(
            "2019-03-07",
            vec![
                Entry::named("Mixer").lead("Amara Osei", "Northwind"),
                Entry::named("Routing").lead("Jonas Lindqvist", "Harbour Cloud"),
            ],
        )
        .await;
    let renamed = domain::registry::Answers {
        renames: vec![("Mixer".to_owned(), "Telemetry".to_owned())],
        ..Default::default()
    };
    house
        .import_with(
            "2020-03-07",
            vec![
                Entry::named("Telemetry").lead("Amara Osei", "Northwind"),
                Entry::named("Routing"),
                Entry::named("Retries").part_of(1),
            ],
            renamed,
        )
        .await;
}

async fn sentences(house: &House, filter: &Filter) -> Vec<String> {
    let page = page(&house.context.database, filter, None).await.unwrap();
    assert!(!page.unknown_group && !page.unknown_person);
    page.entries
        .iter()
        .map(|entry| entry.sentence.to_string())
        .collect()
}

fn of_group(typed: &str) -> Filter {
    Filter {
        group: Some(typed.to_owned()),
        ..Filter::default()
    }
}

on_each_database! {
    async fn a_group_is_found_by_its_address_and_by_any_name_it_had(house: &House) {
        two_years(house).await;
        let by_address = sentences(house, &of_group("telemetry")).await;
        assert_eq!(by_address.first().map(String::as_str), Some("“Mixer” was renamed to Telemetry"));
        assert_eq!(sentences(house, &of_group("mixer")).await, by_address);
        assert_eq!(sentences(house, &of_group("TELEMETRY ")).await, by_address);
    }

    async fn what_happens_to_a_subgroup_on_its_forming_is_of_its_parent_too(house: &House) {
        two_years(house).await;
        let told = sentences(house, &of_group("routing")).await;
        assert!(told.contains(&"Retries was formed as a subgroup of Routing".to_owned()), "{told:?}");
    }

    async fn subject_person_and_days_narrow_together(house: &House) {
        two_years(house).await;
        let filter = Filter {
            person: Some("Jonas Lindqvist".to_owned()),
            subject: Some(Subject::Leads),
            ..Filter::default()
        };
        assert_eq!(sentences(house, &filter).await, [
            "Jonas Lindqvist is no longer a lead of Routing",
            "Jonas Lindqvist became a lead of Routing",
        ]);
        let first_year = Filter { to: Some(day("2019-12-31")), ..filter };
        assert_eq!(sentences(house, &first_year).await, ["Jonas Lindqvist became a lead of Routing"]);
        let of_another_group = Filter { group: Some("telemetry".to_owned()), ..first_year };
        assert_eq!(sentences(house, &of_another_group).await, Vec::<String>::new());
    }

    async fn a_name_that_nothing_has_is_said_by_its_field(house: &House) {
        two_years(house).await;
        let filter = Filter {
            group: Some("Rooting".to_owned()),
            person: Some("amara-osei".to_owned()),
            ..Filter::default()
        };
        let read = page(&house.context.database, &filter, None).await.unwrap();
        assert!(read.unknown_group);
        assert!(!read.unknown_person);
        assert!(read.entries.is_empty());
    }

    async fn an_event_says_from_which_file_it_is_known(house: &House) {
        two_years(house).await;
        let read = page(&house.context.database, &of_group("retries"), None).await.unwrap();
        let source = read.entries.first().and_then(|entry| entry.source.clone()).unwrap();
        assert_eq!((source.file.as_str(), source.as_of), ("registry-2020-03-07.md", day("2020-03-07")));
    }

    async fn page_after_page_tells_everything_once(house: &House) {
        house.import("2019-03-07", groups(60)).await;
        house.import("2020-03-07", groups(75)).await;
        for filter in [
            Filter::default(),
            Filter { subject: Some(Subject::Groups), ..Filter::default() },
        ] {
            let (mut seen, mut before, mut pages) = (Vec::new(), None, 0);
            loop {
                let read = page(&house.context.database, &filter, before).await.unwrap();
                seen.extend(read.entries.iter().map(|entry| (entry.on, entry.seq)));
                pages += 1;
                before = read.next;
                if before.is_none() {
                    break;
                }
            }
            assert!(pages > 1);
            assert!(seen.is_sorted_by(|newer, older| newer > older), "newest first");
            let newest = services::record::newest_seq(&house.context.database).await.unwrap();
            let distinct: BTreeSet<_> = seen.iter().collect();
            assert_eq!(distinct.len(), seen.len());
            match filter.subject {
                None => assert_eq!(seen.len() as i64, newest),
                Some(_) => assert_eq!(seen.len(), 75, "a forming for each group"),
            }
        }
    }

    async fn history_needs_no_more_queries_for_many_groups_than_for_few(house: &House) {
        let narrowed = Filter {
            person: Some("Amara Osei".to_owned()),
            subject: Some(Subject::Leads),
            ..of_group("group-1")
        };
        let filters = [Filter::default(), narrowed];
        let count = async || {
            let mut counts = Vec::new();
            for filter in &filters {
                counts.push(house.queries(page(&house.context.database, filter, None)).await);
            }
            counts
        };
        house.import("2019-03-07", groups(3)).await;
        let few = count().await;
        house.import("2020-03-07", groups(300)).await;
        let many = count().await;
        // Names of what no event on the page speaks of are not asked for.
        for (few, many) in few.into_iter().zip(many) {
            assert!(many <= few, "{few} queries became {many}");
            assert!(few <= 7);
        }
    }
}

fn groups(count: usize) -> Vec<Entry> {
    (1..=count)
        .map(|number| Entry::named(&format!("Group {number}")).lead("Amara Osei", "Northwind"))
        .collect()
}
