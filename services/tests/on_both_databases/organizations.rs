//! `/organizations` and `/organizations/SLUG`.

use services::{
    ReadError,
    organization::{self, LeadsWanted, OrganizationsPage},
};

use crate::support::{Entry, House, TODAY, day, on_each_database};

async fn listed(house: &House, after: Option<&str>) -> OrganizationsPage {
    organization::list(&house.context.database, after)
        .await
        .unwrap()
}

async fn shown(house: &House, slug: &str, wanted: LeadsWanted) -> organization::OrganizationPage {
    organization::show(&house.context.database, slug, wanted, None, day(TODAY))
        .await
        .unwrap()
}

fn lines(page: &OrganizationsPage) -> Vec<(&str, u64, u64, u64, u64)> {
    page.organizations
        .iter()
        .map(|line| {
            (
                line.organization.name.as_str(),
                line.leads,
                line.seats,
                line.groups,
                line.share,
            )
        })
        .collect()
}

fn three_groups() -> Vec<Entry> {
    vec![
        Entry::named("Identity")
            .lead("Amara Osei", "Northwind")
            .lead("Ravi Menon", "Northwind"),
        Entry::named("Mixer")
            .lead("Jonas Lindqvist", "Harbour Cloud")
            .lead("Mei Tanaka", "Tessellate"),
        Entry::named("Routing")
            .lead("Amara Osei", "Northwind")
            .lead("Jonas Lindqvist", "Harbour Cloud"),
    ]
}

fn houses(groups: usize) -> Vec<Entry> {
    (0..groups)
        .map(|number| {
            Entry::named(&format!("Group {number}"))
                .lead(&format!("Lead {number}"), &format!("House {number}"))
                .lead("Amara Osei", "Northwind")
        })
        .collect()
}

on_each_database! {
    async fn organizations_are_listed_by_their_lead_seats(house: &House) {
        house.import("2020-01-15", three_groups()).await;
        let page = listed(house, None).await;
        assert_eq!(lines(&page), [
            ("Northwind", 2, 3, 2, 50),
            ("Harbour Cloud", 1, 2, 2, 33),
            ("Tessellate", 1, 1, 1, 17),
        ]);
        let first: Vec<&str> = page.organizations[0].first_groups.iter().map(|group| group.name.as_str()).collect();
        assert_eq!(first, ["Identity", "Routing"]);
    }

    async fn concentration_names_the_largest_and_the_groups_of_one_organization(house: &House) {
        house.import("2020-01-15", three_groups()).await;
        let concentration = listed(house, None).await.concentration;
        assert_eq!((concentration.organizations, concentration.seats, concentration.groups), (3, 6, 3));
        assert_eq!(concentration.largest_share, 100);
        assert_eq!(concentration.of_one, 1);
        let of_one = &concentration.first_of_one[0];
        assert_eq!((of_one.group.name.as_str(), of_one.organization.name.as_str(), of_one.leads), ("Identity", "Northwind", 2));
    }

    async fn a_community_without_leads_has_nothing_concentrated(house: &House) {
        let page = listed(house, None).await;
        assert!(page.organizations.is_empty());
        assert_eq!((page.concentration.seats, page.concentration.largest_share), (0, 0));
    }

    async fn counts_follow_whoever_changes_seat_or_organization_and_groups_that_end(house: &House) {
        house.import("2020-01-15", three_groups()).await;
        house.import("2021-01-15", vec![
            Entry::named("Identity").lead("Amara Osei", "Tessellate").lead("Ravi Menon", "Northwind"),
            Entry::named("Routing").lead("Amara Osei", "Tessellate"),
        ]).await;
        let page = listed(house, None).await;
        assert_eq!(lines(&page), [("Tessellate", 1, 2, 2, 67), ("Northwind", 1, 1, 1, 33)]);
        assert_eq!((page.concentration.groups, page.concentration.of_one), (2, 1));
        assert_eq!(page.concentration.first_of_one[0].group.name, "Routing");
    }

    async fn an_organization_shows_who_leads_for_it_and_who_did(house: &House) {
        house.import("2020-01-15", three_groups()).await;
        house.import("2021-01-15", vec![
            Entry::named("Identity").lead("Amara Osei", "Tessellate").lead("Ravi Menon", "Northwind"),
        ]).await;
        let now = shown(house, "northwind", LeadsWanted::Now).await;
        assert_eq!((now.leads, now.groups, now.share), (1, 1, 50));
        assert_eq!(now.people[0].person.name, "Ravi Menon");
        let before = shown(house, "northwind", LeadsWanted::Before).await;
        let people: Vec<_> = before.people.iter().map(|line| (line.person.name.as_str(), line.led.since, line.led.until)).collect();
        assert_eq!(people, [("Amara Osei", day("2020-01-15"), Some(day("2021-01-15")))]);
    }

    async fn an_organization_without_leads_still_has_its_page(house: &House) {
        house.import("2020-01-15", three_groups()).await;
        house.import("2021-01-15", vec![Entry::named("Mixer").lead("Mei Tanaka", "Tessellate")]).await;
        let page = shown(house, "northwind", LeadsWanted::Now).await;
        assert_eq!((page.leads, page.share), (0, 0));
        assert!(page.people.is_empty());
        assert_eq!(shown(house, "northwind", LeadsWanted::Before).await.people.len(), 2);
    }

    async fn an_unknown_organization_is_not_found(house: &House) {
        let page = organization::show(&house.context.database, "nobody", LeadsWanted::Now, None, day(TODAY)).await;
        assert!(matches!(page, Err(ReadError::NotFound)));
    }

    async fn pages_of_organizations_follow_each_other_and_miss_none(house: &House) {
        house.import("2020-01-15", houses(120)).await;
        let mut seen = Vec::new();
        loop {
            let page = listed(house, seen.last().map(String::as_str)).await;
            seen.extend(page.organizations.into_iter().map(|line| line.organization.slug));
            if !page.more {
                break;
            }
        }
        assert_eq!(seen.len(), 121);
        assert_eq!(seen[0], "northwind");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 121);
    }

    async fn the_pages_of_organizations_cost_as_many_queries_with_3_groups_as_with_300(house: &House) {
        let mut counts = Vec::new();
        for (on, groups) in [("2020-01-15", 3), ("2021-01-15", 300)] {
            house.import(on, houses(groups)).await;
            counts.push([
                house.queries(listed(house, None)).await,
                house.queries(listed(house, Some("northwind"))).await,
                house.queries(shown(house, "northwind", LeadsWanted::Now)).await,
                house.queries(shown(house, "northwind", LeadsWanted::Before)).await,
            ]);
        }
        assert_eq!(counts[0], counts[1]);
        assert!(counts[0].iter().all(|count| (1..=13).contains(count)), "{counts:?}");
    }
}
