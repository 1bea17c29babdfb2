//! What happened to a group, and to others that concerned it.

use super::address;
use crate::{
    Context, ReadError,
    history::{Entry, Name, Place, page_of_group},
};

/// A page of a group's history.
#[derive(Clone, Debug)]
pub struct GroupHistory {
    /// The group's address and name of today.
    pub group: Name,
    /// Events, newest first.
    pub entries: Vec<Entry>,
    /// Where the next page begins: after this place.
    pub next: Option<Place>,
}

/// What happened to the group at that address, newest first, before a place; also that others were merged into it or
/// became part of it. At most six queries.
///
/// # Errors
/// [`ReadError::NotFound`], [`ReadError::Moved`] with the address of today, and when the database fails.
pub async fn history(
    context: &Context,
    slug: &str,
    before: Option<Place>,
) -> Result<GroupHistory, ReadError> {
    let row = address::find(context.database.connection(), slug).await?;
    let (entries, next) = page_of_group(&context.database, address::id_of(&row), before).await?;
    Ok(GroupHistory {
        group: Name {
            slug: row.slug,
            name: row.name,
        },
        entries,
        next,
    })
}
