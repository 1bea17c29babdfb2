//! On which days something recurs. Days only: hours and zones are the pattern's (see [`super::Pattern`]).

use std::collections::BTreeSet;

use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Nth, Weekday};
use crate::Day;

/// On which days something recurs, counted from a first day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "every", rename_all = "snake_case")]
pub enum Recurrence {
    /// Every so many days.
    Daily {
        /// How many; 1 for each day.
        days: u8,
    },
    /// On weekdays, every so many weeks.
    Weekly {
        /// How many; 1 for each week. Weeks begin with Monday.
        weeks: u8,
        /// On which days; at least one.
        weekdays: BTreeSet<Weekday>,
    },
    /// On one weekday of the month, every so many months.
    Monthly {
        /// How many; 1 for each month.
        months: u8,
        /// Which one of the month.
        nth: Nth,
        /// Which weekday.
        weekday: Weekday,
    },
}

impl Recurrence {
    /// The longest pause: every twelfth day, week or month.
    pub const LONGEST: u8 = 12;

    /// Once a week, on that weekday.
    #[must_use]
    pub fn each_week(weekday: Weekday) -> Self {
        Self::Weekly {
            weeks: 1,
            weekdays: BTreeSet::from([weekday]),
        }
    }

    /// Whether it recurs at all: with a pause that can be, and on at least one weekday.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let (pause, days) = match self {
            Self::Daily { days } => (*days, 1),
            Self::Weekly { weeks, weekdays } => (*weeks, weekdays.len()),
            Self::Monthly { months, .. } => (*months, 1),
        };
        (1..=Self::LONGEST).contains(&pause) && days > 0
    }

    /// The first of its days that is not before `day`, where it is counted from `first`.
    #[must_use]
    pub fn on_or_after(&self, first: Day, day: Day) -> Option<Day> {
        if !self.is_whole() {
            return None;
        }
        let day = day.max(first);
        match self {
            Self::Daily { days } => {
                let over = days_between(first, day).rem_euclid(i64::from(*days));
                let ahead = if over == 0 {
                    0
                } else {
                    i64::from(*days) - over
                };
                later(day, ahead.days())
            }
            Self::Weekly { weeks, weekdays } => {
                let mut monday = monday_of(day)?;
                let passed = days_between(monday_of(first)?, monday) / 7;
                let over = passed.rem_euclid(i64::from(*weeks));
                if over > 0 {
                    monday = later(monday, (i64::from(*weeks) - over).weeks())?;
                }
                let in_week = |monday: Day| {
                    weekdays
                        .iter()
                        .filter_map(move |weekday| later(monday, in_the_week(*weekday).days()))
                        .find(|found| *found >= day)
                };
                match in_week(monday) {
                    Some(found) => Some(found),
                    None => in_week(later(monday, i64::from(*weeks).weeks())?),
                }
            }
            Self::Monthly {
                months,
                nth,
                weekday,
            } => {
                let over = months_between(first, day).rem_euclid(i64::from(*months));
                let ahead = if over == 0 {
                    0
                } else {
                    i64::from(*months) - over
                };
                let mut month = later(day.first_of_month(), ahead.months())?;
                loop {
                    let found = month
                        .nth_weekday_of_month(nth.number(), weekday.plain())
                        .ok()?;
                    if found >= day {
                        return Some(found);
                    }
                    month = later(month, i64::from(*months).months())?;
                }
            }
        }
    }

    /// The last of its days that is not after `day`, where it is counted from `first`.
    #[must_use]
    pub fn on_or_before(&self, first: Day, day: Day) -> Option<Day> {
        if !self.is_whole() || day < first {
            return None;
        }
        let found = match self {
            Self::Daily { days } => {
                let over = days_between(first, day).rem_euclid(i64::from(*days));
                earlier(day, over.days())
            }
            Self::Weekly { weeks, weekdays } => {
                let mut monday = monday_of(day)?;
                let passed = days_between(monday_of(first)?, monday) / 7;
                let over = passed.rem_euclid(i64::from(*weeks));
                monday = earlier(monday, over.weeks())?;
                let in_week = |monday: Day| {
                    weekdays
                        .iter()
                        .rev()
                        .filter_map(move |weekday| later(monday, in_the_week(*weekday).days()))
                        .find(|found| *found <= day)
                };
                match in_week(monday) {
                    Some(found) => Some(found),
                    None => in_week(earlier(monday, i64::from(*weeks).weeks())?),
                }
            }
            Self::Monthly {
                months,
                nth,
                weekday,
            } => {
                let over = months_between(first, day).rem_euclid(i64::from(*months));
                let mut month = earlier(day.first_of_month(), over.months())?;
                loop {
                    let found = month
                        .nth_weekday_of_month(nth.number(), weekday.plain())
                        .ok()?;
                    if found <= day {
                        break Some(found);
                    }
                    month = earlier(month, i64::from(*months).months())?;
                }
            }
        };
        found.filter(|found| *found >= first)
    }

    /// The value of an RRULE of RFC 5545, without an end.
    #[must_use]
    pub fn in_calendars(&self) -> String {
        match self {
            Self::Daily { days } => format!("FREQ=DAILY;INTERVAL={days}"),
            Self::Weekly { weeks, weekdays } => {
                let days: Vec<&str> = weekdays
                    .iter()
                    .map(|weekday| weekday.in_calendars())
                    .collect();
                format!(
                    "FREQ=WEEKLY;INTERVAL={weeks};WKST=MO;BYDAY={}",
                    days.join(",")
                )
            }
            Self::Monthly {
                months,
                nth,
                weekday,
            } => format!(
                "FREQ=MONTHLY;INTERVAL={months};BYDAY={}{}",
                nth.number(),
                weekday.in_calendars()
            ),
        }
    }

    /// “Every second Wednesday”, “On the first Tuesday of each month”.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Daily { days: 1 } => "Every day".to_owned(),
            Self::Daily { days } => format!("Every {days} days"),
            Self::Weekly { weeks, weekdays } => {
                let names: Vec<&str> = weekdays.iter().map(|weekday| weekday.word()).collect();
                let days = crate::words::enumerated(&names);
                match weeks {
                    1 => format!("Every {days}"),
                    2 => format!("Every other week on {days}"),
                    weeks => format!("Every {weeks} weeks on {days}"),
                }
            }
            Self::Monthly {
                months,
                nth,
                weekday,
            } => {
                let day = format!("On the {} {}", nth.word(), weekday.word());
                match months {
                    1 => format!("{day} of each month"),
                    2 => format!("{day} of every other month"),
                    months => format!("{day} of every {months} months"),
                }
            }
        }
    }
}

fn in_the_week(weekday: Weekday) -> i64 {
    i64::from(weekday.plain().to_monday_zero_offset())
}

fn monday_of(day: Day) -> Option<Day> {
    earlier(day, in_the_week(Weekday::of(day)).days())
}

fn days_between(from: Day, to: Day) -> i64 {
    (to - from).get_days().into()
}

fn months_between(from: Day, to: Day) -> i64 {
    (i64::from(to.year()) - i64::from(from.year())) * 12 + i64::from(to.month())
        - i64::from(from.month())
}

fn later(day: Day, by: Span) -> Option<Day> {
    day.checked_add(by).ok()
}

fn earlier(day: Day, by: Span) -> Option<Day> {
    day.checked_sub(by).ok()
}
