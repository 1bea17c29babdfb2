//! Whose account it is that someone has proven to have at a provider. The provider's own id of the account decides: logins
//! change, and others get them after.

use crate::{
    ids::PersonId,
    person::{Account, Person, PersonEvent},
};

/// An account that someone has just proven to be theirs, as its provider tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenAccount {
    /// The provider and the login.
    pub account: Account,
    /// The provider's own id of the account. It never changes and is never given to another.
    pub subject: String,
    /// The name of whoever has it, as the provider writes it.
    pub name: String,
    /// Whether nobody else can have this login there now. Only then does it say whom an import means by it.
    pub login_is_proof: bool,
}

impl ProvenAccount {
    /// Whether the configuration names its owner as an administrator: by login, or by the provider's id where anyone may
    /// choose any login.
    #[must_use]
    pub fn is_named_in(&self, administrators: &[NamedAdministrator]) -> bool {
        administrators.iter().any(|named| {
            named.provider == self.account.provider
                && if self.login_is_proof {
                    named.who.to_lowercase() == self.account.login.to_lowercase()
                } else {
                    named.who == self.subject
                }
        })
    }
}

/// Someone whom the configuration makes an administrator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedAdministrator {
    /// The provider's key.
    pub provider: String,
    /// The login there; where logins are no proof, the provider's id of the account.
    pub who: String,
}

/// What the house knows of an account.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'k> {
    /// Who has proven before to have this very account.
    pub linked: Option<Linked<'k>>,
    /// Who has an account with this login in the record.
    pub recorded: Option<Recorded>,
}

/// Who has proven to have an account.
#[derive(Clone, Copy, Debug)]
pub struct Linked<'k> {
    /// The person, as the record has them.
    pub person: &'k Person,
    /// The login that the account had when it was last seen.
    pub login: &'k str,
}

/// Who has an account in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Who.
    pub person: PersonId,
    /// Whether another account at the provider has been proven under this login: then the login has a new owner.
    pub proven_otherwise: bool,
}

/// Whose an account is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Someone's whom the record knows.
    Person(PersonId),
    /// Nobody's yet: a person is to be registered, with this account where it may stand in the record.
    NewPerson(Option<Account>),
}

/// Whose an account is, and what the record learns from that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whose.
    pub whose: Whose,
    /// What changes for people whom the record knows, in this order.
    pub changes: Vec<(PersonId, PersonEvent)>,
    /// Whether the login was someone else's before. What is granted to a login is not granted then.
    pub login_was_reused: bool,
}

/// Why an account cannot be linked to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkRefusal {
    /// Somebody else signs in with it.
    #[error("somebody else signs in with this account")]
    LinkedToAnother(PersonId),
    /// The record knows it as somebody else's, who has never signed in.
    #[error("the record knows this account as somebody else’s")]
    RecordedOfAnother(PersonId),
}

/// Whose account it is with which someone signs in.
#[must_use]
pub fn whose(proven: &ProvenAccount, known: Known<'_>) -> Decision {
    if let Some(linked) = known.linked {
        return Decision {
            whose: Whose::Person(linked.person.id),
            changes: moved(proven, linked, known.recorded),
            login_was_reused: false,
        };
    }
    match known.recorded {
        None => new_person(Some(proven.account.clone()), Vec::new()),
        // A login that anyone may choose says nothing of who chose it.
        Some(_) if !proven.login_is_proof => new_person(None, Vec::new()),
        Some(recorded) if recorded.proven_otherwise => new_person(
            Some(proven.account.clone()),
            vec![lost(recorded.person, proven)],
        ),
        Some(recorded) => Decision {
            whose: Whose::Person(recorded.person),
            changes: Vec::new(),
            login_was_reused: false,
        },
    }
}

fn new_person(account: Option<Account>, changes: Vec<(PersonId, PersonEvent)>) -> Decision {
    Decision {
        whose: Whose::NewPerson(account),
        login_was_reused: !changes.is_empty(),
        changes,
    }
}

/// What the record learns when someone links one more account to themselves.
///
/// # Errors
/// When it is somebody else's.
pub fn link(
    proven: &ProvenAccount,
    known: Known<'_>,
    to: PersonId,
) -> Result<Decision, LinkRefusal> {
    let theirs = |changes| Decision {
        whose: Whose::Person(to),
        changes,
        login_was_reused: false,
    };
    if let Some(linked) = known.linked {
        return if linked.person.id == to {
            Ok(theirs(moved(proven, linked, known.recorded)))
        } else {
            Err(LinkRefusal::LinkedToAnother(linked.person.id))
        };
    }
    let now_theirs = (
        to,
        PersonEvent::AccountLinked {
            account: proven.account.clone(),
        },
    );
    match known.recorded {
        None => Ok(theirs(vec![now_theirs])),
        Some(recorded) if recorded.person == to => Ok(theirs(Vec::new())),
        Some(_) if !proven.login_is_proof => Ok(theirs(Vec::new())),
        Some(recorded) if recorded.proven_otherwise => Ok(Decision {
            login_was_reused: true,
            ..theirs(vec![lost(recorded.person, proven), now_theirs])
        }),
        Some(recorded) => Err(LinkRefusal::RecordedOfAnother(recorded.person)),
    }
}

/// What the record learns of an account that is known and may have another login by now.
fn moved(
    proven: &ProvenAccount,
    linked: Linked<'_>,
    recorded: Option<Recorded>,
) -> Vec<(PersonId, PersonEvent)> {
    let person = linked.person;
    if person.accounts.contains(&proven.account) {
        return Vec::new();
    }
    let mut changes = Vec::new();
    match recorded {
        None => {}
        Some(_) if !proven.login_is_proof => return Vec::new(),
        Some(recorded) => changes.push(lost(recorded.person, proven)),
    }
    let before = Account {
        provider: proven.account.provider.clone(),
        login: linked.login.to_owned(),
    };
    let account = proven.account.clone();
    let change = if person.accounts.contains(&before) {
        PersonEvent::AccountRenamed { before, account }
    } else {
        PersonEvent::AccountLinked { account }
    };
    changes.push((person.id, change));
    changes
}

fn lost(person: PersonId, proven: &ProvenAccount) -> (PersonId, PersonEvent) {
    let account = proven.account.clone();
    (person, PersonEvent::AccountLost { account })
}
