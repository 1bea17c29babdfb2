//! A proposal as the sum of its events.

use jiff::Timestamp;

use super::{Concern, Hold, Position, Proposal, ProposalEvent, ProposalState, Revision, Taken};
use crate::ids::ProposalId;

/// Why a line of history does not fit what came before it: the record is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProposalReplayError {
    /// The first event is another than the submission.
    #[error("the record of this proposal does not begin with its submission")]
    NotSubmitted,
    /// Submitted twice.
    #[error("this proposal is submitted twice")]
    SubmittedTwice,
    /// Something happened after its end.
    #[error("something happened to this proposal after its end")]
    AfterTheEnd,
    /// An event is dated before the one it follows.
    #[error("an event of {at} follows one of {newest}")]
    OutOfOrder {
        /// The instant of the event.
        at: Timestamp,
        /// The instant of the newest one before it.
        newest: Timestamp,
    },
    /// A revision that does not follow the one before.
    #[error("revision {0} does not follow the one before it")]
    Revision(u32),
    /// A concern that there is not, or that is resolved already.
    #[error("a concern is answered or resolved that is not open")]
    Concern,
}

impl Proposal {
    /// The proposal after one more event. Events are given in the order of history.
    ///
    /// # Errors
    /// When the event does not fit what came before it.
    pub fn after(
        before: Option<Self>,
        id: ProposalId,
        event: &ProposalEvent,
    ) -> Result<Self, ProposalReplayError> {
        let Some(mut proposal) = before else {
            return Self::submitted(id, event);
        };
        let at = event.at();
        if at < proposal.changed_at {
            return Err(ProposalReplayError::OutOfOrder {
                at,
                newest: proposal.changed_at,
            });
        }
        if !proposal.state.is_open() {
            return Err(ProposalReplayError::AfterTheEnd);
        }
        proposal.apply(event)?;
        proposal.changed_at = at;
        Ok(proposal)
    }

    /// The proposal that these events make; `None` without any.
    ///
    /// # Errors
    /// When one does not fit what came before it.
    pub fn replay<'e>(
        id: ProposalId,
        events: impl IntoIterator<Item = &'e ProposalEvent>,
    ) -> Result<Option<Self>, ProposalReplayError> {
        let mut proposal = None;
        for event in events {
            proposal = Some(Self::after(proposal, id, event)?);
        }
        Ok(proposal)
    }

    fn submitted(id: ProposalId, event: &ProposalEvent) -> Result<Self, ProposalReplayError> {
        let ProposalEvent::Submitted {
            number,
            author,
            co_authors,
            request,
            answers,
            ballot,
            policy_version,
        } = event
        else {
            return Err(ProposalReplayError::NotSubmitted);
        };
        Ok(Self {
            id,
            number: *number,
            author: *author,
            co_authors: co_authors.clone(),
            state: ProposalState::InReview,
            revisions: vec![Revision {
                number: 1,
                request: (**request).clone(),
                summary: String::new(),
                by: *author,
                at: ballot.opened_at,
            }],
            policy_version: *policy_version,
            ballot: ballot.clone(),
            positions: Vec::new(),
            concerns: Vec::new(),
            holds: Vec::new(),
            waivers: Vec::new(),
            answers: answers.clone(),
            taken: None,
            changed_at: ballot.opened_at,
        })
    }

    fn apply(&mut self, event: &ProposalEvent) -> Result<(), ProposalReplayError> {
        match event {
            ProposalEvent::Submitted { .. } => return Err(ProposalReplayError::SubmittedTwice),
            ProposalEvent::Resubmitted {
                revision,
                request,
                summary,
                by,
                at,
            } => {
                if *revision != self.revision().number + 1 {
                    return Err(ProposalReplayError::Revision(*revision));
                }
                self.revisions.push(Revision {
                    number: *revision,
                    request: (**request).clone(),
                    summary: summary.clone(),
                    by: *by,
                    at: *at,
                });
                self.state = ProposalState::InReview;
            }
            ProposalEvent::ChangesRequested { .. } => self.state = ProposalState::ChangesRequested,
            ProposalEvent::Withdrawn { .. } => self.state = ProposalState::Withdrawn,
            ProposalEvent::PositionStated {
                elector,
                choice,
                rationale,
                revision,
                at,
            } => self.positions.push(Position {
                elector: *elector,
                choice: *choice,
                rationale: rationale.clone(),
                revision: *revision,
                at: *at,
            }),
            ProposalEvent::ConcernRaised {
                concern,
                title,
                body,
                owner,
                revision,
                at,
            } => self.concerns.push(Concern {
                id: *concern,
                title: title.clone(),
                body: body.clone(),
                owner: *owner,
                revision: *revision,
                at: *at,
                answers: Vec::new(),
                resolved: None,
            }),
            ProposalEvent::ConcernAnswered {
                concern,
                answer,
                by,
                at,
            } => {
                let concern = self.open_concern_mut(*concern)?;
                concern.answers.push((*by, answer.clone(), *at));
            }
            ProposalEvent::ConcernResolved { concern, how, at } => {
                self.open_concern_mut(*concern)?.resolved = Some((how.clone(), *at));
            }
            ProposalEvent::Held { by, reason, at } => {
                self.holds.retain(|hold| hold.by != *by);
                self.holds.push(Hold {
                    by: *by,
                    reason: reason.clone(),
                    at: *at,
                });
            }
            ProposalEvent::Released { by, .. } => self.holds.retain(|hold| hold.by != *by),
            ProposalEvent::Waived { waiver, .. } => self.waivers.push(waiver.clone()),
            ProposalEvent::NominationAnswered {
                nominee, answer, ..
            } => self.answers.push((*nominee, *answer)),
            ProposalEvent::Decided { decision, at } => {
                self.state = ProposalState::Decided;
                self.taken = Some(Taken {
                    number: decision.number,
                    outcome: decision.outcome,
                    by: decision.recorded_by,
                    at: *at,
                });
            }
        }
        Ok(())
    }

    fn open_concern_mut(
        &mut self,
        id: crate::ids::ConcernId,
    ) -> Result<&mut Concern, ProposalReplayError> {
        self.concerns
            .iter_mut()
            .find(|concern| concern.id == id && concern.resolved.is_none())
            .ok_or(ProposalReplayError::Concern)
    }
}
