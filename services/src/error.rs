//! What can go wrong in reading and in writing.

use domain::{community::CommunityReplayError, permission::Denied};
use sea_orm::DbErr;

/// Why a page has nothing to show.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is nothing at that address.
    #[error("there is nothing at that address")]
    NotFound,
    /// It has another address now.
    #[error("it has moved to {0}")]
    Moved(String),
    /// The reader may not see it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] DbErr),
    /// The record holds what the rules do not know.
    #[error("the record is damaged: {0}")]
    Damaged(String),
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The database failed; nothing was written.
    #[error("the database failed, nothing was written: {0}")]
    Database(#[from] DbErr),
    /// The record holds what the rules do not know.
    #[error("the record is damaged: {0}")]
    Damaged(String),
}

impl From<CommunityReplayError> for ReadError {
    fn from(error: CommunityReplayError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<CommunityReplayError> for WriteError {
    fn from(error: CommunityReplayError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<ReadError> for WriteError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Database(error) => Self::Database(error),
            ReadError::NotFound
            | ReadError::Moved(_)
            | ReadError::Denied(_)
            | ReadError::Damaged(_) => Self::Damaged(error.to_string()),
        }
    }
}

/// Why a use case did nothing. `R` is what the rules may say against it.
#[derive(Debug, thiserror::Error)]
pub enum CommandError<R> {
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is nothing to do it to.
    #[error("there is nothing to do that to")]
    NotFound,
    /// The rules stand against it.
    #[error("the rules stand against it")]
    Refused(R),
    /// Nothing was written.
    #[error(transparent)]
    Failed(#[from] WriteError),
}

impl<R> CommandError<R> {
    /// The same with a refusal in other terms.
    pub fn map<S>(self, other: impl FnOnce(R) -> S) -> CommandError<S> {
        match self {
            Self::Denied(denied) => CommandError::Denied(denied),
            Self::NotFound => CommandError::NotFound,
            Self::Refused(refusal) => CommandError::Refused(other(refusal)),
            Self::Failed(error) => CommandError::Failed(error),
        }
    }
}

impl<R> From<DbErr> for CommandError<R> {
    fn from(error: DbErr) -> Self {
        Self::Failed(error.into())
    }
}

impl<R> From<ReadError> for CommandError<R> {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NotFound | ReadError::Moved(_) => Self::NotFound,
            ReadError::Denied(denied) => Self::Denied(denied),
            ReadError::Database(_) | ReadError::Damaged(_) => Self::Failed(error.into()),
        }
    }
}
