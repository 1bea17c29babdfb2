//! Finding a person.

use domain::ids::PersonId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::carried_on;
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
