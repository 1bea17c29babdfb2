//! The overseeing committee: its seats, who holds them until when, and who held them.

mod seats;
mod show;

pub use seats::{Ends, seat_name};
pub use show::CommitteePage;
