//! The stretches of time that reports are about.

use std::{fmt, str::FromStr};

use jiff::{Span, civil::date};
use serde::{Deserialize, Serialize};

use crate::{Day, policy::ReportCadence, roadmap::Month};

/// From a day to a day, both of which belong to it.
///
/// It is written as people call it where that is short, for addresses: `2026`, `2026-h1`, `2026-q3`, `2026-07`; otherwise
/// `2026-07-13-to-2026-08-23`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    first: Day,
    last: Day,
}

/// The text names no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("that is no period")]
pub struct NoPeriod;

impl Period {
    /// From a day to another.
    ///
    /// # Errors
    /// When the last day comes before the first.
    pub fn new(first: Day, last: Day) -> Result<Self, NoPeriod> {
        if first <= last {
            Ok(Self { first, last })
        } else {
            Err(NoPeriod)
        }
    }

    /// The first day.
    #[must_use]
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day.
    #[must_use]
    pub fn last(self) -> Day {
        self.last
    }

    /// Whether it is over at the beginning of a day.
    #[must_use]
    pub fn is_over(self, today: Day) -> bool {
        self.last < today
    }

    /// The day by which a report on it is due, so many days after its end.
    #[must_use]
    pub fn due_on(self, days: u32) -> Day {
        let days = i32::try_from(days).unwrap_or(i32::MAX).min(7_000_000);
        self.last.saturating_add(Span::new().days(days))
    }

    /// How many whole months it is, where it is that.
    fn months(self) -> Option<i32> {
        let (first, last) = (Month::of(self.first), Month::of(self.last));
        (first.first_day() == self.first && last.last_day() == self.last)
            .then(|| last.since(first) + 1)
    }

    /// What people call it: "2026", "first half of 2026", "third quarter of 2026", "July 2026", "13 July to 23 August 2026".
    #[must_use]
    pub fn words(self) -> String {
        const QUARTERS: [&str; 4] = ["first", "second", "third", "fourth"];
        let (year, month) = (self.first.year(), self.first.month());
        match (self.months(), month) {
            (Some(12), 1) => year.to_string(),
            (Some(6), 1) => format!("first half of {year}"),
            (Some(6), 7) => format!("second half of {year}"),
            (Some(3), 1 | 4 | 7 | 10) => {
                let quarter = usize::from(month.unsigned_abs() / 3);
                let which = QUARTERS.get(quarter).copied().unwrap_or_default();
                format!("{which} quarter of {year}")
            }
            (Some(1), _) => Month::of(self.first).words(),
            (Some(_) | None, _) => {
                let from = if year == self.last.year() {
                    self.first.strftime("%-d %B")
                } else {
                    self.first.strftime("%-d %B %Y")
                };
                format!("{from} to {}", self.last.strftime("%-d %B %Y"))
            }
        }
    }
}

impl Period {
    /// The same behind a preposition: "the third quarter of 2026", "July 2026".
    #[must_use]
    pub fn called(self) -> String {
        let words = self.words();
        if words.contains(" of ") {
            format!("the {words}")
        } else {
            words
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match (self.months(), month) {
            // A year of other than four digits is written out: `97` would be read as none.
            (Some(12), 1) if (1000..=9999).contains(&year) => write!(formatter, "{year}"),
            (Some(6), 1) => write!(formatter, "{year}-h1"),
            (Some(6), 7) => write!(formatter, "{year}-h2"),
            (Some(3), 1 | 4 | 7 | 10) => write!(formatter, "{year}-q{}", month / 3 + 1),
            (Some(1), _) => write!(formatter, "{}", Month::of(self.first)),
            (Some(_) | None, _) => write!(formatter, "{}-to-{}", self.first, self.last),
        }
    }
}

impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let read = || -> Option<Self> {
            if let Some((first, last)) = text.split_once("-to-") {
                return Self::new(first.parse().ok()?, last.parse().ok()?).ok();
            }
            if let Ok(month) = text.parse::<Month>() {
                return Some(Self::of_months(month, 1));
            }
            let whole_year = |year: &str| {
                let number: i16 = year.parse().ok()?;
                let plain = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
                (plain && number >= 1).then_some(number)
            };
            let from = |year: i16, month: i8, months: i32| {
                Some(Self::of_months(
                    Month::of(Day::new(year, month, 1).ok()?),
                    months,
                ))
            };
            let Some((year, part)) = text.split_once('-') else {
                return from(whole_year(text)?, 1, 12);
            };
            let year = whole_year(year)?;
            match part {
                "h1" => from(year, 1, 6),
                "h2" => from(year, 7, 6),
                "q1" => from(year, 1, 3),
                "q2" => from(year, 4, 3),
                "q3" => from(year, 7, 3),
                "q4" => from(year, 10, 3),
                _ => None,
            }
        };
        // One period has one address.
        read()
            .filter(|period| period.to_string() == text)
            .ok_or(NoPeriod)
    }
}

impl Period {
    fn of_months(first: Month, months: i32) -> Self {
        Self {
            first: first.first_day(),
            last: first.plus(months.saturating_sub(1)).last_day(),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = NoPeriod;

    fn try_from(text: String) -> Result<Self, NoPeriod> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl ReportCadence {
    /// The period that a day is in; none where groups report as appropriate. Periods of weeks are counted from a Monday, those
    /// of months from the beginning of a year, so that they are the same for every group.
    #[must_use]
    pub fn period_on(self, day: Day) -> Option<Period> {
        match self {
            Self::AsAppropriate => None,
            Self::EveryWeeks { weeks } => {
                let length = i32::try_from(weeks.max(1)).ok()?.checked_mul(7)?;
                let monday = date(2018, 1, 1);
                let days = monday.until(day).ok()?.get_days();
                let first =
                    monday.saturating_add(Span::new().days(days.div_euclid(length) * length));
                let last = first.saturating_add(Span::new().days(length - 1));
                Period::new(first, last).ok()
            }
            Self::EveryMonths { months } => {
                let length = i32::try_from(months.max(1)).ok()?;
                let beginning = Month::of(date(0, 1, 1));
                let count = Month::of(day).since(beginning);
                let first = beginning.plus(count.div_euclid(length) * length);
                Some(Period::of_months(first, length))
            }
        }
    }

    /// The period before another of this cadence.
    #[must_use]
    pub fn before(self, period: Period) -> Option<Period> {
        self.period_on(period.first.yesterday().ok()?)
    }

    /// The newest period on which reports are due by the end of a day.
    #[must_use]
    pub fn newest_due(self, today: Day, due_after_days: u32) -> Option<Period> {
        let mut period = self.period_on(today)?;
        while period.due_on(due_after_days) >= today {
            period = self.before(period)?;
        }
        Some(period)
    }

    /// The newest period that is over.
    #[must_use]
    pub fn newest_over(self, today: Day) -> Option<Period> {
        self.before(self.period_on(today)?)
    }
}
