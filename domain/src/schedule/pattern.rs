//! When the meetings of a series are, from a day on: the recurrence with its hour, length and time zone.

use jiff::{
    SignedDuration, Timestamp,
    civil::Time,
    tz::{Offset, TimeZone},
};
use serde::{Deserialize, Serialize};

use super::Recurrence;
use crate::{Day, time_zone::TimeZoneName};

/// When meetings are, from one day to another. A series whose hour changes has one pattern after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// The day from which it is counted.
    pub from: Day,
    /// The last day on which there can be a meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// On which days.
    pub recurrence: Recurrence,
    /// At what time of day, in the zone.
    pub time: Time,
    /// For how many minutes.
    pub minutes: u16,
    /// In which time zone.
    pub zone: TimeZoneName,
}

/// When one meeting of a pattern is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Occurrence {
    /// When it begins.
    pub starts: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// The day in the pattern's zone that it belongs to: part of the meeting's address.
    pub day: Day,
}

impl Pattern {
    /// The longest meeting, in minutes.
    pub const LONGEST: u16 = 12 * 60;
    /// The shortest meeting, in minutes.
    pub const SHORTEST: u16 = 5;

    /// The meeting on a day, whether or not there is one then.
    ///
    /// Where clocks are set forward over the hour, the meeting is as much later as they are set; where they are set back
    /// and the hour comes twice, it is at the first one. So RFC 5545 has it, and so calendars show it.
    #[must_use]
    pub fn at(&self, day: Day) -> Occurrence {
        let zone = self.zone.zone();
        self.at_in(day, &zone)
    }

    fn at_in(&self, day: Day, zone: &TimeZone) -> Occurrence {
        let local = day.to_datetime(self.time);
        let starts = zone
            .to_ambiguous_timestamp(local)
            .compatible()
            .or_else(|_| Offset::UTC.to_timestamp(local))
            .unwrap_or(Timestamp::MAX);
        let ends = starts
            .saturating_add(SignedDuration::from_mins(i64::from(self.minutes)))
            .unwrap_or(Timestamp::MAX);
        Occurrence { starts, ends, day }
    }

    /// Whether there is a meeting on that day.
    #[must_use]
    pub fn is_on(&self, day: Day) -> bool {
        self.until.is_none_or(|until| day <= until)
            && self.recurrence.on_or_after(self.from, day) == Some(day)
    }

    /// The first day with a meeting; none where it ends before.
    #[must_use]
    pub fn first_day(&self) -> Option<Day> {
        self.day_on_or_after(self.from)
    }

    fn day_on_or_after(&self, day: Day) -> Option<Day> {
        self.recurrence
            .on_or_after(self.from, day)
            .filter(|day| self.until.is_none_or(|until| *day <= until))
    }

    fn day_on_or_before(&self, day: Day) -> Option<Day> {
        let day = self.until.map_or(day, |until| day.min(until));
        self.recurrence.on_or_before(self.from, day)
    }

    /// Its meetings that begin at an instant or later, in order.
    pub fn from(&self, from: Timestamp) -> impl Iterator<Item = Occurrence> + Send + use<> {
        let (pattern, zone) = (self.clone(), self.zone.zone());
        // Clocks that are set forward can bring yesterday's meeting into today.
        let yesterday = zone
            .to_datetime(from)
            .date()
            .yesterday()
            .unwrap_or(Day::MIN);
        let mut next = pattern.day_on_or_after(yesterday);
        std::iter::from_fn(move || {
            loop {
                let day = next?;
                next = day
                    .tomorrow()
                    .ok()
                    .and_then(|tomorrow| pattern.day_on_or_after(tomorrow));
                let occurrence = pattern.at_in(day, &zone);
                if occurrence.starts >= from {
                    return Some(occurrence);
                }
            }
        })
    }

    /// Its meetings that began before an instant, the last one first.
    pub fn before(&self, before: Timestamp) -> impl Iterator<Item = Occurrence> + Send + use<> {
        let (pattern, zone) = (self.clone(), self.zone.zone());
        let mut next = pattern.day_on_or_before(zone.to_datetime(before).date());
        std::iter::from_fn(move || {
            loop {
                let day = next?;
                next = day
                    .yesterday()
                    .ok()
                    .and_then(|yesterday| pattern.day_on_or_before(yesterday));
                let occurrence = pattern.at_in(day, &zone);
                if occurrence.starts < before {
                    return Some(occurrence);
                }
            }
        })
    }

    /// “Every Wednesday, 17:00 to 18:00 (Europe/Lisbon)”.
    #[must_use]
    pub fn words(&self) -> String {
        format!(
            "{}, {} to {} ({})",
            self.recurrence.words(),
            self.time.strftime("%H:%M"),
            self.time
                .wrapping_add(SignedDuration::from_mins(i64::from(self.minutes)))
                .strftime("%H:%M"),
            self.zone
        )
    }
}
