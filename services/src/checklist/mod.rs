//! The checklists of a group: what turns an approved proposal into an active group, and a closing group into a dissolved one.

mod announce;
mod begin;
mod entry;
mod finish;
mod overdue;
mod perform;
mod read;
mod report;
mod step;
mod waiting;

use domain::{
    Day,
    announcement::AnnouncementRefusal,
    group::{GroupState, Refusal},
    ids::PersonId,
    permission::Denied,
};
use uuid::Uuid;

use crate::{CommandError, ReadError, WriteError};

pub use announce::announce;
pub use finish::finish;
pub use overdue::{OverdueStep, overdue};
pub use read::{ChecklistPage, page};
pub use report::{FinalReportDraft, LONGEST_REPORT, save_report};
pub use step::{Said, say};

pub(crate) use begin::begin;
pub(crate) use perform::{attended, introduce, perform, performed};
pub(crate) use waiting::waiting;

/// Which checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checklist {
    /// From the decision to the active group.
    SettingUp,
    /// From the decision to the dissolved group.
    Closing,
}

impl Checklist {
    fn key(self) -> &'static str {
        match self {
            Self::SettingUp => "setup",
            Self::Closing => "closing",
        }
    }

    /// The one that a group in that state works through.
    fn of_state(state: GroupState) -> Option<Self> {
        match state {
            GroupState::SettingUp => Some(Self::SettingUp),
            GroupState::Closing => Some(Self::Closing),
            GroupState::Active | GroupState::Dissolved | GroupState::Merged => None,
        }
    }

    /// The stable name of the step with which the community is told.
    #[must_use]
    pub fn telling(self) -> &'static str {
        match self {
            Self::SettingUp => "announce",
            Self::Closing => "tell",
        }
    }
}

/// The stable name of the step of going to the meeting of all groups together.
pub const COMBINED_MEETING: &str = "combined_meeting";

/// Under which name the steps of a checklist of the policy are kept.
pub(crate) fn key(of: domain::policy::Checklist) -> &'static str {
    match of {
        domain::policy::Checklist::Setup => Checklist::SettingUp.key(),
        domain::policy::Checklist::Closing => Checklist::Closing.key(),
    }
}

/// A step of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: Uuid,
    /// Its stable name in the policy: `folder`, `announce`.
    pub key: String,
    /// What is to be done.
    pub sentence: String,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// By which day.
    pub due_on: Day,
    /// What shows that it is done; a link or a sentence.
    pub evidence: String,
    /// Who did it, and when in microseconds since 1970; nobody for what the portal did.
    pub done: Option<(Option<PersonId>, i64)>,
    /// Nothing is left of what it is about, though nobody said so: a closing group has no open action item.
    pub settled: bool,
    /// Counts the changes.
    pub version: i32,
}

impl Task {
    /// Whether nothing is to be done for it any more.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.done.is_some() || self.settled
    }
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum ChecklistError {
    /// There is no such group or step.
    #[error("there is no such step")]
    NotFound,
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Someone changed the step meanwhile.
    #[error("Someone else changed this meanwhile. Look at it again.")]
    Stale,
    /// Steps are open.
    #[error("Some steps are still open.")]
    StepsOpen,
    /// The final report is not written yet.
    #[error(
        "The final report is not written yet: it stays on the group’s page when the group has ended."
    )]
    NoReport,
    /// The announcement lacks something.
    #[error(transparent)]
    Announcement(#[from] AnnouncementRefusal),
    /// The group does not take it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<sea_orm::DbErr> for ChecklistError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Write(error.into())
    }
}

impl From<ReadError> for ChecklistError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NotFound | ReadError::Moved(_) => Self::NotFound,
            ReadError::Denied(denied) => Self::Denied(denied),
            ReadError::Database(_) | ReadError::Damaged(_) => Self::Write(error.into()),
        }
    }
}

impl From<CommandError<AnnouncementRefusal>> for ChecklistError {
    fn from(error: CommandError<AnnouncementRefusal>) -> Self {
        match error {
            CommandError::Denied(denied) => Self::Denied(denied),
            CommandError::NotFound => Self::NotFound,
            CommandError::Refused(refusal) => Self::Announcement(refusal),
            CommandError::Failed(error) => Self::Write(error),
        }
    }
}
