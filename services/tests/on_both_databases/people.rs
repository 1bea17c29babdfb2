//! `/people` and `/people/HANDLE`.

use domain::{
    org::{OrgEntry, OrgStatement, StandingKind},
    person::Account,
    seat::Role,
    standing::{Precision, Standing},
};
use services::{
    ReadError,
    person::{self, AsOf, PeopleList, PeoplePage, PeopleWanted},
    registry::{ImportFile, Mode, import_organization},
};

use crate::support::{Entry, House, TODAY, day, on_each_database};

fn today() -> AsOf {
    AsOf::Today(day(TODAY))
}

fn wanted(list: PeopleList) -> PeopleWanted {
    PeopleWanted {
        list,
        name: None,
        after: None,
        as_of: today(),
    }
}

async fn listed(house: &House, wanted: &PeopleWanted) -> PeoplePage {
    person::list(&house.context.database, wanted).await.unwrap()
}

async fn names(house: &House, wanted: &PeopleWanted) -> Vec<String> {
    let page = listed(house, wanted).await;
    page.people.into_iter().map(|person| person.name).collect()
}

async fn named(house: &House, name: &str) -> Vec<String> {
    let wanted = PeopleWanted {
        name: Some(name.to_owned()),
        ..wanted(PeopleList::Seats)
    };
    names(house, &wanted).await
}

/// Takes in a complete list of who has a standing.
async fn import_standing(
    house: &House,
    on: &str,
    kind: StandingKind,
    standing: Standing,
    accounts: &[&str],
) {
    let statement = OrgStatement {
        people: accounts
            .iter()
            .map(|login| OrgEntry {
                line: 1,
                account: Account::github(*login),
                standing: standing.clone(),
            })
            .collect(),
        states: [kind].into(),
    };
    let file = ImportFile {
        name: "members.yaml".to_owned(),
        format: "hand-made",
        as_of: day(on),
        statement,
    };
    import_organization(&house.context, vec![file], Mode::Write)
        .await
        .unwrap();
}

async fn two_years(house: &House) {
    house
        .import(
            "2020-01-15",
            vec![
                Entry::named("Mixer")
                    .lead("Amara Osei", "Northwind")
                    .lead("Jonas Lindqvist", "Harbour Cloud"),
                Entry::named("Routing")
                    .lead("Amara Osei", "Northwind")
                    .seat(Role::Delegate, "Élodie Marchand", "Northwind"),
            ],
        )
        .await;
    house
        .import(
            "2021-06-01",
            vec![
                Entry::named("Mixer").lead("Amara Osei", "Harbour Cloud"),
                Entry::named("Routing")
                    .lead("Mei Tanaka", "Northwind")
                    .seat(Role::Delegate, "Élodie Marchand", "Northwind"),
            ],
        )
        .await;
}

fn community_of(groups: usize) -> Vec<Entry> {
    (0..groups)
        .map(|number| {
            Entry::named(&format!("Group {number}"))
                .lead(&format!("Lead {number}"), &format!("House {}", number % 40))
                .lead(&format!("Second {number}"), "Northwind")
                .lead("Amara Osei", "Northwind")
        })
        .collect()
}

