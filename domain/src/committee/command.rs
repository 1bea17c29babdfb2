//! What may be done to the committee's seats, in which state: one total function.

use super::{Committee, CommitteeEvent, CommitteeSeat, Term};
use crate::{Day, ids::PersonId};

/// The longest title of a seat, in characters.
pub const LONGEST_TITLE: usize = 100;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommitteeCommand {
    /// Another seat.
    AddSeat {
        /// What it is called; may be empty.
        title: String,
        /// From which day there is this seat.
        since: Day,
    },
    /// A vacant seat is to be no more.
    EndSeat {
        /// Which.
        seat: u32,
    },
    /// Someone is to hold a vacant seat.
    Fill {
        /// Which.
        seat: u32,
        /// Who.
        person: PersonId,
        /// The first day.
        since: Day,
        /// The day on which the term is meant to end.
        ends_on: Option<Day>,
    },
    /// The term of who holds a seat is to end on another day.
    ChangeTerm {
        /// Which.
        seat: u32,
        /// The day on which the term is meant to end.
        ends_on: Option<Day>,
    },
    /// Nobody is to hold the seat.
    Vacate {
        /// Which.
        seat: u32,
        /// The first day without who holds it.
        until: Day,
    },
}

/// Why it was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommitteeRefusal {
    /// There is no such seat, or none any more.
    #[error("There is no such seat.")]
    NoSeat,
    /// Somebody holds it.
    #[error("Somebody holds this seat. Vacate it first.")]
    Filled,
    /// Nobody holds it.
    #[error("Nobody holds this seat.")]
    Vacant,
    /// The day is still to come.
    #[error("This day is still to come.")]
    ToCome,
    /// There was no such seat then.
    #[error("There is this seat only since {0}.")]
    BeforeSeat(Day),
    /// Somebody else held it then.
    #[error("The seat was held until {0}. The next term begins on that day or later.")]
    BeforeVacant(Day),
    /// A term ends after its first day.
    #[error("A term ends after its first day.")]
    EndsBefore,
    /// They hold a seat already.
    #[error("They hold another seat already. Vacate that one first.")]
    HoldsAnother,
    /// The title is too long.
    #[error("Use at most {LONGEST_TITLE} characters.")]
    LongTitle,
    /// It is so already.
    #[error("The term ends on that day already.")]
    Unchanged,
}

/// Where a seat stands.
enum State<'s> {
    Vacant(&'s CommitteeSeat),
    Filled(&'s Term),
    Ended,
}

impl<'s> State<'s> {
    fn of(seat: &'s CommitteeSeat) -> Self {
        match (seat.until, seat.held()) {
            (Some(_), _) => Self::Ended,
            (None, None) => Self::Vacant(seat),
            (None, Some(term)) => Self::Filled(term),
        }
    }
}

/// Decides a command: what happens, or why it does not.
///
/// # Errors
/// A [`CommitteeRefusal`] that says which rule stopped it.
pub fn decide(
    committee: &Committee,
    command: CommitteeCommand,
    today: Day,
) -> Result<CommitteeEvent, CommitteeRefusal> {
    use CommitteeCommand as Command;
    use CommitteeRefusal as Refusal;
    let state = |seat: u32| committee.seat(seat).map(State::of).ok_or(Refusal::NoSeat);
    match command {
        Command::AddSeat { since, .. } if since > today => Err(Refusal::ToCome),
        Command::AddSeat { title, .. } if title.trim().chars().count() > LONGEST_TITLE => {
            Err(Refusal::LongTitle)
        }
        Command::AddSeat { title, since } => Ok(CommitteeEvent::SeatAdded {
            seat: committee.next_number(),
            title: title.trim().to_owned(),
            since,
        }),
        Command::EndSeat { seat } => match state(seat)? {
            State::Vacant(_) => Ok(CommitteeEvent::SeatEnded { seat }),
            State::Filled(..) => Err(Refusal::Filled),
            State::Ended => Err(Refusal::NoSeat),
        },
        Command::Fill {
            seat,
            person,
            since,
            ends_on,
        } => match state(seat)? {
            State::Vacant(vacant) => {
                let free_since = vacant.terms.last().and_then(|term| term.until);
                match free_since {
                    _ if since > today => Err(Refusal::ToCome),
                    _ if since < vacant.since => Err(Refusal::BeforeSeat(vacant.since)),
                    Some(until) if since < until => Err(Refusal::BeforeVacant(until)),
                    _ if ends_on.is_some_and(|end| end <= since) => Err(Refusal::EndsBefore),
                    _ if committee.holds_another(person, seat) => Err(Refusal::HoldsAnother),
                    Some(_) | None => Ok(CommitteeEvent::SeatFilled {
                        seat,
                        person,
                        since,
                        ends_on,
                    }),
                }
            }
            State::Filled(..) => Err(Refusal::Filled),
            State::Ended => Err(Refusal::NoSeat),
        },
        Command::ChangeTerm { seat, ends_on } => match state(seat)? {
            State::Filled(term) if term.ends_on == ends_on => Err(Refusal::Unchanged),
            State::Filled(term) if ends_on.is_some_and(|end| end <= term.since) => {
                Err(Refusal::EndsBefore)
            }
            State::Filled(term) => Ok(CommitteeEvent::TermChanged {
                seat,
                person: term.person,
                before: term.ends_on,
                ends_on,
            }),
            State::Vacant(_) => Err(Refusal::Vacant),
            State::Ended => Err(Refusal::NoSeat),
        },
        Command::Vacate { seat, until } => match state(seat)? {
            State::Filled(..) if until > today => Err(Refusal::ToCome),
            // Whoever took it today may leave it today: then they were never seen in it.
            State::Filled(term) if until <= term.since && until < today => Err(Refusal::EndsBefore),
            State::Filled(term) => Ok(CommitteeEvent::SeatVacated {
                seat,
                person: term.person,
                until,
            }),
            State::Vacant(_) => Err(Refusal::Vacant),
            State::Ended => Err(Refusal::NoSeat),
        },
    }
}
