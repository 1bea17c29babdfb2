//! A month of the calendar.

use std::{fmt, str::FromStr};

use jiff::Span;
use serde::{Deserialize, Serialize};

use crate::Day;

/// A month. It is written `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(Day);

/// The text names no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("that is no month; write it like 2026-11")]
pub struct NoMonth;

impl Month {
    /// The month that a day is in.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self(day.first_of_month())
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Day {
        self.0
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Day {
        self.0.last_of_month()
    }

    /// So many months later; earlier for a negative number.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self::of(self.0.saturating_add(Span::new().months(months)))
    }

    /// How many months later it is than another.
    #[must_use]
    pub fn since(self, other: Self) -> i32 {
        let months = |month: Self| i32::from(month.0.year()) * 12 + i32::from(month.0.month());
        months(self) - months(other)
    }

    /// "November 2026"
    #[must_use]
    pub fn words(self) -> String {
        self.0.strftime("%B %Y").to_string()
    }

    /// "Nov 2026"
    #[must_use]
    pub fn short(self) -> String {
        self.0.strftime("%b %Y").to_string()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.strftime("%Y-%m"))
    }
}

impl FromStr for Month {
    type Err = NoMonth;

    fn from_str(text: &str) -> Result<Self, NoMonth> {
        if text.len() != 7 {
            return Err(NoMonth);
        }
        format!("{text}-01").parse().map(Self).map_err(|_| NoMonth)
    }
}

impl TryFrom<String> for Month {
    type Error = NoMonth;

    fn try_from(text: String) -> Result<Self, NoMonth> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}
