//! Imports in the browser: files are handed in and kept for a day, tried on the record as often as one likes, and imported
//! as they were shown.

mod hand_in;
mod take_in;
mod trial;

use domain::{
    Day,
    ids::PersonId,
    permission::{Action, Resource},
    registry::{Answer, Answers, EndingMost},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use hand_in::{HandInError, HandedInFile, NewDraft, hand_in};
pub use take_in::{TakeInError, take_in};
pub use trial::{FileInWords, FileRead, LISTED_EVENTS, Trial, TrialOutcome, trial};

use super::{HandedIn, formats::BadRows};
use crate::{
    Context, ReadError, WriteError,
    entities::import_draft,
    history::{Name, Names},
    record,
};

/// For how long a draft is kept, in microseconds: a day.
const KEPT: i64 = 24 * 60 * 60 * 1_000_000;

/// As many drafts as one person has at a time; of more, the oldest go.
const DRAFTS_EACH: u64 = 10;

/// What the files of an import are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Registries: groups, leads, charters, links.
    Registry,
    /// Lists of an organization: members, administrators, emeritus, teams.
    Organization,
}

impl Kind {
    /// Both, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Registry, Self::Organization];

    /// The stable name in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::Organization => "organization",
        }
    }

    /// The kind with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// What tells drafts apart; a part of their addresses.
pub type DraftId = Uuid;

/// Files that were handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Part of its address.
    pub id: Uuid,
    /// What the files are.
    pub kind: Kind,
    /// The day that was given for them.
    pub as_of: Option<Day>,
    /// What is done with rows that cannot be taken in.
    pub bad_rows: BadRows,
    /// What was answered so far.
    pub answers: Answers,
    /// When they were handed in, in microseconds since 1970.
    pub created_at: i64,
    /// Their names and contents.
    files: Vec<KeptFile>,
}

/// A file as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KeptFile {
    name: String,
    content: String,
}

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// Part of its address.
    pub id: Uuid,
    /// The names of its files.
    pub files: Vec<String>,
    /// When they were handed in, in microseconds since 1970.
    pub created_at: i64,
    /// By whom.
    pub by: Option<Name>,
}

impl Draft {
    fn of(row: import_draft::Model) -> Result<Self, ReadError> {
        Ok(Self {
            id: row.id,
            kind: Kind::of_key(&row.kind).ok_or_else(|| {
                ReadError::Damaged(format!("“{}” is no kind of import", row.kind))
            })?,
            as_of: row.as_of.as_deref().map(record::day_of).transpose()?,
            bad_rows: if row.skip_bad_rows {
                BadRows::Skip
            } else {
                BadRows::Refuse
            },
            answers: serde_json::from_str(&row.answers).map_err(damaged)?,
            created_at: row.created_at,
            files: serde_json::from_str(&row.files).map_err(damaged)?,
        })
    }

    fn handed_in(&self, today: Day) -> HandedIn {
        HandedIn {
            as_of: self.as_of,
            today,
            bad_rows: self.bad_rows,
        }
    }
}

/// The row of a draft that is still kept. Administrators see each other’s.
async fn row(context: &Context, id: Uuid) -> Result<import_draft::Model, ReadError> {
    context.may(Action::Administer, Resource::Community)?;
    import_draft::Entity::find_by_id(id)
        .filter(import_draft::Column::CreatedAt.gt(context.now() - KEPT))
        .one(context.database.connection())
        .await?
        .ok_or(ReadError::NotFound)
}

async fn find(context: &Context, id: Uuid) -> Result<Draft, ReadError> {
    Draft::of(row(context, id).await?)
}

/// The newest drafts of all administrators. Two queries.
///
/// # Errors
/// When the actor may not see them or the database fails.
pub async fn newest(context: &Context) -> Result<Vec<DraftLine>, ReadError> {
    context.may(Action::Administer, Resource::Community)?;
    let connection = context.database.connection();
    let rows: Vec<(Uuid, Option<Uuid>, String, i64)> = import_draft::Entity::find()
        .select_only()
        .columns([
            import_draft::Column::Id,
            import_draft::Column::PersonId,
            import_draft::Column::Names,
            import_draft::Column::CreatedAt,
        ])
        .filter(import_draft::Column::CreatedAt.gt(context.now() - KEPT))
        .order_by_desc(import_draft::Column::CreatedAt)
        .order_by_desc(import_draft::Column::Id)
        .limit(DRAFTS_EACH)
        .into_tuple()
        .all(connection)
        .await?;
    let people = rows
        .iter()
        .filter_map(|(_, person, _, _)| person.map(PersonId))
        .collect();
    let names = Names::of(connection, Default::default(), people, Default::default()).await?;
    rows.into_iter()
        .map(|(id, person, files, created_at)| {
            Ok(DraftLine {
                id,
                files: serde_json::from_str(&files).map_err(damaged)?,
                created_at,
                by: person.and_then(|person| names.person(PersonId(person)).cloned()),
            })
        })
        .collect()
}

fn damaged(error: serde_json::Error) -> ReadError {
    ReadError::Damaged(format!("a draft of an import cannot be read: {error}"))
}

/// What someone says to the questions that a trial asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// These, after what was said before.
    Answers(Vec<Answer>),
    /// That most groups may end.
    EndingMostIsMeant,
    /// Everything that was said is taken back.
    Nothing,
}

/// Keeps what was said about a draft; the next trial goes by it.
///
/// # Errors
/// When the actor may not, the draft is gone, or the database fails.
pub async fn say(context: &Context, id: Uuid, said: Said) -> Result<(), ReadError> {
    let row = row(context, id).await?;
    let mut answers = Draft::of(row.clone())?.answers;
    match said {
        Said::Answers(all) => {
            for answer in all {
                answers.take(answer);
            }
        }
        Said::EndingMostIsMeant => answers.ending_most = EndingMost::IsMeant,
        Said::Nothing => answers = Answers::default(),
    }
    let mut row = row.into_active_model();
    row.answers =
        Set(serde_json::to_string(&answers)
            .map_err(|error| ReadError::Damaged(error.to_string()))?);
    row.update(context.database.connection()).await?;
    Ok(())
}

/// Throws a draft away.
///
/// # Errors
/// When the actor may not, the draft is gone, or the database fails.
pub async fn discard(context: &Context, id: Uuid) -> Result<(), ReadError> {
    let row = row(context, id).await?;
    import_draft::Entity::delete_by_id(row.id)
        .exec(context.database.connection())
        .await?;
    Ok(())
}

/// Removes the drafts that nobody may see any more, and gives their number.
///
/// # Errors
/// When the database fails.
pub async fn clean_up(context: &Context) -> Result<u64, WriteError> {
    let removed = import_draft::Entity::delete_many()
        .filter(import_draft::Column::CreatedAt.lte(context.now() - KEPT))
        .exec(context.database.connection())
        .await?;
    Ok(removed.rows_affected)
}
