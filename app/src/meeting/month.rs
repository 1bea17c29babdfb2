//! A month of meetings as a table of weeks; on a narrow screen it is a list of the days that have some.

use std::collections::BTreeMap;

use domain::{Day, time_zone::TimeZoneName};
use jiff::{ToSpan, Zoned, civil::Time};
use leptos::prelude::*;
use services::{Context, ReadError, meeting::Meeting, schedule::Meetings};

use super::{
    badge::Shown,
    line::meeting_path,
    when::{instant, local},
};
use crate::ui::{Icon, Markup, Table};

/// A month that is looked at, by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthAsked(Day);

impl MonthAsked {
    /// Reads “2026-12”; without it, the month of now in the reader's zone.
    pub fn of(
        typed: Option<&str>,
        context: &Context,
        zone: &TimeZoneName,
    ) -> Result<Self, ReadError> {
        match typed {
            None => Ok(Self(local(context.now(), zone).date().first_of_month())),
            Some(typed) => format!("{}-01", typed.trim())
                .parse()
                .map(Self)
                .map_err(|_| ReadError::NotFound),
        }
    }

    /// From the first instant until the first that belongs to the next month, with the days of other months that its weeks
    /// hold, in microseconds since 1970.
    pub fn bounds(self, zone: &TimeZoneName) -> (i64, i64) {
        let days = self.days();
        let at = |day: Option<&Day>| {
            day.and_then(|day| {
                zone.zone()
                    .to_ambiguous_timestamp(day.to_datetime(Time::midnight()))
                    .compatible()
                    .ok()
            })
            .map_or(0, jiff::Timestamp::as_microsecond)
        };
        let after = days.last().and_then(|day| day.tomorrow().ok());
        (at(days.first()), at(after.as_ref()))
    }

    /// All days of its weeks, from a Monday to a Sunday.
    fn days(self) -> Vec<Day> {
        let back = i64::from(self.0.weekday().to_monday_zero_offset());
        let first = self.0.saturating_sub(back.days());
        let last = self.0.last_of_month();
        let forward = 6 - i64::from(last.weekday().to_monday_zero_offset());
        let last = last.saturating_add(forward.days());
        first
            .series(1.day())
            .take_while(|day| *day <= last)
            .collect()
    }

    fn words(self) -> String {
        self.0.strftime("%B %Y").to_string()
    }

    fn key(self) -> String {
        self.0.strftime("%Y-%m").to_string()
    }

    fn before(self) -> Self {
        Self(self.0.saturating_sub(1.month()).first_of_month())
    }

    fn after(self) -> Self {
        Self(self.0.saturating_add(1.month()).first_of_month())
    }

    fn has(self, day: Day) -> bool {
        day.first_of_month() == self.0
    }
}

/// The month.
#[component]
pub fn Calendar(
    month: MonthAsked,
    read: Meetings,
    zone: TimeZoneName,
    /// The page's address, to which the month is added.
    path: String,
    now: i64,
) -> impl IntoView {
    let at = |month: MonthAsked| format!("{path}&month={}", month.key());
    let today = local(now, &zone).date();
    let days = month.days();
    // Each meeting is looked at once: a month may have more than a thousand.
    let rules = zone.zone();
    let mut lines: BTreeMap<Day, Markup> = BTreeMap::new();
    for meeting in &read.meetings {
        let starts = instant(meeting.starts_at).to_zoned(rules.clone());
        write_line(
            lines.entry(starts.date()).or_default(),
            meeting,
            &starts,
            now,
        );
    }
    let weeks = days
        .chunks(7)
        .map(|week| {
            let cells = week
                .iter()
                .map(|day| cell(*day, month, today, lines.remove(day)))
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    let none = read.meetings.is_empty().then(|| {
        view! { <p class="secondary">"No meeting is planned in this month."</p> }
    });
    let heads = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ]
    .map(|name| view! { <th scope="col"><abbr title=name>{&name[..3]}</abbr></th> })
    .collect_view();
    view! {
        <nav class="month-ways" aria-label="Months">
            <a href=at(month.before())>{Icon::ArrowLeft.view()}{month.before().words()}</a>
            <h2>{month.words()}</h2>
            <a href=at(month.after())>{month.after().words()}{Icon::ArrowRight.view()}</a>
        </nav>
        {none}
        <div class="month">
            <Table id="month" caption=format!("Meetings in {}", month.words()) caption_hidden=true>
                <thead><tr>{heads}</tr></thead>
                <tbody>{weeks}</tbody>
            </Table>
        </div>
    }
}

/// Writes a meeting's hour and name into its day.
fn write_line(lines: &mut Markup, meeting: &Meeting, starts: &Zoned, now: i64) {
    let shown = Shown::of(meeting, now);
    lines
        .html("<li class=\"")
        .html(shown.class())
        .html("\"><time datetime=\"")
        .words(format_args!("{}", starts.timestamp()))
        .html("\">")
        .words(format_args!("{:02}:{:02}", starts.hour(), starts.minute()))
        .html("</time> ")
        .link(&meeting_path(meeting), &meeting.title);
    if shown == Shown::Cancelled {
        lines.html("<span class=\"visually-hidden\"> (cancelled)</span>");
    }
    lines.html("</li>");
}

fn cell(day: Day, month: MonthAsked, today: Day, meetings: Option<Markup>) -> AnyView {
    let mut class = Vec::new();
    if !month.has(day) {
        class.push("other-month");
    }
    if meetings.is_none() {
        class.push("empty-day");
    }
    if day == today {
        class.push("this-day");
    }
    let short = day.strftime("%-d").to_string();
    let long = day.strftime("%A %-d %B").to_string();
    let current = (day == today).then_some("date");
    view! {
        <td class=class.join(" ") aria-current=current>
            <time datetime=day.to_string()>
                <span class="day-short" aria-hidden="true">{short}</span>
                <span class="day-long">{long}</span>
            </time>
            {meetings.map(|meetings| view! { <ul>{meetings.view()}</ul> })}
        </td>
    }
    .into_any()
}
