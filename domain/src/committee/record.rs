//! The committee as the sum of its events, with its past kept.

use super::CommitteeEvent;
use crate::{Day, ids::PersonId};

/// The committee's seats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Committee {
    /// All seats, also those that there are no more, by number.
    pub seats: Vec<CommitteeSeat>,
    /// The day of the newest event.
    pub changed_on: Option<Day>,
}

/// A seat with everyone who ever held it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitteeSeat {
    /// From 1.
    pub number: u32,
    /// What it is called; may be empty.
    pub title: String,
    /// From which day there is this seat.
    pub since: Day,
    /// The first day on which there is none any more.
    pub until: Option<Day>,
    /// Who held it, oldest first, one after the other; only the last may still hold it.
    pub terms: Vec<Term>,
}

/// Someone's time in a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Who.
    pub person: PersonId,
    /// The first day.
    pub since: Day,
    /// The day on which it is meant to end.
    pub ends_on: Option<Day>,
    /// The first day on which they no longer held it.
    pub until: Option<Day>,
}

/// Why a line of history does not fit what came before it: the record is damaged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommitteeReplayError {
    /// An event is dated before the one it follows.
    #[error("an event of {on} follows one of {newest}")]
    OutOfOrder {
        /// The day of the event.
        on: Day,
        /// The day of the newest one before it.
        newest: Day,
    },
    /// A seat is added twice.
    #[error("seat {0} is added twice")]
    AddedTwice(u32),
    /// There is no such seat.
    #[error("there is no seat {0}")]
    NoSeat(u32),
}

impl CommitteeSeat {
    /// The term of who holds it.
    #[must_use]
    pub fn held(&self) -> Option<&Term> {
        self.terms.last().filter(|term| term.until.is_none())
    }
}

impl Committee {
    /// The seat with that number, also one that there is no more.
    #[must_use]
    pub fn seat(&self, number: u32) -> Option<&CommitteeSeat> {
        self.seats.iter().find(|seat| seat.number == number)
    }

    /// Whether someone holds a seat, other than this one.
    #[must_use]
    pub fn holds_another(&self, person: PersonId, than: u32) -> bool {
        self.seats
            .iter()
            .filter(|seat| seat.number != than)
            .any(|seat| seat.held().is_some_and(|term| term.person == person))
    }

    /// The terms of a person: the seat and the first day of each.
    #[must_use]
    pub fn terms_of(&self, person: PersonId) -> Vec<(u32, Day)> {
        self.seats
            .iter()
            .flat_map(|seat| seat.terms.iter().map(|term| (seat.number, term)))
            .filter(|(_, term)| term.person == person)
            .map(|(seat, term)| (seat, term.since))
            .collect()
    }

    /// The number of the next seat.
    #[must_use]
    pub fn next_number(&self) -> u32 {
        self.seats
            .iter()
            .map(|seat| seat.number)
            .max()
            .map_or(1, |newest| newest + 1)
    }

    /// Takes in one more event. Events are given in the order of history.
    ///
    /// # Errors
    /// When the event does not fit what came before it.
    pub fn apply(&mut self, on: Day, event: &CommitteeEvent) -> Result<(), CommitteeReplayError> {
        if let Some(newest) = self.changed_on.filter(|newest| on < *newest) {
            return Err(CommitteeReplayError::OutOfOrder { on, newest });
        }
        match event {
            CommitteeEvent::SeatAdded { seat, title, since } => {
                if self.seat(*seat).is_some() {
                    return Err(CommitteeReplayError::AddedTwice(*seat));
                }
                self.seats.push(CommitteeSeat {
                    number: *seat,
                    title: title.clone(),
                    since: *since,
                    until: None,
                    terms: Vec::new(),
                });
                self.seats.sort_by_key(|seat| seat.number);
            }
            CommitteeEvent::SeatEnded { seat } => self.seat_mut(*seat)?.until = Some(on),
            CommitteeEvent::SeatFilled {
                seat,
                person,
                since,
                ends_on,
            } => self.seat_mut(*seat)?.terms.push(Term {
                person: *person,
                since: *since,
                ends_on: *ends_on,
                until: None,
            }),
            CommitteeEvent::TermChanged { seat, ends_on, .. } => {
                for term in &mut self.seat_mut(*seat)?.terms {
                    if term.until.is_none() {
                        term.ends_on = *ends_on;
                    }
                }
            }
            CommitteeEvent::SeatVacated { seat, until, .. } => {
                let terms = &mut self.seat_mut(*seat)?.terms;
                for term in &mut *terms {
                    term.until.get_or_insert(*until);
                }
                // One that began and ended on the same day was never seen.
                terms.retain(|term| term.until != Some(term.since));
            }
            CommitteeEvent::HolderMoved { into, terms, .. } => self.give(terms, *into)?,
            CommitteeEvent::HolderReturned { from, terms, .. } => self.give(terms, *from)?,
        }
        self.changed_on = Some(on);
        Ok(())
    }

    fn seat_mut(&mut self, number: u32) -> Result<&mut CommitteeSeat, CommitteeReplayError> {
        self.seats
            .iter_mut()
            .find(|seat| seat.number == number)
            .ok_or(CommitteeReplayError::NoSeat(number))
    }

    /// Gives terms to someone; one that is no more is nobody's.
    fn give(&mut self, terms: &[(u32, Day)], to: PersonId) -> Result<(), CommitteeReplayError> {
        for (seat, since) in terms {
            for term in &mut self.seat_mut(*seat)?.terms {
                if term.since == *since {
                    term.person = to;
                }
            }
        }
        Ok(())
    }
}
