//! Announcements: what the community is told, by whom, for which group. One is never edited: whoever was wrong takes it
//! back and says why.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::PersonId;

/// What gave rise to an announcement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "occasion")]
pub enum Occasion {
    /// Somebody had something to tell.
    News,
    /// A proposal was submitted to the committee.
    Proposed {
        /// Its number.
        proposal: u32,
    },
    /// A group was formed: its charter is announced.
    Formed,
    /// A group begins to close, or has ended.
    Closing,
}

impl Occasion {
    /// The stable name in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Proposed { .. } => "proposed",
            Self::Formed => "formed",
            Self::Closing => "closing",
        }
    }

    /// The occasion with that stable name; `proposal` is the number of the one that was submitted.
    #[must_use]
    pub fn of_key(key: &str, proposal: Option<u32>) -> Option<Self> {
        match (key, proposal) {
            ("news", _) => Some(Self::News),
            ("proposed", Some(proposal)) => Some(Self::Proposed { proposal }),
            ("formed", _) => Some(Self::Formed),
            ("closing", _) => Some(Self::Closing),
            _ => None,
        }
    }

    /// The words on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::News => "News",
            Self::Proposed { .. } => "Proposed",
            Self::Formed => "New group",
            Self::Closing => "A group ends",
        }
    }

    /// The proposal that it is about.
    #[must_use]
    pub fn proposal(self) -> Option<u32> {
        match self {
            Self::Proposed { proposal } => Some(proposal),
            Self::News | Self::Formed | Self::Closing => None,
        }
    }
}

/// What is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// A sentence.
    pub title: String,
    /// The text, in Markdown.
    pub body: String,
    /// What gave rise to it.
    pub occasion: Occasion,
}

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 200;

/// The longest text, in characters.
pub const LONGEST_BODY: usize = 20_000;

/// Why something cannot be announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnnouncementRefusal {
    /// It has no title.
    #[error("Give it a title: a sentence that says what is new.")]
    NoTitle,
    /// It has no text.
    #[error("Write what the community is to know.")]
    NoBody,
    /// It is taken back already.
    #[error("This announcement was taken back already.")]
    TakenBack,
    /// Taking it back wants a reason.
    #[error("Say why it is taken back: the reason stands above it from then on.")]
    NoReason,
}

impl Announcement {
    /// Whether it can be announced as it is.
    ///
    /// # Errors
    /// What it lacks.
    pub fn checked(self) -> Result<Self, AnnouncementRefusal> {
        if self.title.trim().is_empty() {
            Err(AnnouncementRefusal::NoTitle)
        } else if self.body.trim().is_empty() {
            Err(AnnouncementRefusal::NoBody)
        } else {
            Ok(self)
        }
    }
}

/// One thing that happened to an announcement. Instants are in UTC, in whole microseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnnouncementEvent {
    /// It was posted.
    Posted {
        /// The text, in Markdown.
        body: String,
        /// What gave rise to it.
        #[serde(flatten)]
        occasion: Occasion,
        /// By whom.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// It was taken back. It stays where it was, with the reason.
    TakenBack {
        /// Why.
        reason: String,
        /// By whom.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
}

impl AnnouncementEvent {
    /// All kinds, by their stable names.
    pub const KINDS: [&str; 2] = ["announcement_posted", "announcement_taken_back"];

    /// The stable name of the kind of event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Posted { .. } => "announcement_posted",
            Self::TakenBack { .. } => "announcement_taken_back",
        }
    }

    /// Whoever did it.
    #[must_use]
    pub fn person(&self) -> PersonId {
        match self {
            Self::Posted { by, .. } | Self::TakenBack { by, .. } => *by,
        }
    }
}
