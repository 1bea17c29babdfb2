//! Pages that show a past day say so, and their links lead on into that day.

use domain::Day;
use leptos::prelude::*;

use crate::{
    address::address,
    page::OnDay,
    ui::{Banner, BannerKind, DateText, Field},
};

/// An address as it is on the day that the page shows: with `?on=` on a page of a past day.
#[must_use]
pub fn on_same_day(path: &str, past: Option<Day>) -> String {
    let on = past.map(|day| day.to_string()).unwrap_or_default();
    address(path, &[("on", &on)])
}

/// Says which past day the page shows. `subject` begins the sentence: "The community"; `today` is the page of today.
#[component]
pub fn PastBanner(
    day: Day,
    #[prop(into)] subject: String,
    #[prop(into)] today: String,
) -> impl IntoView {
    view! {
        <Banner kind=BannerKind::Past>
            <p>
                {subject}" as of "<DateText day=day />". "
                <a href=today>"Back to today"</a>
            </p>
        </Banner>
    }
}

/// The field `on` of a form that leads to a past day. A day that cannot be used is named and kept.
#[component]
pub fn PastDayField(on: OnDay) -> impl IntoView {
    let (kind, value, error) = match on {
        OnDay::Today => ("date", String::new(), String::new()),
        OnDay::Past(day) => ("date", day.to_string(), String::new()),
        // A field for dates would drop what is no date.
        OnDay::Unusable(typed) => {
            let error = unusable(&typed);
            ("text", typed, error)
        }
    };
    view! { <Field name="on" label="On a past day" kind=kind value=value error=error /> }
}

fn unusable(typed: &str) -> String {
    if typed.trim().parse::<Day>().is_ok() {
        "That day is still to come.".to_owned()
    } else {
        format!("“{typed}” is no day. Write it like 2024-08-14.")
    }
}
