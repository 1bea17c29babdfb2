//! The overseeing committee: its seats, who holds them until when, and who held them.

mod seats;
mod show;
mod tabs;

pub use seats::{Ends, seat_name};
pub use show::CommitteePage;
pub use tabs::{TocTab, TocTabs};
