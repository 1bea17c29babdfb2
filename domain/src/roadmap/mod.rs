//! A group's roadmap: what it will do over the next months. Versions are numbered and never edited; that a version is still
//! right is said without a new one.

mod difference;
mod edit;
mod month;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use difference::{ItemChange, ItemTurn, differences};
pub use edit::{ItemPart, RoadmapProblem, RoadmapRefusal, Written, WrittenItem, confirm, publish};
pub use month::{Month, NoMonth};

use crate::{Day, ids::PersonId};

/// The most items of a roadmap.
pub const MOST_ITEMS: usize = 40;
/// The longest outcome, in characters.
pub const LONGEST_OUTCOME: usize = 300;
/// The most links of an item.
pub const MOST_LINKS: usize = 5;
/// The longest address of a link, in characters.
pub const LONGEST_LINK: usize = 500;
/// The longest sentence on what changed, in characters.
pub const LONGEST_SUMMARY: usize = 500;

/// How an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// It is meant to be done.
    Planned,
    /// Someone is at it.
    InProgress,
    /// It may not be there in time.
    AtRisk,
    /// It is there.
    Done,
    /// It will not be done.
    Dropped,
}

impl ItemState {
    /// All, in the order of an item's life.
    pub const ALL: [Self; 5] = [
        Self::Planned,
        Self::InProgress,
        Self::AtRisk,
        Self::Done,
        Self::Dropped,
    ];

    /// The words on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Planned => "Planned",
            Self::InProgress => "In progress",
            Self::AtRisk => "At risk",
            Self::Done => "Done",
            Self::Dropped => "Dropped",
        }
    }

    /// The stable name in forms, addresses and the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::InProgress => "in_progress",
            Self::AtRisk => "at_risk",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// The state with that name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Whether there is still something to do.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::Planned | Self::InProgress | Self::AtRisk => true,
            Self::Done | Self::Dropped => false,
        }
    }
}

/// One thing that a group will bring about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoadmapItem {
    /// Its number in this group's roadmap, from 1; it stays from version to version and is never given again.
    pub number: u32,
    /// What will be there then.
    pub outcome: String,
    /// By which month.
    pub month: Month,
    /// How it stands.
    pub state: ItemState,
    /// Where more is said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
}

impl RoadmapItem {
    /// Whether its month has passed and it is not done: it is carried into the month in which it is looked at.
    #[must_use]
    pub fn is_overdue(&self, this_month: Month) -> bool {
        self.state.is_open() && self.month < this_month
    }

    /// The month in which it is shown: its own, or this one when it is carried over.
    #[must_use]
    pub fn shown_in(&self, this_month: Month) -> Month {
        if self.is_overdue(this_month) {
            this_month
        } else {
            self.month
        }
    }
}

/// A roadmap as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roadmap {
    /// The newest version's number, from 1.
    pub version: u32,
    /// Its items, in the group's order.
    pub items: Vec<RoadmapItem>,
    /// The highest number that an item of any version had.
    pub highest: u32,
}

/// Whether someone has looked at it lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Yes.
    Fresh,
    /// Not since this day, which is longer ago than the policy allows.
    Stale {
        /// The day from which it is stale.
        since: Day,
    },
}

/// Whether a roadmap that was last looked at on a day is stale. It holds for as many days as the policy says.
#[must_use]
pub fn freshness(looked_on: Day, today: Day, stale_after_days: u32) -> Freshness {
    let days = i32::try_from(stale_after_days).unwrap_or(i32::MAX);
    let since = looked_on.saturating_add(jiff::Span::new().days(days.min(7_000_000)));
    if today > since {
        Freshness::Stale { since }
    } else {
        Freshness::Fresh
    }
}

/// What happened to a group's roadmap. Instants are in UTC, in whole microseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RoadmapEvent {
    /// A version was published.
    Published {
        /// Its number, from 1.
        version: u32,
        /// All of its items.
        items: Vec<RoadmapItem>,
        /// What changed, in a sentence; may be empty.
        #[serde(default)]
        summary: String,
        /// By whom; nobody where a decision brought it.
        by: Option<PersonId>,
        /// When.
        at: Timestamp,
    },
    /// Someone looked at it and found it still right.
    Confirmed {
        /// Which version.
        version: u32,
        /// Who.
        by: Option<PersonId>,
        /// When.
        at: Timestamp,
    },
}

impl RoadmapEvent {
    /// The stable names of all kinds.
    pub const KINDS: [&'static str; 2] = ["roadmap_published", "roadmap_confirmed"];

    /// The stable name of the kind of event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Published { .. } => "roadmap_published",
            Self::Confirmed { .. } => "roadmap_confirmed",
        }
    }

    /// Who did it.
    #[must_use]
    pub fn by(&self) -> Option<PersonId> {
        match self {
            Self::Published { by, .. } | Self::Confirmed { by, .. } => *by,
        }
    }
}
