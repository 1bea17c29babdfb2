//! Meetings in the order of time, under the days on which they are.

use domain::{Day, schedule::Convener, time_zone::TimeZoneName};
use leptos::prelude::*;
use services::{history::Names, meeting::Meeting};

use super::{
    badge::{MeetingBadge, Shown},
    when::{hours, instant, local, own_hours, weekday_and_date},
};
use crate::group::group_path;

/// A meeting's page.
pub fn meeting_path(meeting: &Meeting) -> String {
    format!("/meetings/{}", meeting.address)
}

/// Whose meetings those of a convener are: “All working groups”, “The committee”, or a link to the group.
pub fn whose(convener: Convener, names: &Names) -> AnyView {
    match convener {
        Convener::Combined => "All working groups".into_any(),
        Convener::Committee => view! { <a href="/committee">"The committee"</a> }.into_any(),
        Convener::Group { group } => match names.group(group).cloned() {
            Some(name) => view! { <a href=group_path(&name.slug)>{name.name}</a> }.into_any(),
            None => "A group".into_any(),
        },
    }
}

/// “Today”, “Tomorrow”, “Yesterday”, or the day with its weekday.
pub fn day_words(day: Day, today: Day) -> String {
    let words = weekday_and_date(day);
    if day == today {
        format!("Today, {words}")
    } else if today.tomorrow().is_ok_and(|tomorrow| tomorrow == day) {
        format!("Tomorrow, {words}")
    } else if today.yesterday().is_ok_and(|yesterday| yesterday == day) {
        format!("Yesterday, {words}")
    } else {
        words
    }
}

/// Meetings under the headings of their days.
#[component]
pub fn MeetingDays(
    meetings: Vec<Meeting>,
    names: Names,
    /// In which zone the days and hours are told.
    zone: TimeZoneName,
    now: i64,
) -> impl IntoView {
    let today = local(now, &zone).date();
    let days: Vec<(Day, Vec<Meeting>)> =
        meetings
            .into_iter()
            .fold(Vec::new(), |mut days: Vec<(Day, Vec<Meeting>)>, meeting| {
                let day = local(meeting.starts_at, &zone).date();
                match days.last_mut() {
                    Some((last, of_day)) if *last == day => of_day.push(meeting),
                    Some(_) | None => days.push((day, vec![meeting])),
                }
                days
            });
    let days = days
        .into_iter()
        .map(|(day, meetings)| {
            let lines = meetings
                .iter()
                .map(|meeting| line(meeting, &names, &zone, now))
                .collect_view();
            view! {
                <section class="meeting-day-of-list">
                    <h2><time datetime=day.to_string()>{day_words(day, today)}</time></h2>
                    <ul class="meetings-of-day" data-keys="list">{lines}</ul>
                </section>
            }
        })
        .collect_view();
    view! { <div class="meeting-days">{days}</div> }
}

fn line(meeting: &Meeting, names: &Names, zone: &TimeZoneName, now: i64) -> AnyView {
    let shown = Shown::of(meeting, now);
    let at = instant(meeting.starts_at).to_string();
    let own = own_hours(meeting, zone).map(|own| view! { <span>{own}</span> });
    let place = (!meeting.place.is_empty()).then(|| view! { <span>{meeting.place.clone()}</span> });
    let reason = (!meeting.reason.is_empty())
        .then(|| view! { <p class="meeting-reason">{meeting.reason.clone()}</p> });
    // What is planned as ever says nothing; its heading says when it is.
    let badge = match shown {
        Shown::Planned | Shown::Over => None,
        Shown::Moved | Shown::Cancelled | Shown::Now => {
            Some(view! { <MeetingBadge state=shown /> })
        }
    };
    view! {
        <li class=shown.class()>
            <p class="meeting-hours"><time datetime=at>{hours(meeting, zone)}</time></p>
            <div>
                <p class="meeting-title"><a href=meeting_path(meeting)>{meeting.title.clone()}</a>{badge}</p>
                <p class="meeting-facts"><span>{whose(meeting.convener, names)}</span>{own}{place}</p>
                {reason}
            </div>
        </li>
    }
    .into_any()
}
