//! Calendars that programs follow: what stands in them, and the secret address of one's own.

mod address;
mod feed;

pub use address::{CalendarAddress, make_address, own_address, person_of, revoke_address};
pub use feed::{Feed, FeedOf, Recurring, SingleMeeting, feed};
