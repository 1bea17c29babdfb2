//! Announcements: the list, one of them, and the form in which one is written, previewed and posted.

mod lately;
mod list;
mod show;
mod write;

pub use lately::{announced_for_group, announced_lately};
pub use list::AnnouncementsPage;
pub use show::{AnnouncementPage, TAKE_BACK};
pub use write::{ANNOUNCE_COMMANDS, AnnouncePage, GroupAnnouncePage};

use jiff::Timestamp;
use leptos::prelude::*;
use services::{announcement::AnnouncementLine, history::Names};

use crate::ui::TimestampText;

/// The address of an announcement’s page.
pub fn announcement_path(number: u32) -> String {
    format!("/announcements/{number}")
}

/// “Amara Osei, for Routing”
fn by_whom(line: &AnnouncementLine, names: &Names) -> String {
    let by = names
        .person(line.by)
        .map_or("someone who is not in the record", |name| &name.name);
    match line.group.and_then(|group| names.group(group)) {
        Some(group) => format!("{by}, for {}", group.name),
        None => by.to_owned(),
    }
}

/// “14 August 2024, 17:05 UTC”: an announcement is read years later too.
fn posted(microseconds: i64) -> AnyView {
    let at = Timestamp::from_microsecond(microseconds).unwrap_or_default();
    view! { <TimestampText at=at /> }.into_any()
}
