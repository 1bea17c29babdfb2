//! Announcements: what the community is told, by whom, for which group.

mod post;
mod read;

pub use post::{announce, take_back};

pub(crate) use post::{post, post_proposal};
pub use read::{ANNOUNCEMENTS_A_PAGE, AnnouncementLine, Announcements, list, newest, one};
