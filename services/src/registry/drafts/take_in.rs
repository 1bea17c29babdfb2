//! Importing a draft as it was shown, or not at all.

use sea_orm::EntityTrait;
use uuid::Uuid;

use super::{
    find,
    trial::{run, statements},
};
use crate::{
    Context, ReadError, WriteError,
    entities::import_draft,
    registry::{Agreement, ImportError, Mode},
};

/// Why a draft was not imported; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum TakeInError {
    /// The files mean something else by now, or leave something open.
    #[error("the files mean something else by now")]
    Differs,
    /// The actor may not, the draft is gone, or it cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The record could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Imports the files of a draft when they still mean what the fingerprint was made of, and gives the number of events.
/// The draft is gone then.
///
/// # Errors
/// When the files mean anything else by now, the actor may not, the draft is gone, or the database fails.
pub async fn take_in(context: &Context, id: Uuid, shown: Agreement) -> Result<usize, TakeInError> {
    let draft = find(context, id).await?;
    let statements = statements(context, &draft).await?;
    let reports = match run(context, &draft, statements, Mode::WriteIf(shown)).await {
        Ok(reports) => reports,
        Err(ImportError::Write(error)) => return Err(error.into()),
        Err(
            ImportError::Differs
            | ImportError::Compare { .. }
            | ImportError::Person { .. }
            | ImportError::Older { .. }
            | ImportError::ToCome { .. },
        ) => return Err(TakeInError::Differs),
    };
    import_draft::Entity::delete_by_id(draft.id)
        .exec(context.database.connection())
        .await
        .map_err(WriteError::Database)?;
    Ok(reports.iter().map(|report| report.events.len()).sum())
}
