//! The one sequence of numbers that all decisions of a year share.

use domain::{Day, decision::DecisionNumber};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{ReadError, entities::decision};

/// The number of the next decision of that day's year. Whoever asks holds the pen.
pub(crate) async fn next_number(
    connection: &impl ConnectionTrait,
    today: Day,
) -> Result<DecisionNumber, ReadError> {
    let year = today.year();
    // Three digits sort as texts; a year with a thousand decisions has longer numbers, which are newer.
    let newest: Vec<String> = decision::Entity::find()
        .select_only()
        .column(decision::Column::Number)
        .filter(decision::Column::Number.like(format!("{year:04}-%")))
        .order_by_desc(decision::Column::DecidedAt)
        .order_by_desc(decision::Column::Number)
        .limit(1_000)
        .into_tuple()
        .all(connection)
        .await?;
    let last = newest
        .into_iter()
        .filter_map(|number| DecisionNumber::try_from(number).ok())
        .map(|number| number.number)
        .max()
        .unwrap_or(0);
    Ok(DecisionNumber {
        year,
        number: last.saturating_add(1),
    })
}

/// Whether there is such a decision and no later one took its place.
pub(crate) async fn holds(
    connection: &impl ConnectionTrait,
    number: DecisionNumber,
) -> Result<bool, ReadError> {
    Ok(decision::Entity::find_by_id(number.to_string())
        .filter(decision::Column::SupersededBy.is_null())
        .one(connection)
        .await?
        .is_some())
}
