//! The overseeing committee's seats: numbered, each held by one person from a day until a term's end, or vacant.

mod command;
mod record;

pub use command::{CommitteeCommand, CommitteeRefusal, decide};
pub use record::{Committee, CommitteeReplayError, CommitteeSeat, Term};

use serde::{Deserialize, Serialize};

use crate::{Day, ids::PersonId};

/// What happened to the committee's seats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CommitteeEvent {
    /// There is another seat.
    SeatAdded {
        /// Its number, from 1; never given again.
        seat: u32,
        /// What it is called, where it has a name: "Elected by the contributors".
        title: String,
        /// From which day there is this seat.
        since: Day,
    },
    /// There is no such seat any more.
    SeatEnded {
        /// Which.
        seat: u32,
    },
    /// Someone holds the seat.
    SeatFilled {
        /// Which.
        seat: u32,
        /// Who.
        person: PersonId,
        /// The first day of the term.
        since: Day,
        /// The day on which the term is meant to end, where it has an end.
        ends_on: Option<Day>,
    },
    /// The term of who holds the seat ends on another day, as after a re-election.
    TermChanged {
        /// Which.
        seat: u32,
        /// Who holds it.
        person: PersonId,
        /// The end before.
        before: Option<Day>,
        /// The end now.
        ends_on: Option<Day>,
    },
    /// Nobody holds the seat any more.
    SeatVacated {
        /// Which.
        seat: u32,
        /// Who held it.
        person: PersonId,
        /// The first day without them.
        until: Day,
    },
    /// What one person held is another's, since the two are one.
    HolderMoved {
        /// Whose record is carried on by the other.
        from: PersonId,
        /// Who holds it now.
        into: PersonId,
        /// Which terms: the seat and the first day of each.
        terms: Vec<(u32, Day)>,
    },
    /// The two are not one after all: these terms are the first one's again.
    HolderReturned {
        /// Whose they are again.
        from: PersonId,
        /// Who held them meanwhile.
        into: PersonId,
        /// Which terms: the seat and the first day of each.
        terms: Vec<(u32, Day)>,
    },
}

impl CommitteeEvent {
    /// The stable names of all kinds of event.
    pub const KINDS: [&'static str; 7] = [
        "committee_seat_added",
        "committee_seat_ended",
        "committee_seat_filled",
        "committee_term_changed",
        "committee_seat_vacated",
        "committee_holder_moved",
        "committee_holder_returned",
    ];

    /// The stable name of the kind of event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::SeatAdded { .. } => "committee_seat_added",
            Self::SeatEnded { .. } => "committee_seat_ended",
            Self::SeatFilled { .. } => "committee_seat_filled",
            Self::TermChanged { .. } => "committee_term_changed",
            Self::SeatVacated { .. } => "committee_seat_vacated",
            Self::HolderMoved { .. } => "committee_holder_moved",
            Self::HolderReturned { .. } => "committee_holder_returned",
        }
    }

    /// The seat it is about, where it is about one.
    #[must_use]
    pub fn seat(&self) -> Option<u32> {
        match self {
            Self::SeatAdded { seat, .. }
            | Self::SeatEnded { seat }
            | Self::SeatFilled { seat, .. }
            | Self::TermChanged { seat, .. }
            | Self::SeatVacated { seat, .. } => Some(*seat),
            Self::HolderMoved { .. } | Self::HolderReturned { .. } => None,
        }
    }

    /// The person it concerns.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::SeatAdded { .. } | Self::SeatEnded { .. } => None,
            Self::SeatFilled { person, .. }
            | Self::TermChanged { person, .. }
            | Self::SeatVacated { person, .. } => Some(*person),
            Self::HolderMoved { into, .. } | Self::HolderReturned { into, .. } => Some(*into),
        }
    }
}
