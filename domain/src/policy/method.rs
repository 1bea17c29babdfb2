//! Who decides, and when it may be before the time: parts of a decision method, and the two methods to begin from.

use serde::{Deserialize, Serialize};

use super::{DecisionMethod, DecisionRule, OpenConcern};

/// Who has a seat in a ballot. It is frozen when the ballot opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Electorate {
    /// Whoever is on the committee.
    #[default]
    Committee,
    /// The committee, and the leads of the stakeholder groups.
    CommitteeAndStakeholders,
    /// The leads of the stakeholder groups; the committee where there are none.
    Stakeholders,
}

impl Electorate {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [
        Self::Committee,
        Self::CommitteeAndStakeholders,
        Self::Stakeholders,
    ];

    /// The stable name in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Committee => "committee",
            Self::CommitteeAndStakeholders => "committee_and_stakeholders",
            Self::Stakeholders => "stakeholders",
        }
    }

    /// The one with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// Whether the stakeholder groups of a proposal have a say: its form asks for them then.
    #[must_use]
    pub fn asks_stakeholders(self) -> bool {
        match self {
            Self::Committee => false,
            Self::CommitteeAndStakeholders | Self::Stakeholders => true,
        }
    }

    /// The rule as a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Committee => "The seats of the committee decide.",
            Self::CommitteeAndStakeholders => {
                "The seats of the committee decide, and with them the leads of the stakeholder groups, each with a seat."
            }
            Self::Stakeholders => {
                "The leads of the stakeholder groups decide, each with a seat; where there are no such groups, the committee."
            }
        }
    }
}

/// Whether a decision can come before the shortest review is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EarlyClose {
    /// It cannot.
    #[default]
    Never,
    /// It can, when every seat has stated a position on the newest revision or recused, and nobody blocks: no open concern, no
    /// hold, no wish for changes.
    WhenAllHaveStated,
}

impl EarlyClose {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Never, Self::WhenAllHaveStated];

    /// The stable name in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::WhenAllHaveStated => "when_all_have_stated",
        }
    }

    /// The one with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// The rule as a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Never => {
                "The shortest review is waited for, also when all have stated a position."
            }
            Self::WhenAllHaveStated => {
                "When every seat has stated a position and nobody blocks, the shortest review is not waited for."
            }
        }
    }
}

impl DecisionMethod {
    /// "Consensus of the TOC’s seats, at least half of them stating a position, 72 h minimum, no open concern": the first
    /// method to begin from.
    #[must_use]
    pub fn consensus() -> Self {
        Self {
            rule: DecisionRule::Consensus { quorum: 50 },
            shortest_review_hours: 72,
            longest_review_hours: None,
            open_concern: OpenConcern::Blocks,
            electorate: Electorate::Committee,
            early_close: EarlyClose::Never,
        }
    }

    /// "60 % of seats within 9 days": the other one. It is decided as soon as so many agree; an open concern is shown.
    #[must_use]
    pub fn sixty_per_cent_in_nine_days() -> Self {
        Self {
            rule: DecisionRule::ShareOfSeats { share: 60 },
            shortest_review_hours: 0,
            longest_review_hours: Some(9 * 24),
            open_concern: OpenConcern::IsShown,
            electorate: Electorate::Committee,
            early_close: EarlyClose::Never,
        }
    }
}
