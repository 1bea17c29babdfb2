//! A standing as the database keeps it.

use domain::standing::{HeldStanding, Precision};

use super::lines::standing_of;
use crate::{ReadError, entities::standing, record::day_of};

/// The standing of a row.
pub(crate) fn held_of(row: &standing::Model) -> Result<HeldStanding, ReadError> {
    Ok(HeldStanding {
        standing: standing_of(&row.standing)?,
        since: day_of(&row.since)?,
        until: row.until.as_deref().map(day_of).transpose()?,
        precision: match row.precision.as_str() {
            "exact" => Precision::Exact,
            "at_the_latest" => Precision::AtTheLatest,
            other => return Err(ReadError::Damaged(format!("“{other}” is no precision"))),
        },
        evidence: row.evidence.clone(),
    })
}
