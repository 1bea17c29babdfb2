//! What may be done to a proposal, by whom, in which state: one total function.

use jiff::Timestamp;

use super::{
    Answer, Ballot, Choice, Concern, Missing, Proposal, ProposalEvent, ProposalState, Request,
    Verdict, Waiver, tally,
};
use crate::{
    actor::{Authorities, Authority},
    decision::{Decision, Outcome},
    ids::{ConcernId, PersonId},
    lead_rules::LeadRule,
    permission::words_of,
    policy::DecisionMethod,
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

/// What the decision depends on beside the proposal itself.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// Now.
    pub now: Timestamp,
    /// Who.
    pub person: PersonId,
    /// What they are.
    pub authorities: &'a Authorities,
    /// How the committee decides, under the policy of the proposal.
    pub method: &'a DecisionMethod,
    /// The lead rules that do not hold for what is asked and that the policy lets stop a decision; waived ones among them.
    pub stopping: &'a [(LeadRule, Option<PersonId>)],
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
    #[error("You were not on the committee when this ballot opened; those who were decide.")]
    NotElector,
    /// Something is missing in what is asked.
    #[error("Something is still missing: {}", words_of_missing(.0))]
    Incomplete(Vec<Missing>),
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

const COMMITTEE: &[Authority] = &[Authority::Committee];
const SIGNED_IN: &[Authority] = &[Authority::SignedIn];

/// Decides a command: what happens, or why it does not.
///
/// # Errors
/// A [`ProposalRefusal`] that says which rule stopped it.
pub fn decide(
    proposal: Option<&Proposal>,
    command: ProposalCommand,
    facts: &Facts<'_>,
) -> Result<ProposalEvent, ProposalRefusal> {
    let by = allowed(&command);
    if !facts.authorities.any_of(by) {
        return Err(ProposalRefusal::NotAllowed(by));
    }
    match (proposal, command) {
        (
            None,
            ProposalCommand::Submit {
                number,
                co_authors,
                request,
                answers,
                ballot,
                policy_version,
            },
        ) => {
            complete(&request)?;
            Ok(ProposalEvent::Submitted {
                number,
                author: facts.person,
                co_authors,
                request,
                answers,
                ballot,
                policy_version,
            })
        }
        (Some(_), ProposalCommand::Submit { .. }) => Err(ProposalRefusal::AlreadySubmitted),
        (None, _) => Err(ProposalRefusal::NoSuchProposal),
        (Some(proposal), command) if proposal.state.is_open() => change(proposal, command, facts),
        (Some(proposal), _) => Err(ProposalRefusal::WrongState(proposal.state)),
    }
}

/// Who may give a command at all; which of them is for the state and the proposal to say. Source: section 3 of the design.
fn allowed(command: &ProposalCommand) -> &'static [Authority] {
    match command {
        ProposalCommand::Submit { .. }
        | ProposalCommand::Resubmit { .. }
        | ProposalCommand::Withdraw { .. }
        | ProposalCommand::AnswerConcern { .. }
        | ProposalCommand::AnswerNomination(_) => SIGNED_IN,
        ProposalCommand::RequestChanges { .. }
        | ProposalCommand::StatePosition { .. }
        | ProposalCommand::RaiseConcern { .. }
        | ProposalCommand::ResolveConcern { .. }
        | ProposalCommand::Hold { .. }
        | ProposalCommand::Release
        | ProposalCommand::Waive { .. }
        | ProposalCommand::Decide(_) => COMMITTEE,
    }
}

fn complete(request: &Request) -> Result<(), ProposalRefusal> {
    let missing = request.missing();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(ProposalRefusal::Incomplete(missing))
    }
}

fn reasoned(text: &str) -> Result<(), ProposalRefusal> {
    if text.trim().is_empty() {
        Err(ProposalRefusal::NoReason)
    } else {
        Ok(())
    }
}

fn in_review(proposal: &Proposal) -> Result<(), ProposalRefusal> {
    match proposal.state {
        ProposalState::InReview => Ok(()),
        state @ (ProposalState::ChangesRequested
        | ProposalState::Decided
        | ProposalState::Withdrawn) => Err(ProposalRefusal::WrongState(state)),
    }
}

fn authored(proposal: &Proposal, person: PersonId) -> Result<(), ProposalRefusal> {
    if proposal.is_written_by(person) {
        Ok(())
    } else {
        Err(ProposalRefusal::NotAuthor)
    }
}

fn elector(proposal: &Proposal, person: PersonId) -> Result<(), ProposalRefusal> {
    match proposal.ballot.elector(person) {
        Some(_) => Ok(()),
        None => Err(ProposalRefusal::NotElector),
    }
}

fn open_concern(proposal: &Proposal, id: ConcernId) -> Result<&Concern, ProposalRefusal> {
    proposal
        .concern(id)
        .filter(|concern| concern.resolved.is_none())
        .ok_or(ProposalRefusal::NoSuchConcern)
}

