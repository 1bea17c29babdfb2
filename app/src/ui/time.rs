//! Days and moments in words, with the machine's form beside them.

use domain::Day;
use jiff::Timestamp;
use leptos::prelude::*;

use super::Markup;

/// How a day is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayFormat {
    /// "14 August 2024"
    #[default]
    Long,
    /// "14 Aug 2024"
    Short,
    /// "Aug 2024"
    Month,
}

/// "14 August 2024"
#[must_use]
pub fn long_date(day: Day) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// "14 Aug 2024"
#[must_use]
pub fn short_date(day: Day) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// "Aug 2024"
#[must_use]
pub fn month(day: Day) -> String {
    day.strftime("%b %Y").to_string()
}

/// A day of the community's calendar.
#[component]
pub fn DateText(day: Day, #[prop(optional)] format: DayFormat) -> impl IntoView {
    let mut markup = Markup::default();
    date_text(&mut markup, day, format);
    markup.view()
}

/// Writes a [`DateText`].
pub fn date_text(markup: &mut Markup, day: Day, format: DayFormat) {
    let words = match format {
        DayFormat::Long => long_date(day),
        DayFormat::Short => short_date(day),
        DayFormat::Month => month(day),
    };
    markup
        .html("<time datetime=\"")
        .words(format_args!("{day}"))
        .html("\">")
        .text(&words)
        .html("</time>");
}

/// A moment, in UTC: "14 August 2024, 17:05 UTC".
#[component]
pub fn TimestampText(at: Timestamp) -> impl IntoView {
    let words = at.strftime("%-d %B %Y, %H:%M UTC").to_string();
    view! { <time datetime=at.to_string()>{words}</time> }
}
