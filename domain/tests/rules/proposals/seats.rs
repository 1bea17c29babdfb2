//! Changes of leads: what fits the seats of a group is what a decision can do, and nothing else.

use domain::{
    actor::{Authorities, Authority},
    decision::Outcome,
    group::{self, Group, GroupCommand, GroupKind, Refusal},
    ids::PersonId,
    policy::Policy,
    proposal::{LeadChange, Nomination, Request, SeatMisfit, effects},
    seat::Role,
    slug::Slug,
};
use proptest::prelude::*;
use uuid::Uuid;

use super::case::{NEW_GROUP, OTHER_GROUP, asking};
use crate::fixture::day;

const ADA: PersonId = PersonId(Uuid::from_u128(301));
const BEN: PersonId = PersonId(Uuid::from_u128(302));
const CLEO: PersonId = PersonId(Uuid::from_u128(303));

/// Gives the group a command of the committee.
fn done(group: Option<Group>, command: GroupCommand) -> Result<Group, Refusal> {
    let by = Authorities::new([Authority::Committee]);
    let events = group::decide(group.as_ref(), command, day(0), &by, &Policy::istio())?;
    let after = events.iter().fold(group, |group, event| {
        Some(Group::after(group, OTHER_GROUP, day(0), event).unwrap())
    });
    Ok(after.unwrap())
}

/// Ada leads and chairs, and was thanked once before; Ben leads; Cleo holds no seat.
fn led_by_ada_and_ben() -> Group {
    let formed = GroupCommand::Form {
        name: "Routing".to_owned(),
        slug: Slug::new("routing").unwrap(),
        kind: GroupKind::WorkingGroup,
        parent: None,
    };
    [
        (ADA, Role::Lead),
        (ADA, Role::Chair),
        (ADA, Role::EmeritusLead),
        (BEN, Role::Lead),
    ]
    .into_iter()
    .fold(done(None, formed).unwrap(), |group, (person, role)| {
        let area = None;
        done(Some(group), GroupCommand::TakeSeat { person, role, area }).unwrap()
    })
}

fn asked(changes: Vec<LeadChange>) -> Request {
    Request::ChangeLeads {
        group: OTHER_GROUP,
        changes,
        reason: "More hands.".to_owned(),
    }
}

/// Does to the group what an approval would.
fn approved(group: Group, request: Request) -> Result<Group, Refusal> {
    let slug = Slug::new("unused").unwrap();
    let proposal = asking(request, 3);
    effects(&proposal, Outcome::Approved, NEW_GROUP, &slug)
        .unwrap()
        .into_iter()
        .try_fold(group, |group, effect| done(Some(group), effect.command))
}

fn any_change() -> impl Strategy<Value = LeadChange> {
    let person = prop::sample::select(vec![ADA, BEN, CLEO]);
    let role = prop::sample::select(vec![Role::Lead, Role::Chair]);
    (person, role, 0..3).prop_map(|(person, role, kind)| {
        let seat = Nomination { person, role };
        match kind {
            0 => LeadChange::Add { nomination: seat },
            1 => LeadChange::Emeritus { seat },
            _ => LeadChange::Remove { seat },
        }
    })
}

proptest! {
    #[test]
    fn what_fits_can_be_done_and_what_does_not_fit_cannot(
        changes in prop::collection::vec(any_change(), 0..4),
    ) {
        let group = led_by_ada_and_ben();
        let request = asked(changes);
        match (request.seat_misfit(&group), approved(group, request)) {
            (None, done) => prop_assert!(
                !matches!(done, Err(Refusal::SeatHeld | Refusal::SeatNotHeld)),
                "{:?}", done.err(),
            ),
            (Some(SeatMisfit::Held | SeatMisfit::NotHeld), done) => prop_assert!(done.is_err()),
            // It could be done one after the other, but nobody means it.
            (Some(SeatMisfit::Twice), _) => {}
        }
    }
}

#[test]
fn a_seat_changes_once() {
    let group = led_by_ada_and_ben();
    let cleo = Nomination {
        person: CLEO,
        role: Role::Lead,
    };
    let twice = [(); 2].map(|()| LeadChange::Add {
        nomination: cleo.clone(),
    });
    assert_eq!(
        asked(twice.to_vec()).seat_misfit(&group),
        Some(SeatMisfit::Twice)
    );
}

#[test]
fn who_was_thanked_before_can_be_thanked_again_and_is_listed_once() {
    let seat = Nomination {
        person: ADA,
        role: Role::Lead,
    };
    let request = asked(vec![LeadChange::Emeritus { seat }]);
    let group = led_by_ada_and_ben();
    assert_eq!(request.seat_misfit(&group), None);
    let after = approved(group, request).unwrap();
    assert!(after.held(ADA, Role::Lead).is_none());
    let thanked = after
        .seats_held()
        .filter(|seat| seat.role == Role::EmeritusLead)
        .count();
    assert_eq!(thanked, 1);
}
