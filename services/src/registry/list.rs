//! What was imported so far, newest first, paged by key.

use std::{collections::BTreeSet, fmt, str::FromStr};

use domain::{Day, ids::PersonId};
use sea_orm::{EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Expr};
use uuid::Uuid;

use crate::{
    Database, ReadError,
    entities::import,
    history::{Name, Names},
    record,
};

/// As many imports as a page shows.
const ON_A_PAGE: usize = 50;

/// A file that was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportLine {
    /// Its name.
    pub file: String,
    /// Its format.
    pub format: String,
    /// The day whose state it shows.
    pub as_of: Day,
    /// When it was imported, in microseconds since 1970.
    pub imported_at: i64,
    /// By whom; `None` at the command line.
    pub by: Option<Name>,
    /// How many events it told.
    pub events: u64,
}

/// A place in the list: behind the import of that moment and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportPlace {
    imported_at: i64,
    id: Uuid,
}

impl fmt::Display for ImportPlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}~{}", self.imported_at, self.id)
    }
}

/// The text names no place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("that is no place in the list of imports")]
pub struct NotAPlace;

impl FromStr for ImportPlace {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let (imported_at, id) = text.split_once('~').ok_or(NotAPlace)?;
        Ok(Self {
            imported_at: imported_at.parse().map_err(|_| NotAPlace)?,
            id: id.parse().map_err(|_| NotAPlace)?,
        })
    }
}

/// A page of imports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportsPage {
    /// The imports, newest first.
    pub imports: Vec<ImportLine>,
    /// Where the next page begins: behind this place.
    pub next: Option<ImportPlace>,
}

/// The files that were imported, newest first, those behind a place. Two queries.
///
/// # Errors
/// When the database fails or the list is damaged.
pub async fn imports(
    database: &Database,
    after: Option<ImportPlace>,
) -> Result<ImportsPage, ReadError> {
    let connection = database.connection();
    let mut query = import::Entity::find()
        .order_by_desc(import::Column::ImportedAt)
        .order_by_desc(import::Column::Id)
        .limit(ON_A_PAGE as u64 + 1);
    if let Some(place) = after {
        query = query.filter(
            Expr::tuple([
                Expr::col(import::Column::ImportedAt),
                Expr::col(import::Column::Id),
            ])
            .lt(Expr::tuple([
                Expr::value(place.imported_at),
                Expr::value(place.id),
            ])),
        );
    }
    let mut rows = query.all(connection).await?;
    let more = rows.len() > ON_A_PAGE;
    rows.truncate(ON_A_PAGE);
    let next = rows.last().filter(|_| more).map(|row| ImportPlace {
        imported_at: row.imported_at,
        id: row.id,
    });
    let people: BTreeSet<PersonId> = rows
        .iter()
        .filter_map(|row| row.actor_id.map(PersonId))
        .collect();
    let names = Names::of_people(connection, people).await?;
    let imports = rows
        .into_iter()
        .map(|row| {
            Ok(ImportLine {
                as_of: record::day_of(&row.as_of)?,
                by: row
                    .actor_id
                    .and_then(|id| names.person(PersonId(id)).cloned()),
                file: row.file,
                format: row.format,
                imported_at: row.imported_at,
                events: u64::try_from(row.events).unwrap_or(0),
            })
        })
        .collect::<Result<_, ReadError>>()?;
    Ok(ImportsPage { imports, next })
}
