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
