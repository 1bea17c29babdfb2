//! Signing in with an account that was proven at its provider.

use domain::{
    identity::{NamedAdministrator, ProvenAccount, Whose, whose},
    ids::PersonId,
    person::{Person, PersonEvent},
    slug::Slug,
    standing::{Precision, Standing},
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};

use super::known::{Found, as_themselves, note_identity, person_of, survivor, tell, words};
use crate::{
    Context, WriteError,
    audit::{self, Deed},
    entities::person,
    record,
};

/// Finds out whose the account is and notes the sign-in; a person whom the record does not know yet is registered. Whom the
/// configuration names becomes an administrator.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn sign_in(
    context: &Context,
    proven: ProvenAccount,
    administrators: &[NamedAdministrator],
) -> Result<PersonId, WriteError> {
    let is_named = proven.is_named_in(administrators);
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let found = Found::load(transaction, &proven).await?;
                let decision = whose(&proven, found.known());
                let mut changes = decision.changes;
                let (person, record) = match decision.whose {
                    Whose::Person(person) => {
                        let person = survivor(transaction, person).await?;
                        (person, person_of(transaction, person).await?)
                    }
                    Whose::NewPerson(account) => {
                        let person = PersonId(context.new_id());
                        let registered = PersonEvent::Registered {
                            handle: free_handle(transaction, &proven).await?,
                            name: proven.name.clone(),
                            account,
                        };
                        let record = Person::after(None, person, context.today(), &registered)
                            .map_err(|error| WriteError::Damaged(error.to_string()))?;
                        changes.push((person, registered));
                        (person, record)
                    }
                };
                let administers = record
                    .standing_on(&Standing::Administrator, context.today())
                    .is_some();
                if is_named && !decision.login_was_reused && !administers {
                    let gained = PersonEvent::StandingGained {
                        standing: Standing::Administrator,
                        precision: Precision::Exact,
                    };
                    changes.push((person, gained));
                }
                let context = as_themselves(&context, person, &record);
                tell(transaction, &context, newest, changes).await?;
                let account = words(&proven.account);
                if note_identity(transaction, &context, &proven, person).await? {
                    audit::note(transaction, &context, Deed::IdentityLinked, &account).await?;
                }
                audit::note(transaction, &context, Deed::SignedIn, &account).await?;
                Ok(person)
            })
        })
        .await
}

/// The login as a handle, or the name, with a number behind it where it is taken.
async fn free_handle(
    transaction: &DatabaseTransaction,
    proven: &ProvenAccount,
) -> Result<Slug, WriteError> {
    let wanted = Slug::of_name(&proven.account.login)
        .or_else(|| Slug::of_name(&proven.name))
        .unwrap_or_else(Slug::unnamed);
    let taken: Vec<String> = person::Entity::find()
        .select_only()
        .column(person::Column::Handle)
        .filter(person::Column::Handle.starts_with(wanted.as_str()))
        .into_tuple()
        .all(transaction)
        .await?;
    Ok(wanted.free(|slug| taken.iter().any(|handle| handle == slug.as_str())))
}
