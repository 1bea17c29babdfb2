//! Two people who turn out to be one: what moves, what the address of the other does, and the merge undone.

use domain::{
    permission::Denied,
    person::{MergeRefusal, StandingStatement},
    standing::Standing,
};
use services::{
    CommandError, ReadError,
    admin::state_standing,
    committee,
    person::{self, AsOf, MergeProblem, PeopleList, PeopleWanted, merge, preview, undo_merge},
    record,
};

use crate::support::{Entry, House, TODAY, day, on_each_database};

fn registry() -> Vec<Entry> {
    vec![
        Entry::named("Routing").lead("Amara Osei", "Northwind"),
        Entry::named("Identity")
            .lead("A. Osei", "Northwind")
            .lead("Mei Tanaka", "Harbour Cloud"),
    ]
}

async fn community(house: &House) {
    house.import("2020-01-15", registry()).await;
    let statement = StandingStatement {
        standing: Standing::Member,
        since: day("2019-05-01"),
        until: None,
        evidence: "Minutes".to_owned(),
    };
    state_standing(&house.context, "a-osei", statement)
        .await
        .unwrap();
    let seat = committee::add_seat(&house.context, String::new(), day("2019-01-01"))
        .await
        .unwrap();
    committee::fill(&house.context, seat, "a-osei", day("2024-05-01"), None)
        .await
        .unwrap();
}

async fn everyone(house: &House) -> Vec<String> {
    let wanted = PeopleWanted {
        list: PeopleList::Everyone,
        name: None,
        after: None,
        as_of: AsOf::Today(day(TODAY)),
    };
    let page = person::list(&house.context.database, &wanted)
        .await
        .unwrap();
    page.people.into_iter().map(|person| person.name).collect()
}

async fn seats(house: &House, handle: &str) -> Vec<String> {
    let page = person::show(&house.context.database, handle, AsOf::Today(day(TODAY)))
        .await
        .unwrap();
    page.seats.into_iter().map(|seat| seat.group_name).collect()
}

on_each_database! {
    async fn one_person_carries_both_records_on(house: &House) {
        community(house).await;
        merge(&house.context, "amara-osei", "a-osei").await.unwrap();
        assert_eq!(seats(house, "amara-osei").await, ["Identity", "Routing"]);
        assert_eq!(everyone(house).await, ["Amara Osei", "Mei Tanaka"]);
        let moved = person::show(&house.context.database, "a-osei", AsOf::Today(day(TODAY))).await.unwrap_err();
        assert!(matches!(moved, ReadError::Moved(ref to) if to == "/people/amara-osei"), "{moved:?}");
        let page = person::show(&house.context.database, "amara-osei", AsOf::Today(day(TODAY))).await.unwrap();
        assert_eq!(page.accounts.len(), 2);
        assert!(page.history.iter().any(|entry| entry.sentence.to_string().starts_with("A. Osei came into the record")));
        let held: Vec<Standing> = page.standings.into_iter().map(|held| held.standing).collect();
        assert_eq!(held, [Standing::Member, Standing::Committee]);
        let read = committee::seats(&house.context).await.unwrap();
        assert_eq!(read.seats[0].holder.as_ref().unwrap().person.name, "Amara Osei");
        house.is_sound().await;
    }

    async fn a_merge_that_is_undone_leaves_the_community_as_it_was(house: &House) {
        community(house).await;
        let before = record::community_on(&house.context.database, None).await.unwrap();
        merge(&house.context, "amara-osei", "a-osei").await.unwrap();
        undo_merge(&house.context, "a-osei").await.unwrap();
        let after = record::community_on(&house.context.database, None).await.unwrap();
        for (id, person) in &before.people {
            let now = &after.people[id];
            assert_eq!(person.accounts, now.accounts);
            assert_eq!(person.affiliations, now.affiliations);
            assert_eq!(person.standings, now.standings);
            assert_eq!(person.merged_into, now.merged_into);
        }
        for (id, group) in &before.groups {
            assert_eq!(group.seats, after.groups[id].seats);
        }
        assert_eq!(before.committee.seats, after.committee.seats);
        assert_eq!(everyone(house).await, ["A. Osei", "Amara Osei", "Mei Tanaka"]);
        house.is_sound().await;
        let again = undo_merge(&house.context, "a-osei").await.unwrap_err();
        assert!(matches!(again, CommandError::Refused(MergeProblem::NotMerged)), "{again:?}");
    }

    async fn an_import_that_names_the_other_account_means_whoever_carries_the_record_on(house: &House) {
        community(house).await;
        merge(&house.context, "amara-osei", "a-osei").await.unwrap();
        let events = house.import(TODAY, registry()).await;
        assert_eq!(events, []);
    }

    async fn whoever_is_signed_in_as_the_other_acts_as_the_one(house: &House) {
        community(house).await;
        merge(&house.context, "amara-osei", "a-osei").await.unwrap();
        let acting = house.acting("a-osei").await;
        let person = acting.actor().person().unwrap();
        assert_eq!(person.handle.as_str(), "amara-osei");
        assert_eq!(person.seats.len(), 2);
    }

    async fn what_would_move_is_shown_before_and_the_other_is_found_by_their_name_after(house: &House) {
        community(house).await;
        let shown = preview(&house.context, "amara-osei", "@a-osei").await.unwrap().unwrap();
        assert_eq!(shown.accounts, ["a-osei at github"]);
        assert_eq!(shown.seats.len(), 1);
        assert_eq!(shown.committee_terms, 1);
        assert!(preview(&house.context, "amara-osei", "nobody").await.unwrap().is_none());
        merge(&house.context, "mei-tanaka", "amara-osei").await.unwrap();
        let wanted = PeopleWanted {
            list: PeopleList::Everyone,
            name: Some("amara".to_owned()),
            after: None,
            as_of: AsOf::Today(day(TODAY)),
        };
        let found = person::list(&house.context.database, &wanted).await.unwrap();
        let names: Vec<&str> = found.people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Mei Tanaka"]);
    }

    async fn who_may_not_or_is_the_same_is_not_merged(house: &House) {
        community(house).await;
        let mei = house.acting("mei-tanaka").await;
        let refused = merge(&mei, "mei-tanaka", "amara-osei").await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::Others(_))), "{refused:?}");
        let same = merge(&house.context, "amara-osei", "amara-osei").await.unwrap_err();
        assert!(matches!(same, CommandError::Refused(MergeProblem::Rules(MergeRefusal::Same))), "{same:?}");
    }
}
