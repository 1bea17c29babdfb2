//! The overseeing committee's seats: who holds them until when, and the use cases that change them.

mod change;
mod read;

pub use change::{FillRefusal, Vacated, add_seat, change_term, end_seat, fill, vacate};
pub(crate) use read::{record_of, terms_moved};

pub use read::{HolderLine, SeatLine, Seatless, Seats, TermEnd, seats};
