//! People through time: organizations, standing, accounts.

use domain::{
    Day,
    ids::{OrganizationId, PersonId},
    leaving::Pseudonym,
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

fn stated(to: Option<u128>, since: i64) -> PersonEvent {
    PersonEvent::AffiliationStated {
        before: None,
        organization: to.map(|id| OrganizationId(Uuid::from_u128(id))),
        since: day(since),
    }
}

/// Where the person was, from which day until which, by number.
fn stretches(events: &[(i64, PersonEvent)]) -> Vec<(u128, i64, Option<i64>)> {
    let number = |on: Day| i64::from((on - day(0)).get_days());
    replay(events)
        .unwrap()
        .affiliations
        .into_iter()
        .map(|held| {
            (
                held.organization.0.as_u128(),
                number(held.since),
                held.until.map(number),
            )
        })
        .collect()
}

#[test]
fn what_someone_says_of_the_past_cuts_what_held_and_lasts_until_the_next_change() {
    let known = [(1, moved(Some(7))), (20, moved(Some(8)))];
    let with = |said: PersonEvent| {
        let mut events = known.to_vec();
        events.push((30, said));
        stretches(&events)
    };
    assert_eq!(
        with(stated(Some(9), 10)),
        [(7, 1, Some(10)), (9, 10, Some(20)), (8, 20, None)]
    );
    assert_eq!(
        with(stated(Some(9), 25)),
        [(7, 1, Some(20)), (8, 20, Some(25)), (9, 25, None)]
    );
    assert_eq!(
        with(stated(Some(9), 20)),
        [(7, 1, Some(20)), (9, 20, None)],
        "one that begins on the day is replaced"
    );
    assert_eq!(
        with(stated(None, 10)),
        [(7, 1, Some(10)), (8, 20, None)],
        "to be with none is a gap"
    );
    assert_eq!(
        with(stated(Some(8), 15)),
        [(7, 1, Some(15)), (8, 15, None)],
        "who came earlier than was known was there all the time"
    );
    assert_eq!(
        with(stated(Some(7), 1)),
        [(7, 1, Some(20)), (8, 20, None)],
        "what is known already changes nothing"
    );
}

#[test]
fn nobody_says_where_they_will_be() {
    assert_eq!(stretches(&[(3, stated(Some(7), 90))]), [(7, 3, None)]);
}

#[test]
fn under_a_pseudonym_a_record_has_the_same_days_and_no_name() {
    let events = [
        (0, registered()),
        (1, moved(Some(7))),
        (
            2,
            PersonEvent::Renamed {
                before: "Ada".to_owned(),
                name: "Ada Lovelace".to_owned(),
            },
        ),
        (
            3,
            PersonEvent::AccountLinked {
                account: Account::github("lovelace"),
            },
        ),
        (4, gained(Standing::Maintainer)),
        (5, stated(Some(8), 3)),
    ];
    let taken = Slug::new("former-participant-1").unwrap();
    let pseudonym = Pseudonym::numbered(1, |slug| *slug == taken);
    let fold = |events: &[(i64, PersonEvent)]| {
        events.iter().fold(None, |person, (on, event)| {
            Some(Person::after(person, ADA, day(*on), event).unwrap())
        })
    };
    let under: Vec<_> = events
        .iter()
        .cloned()
        .map(|(on, event)| (on, pseudonym.in_place_of_names(event)))
        .collect();
    let stored = serde_json::to_string(&under).unwrap().to_lowercase();
    assert!(
        !stored.contains("ada") && !stored.contains("lovelace"),
        "{stored}"
    );
    let (before, after) = (fold(&events).unwrap(), fold(&under).unwrap());
    assert_eq!(after.name, "Former participant 2");
    assert_eq!(after.handle.as_str(), "former-participant-2");
    assert_eq!(after.accounts, []);
    assert_eq!(
        (after.affiliations, after.standings),
        (before.affiliations, before.standings)
    );
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
        (proptest::option::of(7..10_u128), 0..60_i64).prop_map(|(to, since)| stated(to, since)),
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
        prop_assert_eq!(replay(&events), Ok(person));
    }

    #[test]
    fn what_someone_says_holds_until_the_next_change_and_no_other_day_changes(
        moves in proptest::collection::vec((0..9_i64, proptest::option::of(7..10_u128)), 0..8),
        to in proptest::option::of(7..10_u128),
        since in 0..80_i64,
        asked in 0..80_i64,
    ) {
        let mut on = 0;
        let mut events: Vec<(i64, PersonEvent)> = moves
            .into_iter()
            .map(|(later, to)| {
                on += later;
                (on, moved(to))
            })
            .collect();
        let before = replay(&events).unwrap();
        events.push((80, stated(to, since)));
        let after = replay(&events).unwrap();
        let next = before.affiliations.iter().map(|held| held.since).find(|begins| *begins > day(since));
        let asked = day(asked);
        let expected = if asked >= day(since) && next.is_none_or(|next| asked < next) {
            to.map(|id| OrganizationId(Uuid::from_u128(id)))
        } else {
            before.organization_on(asked)
        };
        prop_assert_eq!(after.organization_on(asked), expected);
    }
}
