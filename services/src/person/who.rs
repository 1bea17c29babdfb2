//! Finding a person.

use domain::{ids::PersonId, person::Account, slug::name_key};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::carried_on;
use crate::{
    Context, ReadError,
    entities::{account, person},
};

/// The person with that handle; for one who was merged, whoever carries their record on.
///
/// # Errors
/// When the database fails.
pub async fn with_handle(context: &Context, handle: &str) -> Result<Option<PersonId>, ReadError> {
    let row = person::Entity::find()
        .filter(person::Column::Handle.eq(handle))
        .one(context.database.connection())
        .await?;
    Ok(match row {
        Some(row) => {
            let row = carried_on(context.database.connection(), row).await?;
            Some(PersonId(row.id))
        }
        None => None,
    })
}

/// Whom a text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This person.
    One(PersonId),
    /// Several have that name: their handle says which.
    Several,
    /// Nobody that the record knows.
    Nobody,
}

/// The person with that handle, account on GitHub or name, as people write them: `amara-osei`, `@amara`, `Amara Osei`. Two
/// queries.
///
/// # Errors
/// When the database fails.
pub async fn meant(context: &Context, typed: &str) -> Result<Meant, ReadError> {
    let typed = typed.trim();
    let login = typed.trim_start_matches('@');
    let connection = context.database.connection();
    let account = account::Entity::find_by_id(Account::github(login).key())
        .one(connection)
        .await?;
    let people: Vec<Uuid> = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::MergedInto.is_null())
        .filter(
            Condition::any()
                .add(person::Column::Handle.eq(login.to_lowercase()))
                .add(person::Column::NameKey.eq(name_key(typed))),
        )
        .limit(3)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(match (people.as_slice(), account) {
        ([one], _) => Meant::One(PersonId(*one)),
        ([], Some(account)) => Meant::One(PersonId(account.person_id)),
        ([], None) => Meant::Nobody,
        (_, _) => Meant::Several,
    })
}
