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

/// What a proposal asks of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ask {
    /// To state a position.
    Position,
    /// To confirm or change the one from before the last change.
    Confirmation,
    /// To say whether an answer resolves their concern.
    Answered,
    /// To lift their hold, or to say what they found.
    Hold,
}

impl Proposal {
    /// What it asks of an elector first; nothing of whoever is none.
    #[must_use]
    pub fn asks(&self, person: PersonId) -> Option<Ask> {
        if self.state != ProposalState::InReview || self.ballot.elector(person).is_none() {
            return None;
        }
        if self.awaits(person) {
            return Some(match self.position_of(person) {
                None => Ask::Position,
                Some(_) => Ask::Confirmation,
            });
        }
        let answered = self.open_concerns().any(|concern| {
            concern.owner == person
                && concern
                    .answers
                    .last()
                    .is_some_and(|(by, _, _)| *by != person)
        });
        if answered {
            return Some(Ask::Answered);
        }
        self.holds
            .iter()
            .any(|hold| hold.by == person)
            .then_some(Ask::Hold)
    }

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
