//! What happened to a meeting and its minutes, for the record.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{GroupId, PersonId};

/// What happened to a meeting, its minutes or its recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MinutesEvent {
    /// The meeting took place.
    Held {
        /// When it began.
        began_at: Timestamp,
        /// When it ended.
        ended_at: Timestamp,
        /// Who was there, of the people whom the record knows.
        present: Vec<PersonId>,
        /// The groups that something on its agenda was about.
        concerned: Vec<GroupId>,
    },
    /// A later meeting approved the minutes.
    Approved {
        /// Who recorded that.
        by: PersonId,
        /// The address of the meeting that did.
        at: String,
    },
    /// The minutes stand.
    Published {
        /// Who published them; nobody for what was kept elsewhere before.
        by: Option<PersonId>,
        /// Their version.
        version: u32,
    },
    /// A new version took the place of the one that stood.
    Corrected {
        /// Who wrote it.
        by: PersonId,
        /// The new version.
        version: u32,
        /// What was wrong.
        reason: String,
    },
    /// The recording can be watched.
    RecordingPublished {
        /// Who published it.
        by: Option<PersonId>,
        /// Where it is.
        link: String,
    },
    /// There should be a recording, and there is none.
    RecordingMissing {
        /// Who says so.
        by: Option<PersonId>,
        /// Why.
        reason: String,
    },
}

impl MinutesEvent {
    /// The stable names of all kinds of event.
    pub const KINDS: [&'static str; 6] = [
        "meeting_held",
        "minutes_approved",
        "minutes_published",
        "minutes_corrected",
        "recording_published",
        "recording_missing",
    ];

    /// The stable name of the kind of event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Held { .. } => "meeting_held",
            Self::Approved { .. } => "minutes_approved",
            Self::Published { .. } => "minutes_published",
            Self::Corrected { .. } => "minutes_corrected",
            Self::RecordingPublished { .. } => "recording_published",
            Self::RecordingMissing { .. } => "recording_missing",
        }
    }

    /// Who did it.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Held { .. } => None,
            Self::Approved { by, .. } | Self::Corrected { by, .. } => Some(*by),
            Self::Published { by, .. }
            | Self::RecordingPublished { by, .. }
            | Self::RecordingMissing { by, .. } => *by,
        }
    }
}