on_each_database! {
    async fn the_list_shows_who_holds_a_seat_by_name_with_what_they_hold(house: &House) {
        two_years(house).await;
        let page = listed(house, &wanted(PeopleList::Seats)).await;
        let people: Vec<_> = page.people.iter().map(|person| {
            let seats: Vec<String> = person.seats.iter().map(|seat| format!("{} {}", seat.role.word(), seat.group_name)).collect();
            let organization = person.organization.as_ref().map_or("", |organization| organization.name.as_str());
            format!("{}, {organization}: {}", person.name, seats.join(", "))
        }).collect();
        assert_eq!(people, [
            "Amara Osei, Harbour Cloud: Lead Mixer",
            "Mei Tanaka, Northwind: Lead Routing",
            "Élodie Marchand, Northwind: Delegate Routing",
        ]);
        assert_eq!(page.numbers.of(PeopleList::Seats), Some(3));
        assert_eq!(page.numbers.of(PeopleList::Leads), Some(2));
        assert!(!page.more);
    }

    async fn whoever_left_every_seat_is_still_among_everyone(house: &House) {
        two_years(house).await;
        assert!(!names(house, &wanted(PeopleList::Seats)).await.contains(&"Jonas Lindqvist".to_owned()));
        assert!(names(house, &wanted(PeopleList::Everyone)).await.contains(&"Jonas Lindqvist".to_owned()));
    }

    async fn whoever_led_a_group_that_ended_leads_no_more(house: &House) {
        house.import("2020-01-15", vec![
            Entry::named("Mixer").lead("Amara Osei", "Northwind"),
            Entry::named("Routing").lead("Mei Tanaka", "Northwind"),
        ]).await;
        house.import("2021-06-01", vec![Entry::named("Routing").lead("Mei Tanaka", "Northwind")]).await;
        assert_eq!(names(house, &wanted(PeopleList::Leads)).await, ["Mei Tanaka"]);
    }

    async fn on_a_past_day_the_list_is_as_it_was(house: &House) {
        two_years(house).await;
        let then = PeopleWanted { as_of: AsOf::Past(day("2020-12-31")), ..wanted(PeopleList::Leads) };
        let page = listed(house, &then).await;
        let people: Vec<_> = page.people.iter().map(|person| (
            person.name.as_str(),
            person.organization.as_ref().map_or("", |organization| organization.name.as_str()),
            person.seats.len(),
        )).collect();
        assert_eq!(people, [("Amara Osei", "Northwind", 2), ("Jonas Lindqvist", "Harbour Cloud", 1)]);
        let before = PeopleWanted { as_of: AsOf::Past(day("2019-01-01")), ..wanted(PeopleList::Everyone) };
        assert!(names(house, &before).await.is_empty());
    }

    async fn people_are_found_by_the_beginnings_of_their_words_with_or_without_accents(house: &House) {
        two_years(house).await;
        assert_eq!(named(house, "osei").await, ["Amara Osei"]);
        assert_eq!(named(house, "AMA os").await, ["Amara Osei"]);
        assert_eq!(named(house, "elo").await, ["Élodie Marchand"]);
        assert_eq!(named(house, "Élo").await, ["Élodie Marchand"]);
        // Both begin with it, one of them twice: in name and account.
        assert_eq!(named(house, "ma").await, ["Élodie Marchand"]);
        assert_eq!(named(house, "ama tanaka").await, Vec::<String>::new());
        assert_eq!(named(house, "%").await.len(), 3);
    }

    async fn members_and_maintainers_are_lists_of_their_own(house: &House) {
        two_years(house).await;
        import_standing(house, "2021-07-01", StandingKind::Member, Standing::Member, &["amara-osei", "dara-nwosu"]).await;
        import_standing(house, "2021-07-02", StandingKind::Maintainer, Standing::Maintainer, &["amara-osei"]).await;
        assert_eq!(names(house, &wanted(PeopleList::Members)).await, ["Amara Osei", "dara-nwosu"]);
        let page = listed(house, &wanted(PeopleList::Maintainers)).await;
        assert_eq!(page.people.len(), 1);
        assert_eq!(page.people[0].standings, [Standing::Maintainer]);
    }

    async fn pages_follow_each_other_by_key_and_miss_nobody(house: &House) {
        house.import("2020-01-15", community_of(60)).await;
        let mut seen = Vec::new();
        let mut next = wanted(PeopleList::Leads);
        loop {
            let page = listed(house, &next).await;
            seen.extend(page.people.iter().map(|person| person.handle.clone()));
            if !page.more {
                break;
            }
            next.after = seen.last().cloned();
        }
        assert_eq!(seen.len(), 121);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 121);
    }

    async fn a_person_has_seats_held_first_and_then_the_past(house: &House) {
        two_years(house).await;
        let page = person::show(&house.context.database, "amara-osei", today()).await.unwrap();
        let seats: Vec<_> = page.seats.iter().map(|seat| (seat.group_name.as_str(), seat.days.since, seat.days.until)).collect();
        assert_eq!(seats, [
            ("Mixer", day("2020-01-15"), None),
            ("Routing", day("2020-01-15"), Some(day("2021-06-01"))),
        ]);
        let affiliations: Vec<_> = page.affiliations.iter().map(|with| (with.organization.name.as_str(), with.days.until)).collect();
        assert_eq!(affiliations, [("Harbour Cloud", None), ("Northwind", Some(day("2021-06-01")))]);
        assert_eq!(page.history.first().map(|entry| entry.on), Some(day("2021-06-01")));
    }

    async fn on_a_past_day_a_person_has_no_later_end_and_no_later_seat(house: &House) {
        two_years(house).await;
        let page = person::show(&house.context.database, "amara-osei", AsOf::Past(day("2020-12-31"))).await.unwrap();
        assert!(page.seats.iter().all(|seat| seat.days.until.is_none()));
        assert_eq!(page.affiliations.len(), 1);
        assert_eq!(page.affiliations[0].days.until, None);
        assert!(page.history.iter().all(|entry| entry.on <= day("2020-12-31")));
    }

    async fn a_past_seat_keeps_the_name_that_the_group_had(house: &House) {
        house.import("2020-01-15", vec![Entry::named("Mixer").lead("Amara Osei", "Northwind").lead("Mei Tanaka", "Northwind")]).await;
        house.import("2021-01-15", vec![Entry::named("Mixer").lead("Mei Tanaka", "Northwind")]).await;
        house.import_with("2022-01-15", vec![Entry::named("Telemetry").lead("Mei Tanaka", "Northwind")], domain::registry::Answers {
            renames: vec![("Mixer".to_owned(), "Telemetry".to_owned())],
            ..domain::registry::Answers::default()
        }).await;
        let past = person::show(&house.context.database, "amara-osei", today()).await.unwrap();
        assert_eq!((past.seats[0].group_name.as_str(), past.seats[0].group_slug.as_str()), ("Mixer", "telemetry"));
        let held = person::show(&house.context.database, "mei-tanaka", today()).await.unwrap();
        assert_eq!(held.seats[0].group_name, "Telemetry");
    }

    async fn a_standing_says_how_well_its_day_is_known(house: &House) {
        two_years(house).await;
        import_standing(house, "2021-07-01", StandingKind::Member, Standing::Member, &["amara-osei"]).await;
        let page = person::show(&house.context.database, "amara-osei", today()).await.unwrap();
        assert_eq!(page.standings.len(), 1);
        assert_eq!(page.standings[0].precision, Precision::AtTheLatest);
    }

    async fn a_handle_in_other_letters_leads_to_the_person_and_an_unknown_one_to_nothing(house: &House) {
        two_years(house).await;
        let other = person::show(&house.context.database, "Amara-Osei", today()).await;
        assert!(matches!(other, Err(ReadError::Moved(to)) if to == "/people/amara-osei"));
        let unknown = person::show(&house.context.database, "nobody", today()).await;
        assert!(matches!(unknown, Err(ReadError::NotFound)));
    }

    async fn the_pages_of_people_cost_as_many_queries_with_3_groups_as_with_300(house: &House) {
        let (mut counts, mut of_one) = (Vec::new(), Vec::new());
        for (on, groups) in [("2020-01-15", 3), ("2021-01-15", 300)] {
            house.import(on, community_of(groups)).await;
            let found = PeopleWanted { name: Some("lead".to_owned()), ..wanted(PeopleList::Leads) };
            let then = PeopleWanted { as_of: AsOf::Past(day("2022-01-01")), after: Some("lead-0".to_owned()), ..wanted(PeopleList::Seats) };
            counts.push([
                house.queries(listed(house, &wanted(PeopleList::Seats))).await,
                house.queries(listed(house, &found)).await,
                house.queries(listed(house, &then)).await,
            ]);
            of_one.push(house.queries(person::show(&house.context.database, "amara-osei", today())).await);
        }
        assert_eq!(counts[0], counts[1]);
        assert!(counts[0].iter().all(|count| (1..=9).contains(count)), "{counts:?}");
        // With 300 groups the newest events name no organization any more: one query less.
        assert!(of_one[1] <= of_one[0] && of_one[0] <= 14, "{of_one:?}");
    }
}
