//! Where the committee's agenda comes from: what is open in the community and wants its time.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{ConcernId, GroupId};

/// A sort of open matter, in the order in which the committee's agenda has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AgendaSource {
    /// What was to be done by now.
    ActionItems,
    /// Proposals on which the decision can be taken.
    Decisions,
    /// Concerns that stand in the way of one.
    Concerns,
    /// Exceptions to the lead rules that are needed.
    Waivers,
    /// Groups that ask to be dissolved.
    Petitions,
    /// Disagreements that came up the ladder.
    Escalations,
    /// Reports that were flagged, or are missing.
    Reports,
}

impl AgendaSource {
    /// All, in their order.
    pub const ALL: [Self; 7] = [
        Self::ActionItems,
        Self::Decisions,
        Self::Concerns,
        Self::Waivers,
        Self::Petitions,
        Self::Escalations,
        Self::Reports,
    ];

    /// The heading on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::ActionItems => "Action items due",
            Self::Decisions => "Ready to decide",
            Self::Concerns => "Open concerns",
            Self::Waivers => "Waivers asked",
            Self::Petitions => "Petitions",
            Self::Escalations => "Escalations",
            Self::Reports => "Reports",
        }
    }

    /// How many minutes an item of it gets, until someone says otherwise.
    #[must_use]
    pub fn minutes(self) -> u16 {
        match self {
            Self::ActionItems => 5,
            Self::Reports | Self::Waivers => 5,
            Self::Decisions | Self::Concerns | Self::Petitions => 10,
            Self::Escalations => 15,
        }
    }
}

/// The open thing that an item of an agenda stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Matter {
    /// A proposal that can be decided.
    Decision {
        /// Its number.
        proposal: u32,
    },
    /// A concern about a proposal.
    Concern {
        /// The proposal's number.
        proposal: u32,
        /// Which concern.
        concern: ConcernId,
    },
    /// Exceptions that a proposal needs.
    Waiver {
        /// The proposal's number.
        proposal: u32,
    },
    /// A proposal by which a group asks to be dissolved.
    Petition {
        /// The proposal's number.
        proposal: u32,
    },
    /// An escalation.
    Escalation {
        /// Its number.
        number: u32,
    },
    /// A report, or the lack of one.
    Report {
        /// Of which group.
        group: GroupId,
        /// For which period: its last day.
        period: String,
    },
    /// An action item.
    ActionItem {
        /// Which.
        item: Uuid,
    },
}

impl Matter {
    /// Which source it comes from.
    #[must_use]
    pub fn source(&self) -> AgendaSource {
        match self {
            Self::Decision { .. } => AgendaSource::Decisions,
            Self::Concern { .. } => AgendaSource::Concerns,
            Self::Waiver { .. } => AgendaSource::Waivers,
            Self::Petition { .. } => AgendaSource::Petitions,
            Self::Escalation { .. } => AgendaSource::Escalations,
            Self::Report { .. } => AgendaSource::Reports,
            Self::ActionItem { .. } => AgendaSource::ActionItems,
        }
    }
}
