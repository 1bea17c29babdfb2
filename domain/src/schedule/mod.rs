//! The one schedule: series of meetings, when they are, and what becomes of a single meeting.
//!
//! Occurrences are computed, never stored: a meeting has a row only once something is written for it.

mod address;
mod events;
mod meeting;
mod pattern;
mod problem;
mod recurrence;
mod series;
mod weekday;

pub use address::{MeetingAddress, NoMeetingAddress};
pub use events::ScheduleEvent;
pub use meeting::{AgendaItemState, MeetingState};
pub use pattern::{Occurrence, Pattern};
pub use problem::{ScheduleField, ScheduleProblem, problem_of_length};
pub use recurrence::Recurrence;
pub use series::{About, Convener, Series};
pub use weekday::{Nth, Weekday};
