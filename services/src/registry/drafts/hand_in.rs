//! Handing files in: they are read at once, and kept when all of them can be.

use domain::{
    Day,
    permission::{Action, Denied, Resource},
    registry::Answers,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{DRAFTS_EACH, KeptFile, Kind};
use crate::{
    Context, ReadError, WriteError,
    entities::import_draft,
    policy,
    registry::{HandedIn, formats::BadRows},
};

/// The most files that are handed in at once.
const MOST_FILES: usize = 50;

/// A file as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedInFile {
    /// Its name, for messages and for the list of imports.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Files to hand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDraft {
    /// What they are.
    pub kind: Kind,
    /// The day that they show, where it is given.
    pub as_of: Option<Day>,
    /// What is done with rows that cannot be taken in.
    pub bad_rows: BadRows,
    /// The files.
    pub files: Vec<HandedInFile>,
}

/// Why files were not kept.
#[derive(Debug, thiserror::Error)]
pub enum HandInError {
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is no file.
    #[error("Choose a file, or paste its text.")]
    NoFile,
    /// There are too many.
    #[error("Hand in at most {MOST_FILES} files at once.")]
    TooManyFiles,
    /// A day was given for several registries: they would end each other’s groups.
    #[error(
        "The day is that of one registry: hand in one, or put the day of each in its name (2024-03-07-registry.md)."
    )]
    DayOfSeveral,
    /// Some cannot be read: each message names the file, the line, and what was expected.
    #[error("{}", .0.join("\n"))]
    Unreadable(Vec<String>),
    /// Nothing was kept.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<DbErr> for HandInError {
    fn from(error: DbErr) -> Self {
        Self::Write(WriteError::Database(error))
    }
}

impl From<ReadError> for HandInError {
    fn from(error: ReadError) -> Self {
        Self::Write(error.into())
    }
}

/// Reads the files and keeps them for a day. Nothing of the record is changed.
///
/// # Errors
/// When the actor may not, a file cannot be read, or the database fails.
pub async fn hand_in(context: &Context, new: NewDraft) -> Result<Uuid, HandInError> {
    context.may(Action::Administer, Resource::Community)?;
    match new.files.len() {
        0 => return Err(HandInError::NoFile),
        several if several > MOST_FILES => return Err(HandInError::TooManyFiles),
        1 => {}
        _ if new.kind == Kind::Registry && new.as_of.is_some() => {
            return Err(HandInError::DayOfSeveral);
        }
        _ => {}
    }
    let files = read(context, &new).await?;
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let draft = import_draft::ActiveModel {
        id: Set(context.new_id()),
        person_id: Set(context.actor().person_id().map(|person| person.0)),
        kind: Set(new.kind.key().to_owned()),
        as_of: Set(new.as_of.map(|day| day.to_string())),
        skip_bad_rows: Set(new.bad_rows == BadRows::Skip),
        names: Set(to_json(&names)?),
        files: Set(to_json(&files)?),
        answers: Set(to_json(&Answers::default())?),
        created_at: Set(context.now()),
    };
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let draft = draft.insert(transaction).await?;
                let id = draft.id;
                leave_the_newest(transaction, draft.person_id).await?;
                Ok(id)
            })
        })
        .await
}

/// The files as they are kept, when all of them can be read.
async fn read(context: &Context, new: &NewDraft) -> Result<Vec<KeptFile>, HandInError> {
    let committee = policy::committee(context).await?;
    let handed_in = HandedIn {
        as_of: new.as_of,
        today: context.today(),
        bad_rows: new.bad_rows,
    };
    let mut problems = Vec::new();
    let mut files = Vec::with_capacity(new.files.len());
    for file in &new.files {
        let readable = match new.kind {
            Kind::Registry => handed_in.registry(&file.name, &file.bytes).map(drop),
            Kind::Organization => handed_in
                .organization(&file.name, &file.bytes, &committee)
                .map(drop),
        };
        match readable {
            Ok(()) => files.push(KeptFile {
                name: file.name.clone(),
                // What could be read is UTF-8.
                content: String::from_utf8_lossy(&file.bytes).into_owned(),
            }),
            Err(error) => problems.push(error.to_string()),
        }
    }
    if problems.is_empty() {
        Ok(files)
    } else {
        Err(HandInError::Unreadable(problems))
    }
}

/// Removes a person’s oldest drafts above the number that is kept.
async fn leave_the_newest(
    transaction: &DatabaseTransaction,
    person: Option<Uuid>,
) -> Result<(), DbErr> {
    let theirs = match person {
        Some(person) => import_draft::Column::PersonId.eq(person),
        None => import_draft::Column::PersonId.is_null(),
    };
    let kept: Vec<Uuid> = import_draft::Entity::find()
        .select_only()
        .column(import_draft::Column::Id)
        .filter(theirs.clone())
        .order_by_desc(import_draft::Column::CreatedAt)
        .order_by_desc(import_draft::Column::Id)
        .limit(DRAFTS_EACH)
        .into_tuple()
        .all(transaction)
        .await?;
    import_draft::Entity::delete_many()
        .filter(theirs)
        .filter(import_draft::Column::Id.is_not_in(kept))
        .exec(transaction)
        .await?;
    Ok(())
}

fn to_json(value: &impl serde::Serialize) -> Result<String, WriteError> {
    serde_json::to_string(value).map_err(|error| WriteError::Damaged(error.to_string()))
}
