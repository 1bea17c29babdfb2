//! Standing stated by hand: what it replaces, and what nobody may state.

use domain::{
    Day,
    ids::PersonId,
    person::{Person, PersonEvent, StandingStatement, StatementRefusal, state},
    slug::Slug,
    standing::{Precision, Standing},
};
use proptest::{prelude::*, sample::select};
use uuid::Uuid;

use crate::fixture::day;

const ADA: PersonId = PersonId(Uuid::from_u128(1));
const TODAY: i64 = 100;

fn ada(events: &[(i64, PersonEvent)]) -> Person {
    let registered = PersonEvent::Registered {
        handle: Slug::new("ada").unwrap(),
        name: "Ada".to_owned(),
        account: None,
    };
    events
        .iter()
        .fold(
            Person::after(None, ADA, day(0), &registered),
            |person, (on, event)| Person::after(Some(person?), ADA, day(*on), event),
        )
        .unwrap()
}

fn listed(standing: Standing) -> PersonEvent {
    PersonEvent::StandingGained {
        standing,
        precision: Precision::AtTheLatest,
    }
}

fn stated(standing: Standing, since: i64, until: Option<i64>) -> StandingStatement {
    StandingStatement {
        standing,
        since: day(since),
        until: until.map(day),
        evidence: "https://example.org/minutes".to_owned(),
    }
}

/// The days of a standing, with the first day's precision.
fn held(person: &Person, standing: &Standing) -> Vec<(Day, Option<Day>, Precision)> {
    person
        .standings
        .iter()
        .filter(|held| held.standing == *standing)
        .map(|held| (held.since, held.until, held.precision))
        .collect()
}

fn after(person: Person, statement: StandingStatement) -> Person {
    let event = state(&person, statement, day(TODAY), 1).unwrap();
    Person::after(Some(person), ADA, day(TODAY), &event).unwrap()
}

#[test]
fn what_a_list_showed_at_the_latest_is_replaced_by_the_day_that_is_known() {
    let person = after(
        ada(&[(50, listed(Standing::Member))]),
        stated(Standing::Member, 3, None),
    );
    assert_eq!(
        held(&person, &Standing::Member),
        [(day(3), None, Precision::Exact)]
    );
    assert_eq!(person.standings[0].evidence, "https://example.org/minutes");
}

#[test]
fn an_earlier_holding_that_ended_before_stays() {
    let person = after(ada(&[]), stated(Standing::Member, 3, Some(10)));
    let person = after(person, stated(Standing::Member, 20, None));
    assert_eq!(held(&person, &Standing::Member).len(), 2);
}

#[test]
fn the_last_administrator_stays_one() {
    let person = ada(&[(1, listed(Standing::Administrator))]);
    let ends = stated(Standing::Administrator, 1, Some(TODAY));
    assert_eq!(
        state(&person, ends.clone(), day(TODAY), 0),
        Err(StatementRefusal::LastAdministrator)
    );
    assert!(state(&person, ends, day(TODAY), 1).is_ok());
}

#[test]
fn what_is_to_come_without_evidence_or_decided_by_a_seat_is_refused() {
    let refused = |statement| state(&ada(&[]), statement, day(TODAY), 1).unwrap_err();
    let late = stated(Standing::Member, TODAY + 1, None);
    assert_eq!(refused(late), StatementRefusal::BeginsLater);
    let ends_late = stated(Standing::Member, 1, Some(TODAY + 1));
    assert_eq!(refused(ends_late), StatementRefusal::EndsLater);
    let backwards = stated(Standing::Member, 9, Some(9));
    assert_eq!(refused(backwards), StatementRefusal::EndsBefore);
    let bare = StandingStatement {
        evidence: "  ".to_owned(),
        ..stated(Standing::Member, 1, None)
    };
    assert_eq!(refused(bare), StatementRefusal::NoEvidence);
    let team = stated(Standing::Team(" ".to_owned()), 1, None);
    assert_eq!(refused(team), StatementRefusal::NoTeam);
    let seat = stated(Standing::Committee, 1, None);
    assert_eq!(refused(seat), StatementRefusal::BySeat);
}

#[test]
fn saying_the_same_twice_says_nothing() {
    let person = after(ada(&[]), stated(Standing::Member, 3, None));
    assert_eq!(
        state(&person, stated(Standing::Member, 3, None), day(TODAY), 1),
        Err(StatementRefusal::Known)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_standing_is_ever_held_twice_at_once_and_the_newest_statement_holds(
        told in proptest::collection::vec(
            (select(vec![Standing::Member, Standing::Maintainer]), 0..TODAY, proptest::option::of(1..30_i64), any::<bool>()),
            1..20,
        )
    ) {
        let mut person = ada(&[]);
        for (standing, since, length, lost_then) in told {
            let until = length.map(|length| since + length).filter(|until| *until <= TODAY);
            let statement = stated(standing.clone(), since, until);
            let Ok(event) = state(&person, statement, day(TODAY), 1) else { continue };
            person = Person::after(Some(person), ADA, day(TODAY), &event).unwrap();
            prop_assert!(person.standing_on(&standing, day(since)).is_some());
            let over = until.is_none_or(|until| {
                person.standing_on(&standing, day(until)).is_none_or(|held| held.since == day(until))
            });
            prop_assert!(over, "what was said to have ended goes on");
            if lost_then {
                let lost = PersonEvent::StandingLost { standing: standing.clone() };
                person = Person::after(Some(person), ADA, day(TODAY), &lost).unwrap();
            }
            for one in [Standing::Member, Standing::Maintainer] {
                let mut days = held(&person, &one);
                days.sort_unstable_by_key(|(since, _, _)| *since);
                prop_assert!(days.windows(2).all(|pair| pair[0].1.is_some_and(|end| end <= pair[1].0)));
            }
        }
    }
}
