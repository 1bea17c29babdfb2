//! Whose turn it is: what a queue tells its readers, and what it asks of an elector.

use super::{Choice, Proposal, ProposalState};
use crate::ids::PersonId;

/// Who has to do something next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The committee: positions, an answer to time.
    Committee,
    /// Its authors: changes, or an answer to a concern.
    Authors,
    /// Nominees, who have not answered.
    Nominees,
    /// Nobody: it has ended.
    Nobody,
}

impl Proposal {
    /// Who has to do something next. A concern that nobody has answered is its authors’; so is what the committee gave back.
    #[must_use]
    pub fn turn(&self) -> Turn {
        match self.state {
            ProposalState::Decided | ProposalState::Withdrawn => Turn::Nobody,
            ProposalState::ChangesRequested => Turn::Authors,
            ProposalState::InReview => {
                let unanswered = self
                    .open_concerns()
                    .any(|concern| concern.answers.is_empty());
                let silent = self
                    .revision()
                    .request
                    .nominees()
                    .iter()
                    .any(|nomination| self.answer_of(nomination.person).is_none());
                match (unanswered, silent) {
                    (true, _) => Turn::Authors,
                    (false, true) => Turn::Nominees,
                    (false, false) => Turn::Committee,
                }
            }
        }
    }

    /// Whether they are an elector who has yet to state a position on the newest revision, or to confirm one of before it.
    /// Who has no part in it is asked for nothing.
    #[must_use]
    pub fn awaits(&self, person: PersonId) -> bool {
        if self.state != ProposalState::InReview || self.ballot.elector(person).is_none() {
            return false;
        }
        match self.position_of(person) {
            None => true,
            Some(position) => match position.choice {
                Choice::Recuse => false,
                Choice::Approve
                | Choice::SubgroupOf { .. }
                | Choice::SubsumeInto { .. }
                | Choice::RequestChanges
                | Choice::Decline
                | Choice::Abstain => position.revision < self.revision().number,
            },
        }
    }
}
