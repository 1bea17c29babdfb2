//! A calendar as iCalendar has it (RFC 5545): series with their rules, meetings that are otherwise, meetings of their own.

use std::{borrow::Cow, collections::BTreeMap};

use domain::{
    Day,
    schedule::{About, Convener, MeetingState, Pattern},
    time_zone::TimeZoneName,
};
use ics::{
    ICalendar,
    components::{Component, Parameter, Property},
    escape_text,
};
use jiff::{Timestamp, civil::time, tz::TimeZone};
use services::{
    calendar::{Feed, Recurring, SingleMeeting},
    meeting::Meeting,
    text,
};

use super::zone;

/// What a calendar is called, and where its site is.
pub struct Head<'h> {
    /// Its name in calendar programs.
    pub name: String,
    /// Where readers reach the site.
    pub url: &'h str,
    /// Today.
    pub today: Day,
    /// Now, in microseconds since 1970.
    pub now: i64,
}

impl Head<'_> {
    /// The whole address of a page; none where nobody knows how the site is reached.
    fn page(&self, path: &str) -> Option<String> {
        (!self.url.is_empty()).then(|| format!("{}{path}", self.url))
    }
}

/// The calendar as text.
pub fn calendar(feed: &Feed, head: &Head<'_>) -> String {
    let mut calendar = ICalendar::new("2.0", "-//Charterhouse//Schedule//EN");
    for (name, value) in [
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("NAME", head.name.as_str()),
        ("X-WR-CALNAME", head.name.as_str()),
    ] {
        calendar.push(words(name, value));
    }
    // How often programs ask again.
    let mut refresh = Property::new("REFRESH-INTERVAL", "PT1H");
    refresh.add(Parameter::new("VALUE", "DURATION"));
    calendar.push(refresh);
    calendar.push(Property::new("X-PUBLISHED-TTL", "PT1H"));
    for (name, from) in zones(feed) {
        calendar.add_component(zone::component(&name, from, head.today));
    }
    for recurring in &feed.recurring {
        for component in series(feed, recurring, head) {
            calendar.add_component(component);
        }
    }
    for single in &feed.single {
        let mut event = Component::new("VEVENT");
        event.add_property(Property::new("UID", uid_of(&single.meeting)));
        meeting(&mut event, feed, single, 0, head);
        calendar.add_component(event);
    }
    calendar.to_string()
}

/// The zones that are spoken of, each from its first day on. UTC needs none.
fn zones(feed: &Feed) -> BTreeMap<TimeZoneName, Day> {
    let mut zones: BTreeMap<TimeZoneName, Day> = BTreeMap::new();
    let series = feed
        .recurring
        .iter()
        .map(|recurring| (recurring.pattern.zone.clone(), recurring.first.day));
    let otherwise = feed
        .recurring
        .iter()
        .flat_map(|recurring| recurring.otherwise.iter().map(|(_, single)| single));
    let single = feed
        .single
        .iter()
        .chain(otherwise)
        .map(|single| (single.meeting.zone.clone(), single.meeting.address.day));
    for (zone, day) in series.chain(single) {
        if zone != TimeZoneName::utc() {
            let first = zones.entry(zone).or_insert(day);
            *first = day.min(*first);
        }
    }
    zones
}

