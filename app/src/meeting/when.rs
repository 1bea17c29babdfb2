//! When a meeting is, in words: in the reader's time zone, with the meeting's own beside it.

use domain::{Day, time_zone::TimeZoneName};
use jiff::{Timestamp, Zoned};
use leptos::prelude::*;
use services::{Context, ReadError, meeting::Meeting, profile};

use crate::page::query;

/// The time zone in which a reader is shown the times, and why it is that one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReaderZone {
    /// As the address asks.
    Asked(TimeZoneName),
    /// As their profile says.
    Own(TimeZoneName),
    /// Nobody knows theirs: UTC.
    Unknown,
}

impl ReaderZone {
    /// The reader's, given what the address asks for. One query, or none.
    pub async fn of(context: &Context, asked: Option<String>) -> Result<Self, ReadError> {
        if let Some(zone) = asked.and_then(|asked| TimeZoneName::new(&asked).ok()) {
            return Ok(Self::Asked(zone));
        }
        Ok(profile::zone_of_reader(context)
            .await?
            .map_or(Self::Unknown, Self::Own))
    }

    /// Its name.
    pub fn name(&self) -> TimeZoneName {
        match self {
            Self::Asked(zone) | Self::Own(zone) => zone.clone(),
            Self::Unknown => TimeZoneName::utc(),
        }
    }

    /// Which zone the times on the page are in, and how to have another.
    pub fn explained(&self, context: &Context) -> AnyView {
        let words = format!("Times are in {}", self.name());
        match self {
            Self::Asked(_) => view! { {words}"." }.into_any(),
            Self::Own(_) => view! {
                {words}", as "<a href="/account/profile">"your profile"</a>" says."
            }
            .into_any(),
            Self::Unknown if context.actor().person_id().is_some() => view! {
                {words}". "<a href="/account/profile">"Say in your profile"</a>" where you are."
            }
            .into_any(),
            Self::Unknown => view! { {words}"." }.into_any(),
        }
    }
}

/// What `?zone=` asks for, to be read before anything is awaited.
pub fn zone_asked() -> Option<String> {
    query("zone")
}

/// The instant of a number of microseconds.
pub fn instant(microseconds: i64) -> Timestamp {
    Timestamp::from_microsecond(microseconds).unwrap_or_default()
}

/// A moment on the clocks of a zone.
pub fn local(microseconds: i64, zone: &TimeZoneName) -> Zoned {
    instant(microseconds).to_zoned(zone.zone())
}

/// “16:00 to 17:00”; the end has its day where that is another.
pub fn hours(meeting: &Meeting, zone: &TimeZoneName) -> String {
    let (starts, ends) = (local(meeting.starts_at, zone), local(meeting.ends_at, zone));
    let end = if starts.date() == ends.date() {
        ends.strftime("%H:%M").to_string()
    } else {
        ends.strftime("%H:%M on %A").to_string()
    };
    format!("{} to {end}", starts.strftime("%H:%M"))
}

/// “Wednesday 2 December 2026”
pub fn weekday_and_date(day: Day) -> String {
    day.strftime("%A %-d %B %Y").to_string()
}

/// The hours in the meeting's own zone where that is not the reader's: “17:00 to 18:00 in Europe/Berlin”, with the weekday
/// where the day is another.
pub fn own_hours(meeting: &Meeting, reader: &TimeZoneName) -> Option<String> {
    if meeting.zone == *reader {
        return None;
    }
    let own = local(meeting.starts_at, &meeting.zone);
    let theirs = local(meeting.starts_at, reader);
    // One of the same hours needs no second telling.
    if own.offset() == theirs.offset() {
        return Some(format!("the same in {}", meeting.zone));
    }
    let day = if own.date() == theirs.date() {
        String::new()
    } else {
        own.strftime("%A ").to_string()
    };
    Some(format!(
        "{day}{} in {}",
        hours(meeting, &meeting.zone),
        meeting.zone
    ))
}

/// The whole of it: day and hours in the reader's zone, and in the meeting's own.
#[component]
pub fn When(meeting: Meeting, zone: ReaderZone) -> impl IntoView {
    let reader = zone.name();
    let starts = local(meeting.starts_at, &reader);
    let at = instant(meeting.starts_at).to_string();
    let own = own_hours(&meeting, &reader).map(|own| {
        view! { <p class="meeting-own-time">{own}</p> }
    });
    view! {
        <div class="meeting-moment">
            <p class="meeting-day">
                <time datetime=at>
                    {weekday_and_date(starts.date())}", "{hours(&meeting, &reader)}
                </time>
                " "<span class="secondary">{reader.to_string()}</span>
            </p>
            {own}
        </div>
    }
}
