//! A series as it is stored.

use domain::{
    ids::{GroupId, SeriesId},
    schedule::{About, Convener, Series},
    slug::Slug,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{Context, ReadError, entities::series as row};

/// A series with what its storing adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSeries {
    /// The series.
    pub series: Series,
    /// Counts the changes that calendars must follow.
    pub sequence: i32,
    /// When it last changed, in microseconds since 1970.
    pub changed_at: i64,
    /// Counts the changes.
    pub version: i32,
}

/// So many series of one group are shown.
const SERIES_OF_A_GROUP: u64 = 20;

/// The series at that address. One query.
///
/// # Errors
/// When there is none, the database fails or the row cannot be read.
pub async fn series(context: &Context, slug: &str) -> Result<StoredSeries, ReadError> {
    read(&found(context.database.connection(), slug).await?)
}

/// The series of a group that go on, by their addresses. One query.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn series_of_group(
    context: &Context,
    group: GroupId,
) -> Result<Vec<StoredSeries>, ReadError> {
    row::Entity::find()
        .filter(row::Column::GroupId.eq(group.0))
        .filter(
            row::Column::Until
                .is_null()
                .or(row::Column::Until.gte(context.today().to_string())),
        )
        .order_by_asc(row::Column::Slug)
        .limit(SERIES_OF_A_GROUP)
        .all(context.database.connection())
        .await?
        .iter()
        .map(read)
        .collect()
}

/// The row of the series at that address.
pub(super) async fn found(
    connection: &impl ConnectionTrait,
    slug: &str,
) -> Result<row::Model, ReadError> {
    row::Entity::find()
        .filter(row::Column::Slug.eq(slug))
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)
}

/// The row of the series at that address, where there is one.
pub(crate) async fn id_of_slug(
    connection: &impl ConnectionTrait,
    slug: &Slug,
) -> Result<Option<StoredSeries>, ReadError> {
    row::Entity::find()
        .filter(row::Column::Slug.eq(slug.as_str()))
        .one(connection)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Reads a row.
pub(crate) fn read(row: &row::Model) -> Result<StoredSeries, ReadError> {
    let damaged = |what: &str| ReadError::Damaged(format!("series “{}”: {what}", row.slug));
    let slug = Slug::new(row.slug.as_str()).map_err(|_| damaged("its address"))?;
    let convener = Convener::of_key(&row.convener, row.group_id.map(GroupId))
        .ok_or_else(|| damaged("whose it is"))?;
    let patterns = serde_json::from_str(&row.patterns).map_err(|_| damaged("when it is"))?;
    Ok(StoredSeries {
        series: Series {
            id: SeriesId(row.id),
            slug,
            convener,
            about: About {
                title: row.title.clone(),
                description: row.description.clone(),
                place: row.place.clone(),
                join_link: row.join_link.clone(),
            },
            patterns,
        },
        sequence: row.sequence,
        changed_at: row.changed_at,
        version: row.version,
    })
}
