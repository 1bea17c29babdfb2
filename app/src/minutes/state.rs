//! How far minutes, recordings and action items are, as icon, word and colour.

use domain::minutes::{ActionState, MinutesState, RecordingState};
use leptos::prelude::*;

use crate::ui::Icon;

fn badge(class: &'static str, icon: Icon, word: &'static str) -> AnyView {
    view! {
        <span class=format!("state {class}")>
            {icon.view()}
            <span>{word}</span>
        </span>
    }
    .into_any()
}

/// How far the minutes are.
pub fn minutes_badge(state: MinutesState) -> AnyView {
    let (class, icon) = match state {
        MinutesState::Draft => ("minutes-draft", Icon::Pencil),
        MinutesState::InReview => ("minutes-in-review", Icon::Scale),
        MinutesState::Approved => ("minutes-approved", Icon::Check),
        MinutesState::Published => ("minutes-published", Icon::FileText),
    };
    badge(class, icon, state.words())
}

/// How far the recording is.
pub fn recording_badge(state: RecordingState) -> AnyView {
    let (class, icon) = match state {
        RecordingState::NotExpected => ("recording-not-expected", Icon::CircleDashed),
        RecordingState::Expected => ("recording-expected", Icon::Calendar),
        RecordingState::Recorded => ("recording-recorded", Icon::CircleDot),
        RecordingState::Published => ("recording-published", Icon::Video),
        RecordingState::Missing => ("recording-missing", Icon::CircleAlert),
    };
    badge(class, icon, state.words())
}

/// How far an action item is; what is late is said in words.
pub fn action_badge(state: ActionState, is_late: bool) -> AnyView {
    match state {
        ActionState::Open if is_late => badge("action-late", Icon::CircleAlert, "Late"),
        ActionState::Open => badge("action-open", Icon::CircleDot, state.words()),
        ActionState::Done => badge("action-done", Icon::Check, state.words()),
        ActionState::Dropped => badge("action-dropped", Icon::CircleX, state.words()),
    }
}
