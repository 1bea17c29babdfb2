//! The front door, and what it suggests to those who took a wrong turn.

use services::{home::read, suggestion::groups_like};

use crate::support::{Entry, on_each_database};

fn groups(count: usize) -> Vec<Entry> {
    (1..=count)
        .map(|number| {
            Entry::named(&format!("Group {number}"))
                .about("About something.")
                .lead(&format!("Person {number}"), "Northwind")
        })
        .collect()
}

on_each_database! {
    async fn a_community_without_groups_has_not_begun(house: &House) {
        let home = read(&house.context).await.unwrap();
        assert_eq!(home.since, None);
        assert!(home.groups.is_empty());
    }

    async fn the_front_door_tells_who_is_active_and_what_changed(house: &House) {
        house.import("2019-03-07", vec![
            Entry::named("Routing").about("How it travels.").lead("Amara Osei", "Northwind"),
            Entry::named("Performance").lead("Jonas Lindqvist", "Harbour Cloud"),
            Entry::named("Retries").part_of(0),
        ]).await;
        house.import("2020-03-07", vec![
            Entry::named("Routing").about("How it travels.").lead("Amara Osei", "Northwind"),
            Entry::named("Retries").part_of(0),
        ]).await;
        let home = read(&house.context).await.unwrap();
        assert_eq!(home.since, Some(crate::support::day("2019-03-07")));
        assert_eq!((home.counts.active, home.counts.ended), (1, 1), "subgroups are not counted");
        let named: Vec<&str> = home.groups.iter().map(|group| group.name.as_str()).collect();
        assert_eq!(named, ["Routing"], "neither ended groups nor subgroups");
        assert_eq!((home.leading_people, home.leading_organizations), (1, 1));
        assert!(home.newest.iter().any(|entry| entry.sentence.to_string() == "Performance was dissolved"));
        assert!(home.rules.is_some());
    }

    async fn the_front_door_needs_no_more_queries_for_many_groups_than_for_few(house: &House) {
        house.import("2019-03-07", groups(3)).await;
        let few = house.queries(read(&house.context)).await;
        house.import("2020-03-07", groups(300)).await;
        let many = house.queries(read(&house.context)).await;
        assert!(many <= few, "{few} queries became {many}");
        let home = read(&house.context).await.unwrap();
        assert!(home.groups.len() <= 12 && home.newest.len() <= 10);
    }

    async fn a_mistyped_address_suggests_the_group_that_was_meant(house: &House) {
        house.import("2019-03-07", vec![
            Entry::named("Routing"),
            Entry::named("Product Security"),
            Entry::named("Documentation"),
        ]).await;
        let database = &house.context.database;
        let suggested = async |typed: &str| -> Vec<String> {
            let found = groups_like(database, typed).await.unwrap();
            found.into_iter().map(|name| name.slug).collect()
        };
        assert_eq!(suggested("Ruoting").await, ["routing"]);
        assert_eq!(suggested("security").await, ["product-security"]);
        assert_eq!(suggested("zzz").await, Vec::<String>::new());
    }
}
