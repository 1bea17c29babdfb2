//! Finding a person.

use domain::ids::PersonId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{Context, ReadError, entities::person};

/// The person with that handle.
///
/// # Errors
/// When the database fails.
pub async fn with_handle(context: &Context, handle: &str) -> Result<Option<PersonId>, ReadError> {
    let row = person::Entity::find()
        .filter(person::Column::Handle.eq(handle))
        .filter(person::Column::MergedInto.is_null())
        .one(context.database.connection())
        .await?;
    Ok(row.map(|row| PersonId(row.id)))
}
