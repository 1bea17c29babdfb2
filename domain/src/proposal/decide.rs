//! What may be done to a proposal, by whom, in which state: one total function.

use jiff::Timestamp;

use super::{
    Answer, Concern, Proposal, ProposalCommand, ProposalEvent, ProposalRefusal, ProposalState,
    Request, Verdict, Waiver, tally,
};
use crate::{
    actor::{Authorities, Authority},
    decision::{Decision, Outcome},
    ids::{ConcernId, PersonId},
    lead_rules::LeadRule,
    policy::DecisionMethod,
};

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
    // Who has a seat in the ballot is asked with each command: it was frozen, and is no standing of today.
    if !facts.authorities.any_of(SIGNED_IN) {
        return Err(ProposalRefusal::NotAllowed(SIGNED_IN));
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
