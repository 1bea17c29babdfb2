//! Decisions that are on no proposal: what the leads of a group decide in technical matters, and what the committee decides
//! about an escalation. Others put alternates beside them; nothing is edited.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::DecisionNumber;
use crate::ids::PersonId;

/// Who decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// The overseeing committee.
    Committee,
    /// The leads of a group.
    Leads,
}

impl Decider {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Committee, Self::Leads];

    /// The stable name in the database and in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Committee => "committee",
            Self::Leads => "leads",
        }
    }

    /// The one with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decider| decider.key() == key)
    }

    /// The words on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Committee => "The committee",
            Self::Leads => "The leads of a group",
        }
    }
}

/// What was decided and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedDecision {
    /// Who decided.
    pub decider: Decider,
    /// What the question was, in Markdown.
    pub context: String,
    /// What could have been done, in Markdown; empty where nothing was written.
    pub options: String,
    /// What was decided and why, in Markdown.
    pub reasons: String,
    /// Where there is more.
    pub links: Vec<String>,
    /// Earlier decisions that no longer hold.
    pub supersedes: Vec<DecisionNumber>,
    /// The escalation that it ends, by its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalation: Option<u32>,
    /// The policy's version in force.
    pub policy_version: u32,
    /// Who recorded it.
    pub recorded_by: PersonId,
    /// When.
    pub at: jiff::Timestamp,
}

/// What happens to a decision that is on no proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DecisionEvent {
    /// It was taken.
    Recorded {
        /// What it says.
        decision: Box<RecordedDecision>,
    },
    /// Someone put an alternate beside it.
    AlternateAttached {
        /// The alternate's id.
        alternate: Uuid,
        /// What it is called.
        title: String,
        /// What it says, in Markdown.
        body: String,
        /// Where there is more; empty for nowhere.
        link: String,
        /// Who.
        by: PersonId,
        /// When.
        at: jiff::Timestamp,
    },
    /// The leads answered an alternate.
    AlternateAnswered {
        /// Which.
        alternate: Uuid,
        /// What they say, in Markdown.
        answer: String,
        /// Who.
        by: PersonId,
        /// When.
        at: jiff::Timestamp,
    },
}

impl DecisionEvent {
    /// The stable names of all kinds.
    pub const KINDS: [&str; 3] = [
        "decision_recorded",
        "alternate_attached",
        "alternate_answered",
    ];

    /// The stable name of the kind of event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Recorded { .. } => "decision_recorded",
            Self::AlternateAttached { .. } => "alternate_attached",
            Self::AlternateAnswered { .. } => "alternate_answered",
        }
    }

    /// Who did it.
    #[must_use]
    pub fn by(&self) -> PersonId {
        match self {
            Self::Recorded { decision } => decision.recorded_by,
            Self::AlternateAttached { by, .. } | Self::AlternateAnswered { by, .. } => *by,
        }
    }
}
