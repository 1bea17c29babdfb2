//! The draft of minutes, made from what happened: nobody writes up what the portal saw.

use std::fmt::Write as _;

use crate::{
    Day,
    minutes::{Outcomes, RecordingLink, said, said::plain},
};

/// Someone of the roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftAttendee {
    /// Their name.
    pub name: String,
    /// Whether they were there.
    pub present: bool,
}

/// An item of the agenda with what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftItem {
    /// Its title.
    pub title: String,
    /// The groups that it was about.
    pub groups: Vec<String>,
    /// The notes, with the lines that did something as they were typed.
    pub notes: String,
    /// Whether the meeting came to it.
    pub was_reached: bool,
    /// What became of the lines that did something.
    pub outcomes: Outcomes,
}

/// All that a meeting leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftOf {
    /// The meeting’s day.
    pub on: Day,
    /// Who kept the notes.
    pub scribe: Option<String>,
    /// The roll.
    pub roll: Vec<DraftAttendee>,
    /// The agenda, in its order.
    pub items: Vec<DraftItem>,
    /// Where the recording is, once it is published.
    pub recording: Option<RecordingLink>,
}

/// The draft, in Markdown.
#[must_use]
pub fn draft(of: &DraftOf) -> String {
    let mut text = String::new();
    let names = |present: bool| {
        of.roll
            .iter()
            .filter(|attendee| attendee.present == present)
            .map(|attendee| plain(&attendee.name))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut say = |label: &str, what: &str| {
        if !what.is_empty() {
            // Writing into a String cannot fail.
            let _ = writeln!(text, "**{label}:** {what}\n");
        }
    };
    say("Present", &names(true));
    say("Not present", &names(false));
    say(
        "Scribe",
        &of.scribe.as_deref().map(plain).unwrap_or_default(),
    );
    if let Some(recording) = &of.recording {
        say("Recording", &format!("<{recording}>"));
    }
    for item in &of.items {
        let _ = writeln!(text, "## {}\n", plain(&item.title));
        if !item.groups.is_empty() {
            let _ = writeln!(text, "*About {}.*\n", plain(&item.groups.join(", ")));
        }
        let notes = said(&item.notes, of.on, &item.outcomes);
        if notes.is_empty() {
            let nothing = if item.was_reached {
                "Nothing was noted."
            } else {
                "The meeting did not come to it."
            };
            let _ = writeln!(text, "{nothing}\n");
        } else {
            let _ = writeln!(text, "{notes}\n");
        }
    }
    text.trim_end().to_owned()
}
