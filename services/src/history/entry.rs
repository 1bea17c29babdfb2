//! Lines of the record with everything that a list of them shows.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Day, event::Event, ids::PersonId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    Name, Names,
    words::{Sentence, sentence},
};
use crate::{
    ReadError,
    entities::{event, import},
    record,
};

/// One line of the record in words.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number; together with the day its place in history.
    pub seq: i64,
    /// The day on which it holds.
    pub on: Day,
    /// What happened.
    pub event: Event,
    /// What happened, in words.
    pub sentence: Sentence,
    /// The file that told of it; `None` where it was done in the portal.
    pub source: Option<Source>,
    /// Who did it, where it was done by someone who had signed in.
    pub by: Option<Name>,
}

/// A file from which events came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name.
    pub file: String,
    /// The day whose state it shows.
    pub as_of: Day,
}

/// Puts rows of the record into words, in their order. At most four queries, however many rows.
pub(crate) async fn entries(
    connection: &impl ConnectionTrait,
    rows: Vec<event::Model>,
) -> Result<Vec<Entry>, ReadError> {
    let sources = sources(connection, &rows).await?;
    let mut read = Vec::with_capacity(rows.len());
    for row in &rows {
        read.push(record::dated(&row.happened_on, &row.payload)?);
    }
    let actors = rows.iter().filter_map(|row| row.actor_id).map(PersonId);
    let names = Names::of_events(connection, read.iter().map(|dated| &dated.event), actors).await?;
    Ok(rows
        .into_iter()
        .zip(read)
        .map(|(row, dated)| Entry {
            seq: row.seq,
            on: dated.on,
            sentence: sentence(&dated.event, &names),
            event: dated.event,
            by: row
                .actor_id
                .and_then(|id| names.person(PersonId(id)).cloned()),
            source: row.import_id.and_then(|id| sources.get(&id).cloned()),
        })
        .collect())
}

async fn sources(
    connection: &impl ConnectionTrait,
    rows: &[event::Model],
) -> Result<BTreeMap<Uuid, Source>, ReadError> {
    let ids: BTreeSet<Uuid> = rows.iter().filter_map(|row| row.import_id).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    import::Entity::find()
        .filter(import::Column::Id.is_in(ids))
        .all(connection)
        .await?
        .into_iter()
        .map(|row| {
            let as_of = record::day_of(&row.as_of)?;
            Ok((
                row.id,
                Source {
                    file: row.file,
                    as_of,
                },
            ))
        })
        .collect()
}
