//! Seats in words, for the public page and for who administers them.

use leptos::prelude::*;
use services::committee::{HolderLine, TermEnd};

use crate::ui::{DateText, DayFormat, Icon};

/// "Seat 2", "Seat 2, elected by the contributors".
#[must_use]
pub fn seat_name(number: u32, title: &str) -> String {
    if title.is_empty() {
        format!("Seat {number}")
    } else {
        format!("Seat {number}, {title}")
    }
}

/// Until when a term is, pointed out where that is soon or past.
#[component]
pub fn Ends(holder: HolderLine) -> impl IntoView {
    let Some(ends_on) = holder.ends_on else {
        return view! { <span class="secondary">"no end"</span> }.into_any();
    };
    let day = view! { <DateText day=ends_on format=DayFormat::Short /> };
    match holder.end {
        TermEnd::Far => day.into_any(),
        TermEnd::Soon => view! {
            <span class="state term-soon">{Icon::CircleAlert.view()}<span>"soon, "{day}</span></span>
        }
        .into_any(),
        TermEnd::Over => view! {
            <span class="state term-over">{Icon::CircleAlert.view()}<span>"ended "{day}</span></span>
        }
        .into_any(),
    }
}
