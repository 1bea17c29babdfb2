//! People through time: organizations, standing, accounts.

use domain::{
    Day,
    ids::{OrganizationId, PersonId},
    person::{Account, Person, PersonEvent, PersonReplayError},
    slug::Slug,
    standing::{Precision, Standing},
};
use proptest::{prelude::*, sample::select};
use uuid::Uuid;

use crate::fixture::day;

const ADA: PersonId = PersonId(Uuid::from_u128(1));

fn registered() -> PersonEvent {
    PersonEvent::Registered {
        handle: Slug::new("ada").unwrap(),
        name: "Ada".to_owned(),
        account: Some(Account::github("ada-x")),
    }
}

fn replay(events: &[(i64, PersonEvent)]) -> Result<Person, PersonReplayError> {
    let mut person = Person::after(None, ADA, day(0), &registered())?;
    for (on, event) in events {
        person = Person::after(Some(person), ADA, day(*on), event)?;
    }
    Ok(person)
}

fn gained(standing: Standing) -> PersonEvent {
    PersonEvent::StandingGained {
        standing,
        precision: Precision::AtTheLatest,
    }
}

fn moved(to: Option<u128>) -> PersonEvent {
    PersonEvent::AffiliationChanged {
        before: None,
        organization: to.map(|id| OrganizationId(Uuid::from_u128(id))),
    }
}

#[test]
fn a_standing_gained_twice_is_one() {
    let person = replay(&[(1, gained(Standing::Member)), (2, gained(Standing::Member))]).unwrap();
    let since: Vec<Day> = person.standings.iter().map(|held| held.since).collect();
    assert_eq!(since, [day(1)]);
}

#[test]
fn a_standing_lost_and_gained_again_is_held_twice() {
    let lost = PersonEvent::StandingLost {
        standing: Standing::Member,
    };
    let person = replay(&[
        (1, gained(Standing::Member)),
        (5, lost),
        (9, gained(Standing::Member)),
    ])
    .unwrap();
    let held = |on| person.standing_on(&Standing::Member, day(on)).is_some();
    assert_eq!(
        [held(0), held(1), held(5), held(9)],
        [false, true, false, true]
    );
}

#[test]
fn where_someone_was_is_known_for_every_day() {
    let person = replay(&[(1, moved(Some(7))), (5, moved(Some(8))), (9, moved(None))]).unwrap();
    let at = |on| person.organization_on(day(on)).map(|id| id.0.as_u128());
    assert_eq!(
        [at(0), at(1), at(4), at(5), at(9)],
        [None, Some(7), Some(7), Some(8), None]
    );
    assert_eq!(person.organization_now(), None);
}

#[test]
fn two_spellings_of_a_login_are_one_account() {
    let linked = PersonEvent::AccountLinked {
        account: Account::github("ADA-X"),
    };
    assert_eq!(replay(&[(1, linked)]).unwrap().accounts.len(), 1);
}

#[test]
fn a_record_out_of_order_is_damaged() {
    let replayed = replay(&[(5, moved(Some(7))), (4, moved(None))]);
    assert_eq!(
        replayed,
        Err(PersonReplayError::OutOfOrder {
            on: day(4),
            newest: day(5)
        })
    );
}

#[test]
fn a_record_begins_with_one_registration() {
    assert_eq!(
        replay(&[(1, registered())]),
        Err(PersonReplayError::RegisteredTwice)
    );
    let unregistered = Person::after(None, ADA, day(0), &moved(None));
    assert_eq!(unregistered, Err(PersonReplayError::NotRegistered));
}

fn any_event() -> impl Strategy<Value = PersonEvent> {
    let standing = || {
        select(vec![
            Standing::Member,
            Standing::Maintainer,
            Standing::Team("Docs".to_owned()),
        ])
    };
    prop_oneof![
        proptest::option::of(7..10_u128).prop_map(moved),
        standing().prop_map(gained),
        standing().prop_map(|standing| PersonEvent::StandingLost { standing }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn affiliations_and_standings_never_overlap(steps in proptest::collection::vec((0..3_i64, any_event()), 0..40)) {
        let mut on = 0;
        let events: Vec<(i64, PersonEvent)> = steps
            .into_iter()
            .map(|(later, event)| {
                on += later;
                (on, event)
            })
            .collect();
        let person = replay(&events).unwrap();
        for pair in person.affiliations.windows(2) {
            prop_assert!(pair[0].until.is_some_and(|end| end <= pair[1].since));
        }
        for affiliation in &person.affiliations {
            prop_assert!(affiliation.until.is_none_or(|end| affiliation.since < end));
        }
        for (place, held) in person.standings.iter().enumerate() {
            prop_assert!(held.until.is_none_or(|end| held.since < end));
            for later in &person.standings[place + 1..] {
                prop_assert!(later.standing != held.standing || held.until.is_some_and(|end| end <= later.since));
            }
        }
        prop_assert_eq!(person.organization_now(), person.organization_on(day(on)));
    }
}
