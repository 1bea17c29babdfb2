//! Linking one more account to a person, and unlinking one: by themselves or by an administrator.

use domain::{
    identity::{LinkRefusal, ProvenAccount, link as linked},
    ids::PersonId,
    permission::{Action, Denied, Resource},
    person::{Account, PersonEvent},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter,
};

use super::known::{Found, identity_of, note_identity, person_of, survivor, tell, words};
use crate::{
    Context, ReadError, WriteError,
    audit::{self, Deed},
    entities::{account, identity},
    record,
};

/// Why an account was not linked; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It is somebody else's.
    #[error(transparent)]
    Refused(#[from] LinkRefusal),
    /// There is no such person.
    #[error("there is no such person")]
    NoPerson,
    /// The database or the record failed.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Why an account was not unlinked; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum UnlinkError {
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It is the only one that its person could sign in with.
    #[error("this is the only account that they could sign in with")]
    Last,
    /// The person has no such account.
    #[error("no such account is linked")]
    NotLinked,
    /// The database or the record failed.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<DbErr> for LinkError {
    fn from(error: DbErr) -> Self {
        Self::Write(error.into())
    }
}

impl From<ReadError> for LinkError {
    fn from(error: ReadError) -> Self {
        Self::Write(error.into())
    }
}

impl From<DbErr> for UnlinkError {
    fn from(error: DbErr) -> Self {
        Self::Write(error.into())
    }
}

impl From<ReadError> for UnlinkError {
    fn from(error: ReadError) -> Self {
        Self::Write(error.into())
    }
}

/// Links an account, proven just now, to whoever acts.
///
/// # Errors
/// When it is somebody else's, or the actor is nobody who keeps an account.
pub async fn link(context: &Context, proven: ProvenAccount) -> Result<(), LinkError> {
    let Some(person) = context.actor().person_id() else {
        return Err(Denied::SignIn.into());
    };
    context.may(Action::KeepAccount, Resource::Account(person))?;
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let mut found = Found::load(transaction, &proven).await?;
                found.count_merged_as(transaction, person).await?;
                let decision = linked(&proven, found.known(), person)?;
                tell(transaction, &context, newest, decision.changes).await?;
                if note_identity(transaction, &context, &proven, person).await? {
                    let about = words(&proven.account);
                    audit::note(transaction, &context, Deed::IdentityLinked, &about).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Notes that an account is a person's, on an administrator's word. With the provider's own id of it they can sign in with
/// it at once. Without, the record knows it by its login, and whoever next proves to have that login there signs in as
/// them: only for providers where nobody chooses a login that another has.
///
/// # Errors
/// When it is somebody else's, there is no such person, or the actor is no administrator.
pub async fn link_by_administrator(
    context: &Context,
    person: PersonId,
    account: Account,
    subject: Option<String>,
) -> Result<(), LinkError> {
    context.may(Action::Administer, Resource::Community)?;
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                if record::person(transaction, person).await?.is_none() {
                    return Err(LinkError::NoPerson);
                }
                let person = survivor(transaction, person).await?;
                let mut changes = Vec::new();
                match account::Entity::find_by_id(account.key())
                    .one(transaction)
                    .await?
                {
                    Some(row)
                        if survivor(transaction, PersonId(row.person_id)).await? != person =>
                    {
                        return Err(LinkRefusal::RecordedOfAnother(PersonId(row.person_id)).into());
                    }
                    Some(_) => {}
                    None => {
                        let account = account.clone();
                        changes.push((person, PersonEvent::AccountLinked { account }));
                    }
                }
                tell(transaction, &context, newest, changes).await?;
                if let Some(subject) = subject {
                    insert_identity(transaction, &context, &account, subject, person).await?;
                }
                let about = format!("{} of person {}", words(&account), person.0);
                audit::note(transaction, &context, Deed::IdentityLinked, &about).await?;
                Ok(())
            })
        })
        .await
}

/// An identity that nobody has signed in with yet.
async fn insert_identity(
    transaction: &DatabaseTransaction,
    context: &Context,
    account: &Account,
    subject: String,
    person: PersonId,
) -> Result<(), LinkError> {
    if let Some(row) = identity_of(transaction, &account.provider, &subject).await? {
        let owner = survivor(transaction, PersonId(row.person_id)).await?;
        return if owner == person {
            Ok(())
        } else {
            Err(LinkRefusal::LinkedToAnother(owner).into())
        };
    }
    identity::ActiveModel {
        provider: Set(account.provider.clone()),
        subject: Set(subject),
        person_id: Set(person.0),
        login: Set(account.login.clone()),
        account_key: Set(account.key()),
        linked_at: Set(context.now()),
        signed_in_at: Set(0),
    }
    .insert(transaction)
    .await?;
    Ok(())
}

/// Unlinks an account of whoever acts: nobody can sign in with it any more, and the record no longer knows it as theirs.
///
/// # Errors
/// When it is the last, none of theirs, or the actor is nobody who keeps an account.
pub async fn unlink(
    context: &Context,
    provider: String,
    subject: String,
) -> Result<(), UnlinkError> {
    let Some(person) = context.actor().person_id() else {
        return Err(Denied::SignIn.into());
    };
    context.may(Action::KeepAccount, Resource::Account(person))?;
    remove(context, person, provider, subject, Remaining::AtLeastOne).await
}

/// Unlinks an account of anyone, be it the only one that they could sign in with: for one that fell into other hands.
///
/// # Errors
/// When the person has no such account, or the actor is no administrator.
pub async fn unlink_by_administrator(
    context: &Context,
    person: PersonId,
    provider: String,
    subject: String,
) -> Result<(), UnlinkError> {
    context.may(Action::Administer, Resource::Community)?;
    remove(context, person, provider, subject, Remaining::MayBeNone).await
}

/// What must be left to sign in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Remaining {
    AtLeastOne,
    MayBeNone,
}

async fn remove(
    context: &Context,
    person: PersonId,
    provider: String,
    subject: String,
    remaining: Remaining,
) -> Result<(), UnlinkError> {
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let row = identity_of(transaction, &provider, &subject)
                    .await?
                    .filter(|row| row.person_id == person.0)
                    .ok_or(UnlinkError::NotLinked)?;
                let others = identity::Entity::find()
                    .filter(identity::Column::PersonId.eq(person.0))
                    .count(transaction)
                    .await?
                    .saturating_sub(1);
                if others == 0 && remaining == Remaining::AtLeastOne {
                    return Err(UnlinkError::Last);
                }
                identity::Entity::delete_by_id((provider.clone(), subject))
                    .exec(transaction)
                    .await?;
                let account = Account {
                    provider,
                    login: row.login,
                };
                let about = format!("{} of person {}", words(&account), person.0);
                let record = person_of(transaction, person).await?;
                if record.accounts.contains(&account) {
                    let lost = PersonEvent::AccountLost { account };
                    tell(transaction, &context, newest, vec![(person, lost)]).await?;
                }
                audit::note(transaction, &context, Deed::IdentityUnlinked, &about).await?;
                Ok(())
            })
        })
        .await
}
