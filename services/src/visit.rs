//! When somebody was here last, so that the front door can tell what changed since.
//!
//! A visit is an hour: the first request of a session after an hour moves the marks on, so that reading a page writes nothing.

use domain::ids::PersonId;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};

use crate::{Context, ReadError, WriteError, entities::visit, record};

/// How long a visit lasts, in microseconds.
const AN_HOUR: i64 = 60 * 60 * 1_000_000;

/// A moment of the past, as somebody remembers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The number of the newest event then.
    pub seq: i64,
    /// When, in microseconds since 1970.
    pub at: i64,
}

/// Notes that the actor is here. Two reads and a write at most once an hour, one read otherwise; nothing for a visitor.
///
/// # Errors
/// When the database fails.
pub async fn note(context: &Context) -> Result<(), WriteError> {
    let Some(person) = context.actor().person_id() else {
        return Ok(());
    };
    let connection = context.database.connection();
    let row = visit::Entity::find_by_id(person.0).one(connection).await?;
    let now = context.now();
    if row
        .as_ref()
        .is_some_and(|row| now.saturating_sub(row.seen_at) < AN_HOUR)
    {
        return Ok(());
    }
    let newest = record::newest_seq(&context.database).await?;
    visit::Entity::insert(visit::ActiveModel {
        person_id: Set(person.0),
        seen_seq: Set(newest),
        seen_at: Set(now),
        before_seq: Set(row.as_ref().map(|row| row.seen_seq)),
        before_at: Set(row.as_ref().map(|row| row.seen_at)),
    })
    .on_conflict(
        OnConflict::column(visit::Column::PersonId)
            .update_columns([
                visit::Column::SeenSeq,
                visit::Column::SeenAt,
                visit::Column::BeforeSeq,
                visit::Column::BeforeAt,
            ])
            .to_owned(),
    )
    .exec_without_returning(connection)
    .await?;
    Ok(())
}

/// When they were here before this visit; none on the first. One query.
pub(crate) async fn before(
    connection: &impl ConnectionTrait,
    person: PersonId,
) -> Result<Option<Visit>, ReadError> {
    let row = visit::Entity::find_by_id(person.0).one(connection).await?;
    Ok(row.and_then(|row| {
        Some(Visit {
            seq: row.before_seq?,
            at: row.before_at?,
        })
    }))
}