fn change(
    proposal: &Proposal,
    command: ProposalCommand,
    facts: &Facts<'_>,
) -> Result<ProposalEvent, ProposalRefusal> {
    let (by, at) = (facts.person, facts.now);
    match command {
        ProposalCommand::Submit { .. } => Err(ProposalRefusal::AlreadySubmitted),
        ProposalCommand::Resubmit {
            from,
            request,
            summary,
        } => {
            authored(proposal, by)?;
            same_revision(proposal, from)?;
            complete(&request)?;
            Ok(ProposalEvent::Resubmitted {
                revision: from + 1,
                request,
                summary,
                by,
                at,
            })
        }
        ProposalCommand::Withdraw { reason } => {
            authored(proposal, by)?;
            Ok(ProposalEvent::Withdrawn { reason, by, at })
        }
        ProposalCommand::RequestChanges { reason } => {
            in_review(proposal)?;
            elector(proposal, by)?;
            reasoned(&reason)?;
            Ok(ProposalEvent::ChangesRequested { reason, by, at })
        }
        ProposalCommand::StatePosition {
            revision,
            choice,
            rationale,
        } => {
            in_review(proposal)?;
            elector(proposal, by)?;
            same_revision(proposal, revision)?;
            if !choice.fits(proposal.kind()) {
                return Err(ProposalRefusal::ChoiceDoesNotFit);
            }
            reasoned(&rationale)?;
            Ok(ProposalEvent::PositionStated {
                elector: by,
                choice,
                rationale,
                revision,
                at,
            })
        }
        ProposalCommand::RaiseConcern {
            concern,
            title,
            body,
        } => {
            in_review(proposal)?;
            elector(proposal, by)?;
            reasoned(&title)?;
            Ok(ProposalEvent::ConcernRaised {
                concern,
                title,
                body,
                owner: by,
                revision: proposal.revision().number,
                at,
            })
        }
        ProposalCommand::AnswerConcern { concern, answer } => {
            open_concern(proposal, concern)?;
            reasoned(&answer)?;
            Ok(ProposalEvent::ConcernAnswered {
                concern,
                answer,
                by,
                at,
            })
        }
        ProposalCommand::ResolveConcern { concern, how } => {
            if open_concern(proposal, concern)?.owner != by {
                return Err(ProposalRefusal::NotOwner);
            }
            reasoned(&how)?;
            Ok(ProposalEvent::ConcernResolved { concern, how, at })
        }
        ProposalCommand::Hold { reason } => {
            in_review(proposal)?;
            elector(proposal, by)?;
            reasoned(&reason)?;
            Ok(ProposalEvent::Held { by, reason, at })
        }
        ProposalCommand::Release => {
            if proposal.holds.iter().any(|hold| hold.by == by) {
                Ok(ProposalEvent::Released { by, at })
            } else {
                Err(ProposalRefusal::NotHeld)
            }
        }
        ProposalCommand::Waive {
            rule,
            person,
            reason,
        } => {
            in_review(proposal)?;
            elector(proposal, by)?;
            reasoned(&reason)?;
            let waiver = Waiver {
                rule,
                person,
                reason,
                by,
            };
            Ok(ProposalEvent::Waived { waiver, at })
        }
        ProposalCommand::AnswerNomination(answer) => {
            let nominated = proposal
                .revision()
                .request
                .nominees()
                .iter()
                .any(|nomination| nomination.person == by);
            if nominated {
                Ok(ProposalEvent::NominationAnswered {
                    nominee: by,
                    answer,
                    at,
                })
            } else {
                Err(ProposalRefusal::NotNominated)
            }
        }
        ProposalCommand::Decide(decision) => take(proposal, decision, facts),
    }
}

fn same_revision(proposal: &Proposal, read: u32) -> Result<(), ProposalRefusal> {
    let newest = proposal.revision().number;
    if read == newest {
        Ok(())
    } else {
        Err(ProposalRefusal::OtherRevision { newest })
    }
}

fn take(
    proposal: &Proposal,
    decision: Box<Decision>,
    facts: &Facts<'_>,
) -> Result<ProposalEvent, ProposalRefusal> {
    in_review(proposal)?;
    elector(proposal, facts.person)?;
    same_revision(proposal, decision.revision)?;
    reasoned(&decision.reasons)?;
    match tally(proposal, facts.method, facts.now).verdict {
        Verdict::Ready(outcome) if outcome == decision.outcome => {}
        Verdict::Ready(outcome) => return Err(ProposalRefusal::OtherOutcome(outcome)),
        // Nothing carried in the time there was: that it is not done can be put on record.
        Verdict::Lapsed(_) if decision.outcome == Outcome::Declined => {}
        Verdict::Lapsed(_) | Verdict::NotYet(_) | Verdict::NotOpen => {
            return Err(ProposalRefusal::NotReady);
        }
    }
    match decision.outcome {
        Outcome::Declined | Outcome::SubsumedInto { .. } => {}
        Outcome::Formed | Outcome::SubgroupOf { .. } | Outcome::Approved => {
            leads_may(proposal, facts)?;
        }
    }
    Ok(ProposalEvent::Decided {
        decision,
        at: facts.now,
    })
}

/// Whoever is nominated has accepted, and no lead rule stops it that is not waived.
fn leads_may(proposal: &Proposal, facts: &Facts<'_>) -> Result<(), ProposalRefusal> {
    let not_accepted: Vec<PersonId> = proposal
        .revision()
        .request
        .nominees()
        .iter()
        .map(|nomination| nomination.person)
        .filter(|person| proposal.answer_of(*person) != Some(Answer::Accepted))
        .collect();
    if !not_accepted.is_empty() {
        return Err(ProposalRefusal::NotAccepted(not_accepted));
    }
    let stopping: Vec<(LeadRule, Option<PersonId>)> = facts
        .stopping
        .iter()
        .filter(|(rule, person)| {
            !proposal
                .waivers
                .iter()
                .any(|waiver| waiver.rule == *rule && waiver.person == *person)
        })
        .copied()
        .collect();
    if stopping.is_empty() {
        Ok(())
    } else {
        Err(ProposalRefusal::LeadRules(stopping))
    }
}
