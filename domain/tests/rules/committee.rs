//! The committee's seats: vacant, held until a term's end, ended.

use domain::{
    committee::{Committee, CommitteeCommand, CommitteeEvent, CommitteeRefusal, decide},
    ids::PersonId,
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::fixture::day;

const TODAY: i64 = 100;

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn added(since: i64) -> CommitteeCommand {
    CommitteeCommand::AddSeat {
        title: String::new(),
        since: day(since),
    }
}

fn fill(seat: u32, who: u128, since: i64, ends_on: Option<i64>) -> CommitteeCommand {
    CommitteeCommand::Fill {
        seat,
        person: person(who),
        since: day(since),
        ends_on: ends_on.map(day),
    }
}

fn vacate(seat: u32, until: i64) -> CommitteeCommand {
    CommitteeCommand::Vacate {
        seat,
        until: day(until),
    }
}

fn done(committee: &mut Committee, command: CommitteeCommand) -> Result<(), CommitteeRefusal> {
    let event = decide(committee, command, day(TODAY))?;
    committee.apply(day(TODAY), &event).unwrap();
    Ok(())
}

fn after(commands: Vec<CommitteeCommand>) -> Result<Committee, CommitteeRefusal> {
    let mut committee = Committee::default();
    for command in commands {
        done(&mut committee, command)?;
    }
    Ok(committee)
}

#[test]
fn a_seat_is_held_by_one_after_the_other() {
    let committee = after(vec![
        added(0),
        fill(1, 1, 10, Some(50)),
        vacate(1, 40),
        fill(1, 2, 40, None),
    ])
    .unwrap();
    let held = committee.seat(1).unwrap().held().unwrap();
    assert_eq!((held.person, held.since), (person(2), day(40)));
    assert_eq!(committee.seat(1).unwrap().terms.len(), 2);
}

#[test]
fn a_seat_that_is_held_is_neither_filled_nor_ended() {
    let held = || vec![added(0), fill(1, 1, 10, None)];
    let refused = |command| after([held(), vec![command]].concat()).unwrap_err();
    assert_eq!(refused(fill(1, 2, 20, None)), CommitteeRefusal::Filled);
    let end = CommitteeCommand::EndSeat { seat: 1 };
    assert_eq!(refused(end), CommitteeRefusal::Filled);
}

#[test]
fn nobody_holds_two_seats_and_no_term_overlaps_another() {
    let two = || vec![added(0), added(5), fill(1, 1, 10, None)];
    let refused = |commands: Vec<_>| after([two(), commands].concat()).unwrap_err();
    assert_eq!(
        refused(vec![fill(2, 1, 20, None)]),
        CommitteeRefusal::HoldsAnother
    );
    assert_eq!(
        refused(vec![vacate(1, 40), fill(1, 2, 39, None)]),
        CommitteeRefusal::BeforeVacant(day(40))
    );
    assert_eq!(
        refused(vec![fill(2, 2, 4, None)]),
        CommitteeRefusal::BeforeSeat(day(5))
    );
}

#[test]
fn what_is_to_come_or_backwards_is_refused() {
    let refused = |commands| after(commands).unwrap_err();
    assert_eq!(refused(vec![added(TODAY + 1)]), CommitteeRefusal::ToCome);
    assert_eq!(
        refused(vec![added(0), fill(1, 1, 10, Some(10))]),
        CommitteeRefusal::EndsBefore
    );
    assert_eq!(
        refused(vec![added(0), fill(1, 1, 10, None), vacate(1, 9)]),
        CommitteeRefusal::EndsBefore
    );
    assert_eq!(
        refused(vec![added(0), fill(1, 1, 10, None), vacate(1, TODAY + 1)]),
        CommitteeRefusal::ToCome
    );
    assert_eq!(refused(vec![vacate(1, 1)]), CommitteeRefusal::NoSeat);
}

#[test]
fn who_took_a_seat_and_left_it_on_the_same_day_was_never_in_it() {
    let committee = after(vec![added(0), fill(1, 1, TODAY, None), vacate(1, TODAY)]).unwrap();
    assert_eq!(committee.seat(1).unwrap().terms, []);
}

#[test]
fn terms_that_moved_with_a_merge_return_with_its_undoing() {
    let before = after(vec![
        added(0),
        fill(1, 1, 10, None),
        added(0),
        fill(2, 2, 10, None),
    ])
    .unwrap();
    let mut committee = before.clone();
    let (from, into) = (person(1), person(3));
    let terms = committee.terms_of(from);
    let moved = CommitteeEvent::HolderMoved {
        from,
        into,
        terms: terms.clone(),
    };
    committee.apply(day(TODAY), &moved).unwrap();
    assert_eq!(committee.seat(1).unwrap().held().unwrap().person, into);
    let returned = CommitteeEvent::HolderReturned { from, into, terms };
    committee.apply(day(TODAY), &returned).unwrap();
    assert_eq!(committee, before);
}

fn any_command() -> impl Strategy<Value = CommitteeCommand> {
    let seat = 1..4_u32;
    let until = proptest::option::of(0..150_i64);
    prop_oneof![
        (0..120_i64).prop_map(added),
        seat.clone()
            .prop_map(|seat| CommitteeCommand::EndSeat { seat }),
        (seat.clone(), 1..4_u128, 0..120_i64, until.clone())
            .prop_map(|(seat, who, since, ends)| fill(seat, who, since, ends)),
        (seat.clone(), until).prop_map(|(seat, ends)| CommitteeCommand::ChangeTerm {
            seat,
            ends_on: ends.map(day)
        }),
        (seat, 0..120_i64).prop_map(|(seat, until)| vacate(seat, until)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_asked_terms_never_overlap_and_nobody_holds_two_seats(
        commands in proptest::collection::vec(any_command(), 0..40)
    ) {
        let mut committee = Committee::default();
        for command in commands {
            let before = committee.clone();
            if done(&mut committee, command).is_err() {
                prop_assert_eq!(&before, &committee);
            }
            let mut holders = Vec::new();
            for seat in &committee.seats {
                prop_assert!(seat.until.is_none() || seat.held().is_none());
                prop_assert!(seat.terms.windows(2).all(|pair| pair[0].until.is_some_and(|end| end <= pair[1].since)));
                prop_assert!(seat.terms.iter().all(|term| term.until.is_none_or(|end| term.since < end)));
                prop_assert!(seat.terms.iter().all(|term| seat.since <= term.since));
                holders.extend(seat.held().map(|term| term.person));
            }
            let all = holders.len();
            holders.sort_unstable();
            holders.dedup();
            prop_assert_eq!(all, holders.len());
        }
    }
}
