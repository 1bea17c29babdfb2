//! A file as someone hands it in, at the command line or in the browser: what it states, and which day it shows.

use std::path::Path;

use domain::{Day, org::OrgStatement, registry::Registry};

use super::{
    ImportFile,
    formats::{self, BadRows, ReadError, RowProblem},
};

/// What the list of imports says of the format of an organization's lists.
const ORGANIZATION: &str = "Organization";

/// How it is known which day a file shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayFrom {
    /// It was given.
    Given,
    /// It is in the file's name.
    Name,
    /// Nothing says another one.
    Today,
}

impl DayFrom {
    /// The words behind the day.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Name => "from its name",
            Self::Today => "today, as its name has no date",
        }
    }
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct ReadFile<S> {
    /// What it states, as an import takes it.
    pub file: ImportFile<S>,
    /// How its day is known.
    pub day_from: DayFrom,
    /// The rows that were left out; none unless that was asked for.
    pub left_out: Vec<RowProblem>,
}

/// What all files of one import have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandedIn {
    /// The day that was given for them.
    pub as_of: Option<Day>,
    /// Today.
    pub today: Day,
    /// What is done with rows that cannot be taken in.
    pub bad_rows: BadRows,
}

impl HandedIn {
    /// Reads a registry. `path` is named in messages; the list of imports has its last part.
    ///
    /// # Errors
    /// As [`formats::read`].
    pub fn registry(self, path: &str, bytes: &[u8]) -> Result<ReadFile<Registry>, ReadError> {
        let reading = formats::read(path, bytes, self.bad_rows)?;
        let format = reading.format.words();
        Ok(self.file(path, format, reading.registry, reading.left_out))
    }

    /// Reads lists of an organization; `committee` is what the rules call the overseeing committee.
    ///
    /// # Errors
    /// As [`formats::read_org`].
    pub fn organization(
        self,
        path: &str,
        bytes: &[u8],
        committee: &str,
    ) -> Result<ReadFile<OrgStatement>, ReadError> {
        let reading = formats::read_org(path, bytes, committee, self.bad_rows)?;
        Ok(self.file(path, ORGANIZATION, reading.statement, reading.left_out))
    }

    fn file<S>(
        self,
        path: &str,
        format: &'static str,
        statement: S,
        left_out: Vec<RowProblem>,
    ) -> ReadFile<S> {
        let name = last_part(path);
        let (as_of, day_from) = day_of(&name, self.as_of, self.today);
        ReadFile {
            file: ImportFile {
                name,
                format,
                as_of,
                statement,
            },
            day_from,
            left_out,
        }
    }
}

fn last_part(path: &str) -> String {
    Path::new(path).file_name().map_or_else(
        || path.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// The day whose state a file of that name shows, and how that is known.
fn day_of(name: &str, given: Option<Day>, today: Day) -> (Day, DayFrom) {
    if let Some(day) = given {
        return (day, DayFrom::Given);
    }
    match day_in(name) {
        Some(day) => (day, DayFrom::Name),
        None => (today, DayFrom::Today),
    }
}

/// The first date in a name that is not a part of a longer number.
fn day_in(name: &str) -> Option<Day> {
    const LENGTH: usize = "2024-03-07".len();
    let bytes = name.as_bytes();
    let is_digit = |place: Option<&u8>| place.is_some_and(u8::is_ascii_digit);
    (0..=bytes.len().checked_sub(LENGTH)?)
        .filter(|start| *start == 0 || !is_digit(bytes.get(start - 1)))
        .filter(|start| !is_digit(bytes.get(start + LENGTH)))
        .find_map(|start| name.get(start..start + LENGTH)?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_the_name_is_the_day_of_the_file() {
        let found = |name: &str| day_in(name).map(|day| day.to_string());
        assert_eq!(
            found("2019-03-07-WORKING-GROUPS.md").as_deref(),
            Some("2019-03-07")
        );
        assert_eq!(
            found("groups_2024-02-29.yaml").as_deref(),
            Some("2024-02-29")
        );
        assert_eq!(found("ünïcode-2024-02-29").as_deref(), Some("2024-02-29"));
        assert_eq!(found("groups-2023-02-29.yaml"), None);
        assert_eq!(found("12019-03-07.md"), None);
        assert_eq!(found("2019-03-071.md"), None);
        assert_eq!(found("sigs.yaml"), None);
    }

    #[test]
    fn a_day_that_is_given_wins_over_the_name_and_the_name_over_today() {
        let (today, given) = (
            jiff::civil::date(2026, 11, 22),
            jiff::civil::date(2020, 1, 1),
        );
        let day = |path: &str, given| day_of(&last_part(path), given, today).0;
        let named = "in-2018-01-01/2019-03-07.md";
        assert_eq!(day(named, Some(given)), given);
        assert_eq!(day(named, None), jiff::civil::date(2019, 3, 7));
        assert_eq!(day("in-2018-01-01/sigs.yaml", None), today);
    }
}
