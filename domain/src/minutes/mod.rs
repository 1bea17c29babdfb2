//! What a meeting leaves behind: minutes, who was there, a recording, action items; and what is typed while it goes on.

mod action_item;
mod day_in_words;
mod draft;
mod event;
mod line;
mod player;
mod recording;
mod said;
mod state;

pub use action_item::{
    ActionCommand, ActionRefusal, ActionState, OPEN_ACTIONS, decide_action, may_be_handed,
};
pub use day_in_words::{FoundDay, find_day};
pub use draft::{DraftAttendee, DraftItem, DraftOf, draft};
pub use event::MinutesEvent;
pub use line::{Line, lines, read_line};
pub use player::{Player, PlayerKind};
pub use recording::{BadLink, RecordingLink, RecordingState};
pub use said::{Outcomes, numbered, said, spoken};
pub use state::{MinutesCommand, MinutesRefusal, MinutesState, Standing, decide};
