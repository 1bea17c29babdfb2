//! One elector’s stated outcome, with why.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ProposalKind;
use crate::{
    decision::Outcome,
    ids::{GroupId, PersonId},
};

/// What an elector wants done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "choice")]
pub enum Choice {
    /// To do what is proposed.
    Approve,
    /// To make it a subgroup of another group instead.
    SubgroupOf {
        /// Of which.
        group: GroupId,
    },
    /// To give its work to another group instead.
    SubsumeInto {
        /// To which.
        group: GroupId,
    },
    /// To have something changed first.
    RequestChanges,
    /// Not to do it.
    Decline,
    /// To leave it to the others: it counts towards the quorum, and for no outcome.
    Abstain,
    /// To have no part in it: it counts for nothing. Own organization, own nomination.
    Recuse,
}

impl Choice {
    /// The outcome that it is for; none for one that is for no decision yet.
    #[must_use]
    pub fn outcome(self, kind: ProposalKind) -> Option<Outcome> {
        match self {
            Self::Approve => Some(match kind {
                ProposalKind::Form => Outcome::Formed,
                ProposalKind::Recharter
                | ProposalKind::ChangeLeads
                | ProposalKind::Rename
                | ProposalKind::Merge
                | ProposalKind::Convert
                | ProposalKind::Dissolve
                | ProposalKind::Revive => Outcome::Approved,
            }),
            Self::SubgroupOf { group } => Some(Outcome::SubgroupOf { group }),
            Self::SubsumeInto { group } => Some(Outcome::SubsumedInto { group }),
            Self::Decline => Some(Outcome::Declined),
            Self::RequestChanges | Self::Abstain | Self::Recuse => None,
        }
    }

    /// Whether it can be stated on a proposal of that kind: only a group to be formed can become part of another instead.
    #[must_use]
    pub fn fits(self, kind: ProposalKind) -> bool {
        match self {
            Self::SubgroupOf { .. } | Self::SubsumeInto { .. } => kind == ProposalKind::Form,
            Self::Approve | Self::RequestChanges | Self::Decline | Self::Abstain | Self::Recuse => {
                true
            }
        }
    }
}

/// A stated position, pinned to the revision it was taken on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Whose.
    pub elector: PersonId,
    /// What they want.
    pub choice: Choice,
    /// Why, in Markdown.
    pub rationale: String,
    /// On which revision.
    pub revision: u32,
    /// When.
    pub at: Timestamp,
}
