//! What the pages of series show.

use std::collections::BTreeSet;

use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::{Meetings, StoredSeries, Wanted, coming, read, series};
use crate::{Context, ReadError, entities::series as row, history::Names};

/// So many series stand on a page.
const A_PAGE: u64 = 60;

/// A series with what its page shows.
#[derive(Clone, Debug)]
pub struct SeriesPage {
    /// The series.
    pub stored: StoredSeries,
    /// The name of the group whose own it is.
    pub names: Names,
    /// Its next meetings.
    pub coming: Meetings,
}

/// The series at that address with its next meetings. Five queries.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn series_page(context: &Context, slug: &str) -> Result<SeriesPage, ReadError> {
    let stored = series(context, slug).await?;
    let names = Names::of(
        context.database.connection(),
        stored.series.convener.group().into_iter().collect(),
        BTreeSet::new(),
        BTreeSet::new(),
    )
    .await?;
    let wanted = Wanted {
        series: Some(stored.series.id),
        ..Wanted::default()
    };
    let coming = coming(context, wanted, None).await?;
    Ok(SeriesPage {
        stored,
        names,
        coming,
    })
}

/// A page of the series that go on.
#[derive(Clone, Debug, Default)]
pub struct SeriesList {
    /// By their addresses.
    pub series: Vec<StoredSeries>,
    /// The names of the groups whose own they are.
    pub names: Names,
    /// After which address the next page begins.
    pub next: Option<String>,
}

/// The series that go on, by their addresses. Two queries.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn series_list(context: &Context, after: Option<&str>) -> Result<SeriesList, ReadError> {
    let connection = context.database.connection();
    let mut rows = row::Entity::find()
        .filter(
            row::Column::Until
                .is_null()
                .or(row::Column::Until.gte(context.today().to_string())),
        )
        .apply_if(after, |query, after| {
            query.filter(row::Column::Slug.gt(after))
        })
        .order_by_asc(row::Column::Slug)
        .limit(A_PAGE + 1)
        .all(connection)
        .await?;
    let more = rows.len() as u64 > A_PAGE;
    rows.truncate(usize::try_from(A_PAGE).unwrap_or(usize::MAX));
    let series: Vec<StoredSeries> = rows.iter().map(read).collect::<Result<_, _>>()?;
    let groups = series
        .iter()
        .filter_map(|stored| stored.series.convener.group())
        .collect();
    let names = Names::of(connection, groups, BTreeSet::new(), BTreeSet::new()).await?;
    let next = more
        .then(|| series.last().map(|stored| stored.series.slug.to_string()))
        .flatten();
    Ok(SeriesList {
        series,
        names,
        next,
    })
}
