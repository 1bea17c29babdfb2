//! Where a meeting stands, and what stands on its agenda.

use serde::{Deserialize, Serialize};

/// Where a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingState {
    /// It is to take place.
    Planned,
    /// It does not take place.
    Cancelled,
    /// It takes place now.
    UnderWay,
    /// It took place.
    Held,
}

impl MeetingState {
    /// All, in their order.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Cancelled, Self::UnderWay, Self::Held];

    /// The stable name in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Cancelled => "cancelled",
            Self::UnderWay => "under_way",
            Self::Held => "held",
        }
    }

    /// The state with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// The word on screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "Planned",
            Self::Cancelled => "Cancelled",
            Self::UnderWay => "Under way",
            Self::Held => "Held",
        }
    }
}

/// Where an item of an agenda stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgendaItemState {
    /// It is to be talked about.
    Planned,
    /// Who asked for it took it back.
    Withdrawn,
    /// It was talked about.
    Discussed,
    /// There was no time for it: it goes to the next agenda.
    Postponed,
}

impl AgendaItemState {
    /// All, in their order.
    pub const ALL: [Self; 4] = [
        Self::Planned,
        Self::Withdrawn,
        Self::Discussed,
        Self::Postponed,
    ];

    /// The stable name in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Withdrawn => "withdrawn",
            Self::Discussed => "discussed",
            Self::Postponed => "postponed",
        }
    }

    /// The state with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}
