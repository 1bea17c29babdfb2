//! What changes quietly in a group is told to those who lead it, and to nobody else.

use domain::link::LinkKind;
use services::{
    group::{self, GroupOnDay},
    home,
};

use crate::support::{Entry, House, on_each_database};

async fn a_link_that_changed(house: &House) {
    let routing = |url: &str| {
        Entry::named("Routing")
            .lead("Amara Osei", "Northwind")
            .linked(LinkKind::Chat, "Chat", url)
    };
    let identity = Entry::named("Identity").lead("Mei Tanaka", "Harbour Cloud");
    house
        .import(
            "2020-01-15",
            vec![routing("https://chat.example/a"), identity.clone()],
        )
        .await;
    house
        .import(
            "2026-11-10",
            vec![routing("https://chat.example/b"), identity],
        )
        .await;
}

async fn told_on_the_groups_page(house: &House, handle: &str) -> usize {
    let context = house.acting(handle).await;
    match group::page(&context, "routing", None).await.unwrap() {
        GroupOnDay::There(page) => page.lately.len(),
        GroupOnDay::NotYet { .. } => panic!("the group is there"),
    }
}

on_each_database! {
    async fn its_lead_is_told_at_the_front_door_where_it_is_known_from(house: &House) {
        a_link_that_changed(house).await;
        let amara = house.acting("amara-osei").await;
        let yours = home::read(&amara).await.unwrap().yours.unwrap();
        assert_eq!(yours.name, "Amara Osei");
        let groups: Vec<&str> = yours.groups.iter().map(|(group, _)| group.name.as_str()).collect();
        assert_eq!(groups, ["Routing"]);
        let told: Vec<(&str, Option<&str>)> = yours.lately.iter()
            .map(|entry| (entry.event.kind(), entry.source.as_ref().map(|source| source.file.as_str())))
            .collect();
        assert_eq!(told, [("link_changed", Some("registry-2026-11-10.md"))]);
    }

    async fn the_lead_of_another_group_is_told_nothing_of_it(house: &House) {
        a_link_that_changed(house).await;
        let mei = house.acting("mei-tanaka").await;
        let yours = home::read(&mei).await.unwrap().yours.unwrap();
        assert!(yours.lately.is_empty());
        assert_eq!(told_on_the_groups_page(house, "mei-tanaka").await, 0);
        assert_eq!(told_on_the_groups_page(house, "amara-osei").await, 1);
        assert!(home::read(&house.context).await.unwrap().yours.is_none());
    }

    async fn the_front_door_costs_a_fixed_number_of_queries_for_them_too(house: &House) {
        a_link_that_changed(house).await;
        let amara = house.acting("amara-osei").await;
        let queries = house.queries(home::read(&amara)).await;
        // Each source of what somebody owes has its own few.
        assert!(queries <= 32, "{queries} queries");
    }
}
