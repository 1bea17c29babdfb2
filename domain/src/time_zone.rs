//! Time zones by their names in the IANA database, which is part of the program.

use std::fmt;

use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

/// The name of a time zone: `Europe/Lisbon`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeZoneName(String);

/// Why a text is no time zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no time zone. Write one as “Europe/Lisbon” or “America/New_York”, or “UTC”.")]
pub struct NoTimeZone(pub String);

impl TimeZoneName {
    /// The zone of that name, in whichever letter case.
    ///
    /// # Errors
    /// When there is none.
    pub fn new(text: &str) -> Result<Self, NoTimeZone> {
        let wanted = text.trim();
        TimeZoneDatabase::bundled()
            .get(wanted)
            .ok()
            .and_then(|zone| zone.iana_name().map(str::to_owned))
            .map(Self)
            .ok_or_else(|| NoTimeZone(wanted.to_owned()))
    }

    /// The names to choose from, by letters: one for each place, without those that are kept for old programs alone.
    #[must_use]
    pub fn suggestions() -> Vec<String> {
        const AREAS: [&str; 10] = [
            "Africa/",
            "America/",
            "Antarctica/",
            "Arctic/",
            "Asia/",
            "Atlantic/",
            "Australia/",
            "Europe/",
            "Indian/",
            "Pacific/",
        ];
        let mut names: Vec<String> = TimeZoneDatabase::bundled()
            .available()
            .map(|name| name.as_str().to_owned())
            .filter(|name| name == "UTC" || AREAS.iter().any(|area| name.starts_with(area)))
            .collect();
        names.sort_unstable();
        names
    }

    /// UTC.
    #[must_use]
    pub fn utc() -> Self {
        Self("UTC".to_owned())
    }

    /// Its rules.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        // It was looked up when it was made.
        TimeZoneDatabase::bundled()
            .get(&self.0)
            .unwrap_or(TimeZone::UTC)
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for TimeZoneName {
    type Error = NoTimeZone;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text)
    }
}

impl From<TimeZoneName> for String {
    fn from(name: TimeZoneName) -> Self {
        name.0
    }
}

impl fmt::Display for TimeZoneName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_found_by_its_name_in_whichever_letter_case() {
        let zone = TimeZoneName::new(" europe/lisbon ").map(|zone| zone.to_string());
        assert_eq!(zone.as_deref(), Ok("Europe/Lisbon"));
        assert!(TimeZoneName::new("UTC").is_ok());
    }

    #[test]
    fn what_is_no_zone_is_named_back() {
        for text in ["", "Lisbon", "Europe/Atlantis", "../etc/passwd", "GMT+25"] {
            let refused = TimeZoneName::new(text);
            assert_eq!(refused, Err(NoTimeZone(text.to_owned())));
        }
    }

    #[test]
    fn every_suggestion_is_a_zone() {
        let names = TimeZoneName::suggestions();
        assert!(names.iter().all(|name| TimeZoneName::new(name).is_ok()));
        assert!(names.len() > 300 && names.contains(&"Asia/Ulaanbaatar".to_owned()));
    }
}