/// A pattern of a series, and its meetings that are otherwise.
fn series(feed: &Feed, recurring: &Recurring, head: &Head<'_>) -> Vec<Component<'static>> {
    let uid = format!("{}-{}", recurring.series.0, recurring.pattern.from);
    let pattern = &recurring.pattern;
    let mut event = Component::new("VEVENT");
    event.add_property(Property::new("UID", uid.clone()));
    stamps(&mut event, recurring.changed_at, recurring.sequence);
    event.add_property(at("DTSTART", recurring.first.starts, &pattern.zone));
    event.add_property(at("DTEND", recurring.first.ends, &pattern.zone));
    event.add_property(Property::new("RRULE", rule(pattern)));
    event.add_property(Property::new("STATUS", "CONFIRMED"));
    let page = head.page(&format!("/meetings/series/{}", recurring.slug));
    let (about, page) = (&recurring.about, page.as_deref());
    said(&mut event, feed, recurring.convener, about, "", page);
    let mut components = Vec::new();
    for (planned, single) in &recurring.otherwise {
        let cancelled = single.meeting.state == MeetingState::Cancelled;
        if cancelled && single.meeting.ends_at < head.now {
            // One that was to be is told of as cancelled; one that would be over is left out.
            event.add_property(at("EXDATE", planned.starts, &pattern.zone));
            continue;
        }
        let mut other = Component::new("VEVENT");
        other.add_property(Property::new("UID", uid.clone()));
        other.add_property(at("RECURRENCE-ID", planned.starts, &pattern.zone));
        meeting(&mut other, feed, single, recurring.sequence, head);
        components.push(other);
    }
    components.insert(0, event);
    components
}

fn rule(pattern: &Pattern) -> String {
    let rule = pattern.recurrence.in_calendars();
    match pattern.until {
        None => rule,
        Some(until) => {
            let end = pattern
                .zone
                .zone()
                .to_ambiguous_timestamp(until.to_datetime(time(23, 59, 59, 0)))
                .compatible()
                .unwrap_or(Timestamp::MAX);
            format!("{rule};UNTIL={}", utc(end))
        }
    }
}

/// A meeting by itself: when, where it stands, what is said of it.
fn meeting(
    event: &mut Component<'static>,
    feed: &Feed,
    single: &SingleMeeting,
    sequence: i32,
    head: &Head<'_>,
) {
    let meeting = &single.meeting;
    stamps(
        event,
        single.changed_at,
        sequence.saturating_add(meeting.sequence),
    );
    event.add_property(at("DTSTART", instant(meeting.starts_at), &meeting.zone));
    event.add_property(at("DTEND", instant(meeting.ends_at), &meeting.zone));
    let cancelled = meeting.state == MeetingState::Cancelled;
    event.add_property(Property::new(
        "STATUS",
        if cancelled { "CANCELLED" } else { "CONFIRMED" },
    ));
    let about = About {
        // Not every program shows the state.
        title: if cancelled {
            format!("Cancelled: {}", meeting.title)
        } else {
            meeting.title.clone()
        },
        description: meeting.description.clone(),
        place: meeting.place.clone(),
        join_link: meeting.join_link.clone(),
    };
    let page = head.page(&format!("/meetings/{}", meeting.address));
    let reason = &meeting.reason;
    said(
        event,
        feed,
        meeting.convener,
        &about,
        reason,
        page.as_deref(),
    );
}

/// When it last changed, and how often.
fn stamps(event: &mut Component<'static>, changed_at: i64, sequence: i32) {
    let changed = utc(instant(changed_at));
    event.add_property(Property::new("DTSTAMP", changed.clone()));
    event.add_property(Property::new("LAST-MODIFIED", changed));
    event.add_property(Property::new("SEQUENCE", sequence.to_string()));
}

/// What is said of it.
fn said(
    event: &mut Component<'static>,
    feed: &Feed,
    convener: Convener,
    about: &About,
    reason: &str,
    page: Option<&str>,
) {
    event.add_property(words("SUMMARY", &about.title));
    let join = (!about.join_link.is_empty()).then(|| format!("Join: {}", about.join_link));
    let description: Vec<String> = [
        Some(reason.to_owned()).filter(|reason| !reason.is_empty()),
        join,
        Some(text::plain(&about.description)).filter(|text| !text.is_empty()),
        page.map(|page| format!("Agenda and more: {page}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    event.add_property(words("DESCRIPTION", &description.join("\n\n")));
    if !about.place.is_empty() {
        event.add_property(words("LOCATION", &about.place));
    }
    if !about.join_link.is_empty() {
        let mut conference = Property::new("CONFERENCE", one_line(&about.join_link));
        conference.add(Parameter::new("VALUE", "URI"));
        conference.add(Parameter::new("LABEL", "Join"));
        event.add_property(conference);
    }
    let whose = match convener {
        Convener::Combined => "All working groups".to_owned(),
        Convener::Committee => "The committee".to_owned(),
        Convener::Group { .. } => feed
            .group(convener)
            .map_or_else(|| "A group".to_owned(), |name| name.name.clone()),
    };
    event.add_property(words("CATEGORIES", &whose));
    if let Some(page) = page {
        event.add_property(Property::new("URL", one_line(page)));
    }
}

/// A text, with what has a meaning in calendars escaped.
fn words(name: &'static str, text: &str) -> Property<'static> {
    // Other control characters are not allowed in a calendar.
    let text: String = text
        .chars()
        .filter(|character| *character == '\n' || *character == '\t' || !character.is_control())
        .collect();
    let escaped: Cow<'static, str> = escape_text(text);
    Property::new(name, escaped)
}

/// An address: nothing in it may break the line.
fn one_line(address: &str) -> String {
    address
        .chars()
        .filter(|character| !character.is_control())
        .collect()
}

/// A moment on the clocks of its zone.
fn at(name: &'static str, moment: Timestamp, zone: &TimeZoneName) -> Property<'static> {
    if *zone == TimeZoneName::utc() {
        return Property::new(name, utc(moment));
    }
    let local = moment.to_zoned(zone.zone()).datetime();
    let mut property = Property::new(name, zone::local(local));
    property.add(Parameter::new("TZID", zone.to_string()));
    property
}

/// `20261125T160000Z`
fn utc(moment: Timestamp) -> String {
    format!(
        "{}Z",
        zone::local(moment.to_zoned(TimeZone::UTC).datetime())
    )
}

fn instant(microseconds: i64) -> Timestamp {
    Timestamp::from_microsecond(microseconds).unwrap_or_default()
}

/// What a meeting of no series is known by; one that has no row yet by its address.
fn uid_of(meeting: &Meeting) -> String {
    meeting
        .id
        .map_or_else(|| meeting.address.to_string(), |id| id.0.to_string())
}
