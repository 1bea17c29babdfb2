//! A group's charters.

use domain::{
    Day,
    group::{Charter, Group},
};

use super::address;
use crate::{Context, ReadError, record};

/// A group with its charters.
#[derive(Clone, Debug)]
pub struct Charters {
    /// Its address of today.
    pub slug: String,
    /// The group, with all of its past.
    pub group: Group,
}

impl Charters {
    /// The charter of that number.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Option<&Charter> {
        self.group
            .charters
            .iter()
            .find(|charter| charter.number == number)
    }

    /// The charter that held at the end of that day.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&Charter> {
        self.group
            .charters
            .iter()
            .rev()
            .find(|charter| charter.adopted_on <= day)
    }
}

/// The group at that address with its charters. Two queries.
///
/// # Errors
/// [`ReadError::NotFound`], [`ReadError::Moved`] with the address of today, and when the database fails.
pub async fn charters(context: &Context, slug: &str) -> Result<Charters, ReadError> {
    let connection = context.database.connection();
    let row = address::find(connection, slug).await?;
    let group = record::group(connection, address::id_of(&row), None)
        .await?
        .ok_or_else(|| ReadError::Damaged(format!("“{slug}” has no history")))?;
    Ok(Charters {
        slug: row.slug,
        group,
    })
}
