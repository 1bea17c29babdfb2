//! Meetings as they happen, and what they leave: the live page, minutes, recordings, notes that are pasted, action items.

mod action_command;
mod action_line;
mod actions;
mod agenda_list;
mod compare;
mod concerning;
mod edit;
mod live;
mod live_commands;
mod live_item;
mod next;
mod paste;
mod player;
mod record_decision;
mod recording;
mod roll;
mod section;
mod show;
mod state;

pub use action_line::action_lines;
pub use actions::ActionsPage;
pub use compare::MinutesDifferencePage;
pub use concerning::{GroupMinutesPage, lately_said};
pub use edit::MinutesEditPage;
pub use live::LivePage;
pub use paste::PasteNotesPage;
pub use player::{PLAYS, RecordingPage};
pub use record_decision::RecordDecisionPage;
pub use section::minutes_section;
pub use show::MinutesPage;

use crate::command::Command;

/// What can be sent from these pages.
pub const MINUTES_COMMANDS: &[Command] = &[
    live_commands::BEGIN,
    live_commands::END,
    live_commands::NEXT,
    live_commands::GO,
    live_commands::ADD,
    live_commands::SCRIBE,
    live_commands::HERE,
    live_commands::ROLL,
    live_commands::ALSO,
    live_commands::NOTES,
    edit::EDIT,
    next::ACT,
    next::AFRESH,
    record_decision::RECORD,
    recording::SAY,
    paste::PASTE,
    paste::RECORDED,
    action_command::SAY,
];

/// The page of a meeting.
fn meeting_path(key: &str) -> String {
    format!("/meetings/{key}")
}

/// The page that everyone in the meeting has open.
fn live_path(key: &str) -> String {
    format!("/meetings/{key}/live")
}

/// The page of its minutes.
fn minutes_path(key: &str) -> String {
    format!("/meetings/{key}/minutes")
}

/// Meetings, the meeting, and where the reader is.
fn trail(meeting: &services::meeting::Meeting, here: &str) -> Vec<crate::ui::Crumb> {
    use crate::ui::{Crumb, short_date};
    let key = meeting.address.to_string();
    vec![
        Crumb::link("/meetings", "Meetings"),
        Crumb::link(
            meeting_path(&key),
            format!("{}, {}", meeting.title, short_date(meeting.address.day)),
        ),
        Crumb::here(here),
    ]
}
