//! Where a meeting stands, as icon, word and colour.

use domain::schedule::MeetingState;
use leptos::prelude::*;
use services::meeting::Meeting;

use crate::ui::Icon;

/// Where a meeting stands for a reader: what was written of it, and what the clock says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It is to come.
    Planned,
    /// It is to come, at another time or place than its series says.
    Moved,
    /// It does not take place.
    Cancelled,
    /// It takes place now.
    Now,
    /// Its time is over.
    Over,
}

impl Shown {
    /// Where it stands at an instant.
    pub fn of(meeting: &Meeting, now: i64) -> Self {
        match meeting.state {
            MeetingState::Cancelled => Self::Cancelled,
            MeetingState::UnderWay => Self::Now,
            MeetingState::Held => Self::Over,
            MeetingState::Planned if meeting.ends_at <= now => Self::Over,
            MeetingState::Planned if meeting.starts_at <= now => Self::Now,
            MeetingState::Planned if meeting.moved => Self::Moved,
            MeetingState::Planned => Self::Planned,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Planned => "Planned",
            Self::Moved => "Moved",
            Self::Cancelled => "Cancelled",
            Self::Now => "Now",
            Self::Over => "Over",
        }
    }

    /// The class that carries its colour (`style/parts/meeting.css`).
    pub fn class(self) -> &'static str {
        match self {
            Self::Planned => "meeting-planned",
            Self::Moved => "meeting-moved",
            Self::Cancelled => "meeting-cancelled",
            Self::Now => "meeting-now",
            Self::Over => "meeting-over",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Planned => Icon::Calendar,
            Self::Moved => Icon::Pencil,
            Self::Cancelled => Icon::CircleX,
            Self::Now => Icon::CircleDot,
            Self::Over => Icon::Check,
        }
    }
}

/// The badge.
#[component]
pub fn MeetingBadge(state: Shown) -> impl IntoView {
    view! {
        <span class=format!("state {}", state.class())>
            {state.icon().view()}
            <span>{state.word()}</span>
        </span>
    }
}
