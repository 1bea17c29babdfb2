//! Who may do what: the design's table, cell by cell.

use std::collections::BTreeSet;

use domain::{
    actor::{ActingPerson, Actor, Credential, Scope},
    ids::{GroupId, PersonId},
    permission::{Action, Denied, Resource, can},
    seat::Role,
    slug::Slug,
    standing::Standing,
};
use uuid::Uuid;

const GROUP: GroupId = GroupId(Uuid::from_u128(1));
const OTHER_GROUP: GroupId = GroupId(Uuid::from_u128(2));
const SELF: PersonId = PersonId(Uuid::from_u128(3));

fn person(standings: &[Standing], seats: &[(GroupId, Role)]) -> Actor {
    Actor::Person(Box::new(ActingPerson {
        person: SELF,
        handle: Slug::of_name("Amara Osei").unwrap(),
        name: "Amara Osei".to_owned(),
        standings: standings.iter().cloned().collect(),
        seats: seats.to_vec(),
        credential: Credential::Session("key".to_owned()),
    }))
}

fn with_token(actor: Actor, scopes: &[Scope]) -> Actor {
    match actor {
        Actor::Person(mut acting) => {
            acting.credential = Credential::Token(scopes.iter().copied().collect());
            Actor::Person(acting)
        }
        other @ (Actor::Visitor | Actor::Operator) => other,
    }
}

/// The columns of the table.
fn everyone() -> [(&'static str, Actor); 8] {
    let member = Standing::Member;
    [
        ("visitor", Actor::Visitor),
        ("signed in", person(&[], &[])),
        ("member", person(std::slice::from_ref(&member), &[])),
        (
            "maintainer",
            person(&[member.clone(), Standing::Maintainer], &[]),
        ),
        (
            "delegate",
            person(std::slice::from_ref(&member), &[(GROUP, Role::Delegate)]),
        ),
        (
            "lead",
            person(std::slice::from_ref(&member), &[(GROUP, Role::Lead)]),
        ),
        ("TOC", person(&[member, Standing::Committee], &[])),
        ("admin", person(&[Standing::Administrator], &[])),
    ]
}

#[test]
fn the_table_of_the_design_holds_cell_by_cell() {
    let table = [
        (Action::Read, "xxxxxxxx"),
        (Action::KeepAccount, " xxxxxxx"),
        (Action::TakePart, " xxxxxxx"),
        (Action::BeNominated, "  xxxxxx"),
        (Action::KeepRecords, "    xxx "),
        (Action::RunGroup, "     xx "),
        (Action::Petition, "     xx "),
        (Action::StepDown, "     x  "),
        (Action::Decide, "      x "),
        (Action::Administer, "       x"),
    ];
    assert_eq!(table.map(|(action, _)| action), Action::ALL);
    for (action, cells) in table {
        for ((role, actor), cell) in everyone().iter().zip(cells.chars()) {
            let may = can(actor, action, Resource::Group(GROUP)).is_ok();
            assert_eq!(may, cell == 'x', "{action:?} by a {role}");
        }
    }
}

#[test]
fn a_lead_of_one_group_is_nobody_in_another() {
    let lead = person(&[Standing::Member], &[(GROUP, Role::Lead)]);
    assert!(can(&lead, Action::RunGroup, Resource::Group(GROUP)).is_ok());
    assert!(matches!(
        can(&lead, Action::RunGroup, Resource::Group(OTHER_GROUP)),
        Err(Denied::Others(_))
    ));
}

#[test]
fn one_keeps_ones_own_account_and_nobody_elses() {
    let mine = person(&[Standing::Administrator], &[]);
    let other = PersonId(Uuid::from_u128(4));
    assert_eq!(
        can(&mine, Action::KeepAccount, Resource::Account(SELF)),
        Ok(())
    );
    assert_eq!(
        can(&mine, Action::KeepAccount, Resource::Account(other)),
        Err(Denied::NotYours)
    );
}

#[test]
fn a_token_does_what_it_is_for_and_no_more_than_its_person() {
    let lead = || person(&[Standing::Member], &[(GROUP, Role::Lead)]);
    let group = with_token(lead(), &[Scope::Group]);
    let read = with_token(lead(), &[Scope::Read]);
    let here = Resource::Group(GROUP);
    assert_eq!(can(&group, Action::RunGroup, here), Ok(()));
    assert_eq!(can(&group, Action::Read, here), Ok(()));
    assert_eq!(
        can(&read, Action::RunGroup, here),
        Err(Denied::Scope(Scope::Group))
    );
    assert!(matches!(
        can(
            &with_token(lead(), &[Scope::Admin]),
            Action::Administer,
            here
        ),
        Err(Denied::Others(_))
    ));
    assert_eq!(
        can(&group, Action::KeepAccount, Resource::Account(SELF)),
        Err(Denied::NoToken)
    );
    assert_eq!(
        can(&with_token(lead(), &[]), Action::Read, here),
        Err(Denied::Scope(Scope::Read))
    );
}

#[test]
fn every_scope_has_one_name() {
    let keys: BTreeSet<&str> = Scope::ALL.into_iter().map(Scope::key).collect();
    assert_eq!(keys.len(), Scope::ALL.len());
    assert!(
        Scope::ALL
            .into_iter()
            .all(|scope| Scope::of_key(scope.key()) == Some(scope))
    );
    assert_eq!(Scope::of_key("everything"), None);
}
