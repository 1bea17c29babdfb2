//! What someone may want done to a proposal, and why it is refused.

use super::{Answer, Ballot, Choice, Missing, ProposalState, Request, SeatMisfit};
use crate::{
    actor::Authority,
    decision::{Decision, Outcome},
    ids::{ConcernId, PersonId},
    lead_rules::LeadRule,
    permission::words_of,
};

/// Something that someone wants done to a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProposalCommand {
    /// Submit it for the first time.
    Submit {
        /// Its number, not in use.
        number: u32,
        /// Who writes with the author.
        co_authors: Vec<PersonId>,
        /// What is asked.
        request: Box<Request>,
        /// What nominees have said already.
        answers: Vec<(PersonId, Answer)>,
        /// The committee of this moment.
        ballot: Ballot,
        /// The version of the policy that holds.
        policy_version: u32,
    },
    /// Submit a new revision.
    Resubmit {
        /// The revision that it was written from: someone else may have submitted one meanwhile.
        from: u32,
        /// What is asked now.
        request: Box<Request>,
        /// What changed.
        summary: String,
    },
    /// Take it back.
    Withdraw {
        /// Why.
        reason: String,
    },
    /// Give it back to its author.
    RequestChanges {
        /// What is to change.
        reason: String,
    },
    /// State a position, or change or confirm one.
    StatePosition {
        /// The revision that was read.
        revision: u32,
        /// What they want.
        choice: Choice,
        /// Why.
        rationale: String,
    },
    /// Raise a concern.
    RaiseConcern {
        /// Its id.
        concern: ConcernId,
        /// What it is called.
        title: String,
        /// What it is.
        body: String,
    },
    /// Answer a concern.
    AnswerConcern {
        /// Which.
        concern: ConcernId,
        /// The answer.
        answer: String,
    },
    /// Say that one’s concern is resolved.
    ResolveConcern {
        /// Which.
        concern: ConcernId,
        /// How.
        how: String,
    },
    /// Halt the decision.
    Hold {
        /// Why.
        reason: String,
    },
    /// Let it go on.
    Release,
    /// Make an exception to a lead rule.
    Waive {
        /// The rule.
        rule: LeadRule,
        /// For whom.
        person: Option<PersonId>,
        /// Why.
        reason: String,
    },
    /// Say whether one would lead.
    AnswerNomination(Answer),
    /// Take the decision.
    Decide(Box<Decision>),
}

impl ProposalCommand {
    /// Whether only an elector can give it.
    #[must_use]
    pub fn is_electors(&self) -> bool {
        match self {
            Self::Submit { .. }
            | Self::Resubmit { .. }
            | Self::Withdraw { .. }
            | Self::AnswerConcern { .. }
            | Self::AnswerNomination(_) => false,
            Self::RequestChanges { .. }
            | Self::StatePosition { .. }
            | Self::RaiseConcern { .. }
            | Self::ResolveConcern { .. }
            | Self::Hold { .. }
            | Self::Release
            | Self::Waive { .. }
            | Self::Decide(_) => true,
        }
    }
}

/// Why a command was refused, and who could lift it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProposalRefusal {
    /// There is no such proposal yet.
    #[error("There is no such proposal.")]
    NoSuchProposal,
    /// It is submitted already.
    #[error("This proposal is submitted already.")]
    AlreadySubmitted,
    /// Its state does not allow it.
    #[error("The proposal is {}; that cannot be done to it now.", .0.words().to_lowercase())]
    WrongState(ProposalState),
    /// Someone else must do it.
    #[error("You may not do that: {} could.", words_of(.0))]
    NotAllowed(&'static [Authority]),
    /// Only who wrote it may.
    #[error("Only its authors can do that.")]
    NotAuthor,
    /// They have no seat in this decision.
    #[error("You had no seat in this ballot when it opened; those who had decide.")]
    NotElector,
    /// Something is missing in what is asked.
    #[error("Something is still missing: {}", words_of_missing(.0))]
    Incomplete(Vec<Missing>),
    /// A change of leads does not fit who leads the group.
    #[error("The leads cannot be changed like that. {0}")]
    Seats(SeatMisfit),
    /// There is another revision by now.
    #[error("There is a newer revision, {newest}: read it first.")]
    OtherRevision {
        /// Its number.
        newest: u32,
    },
    /// The position does not fit the kind of proposal.
    #[error("Only a group that is to be formed can become part of another instead.")]
    ChoiceDoesNotFit,
    /// A reason is missing.
    #[error("Say why.")]
    NoReason,
    /// There is no such concern, or it is resolved.
    #[error("There is no such open concern.")]
    NoSuchConcern,
    /// It is someone else’s concern.
    #[error("Only who raised a concern can say that it is resolved.")]
    NotOwner,
    /// They are not nominated.
    #[error("You are not nominated here.")]
    NotNominated,
    /// They have not halted it.
    #[error("You have not put a hold on it.")]
    NotHeld,
    /// The rule for deciding is not met.
    #[error("It cannot be decided yet.")]
    NotReady,
    /// The positions come to another outcome.
    #[error("The positions come to another outcome than this.")]
    OtherOutcome(Outcome),
    /// Lead rules stop it that are not waived.
    #[error("A lead rule stops this decision; the committee may waive it.")]
    LeadRules(Vec<(LeadRule, Option<PersonId>)>),
    /// A nominee has declined or not answered.
    #[error("Not every nominee has accepted yet.")]
    NotAccepted(Vec<PersonId>),
}

fn words_of_missing(missing: &[Missing]) -> String {
    missing
        .iter()
        .map(|missing| missing.words())
        .collect::<Vec<_>>()
        .join(" ")
}
