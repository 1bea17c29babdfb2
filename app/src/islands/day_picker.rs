//! A day to slide to above the lifelines: a line goes with it over the picture, and it says how many groups there were.
//! Without JavaScript the form for a past day does the same (`app/src/past.rs`).

#![expect(
    missing_docs,
    reason = "what #[island] makes of a function takes no words"
)]

use jiff::{ToSpan, civil::Date};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A stretch of a group's life, in days since the first day of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lived {
    /// The first day.
    pub since: i32,
    /// The first day after it; `None` while it lasts.
    pub until: Option<i32>,
}

/// The slider. `first` is the first day of the picture as year, month and day, `days` how many days it goes on;
/// `whole` says whether all groups are in it.
#[island]
pub fn DayPicker(first: (i16, i8, i8), days: i32, lived: Vec<Lived>, whole: bool) -> impl IntoView {
    let picked = RwSignal::new(days);
    let date = move || day_after(first, picked.get());
    let words = move || date().strftime("%-d %B %Y").to_string();
    let sentence = move || format!("On {}: {}", words(), counted(&lived, picked.get(), whole));
    let slide = move |event| {
        let Ok(day) = event_target_value(&event).parse() else {
            return;
        };
        picked.set(day);
        move_line(day, days);
    };
    view! {
        <div class="day-picker">
            <label for="picked-day">"Slide to a day"</label>
            <input
                id="picked-day"
                type="range"
                min="0"
                max=days
                value=days
                aria-valuetext=words
                on:input=slide
            />
            <p>
                <output for="picked-day">{sentence}</output>
                <a href=move || format!("/groups?on={}", date())>"See the community on that day"</a>
            </p>
        </div>
    }
}

fn day_after((year, month, day): (i16, i8, i8), days: i32) -> Date {
    Date::new(year, month, day)
        .unwrap_or_default()
        .saturating_add(days.days())
}

fn counted(lived: &[Lived], day: i32, whole: bool) -> String {
    let count = lived
        .iter()
        .filter(|life| life.since <= day && life.until.is_none_or(|until| day < until))
        .count();
    match (count, whole) {
        (1, true) => "1 group".to_owned(),
        (_, true) => format!("{count} groups"),
        (_, false) => format!("{count} of the groups on this page"),
    }
}

/// Puts the line that waits in the drawing (`app/src/ui/lifeline/many.rs`) on the day.
fn move_line(day: i32, days: i32) {
    let Ok(Some(line)) = document().query_selector(".lifelines-plot .picked-day") else {
        return;
    };
    let place = format!("{:.2}%", f64::from(day) / f64::from(days.max(1)) * 100.0);
    for end in ["x1", "x2"] {
        // Without it the picture is as it was; the words beside the slider still say all.
        drop(line.set_attribute(end, &place));
    }
}

#[cfg(test)]
mod tests {
    use super::{Lived, counted, day_after};

    #[test]
    fn a_group_is_counted_from_its_first_day_until_the_day_it_ended() {
        let lived = [
            Lived {
                since: 0,
                until: Some(10),
            },
            Lived {
                since: 5,
                until: None,
            },
        ];
        assert_eq!(counted(&lived, 4, true), "1 group");
        assert_eq!(counted(&lived, 9, true), "2 groups");
        assert_eq!(counted(&lived, 10, false), "1 of the groups on this page");
    }

    #[test]
    fn days_are_counted_from_the_first_day_of_the_picture() {
        assert_eq!(day_after((2019, 2, 27), 3).to_string(), "2019-03-02");
    }
}
