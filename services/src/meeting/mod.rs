//! A single meeting: found by its address, given a row when it is first written to, moved and cancelled.

mod change;
mod find;
mod follow;
mod page;
mod row;

pub use change::{Move, NewMeeting, cancel, move_to, plan_meeting, reinstate};
pub use find::{Meeting, find};
pub use page::{MeetingPage, page};

pub(crate) use find::{of_occurrence, of_row};
pub(crate) use follow::follow_series;
pub(crate) use row::{insert, row_for};
