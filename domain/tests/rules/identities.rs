//! Whose account it is with which someone signs in: the provider's id decides, logins change and are reused.

use domain::{
    identity::{
        Decision, Known, LinkRefusal, Linked, NamedAdministrator, ProvenAccount, Recorded, Whose,
        link, whose,
    },
    ids::PersonId,
    person::{Account, Person, PersonEvent},
    slug::Slug,
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::fixture::day;

const ADA: PersonId = PersonId(Uuid::from_u128(1));
const BEN: PersonId = PersonId(Uuid::from_u128(2));

fn proven(login: &str) -> ProvenAccount {
    ProvenAccount {
        account: Account::github(login),
        subject: "17".to_owned(),
        name: "Ada".to_owned(),
        login_is_proof: true,
    }
}

/// Ada with the account that the record knows of her.
fn ada(login: &str) -> Person {
    let registered = PersonEvent::Registered {
        handle: Slug::new("ada").unwrap(),
        name: "Ada".to_owned(),
        account: Some(Account::github(login)),
    };
    Person::after(None, ADA, day(0), &registered).unwrap()
}

fn linked<'k>(person: &'k Person, login: &'k str) -> Known<'k> {
    Known {
        linked: Some(Linked { person, login }),
        recorded: None,
    }
}

fn recorded(person: PersonId, proven_otherwise: bool) -> Known<'static> {
    Known {
        linked: None,
        recorded: Some(Recorded {
            person,
            proven_otherwise,
        }),
    }
}

fn of(decision: Decision) -> (Whose, Vec<(PersonId, PersonEvent)>) {
    (decision.whose, decision.changes)
}

fn lost(person: PersonId, login: &str) -> (PersonId, PersonEvent) {
    let account = Account::github(login);
    (person, PersonEvent::AccountLost { account })
}

#[test]
fn an_account_that_nobody_has_is_a_new_persons() {
    let decision = whose(&proven("ada"), Known::default());
    assert_eq!(
        of(decision),
        (Whose::NewPerson(Some(Account::github("ada"))), vec![])
    );
}

#[test]
fn an_account_of_the_record_is_that_persons_until_someone_else_has_proven_it() {
    let known = whose(&proven("ada"), recorded(ADA, false));
    assert_eq!(of(known), (Whose::Person(ADA), vec![]));

    let reused = whose(&proven("ada"), recorded(ADA, true));
    assert!(reused.login_was_reused);
    assert_eq!(
        of(reused),
        (
            Whose::NewPerson(Some(Account::github("ada"))),
            vec![lost(ADA, "ada")]
        ),
        "whoever has the login now is not who had it"
    );
}

#[test]
fn an_account_that_was_proven_stays_its_persons_whatever_its_login() {
    let person = ada("ada");
    let renamed = whose(&proven("lovelace"), linked(&person, "ada"));
    let change = PersonEvent::AccountRenamed {
        before: Account::github("ada"),
        account: Account::github("lovelace"),
    };
    assert_eq!(of(renamed), (Whose::Person(ADA), vec![(ADA, change)]));

    let only_respelled = whose(&proven("ADA"), linked(&person, "ada"));
    assert_eq!(of(only_respelled), (Whose::Person(ADA), vec![]));
}

#[test]
fn a_new_login_leaves_whoever_the_record_knew_by_it() {
    let person = ada("ada");
    let known = Known {
        recorded: recorded(BEN, false).recorded,
        ..linked(&person, "ada")
    };
    let (whose, changes) = of(whose(&proven("ben"), known));
    assert_eq!(whose, Whose::Person(ADA));
    assert_eq!(changes[0], lost(BEN, "ben"));
    assert_eq!(changes.len(), 2);
}

#[test]
fn a_login_that_anyone_may_choose_is_no_proof() {
    let chosen = ProvenAccount {
        login_is_proof: false,
        ..proven("ada")
    };
    let decision = whose(&chosen, recorded(ADA, false));
    assert_eq!(
        of(decision),
        (Whose::NewPerson(None), vec![]),
        "the record’s account stays whose it was"
    );
    let administrators = |who: &str| {
        [NamedAdministrator {
            provider: "github".to_owned(),
            who: who.to_owned(),
        }]
    };
    assert!(!chosen.is_named_in(&administrators("ada")));
    assert!(chosen.is_named_in(&administrators("17")));
    assert!(proven("Ada").is_named_in(&administrators("ada")));
    assert!(!proven("ada").is_named_in(&administrators("17")));
}

#[test]
fn a_name_at_one_provider_is_no_administrator_by_the_same_name_at_another() {
    let elsewhere = NamedAdministrator {
        provider: "forge".to_owned(),
        who: "ada".to_owned(),
    };
    assert!(!proven("ada").is_named_in(&[elsewhere]));
}

#[test]
fn a_second_account_is_linked_unless_it_is_somebody_elses() {
    let account = Account::github("ada");
    let change = (ADA, PersonEvent::AccountLinked { account });
    let free = link(&proven("ada"), Known::default(), ADA).unwrap();
    assert_eq!(of(free), (Whose::Person(ADA), vec![change.clone()]));

    let hers = link(&proven("ada"), recorded(ADA, false), ADA).unwrap();
    assert_eq!(of(hers), (Whose::Person(ADA), vec![]));

    let reused = link(&proven("ada"), recorded(BEN, true), ADA).unwrap();
    assert_eq!(
        of(reused),
        (Whose::Person(ADA), vec![lost(BEN, "ada"), change])
    );

    assert_eq!(
        link(&proven("ada"), recorded(BEN, false), ADA),
        Err(LinkRefusal::RecordedOfAnother(BEN))
    );
    assert_eq!(
        link(&proven("ada"), linked(&ada("ada"), "ada"), BEN),
        Err(LinkRefusal::LinkedToAnother(ADA))
    );
}

proptest! {
    #[test]
    fn a_proven_account_never_changes_hands(
        before in "[a-c]{1,2}",
        now in "[a-c]{1,2}",
        is_recorded: bool,
        proven_otherwise: bool,
        login_is_proof: bool,
    ) {
        let person = ada(&before);
        let recorded = (is_recorded && before != now).then_some(Recorded { person: BEN, proven_otherwise });
        let known = Known { recorded, ..linked(&person, &before) };
        let account = ProvenAccount { login_is_proof, ..proven(&now) };
        let decision = whose(&account, known);
        prop_assert_eq!(decision.whose, Whose::Person(ADA));
        let mut holders = vec![(ADA, person.clone())];
        if recorded.is_some() {
            holders.push((BEN, Person { id: BEN, ..ada(&now) }));
        }
        for (id, change) in &decision.changes {
            for (of, person) in &mut holders {
                if of == id {
                    *person = Person::after(Some(person.clone()), *id, day(1), change).unwrap();
                }
            }
        }
        let having = holders.iter().filter(|(_, person)| person.accounts.contains(&account.account)).count();
        prop_assert!(having <= 1, "no login stands in two people’s records");
    }
}
