//! Two people who turn out to be one, and the merge undone: nothing is lost, and nothing is made up.

use domain::{
    Day,
    group::{Group, GroupEvent, GroupKind, GroupState, seats_without_merge},
    ids::{GroupId, OrganizationId, PersonId},
    person::{Account, Holdings, MergeRefusal, Person, PersonEvent, merge, without_merge},
    seat::{Role, Seat},
    slug::Slug,
    standing::{Precision, Standing},
};
use proptest::{prelude::*, sample::select};
use uuid::Uuid;

use crate::fixture::day;

const TODAY: i64 = 200;
const GROUP: GroupId = GroupId(Uuid::from_u128(9));

fn id(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

type Record = Vec<(Day, PersonEvent)>;

fn registered(number: u128) -> (Day, PersonEvent) {
    let login = format!("ada-{number}");
    let event = PersonEvent::Registered {
        handle: Slug::new(login.as_str()).unwrap(),
        name: format!("Ada {number}"),
        account: Some(Account::github(login)),
    };
    (day(0), event)
}

fn replay(number: u128, record: &Record) -> Person {
    record
        .iter()
        .try_fold(None, |person, (on, event)| {
            Person::after(person, id(number), *on, event).map(Some)
        })
        .unwrap()
        .unwrap()
}

fn add(record: &mut Record, event: PersonEvent) {
    record.push((day(TODAY), event));
}

/// Merges the second into the first, each record by itself.
fn merged(into: (u128, &mut Record), from: (u128, &mut Record)) -> Result<(), MergeRefusal> {
    let (on_into, on_from) = merge(&replay(into.0, into.1), &replay(from.0, from.1))?;
    add(into.1, on_into);
    add(from.1, on_from);
    Ok(())
}

/// Undoes it, each record by itself.
fn undone(into: (u128, &mut Record), from: (u128, &mut Record)) {
    let released = PersonEvent::Released {
        person: id(from.0),
        holdings: without_merge(id(into.0), into.1, id(from.0)).unwrap(),
    };
    let again = PersonEvent::MergeUndone {
        from: id(into.0),
        holdings: without_merge(id(from.0), from.1, id(into.0)).unwrap(),
    };
    add(into.1, released);
    add(from.1, again);
}

fn any_event() -> impl Strategy<Value = PersonEvent> {
    let standing = || select(vec![Standing::Member, Standing::Maintainer]);
    let organization =
        || proptest::option::of((1..4_u128).prop_map(|id| OrganizationId(Uuid::from_u128(id))));
    prop_oneof![
        (organization(), organization()).prop_map(|(before, organization)| {
            PersonEvent::AffiliationChanged {
                before,
                organization,
            }
        }),
        standing().prop_map(|standing| PersonEvent::StandingGained {
            standing,
            precision: Precision::AtTheLatest
        }),
        standing().prop_map(|standing| PersonEvent::StandingLost { standing }),
        (standing(), 0..90_i64, proptest::option::of(1..9_i64)).prop_map(
            |(standing, since, length)| PersonEvent::StandingStated {
                standing,
                since: day(since),
                until: length.map(|length| day(since + length)),
                evidence: "Minutes".to_owned(),
            }
        ),
        "[a-d]".prop_map(|login| PersonEvent::AccountLinked {
            account: Account {
                provider: "forge".to_owned(),
                login
            }
        }),
    ]
}

fn any_record(number: u128) -> impl Strategy<Value = Record> {
    proptest::collection::vec((1..6_i64, any_event()), 0..12).prop_map(move |events| {
        let mut on = 90;
        let mut record = vec![registered(number)];
        for (later, event) in events {
            on += later;
            record.push((day(on), event));
        }
        record
    })
}

fn any_seats() -> impl Strategy<Value = Vec<(Day, GroupEvent)>> {
    let event = (
        1..4_u128,
        select(vec![Role::Lead, Role::Delegate]),
        any::<bool>(),
        select(vec![None, Some("Data")]),
    );
    proptest::collection::vec((0..4_i64, event), 0..20).prop_map(|events| {
        let formed = GroupEvent::Formed {
            name: "Routing".to_owned(),
            slug: Slug::new("routing").unwrap(),
            group_kind: GroupKind::WorkingGroup,
            parent: None,
            state: GroupState::Active,
        };
        let mut on = 0;
        let mut record = vec![(day(0), formed)];
        for (later, (person, role, takes, area)) in events {
            on += later;
            let person = id(person);
            let event = if takes {
                let area = area.map(str::to_owned);
                GroupEvent::SeatTaken { person, role, area }
            } else {
                GroupEvent::SeatLeft { person, role }
            };
            record.push((day(on), event));
        }
        record
    })
}

fn group(record: &[(Day, GroupEvent)]) -> Group {
    Group::replay(GROUP, record.iter().map(|(on, event)| (*on, event)))
        .unwrap()
        .unwrap()
}

fn held_on(seats: &[Seat], person: PersonId, role: Role, on: Day) -> bool {
    seats.iter().any(|seat| {
        seat.person == person
            && seat.role == role
            && seat.since <= on
            && seat.until.is_none_or(|until| on < until)
    })
}

#[test]
fn nobody_is_merged_with_themselves_or_twice() {
    let (mut one, mut two, mut three) = (
        vec![registered(1)],
        vec![registered(2)],
        vec![registered(3)],
    );
    assert_eq!(
        merge(&replay(1, &one), &replay(1, &one)),
        Err(MergeRefusal::Same)
    );
    merged((1, &mut one), (2, &mut two)).unwrap();
    assert_eq!(
        merged((3, &mut three), (2, &mut two.clone())),
        Err(MergeRefusal::Merged)
    );
    assert_eq!(
        merged((3, &mut three), (1, &mut one)),
        Err(MergeRefusal::CarriesOn)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_merge_that_is_undone_leaves_everyone_as_they_were(
        mut one in any_record(1), mut two in any_record(2), mut three in any_record(3)
    ) {
        let before = [&one, &two, &three].map(|record| Holdings::of(&replay(1, record)));
        merged((1, &mut one), (2, &mut two)).unwrap();
        merged((1, &mut one), (3, &mut three)).unwrap();
        undone((1, &mut one), (2, &mut two));
        prop_assert_eq!(&Holdings::of(&replay(2, &two)), &before[1]);
        undone((1, &mut one), (3, &mut three));
        merged((1, &mut one), (2, &mut two)).unwrap();
        undone((1, &mut one), (2, &mut two));
        let after = [(1, &one), (2, &two), (3, &three)].map(|(number, record)| Holdings::of(&replay(number, record)));
        prop_assert_eq!(before, after);
        prop_assert_eq!(replay(1, &one).absorbed, vec![]);
        prop_assert_eq!(replay(2, &two).merged_into, None);
    }

    #[test]
    fn who_is_merged_holds_what_either_held_and_the_other_holds_nothing(
        mut one in any_record(1), mut two in any_record(2), on in 0..TODAY
    ) {
        let (own, other) = (replay(1, &one), replay(2, &two));
        merged((1, &mut one), (2, &mut two)).unwrap();
        let (both, gone) = (replay(1, &one), replay(2, &two));
        let on = day(on);
        for standing in [Standing::Member, Standing::Maintainer] {
            let either = own.standing_on(&standing, on).is_some() || other.standing_on(&standing, on).is_some();
            prop_assert_eq!(both.standing_on(&standing, on).is_some(), either);
        }
        prop_assert_eq!(both.organization_on(on), own.organization_on(on).or(other.organization_on(on)));
        prop_assert!(both.affiliations.windows(2).all(|pair| pair[0].until.is_some_and(|end| end <= pair[1].since)));
        prop_assert!(own.accounts.iter().chain(&other.accounts).all(|account| both.accounts.contains(account)));
        prop_assert_eq!(Holdings::of(&gone), Holdings::default());
    }

    #[test]
    fn seats_are_those_of_either_and_return_to_each(
        mut record in any_seats(), on in 0..TODAY
    ) {
        let before = group(&record);
        let (into, from) = (id(1), id(2));
        record.push((day(TODAY), GroupEvent::SeatsMoved { from, into }));
        let both = group(&record);
        for role in [Role::Lead, Role::Delegate] {
            let either = held_on(&before.seats, into, role, day(on)) || held_on(&before.seats, from, role, day(on));
            prop_assert_eq!(held_on(&both.seats, into, role, day(on)), either);
            let mut held: Vec<&Seat> = both.seats.iter().filter(|seat| seat.person == into && seat.role == role).collect();
            held.sort_by_key(|seat| seat.since);
            prop_assert!(held.windows(2).all(|pair| pair[0].until.is_some_and(|end| end <= pair[1].since)));
            prop_assert!(held.iter().all(|seat| seat.held_since <= seat.since));
        }
        prop_assert!(both.seats.iter().all(|seat| seat.person != from));
        let seats = seats_without_merge(GROUP, &record, from, into).unwrap().unwrap();
        record.push((day(TODAY), GroupEvent::SeatsReturned { from, into, seats }));
        prop_assert_eq!(group(&record).seats, before.seats);
        prop_assert_eq!(seats_without_merge(GROUP, &record, from, into).unwrap(), None);
    }
}
