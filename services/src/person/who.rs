//! Finding a person.

use domain::{ids::PersonId, slug::name_key};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{called, carried_on};
use crate::{Context, ReadError, entities::person};

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

/// The person with that handle, account or page (as [`called`] finds them), or with that name: `amara-osei`, `@amara`,
/// `Amara Osei`. Four queries at most.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn meant(context: &Context, typed: &str) -> Result<Meant, ReadError> {
    let connection = context.database.connection();
    if let Some(row) = called(connection, typed).await? {
        return Ok(Meant::One(PersonId(row.id)));
    }
    let namesakes: Vec<Uuid> = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::MergedInto.is_null())
        .filter(person::Column::NameKey.eq(name_key(typed)))
        .limit(2)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(match namesakes.as_slice() {
        [] => Meant::Nobody,
        [one] => Meant::One(PersonId(*one)),
        [_, ..] => Meant::Several,
    })
}
