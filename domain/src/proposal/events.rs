//! What can happen to a proposal once it is submitted.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Answer, Ballot, Choice, Request, Waiver};
use crate::{
    decision::{Decision, Outcome},
    ids::{ConcernId, GroupId, PersonId},
};

/// One thing that happened to a proposal. Instants are in UTC, in whole microseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProposalEvent {
    /// It was submitted; the ballot opened.
    Submitted {
        /// Its number.
        number: u32,
        /// Who proposes.
        author: PersonId,
        /// Who writes with them.
        co_authors: Vec<PersonId>,
        /// What is asked.
        request: Box<Request>,
        /// What nominees have said already.
        answers: Vec<(PersonId, Answer)>,
        /// The electorate.
        ballot: Ballot,
        /// The version of the policy under which it is decided.
        policy_version: u32,
    },
    /// A new revision was submitted.
    Resubmitted {
        /// Its number, from 2.
        revision: u32,
        /// What is asked now.
        request: Box<Request>,
        /// What changed, in the author’s words.
        summary: String,
        /// By whom.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// The committee gave it back to its author.
    ChangesRequested {
        /// What is to change.
        reason: String,
        /// By whom.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// Its author took it back.
    Withdrawn {
        /// Why; may be empty.
        reason: String,
        /// By whom.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// An elector stated a position, or changed or confirmed it.
    PositionStated {
        /// Whose.
        elector: PersonId,
        /// What they want.
        choice: Choice,
        /// Why.
        rationale: String,
        /// On which revision.
        revision: u32,
        /// When.
        at: Timestamp,
    },
    /// An elector raised a concern.
    ConcernRaised {
        /// Its id.
        concern: ConcernId,
        /// What it is called.
        title: String,
        /// What it is.
        body: String,
        /// Who raised it.
        owner: PersonId,
        /// On which revision.
        revision: u32,
        /// When.
        at: Timestamp,
    },
    /// Someone answered a concern.
    ConcernAnswered {
        /// Which.
        concern: ConcernId,
        /// The answer.
        answer: String,
        /// By whom.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// A concern’s owner said that it is resolved.
    ConcernResolved {
        /// Which.
        concern: ConcernId,
        /// How.
        how: String,
        /// When.
        at: Timestamp,
    },
    /// An elector halted the decision.
    Held {
        /// Who.
        by: PersonId,
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
    },
    /// An elector let it go on.
    Released {
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// The committee made an exception to a lead rule.
    Waived {
        /// Which, for whom, why.
        waiver: Waiver,
        /// When.
        at: Timestamp,
    },
    /// A nominee said whether they would lead.
    NominationAnswered {
        /// Who.
        nominee: PersonId,
        /// What.
        answer: Answer,
        /// When.
        at: Timestamp,
    },
    /// It was decided.
    Decided {
        /// How.
        decision: Box<Decision>,
        /// When.
        at: Timestamp,
    },
}

impl ProposalEvent {
    /// The stable name of the kind of event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Submitted { .. } => "proposal_submitted",
            Self::Resubmitted { .. } => "proposal_resubmitted",
            Self::ChangesRequested { .. } => "proposal_changes_requested",
            Self::Withdrawn { .. } => "proposal_withdrawn",
            Self::PositionStated { .. } => "position_stated",
            Self::ConcernRaised { .. } => "concern_raised",
            Self::ConcernAnswered { .. } => "concern_answered",
            Self::ConcernResolved { .. } => "concern_resolved",
            Self::Held { .. } => "proposal_held",
            Self::Released { .. } => "proposal_released",
            Self::Waived { .. } => "lead_rule_waived",
            Self::NominationAnswered { .. } => "nomination_answered",
            Self::Decided { .. } => "proposal_decided",
        }
    }

    /// When it happened.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Submitted { ballot, .. } => ballot.opened_at,
            Self::Resubmitted { at, .. }
            | Self::ChangesRequested { at, .. }
            | Self::Withdrawn { at, .. }
            | Self::PositionStated { at, .. }
            | Self::ConcernRaised { at, .. }
            | Self::ConcernAnswered { at, .. }
            | Self::ConcernResolved { at, .. }
            | Self::Held { at, .. }
            | Self::Released { at, .. }
            | Self::Waived { at, .. }
            | Self::NominationAnswered { at, .. }
            | Self::Decided { at, .. } => *at,
        }
    }

    /// A second group that it concerns: the parent, the one merged into, the one that its outcome names.
    #[must_use]
    pub fn other_group(&self) -> Option<GroupId> {
        match self {
            Self::Submitted { request, .. } | Self::Resubmitted { request, .. } => {
                request.other_group()
            }
            Self::Decided { decision, .. } => match decision.outcome {
                Outcome::SubgroupOf { group } | Outcome::SubsumedInto { group } => Some(group),
                Outcome::Formed | Outcome::Approved | Outcome::Declined => None,
            },
            Self::ChangesRequested { .. }
            | Self::Withdrawn { .. }
            | Self::PositionStated { .. }
            | Self::ConcernRaised { .. }
            | Self::ConcernAnswered { .. }
            | Self::ConcernResolved { .. }
            | Self::Held { .. }
            | Self::Released { .. }
            | Self::Waived { .. }
            | Self::NominationAnswered { .. } => None,
        }
    }

    /// The person it is about or by.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Submitted { author, .. } => Some(*author),
            Self::PositionStated { elector, .. } => Some(*elector),
            Self::ConcernRaised { owner, .. } => Some(*owner),
            Self::NominationAnswered { nominee, .. } => Some(*nominee),
            Self::Waived { waiver, .. } => waiver.person.or(Some(waiver.by)),
            Self::Resubmitted { by, .. }
            | Self::ChangesRequested { by, .. }
            | Self::Withdrawn { by, .. }
            | Self::ConcernAnswered { by, .. }
            | Self::Held { by, .. }
            | Self::Released { by, .. } => Some(*by),
            Self::Decided { decision, .. } => Some(decision.recorded_by),
            Self::ConcernResolved { .. } => None,
        }
    }
}
