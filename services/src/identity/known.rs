//! What the house knows of an account, and how that is written down.

use std::collections::BTreeSet;

use domain::{
    actor::{ActingPerson, Actor, Credential},
    community::Community,
    event::{DatedEvent, Event},
    identity::{Known, Linked, ProvenAccount, Recorded},
    ids::PersonId,
    person::{Account, Person, PersonEvent},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction,
    EntityTrait, QueryFilter, prelude::Expr,
};

use crate::{
    Context, ReadError, WriteError,
    entities::{account, identity, person},
    record,
};

/// So many merges are followed: a chain this long is a circle.
const MERGES_FOLLOWED: usize = 20;

/// What was loaded of an account; [`Found::known`] is what the rule takes.
pub(super) struct Found {
    linked: Option<(Person, String)>,
    recorded: Option<Recorded>,
}

impl Found {
    pub(super) async fn load(
        transaction: &DatabaseTransaction,
        proven: &ProvenAccount,
    ) -> Result<Self, WriteError> {
        let key = proven.account.key();
        let linked =
            match identity_of(transaction, &proven.account.provider, &proven.subject).await? {
                None => None,
                Some(row) => Some((
                    person_of(transaction, PersonId(row.person_id)).await?,
                    row.login,
                )),
            };
        let recorded = match account::Entity::find_by_id(key.clone())
            .one(transaction)
            .await?
        {
            None => None,
            Some(row) => Some(Recorded {
                person: PersonId(row.person_id),
                proven_otherwise: identity::Entity::find()
                    .filter(identity::Column::AccountKey.eq(key))
                    .filter(identity::Column::Subject.ne(proven.subject.as_str()))
                    .one(transaction)
                    .await?
                    .is_some(),
            }),
        };
        Ok(Self { linked, recorded })
    }

    /// Counts what the record has of someone who was merged into `person` as theirs.
    pub(super) async fn count_merged_as(
        &mut self,
        transaction: &DatabaseTransaction,
        person: PersonId,
    ) -> Result<(), WriteError> {
        if let Some(recorded) = &mut self.recorded
            && survivor(transaction, recorded.person).await? == person
        {
            recorded.person = person;
        }
        Ok(())
    }

    pub(super) fn known(&self) -> Known<'_> {
        Known {
            linked: self
                .linked
                .as_ref()
                .map(|(person, login)| Linked { person, login }),
            recorded: self.recorded,
        }
    }
}

pub(super) async fn identity_of(
    connection: &impl ConnectionTrait,
    provider: &str,
    subject: &str,
) -> Result<Option<identity::Model>, ReadError> {
    Ok(
        identity::Entity::find_by_id((provider.to_owned(), subject.to_owned()))
            .one(connection)
            .await?,
    )
}

/// A person who is known to be in the record.
pub(super) async fn person_of(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Person, ReadError> {
    record::person(connection, id)
        .await?
        .ok_or_else(|| ReadError::Damaged(format!("there is no person {}", id.0)))
}

/// Who carries on a person's record: the one they were merged into, or they themselves.
pub(super) async fn survivor(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<PersonId, ReadError> {
    let mut id = id.0;
    for _ in 0..MERGES_FOLLOWED {
        match person::Entity::find_by_id(id).one(connection).await? {
            Some(row) => match row.merged_into {
                Some(into) => id = into,
                None => return Ok(PersonId(id)),
            },
            None => break,
        }
    }
    Err(ReadError::Damaged(format!(
        "nobody carries on the record of person {id}"
    )))
}

/// Notes that someone has proven to have an account. Gives whether it is new.
pub(super) async fn note_identity(
    transaction: &DatabaseTransaction,
    context: &Context,
    proven: &ProvenAccount,
    person: PersonId,
) -> Result<bool, WriteError> {
    let now = context.now();
    let noted = identity::Entity::update_many()
        .col_expr(
            identity::Column::Login,
            Expr::value(proven.account.login.as_str()),
        )
        .col_expr(
            identity::Column::AccountKey,
            Expr::value(proven.account.key()),
        )
        .col_expr(identity::Column::SignedInAt, Expr::value(now))
        .filter(identity::Column::Provider.eq(proven.account.provider.as_str()))
        .filter(identity::Column::Subject.eq(proven.subject.as_str()))
        .exec(transaction)
        .await?;
    if noted.rows_affected > 0 {
        return Ok(false);
    }
    identity::ActiveModel {
        provider: Set(proven.account.provider.clone()),
        subject: Set(proven.subject.clone()),
        person_id: Set(person.0),
        login: Set(proven.account.login.clone()),
        account_key: Set(proven.account.key()),
        linked_at: Set(now),
        signed_in_at: Set(now),
    }
    .insert(transaction)
    .await?;
    Ok(true)
}

/// Writes changes of people into the record, today or, for a person whose record runs on past it, on its newest day.
pub(super) async fn tell(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    changes: Vec<(PersonId, PersonEvent)>,
) -> Result<(), WriteError> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut after = Community::default();
    let known: BTreeSet<PersonId> = changes.iter().map(|(person, _)| *person).collect();
    for person in known {
        if let Some(person) = record::person(transaction, person).await? {
            after.people.insert(person.id, person);
        }
    }
    let mut events = Vec::with_capacity(changes.len());
    for (person, change) in changes {
        let today = context.today();
        let on = after
            .people
            .get(&person)
            .map_or(today, |record| record.changed_on.max(today));
        let event = DatedEvent {
            on,
            event: Event::Person { person, change },
        };
        after.apply(&event)?;
        events.push(event);
    }
    record::append(transaction, context, newest, &events, None, &after).await?;
    Ok(())
}

/// The context of someone who has just shown who they are: what they do from here on is theirs. What they may is not asked
/// of it.
pub(super) fn as_themselves(context: &Context, person: PersonId, record: &Person) -> Context {
    context.acting(Actor::Person(Box::new(ActingPerson {
        person,
        handle: record.handle.clone(),
        name: record.name.clone(),
        standings: BTreeSet::new(),
        seats: Vec::new(),
        credential: Credential::Session(String::new()),
    })))
}

/// An account as the audit names it.
pub(super) fn words(account: &Account) -> String {
    format!("{}:{}", account.provider, account.login)
}
