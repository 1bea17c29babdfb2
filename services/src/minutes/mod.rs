//! Meetings as they happen and what they leave: the live page, the roll, notes, decisions, minutes.

mod concerning;
mod lines;
mod live;
pub mod notes;
mod paper;
mod paste;
mod record_decision;
mod run;
mod sitting;
mod tell;
mod versions;
mod whom;
mod write;

pub use concerning::{ConcerningMeeting, ConcerningPage, Passage, concerning, lately};
pub use live::{Attendee, Live, LiveItem, NotedDecision, PromisedAction, live, mark_of};
pub use paper::{MinutesPage, VersionLine, compared, paper};
pub use paste::{Fate, LONGEST_DOCUMENT, PasteRefused, Pasted, PastedMeeting, take_in, try_notes};
pub use record_decision::{RecordRefused, record_decision};
pub use run::{
    Roll, RunRefused, add_item, begin, called, end, go_to, name_scribe, next_item, set_item_state,
};
pub use versions::{PaperRefused, act, correct, edit_draft, from_notes, may_keep};
pub use write::{NotesRefused, NotesSaved, NotesSent, write_notes};

pub(crate) use sitting::{Held, held, resource};
pub(crate) use tell::tell;
pub(crate) use versions::put_recording;
