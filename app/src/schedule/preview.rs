//! When the meetings of a pattern are: in words, and the next five with their day and hour.

use domain::schedule::Pattern;
use leptos::prelude::*;
use services::Context;

use crate::meeting::{instant, weekday_and_date};

/// So many dates are shown before a series is saved.
const DATES: usize = 5;

/// “Every second Wednesday, 16:00 to 17:00 (Europe/Lisbon)”, and the next five dates.
pub fn preview(context: &Context, pattern: &Pattern) -> AnyView {
    let from = context.now();
    let zone = pattern.zone.zone();
    let dates: Vec<AnyView> = pattern
        .from(instant(from))
        .take(DATES)
        .map(|occurrence| {
            let starts = occurrence.starts.to_zoned(zone.clone());
            let at = occurrence.starts.to_string();
            let utc = occurrence.starts.strftime("%H:%M UTC").to_string();
            let words = format!(
                "{}, {}",
                weekday_and_date(starts.date()),
                starts.strftime("%H:%M")
            );
            view! { <li><time datetime=at>{words}</time>" "<span class="secondary">{utc}</span></li> }
                .into_any()
        })
        .collect();
    let body = if dates.is_empty() {
        view! { <p>"There would be no meeting from now on."</p> }.into_any()
    } else {
        view! { <ol class="series-dates">{dates}</ol> }.into_any()
    };
    view! {
        <section class="series-preview" aria-label="What it comes to">
            <p class="series-words">{pattern.words()}</p>
            {body}
        </section>
    }
    .into_any()
}
