//! From a part of an address to a group.

use domain::ids::GroupId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    Context, ReadError,
    entities::{former_slug, group},
    history::Name,
};

/// The group at that address. One query, two for a former address.
///
/// # Errors
/// [`ReadError::Moved`] with the address of today where the group has another one now.
pub(crate) async fn find(
    connection: &impl ConnectionTrait,
    slug: &str,
) -> Result<group::Model, ReadError> {
    if let Some(row) = group::Entity::find()
        .filter(group::Column::Slug.eq(slug))
        .one(connection)
        .await?
    {
        return Ok(row);
    }
    let former = former_slug::Entity::find_by_id(slug.to_owned())
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)?;
    let row = group::Entity::find_by_id(former.group_id)
        .one(connection)
        .await?
        .ok_or_else(|| ReadError::Damaged(format!("“{slug}” leads to no group")))?;
    Err(ReadError::Moved(row.slug))
}

/// The group at that address and its name. One query, two for a former address.
///
/// # Errors
/// When there is none, it has another address, or the database fails.
pub async fn at(context: &Context, slug: &str) -> Result<(GroupId, Name), ReadError> {
    let row = find(context.database.connection(), slug).await?;
    let id = id_of(&row);
    let name = Name {
        slug: row.slug,
        name: row.name,
    };
    Ok((id, name))
}

/// The id of a row.
pub(crate) fn id_of(row: &group::Model) -> GroupId {
    GroupId(row.id)
}

/// The id of the group at that address. One query, two for a former address.
///
/// # Errors
/// When there is none, it has moved, or the database fails.
pub async fn id_at(context: &Context, slug: &str) -> Result<GroupId, ReadError> {
    Ok(id_of(&find(context.database.connection(), slug).await?))
}
