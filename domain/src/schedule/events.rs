//! What happens to the schedule.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{About, Convener, Pattern};
use crate::{Day, time_zone::TimeZoneName};

/// One thing that happened to the schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ScheduleEvent {
    /// A series was planned.
    SeriesScheduled {
        /// Whose.
        convener: Convener,
        /// What is said of it.
        about: Box<About>,
        /// When it is.
        pattern: Box<Pattern>,
    },
    /// What is said of a series, or when it is, changed.
    SeriesChanged {
        /// What was said.
        before: Box<About>,
        /// What is said now.
        about: Box<About>,
        /// When it was.
        pattern_before: Box<Pattern>,
        /// When it is, from `pattern.from` on.
        pattern: Box<Pattern>,
    },
    /// A series ends.
    SeriesEnded {
        /// The last day on which there can be a meeting.
        last: Day,
    },
    /// A meeting of no series was planned.
    MeetingScheduled {
        /// Whose.
        convener: Convener,
        /// What is said of it.
        about: Box<About>,
        /// When it begins.
        starts: Timestamp,
        /// For how many minutes.
        minutes: u16,
        /// In which time zone it was planned.
        zone: TimeZoneName,
    },
    /// A meeting was moved.
    MeetingMoved {
        /// The day in its address.
        day: Day,
        /// When it was to begin.
        before: Timestamp,
        /// When it begins.
        starts: Timestamp,
        /// For how many minutes.
        minutes: u16,
        /// Where it was to be.
        place_before: String,
        /// Where it is.
        place: String,
        /// Where one was to join.
        join_link_before: String,
        /// Where one joins.
        join_link: String,
        /// Why; may be empty.
        reason: String,
    },
    /// A meeting was cancelled.
    MeetingCancelled {
        /// The day in its address.
        day: Day,
        /// Why; may be empty.
        reason: String,
    },
    /// A cancelled meeting takes place after all.
    MeetingReinstated {
        /// The day in its address.
        day: Day,
    },
}

impl ScheduleEvent {
    /// The stable names of all kinds of event.
    pub const KINDS: [&'static str; 7] = [
        "series_scheduled",
        "series_changed",
        "series_ended",
        "meeting_scheduled",
        "meeting_moved",
        "meeting_cancelled",
        "meeting_reinstated",
    ];

    /// The stable name of the kind of event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::SeriesScheduled { .. } => "series_scheduled",
            Self::SeriesChanged { .. } => "series_changed",
            Self::SeriesEnded { .. } => "series_ended",
            Self::MeetingScheduled { .. } => "meeting_scheduled",
            Self::MeetingMoved { .. } => "meeting_moved",
            Self::MeetingCancelled { .. } => "meeting_cancelled",
            Self::MeetingReinstated { .. } => "meeting_reinstated",
        }
    }
}
