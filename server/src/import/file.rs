//! Reads the files of an import, and finds the day whose state each shows.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use domain::Day;
use services::registry::{
    ImportFile,
    formats::{LARGEST_FILE, ReadError, RowProblem},
};

use super::CommonArguments;
use crate::{cli::Failure, progress::Progress};

/// Reads all files; what is wrong with any of them is told at once. Says on the standard error output which day each
/// shows, and which rows were left out.
pub fn read_all<S>(
    arguments: &CommonArguments,
    today: Day,
    progress: &Progress,
    read: impl Fn(&str, &[u8]) -> Result<(S, &'static str, Vec<RowProblem>), ReadError>,
) -> Result<Vec<ImportFile<S>>, Failure> {
    let mut files = Vec::with_capacity(arguments.files.len());
    let mut problems = Vec::new();
    for path in &arguments.files {
        let name = path.display().to_string();
        let phase = progress.phase(&format!("Reading {name}"));
        let outcome = content(path, &name)
            .and_then(|bytes| read(&name, &bytes).map_err(|error| error.to_string()));
        phase.end();
        match outcome {
            Err(problem) => problems.push(problem),
            Ok((statement, format, left_out)) => {
                let (as_of, origin) = day_of(path, arguments.as_of, today);
                eprintln!("{name}: {format}, as of {as_of} ({origin})");
                for row in left_out {
                    eprintln!("left out: {row}");
                }
                files.push(ImportFile {
                    name: path
                        .file_name()
                        .map_or_else(|| name.clone(), |name| name.to_string_lossy().into_owned()),
                    format,
                    as_of,
                    statement,
                });
            }
        }
    }
    if problems.is_empty() {
        Ok(files)
    } else {
        problems.push("Nothing was written.".to_owned());
        Err(Failure::told(problems.join("\n")))
    }
}

/// The bytes of a file, as many as the formats take and one more: they then refuse it.
fn content(path: &Path, name: &str) -> Result<Vec<u8>, String> {
    let failed = |error: io::Error| format!("{name}: {error}");
    let file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    if size > LARGEST_FILE as u64 {
        return Err(ReadError::TooLarge {
            file: name.to_owned(),
            bytes: usize::try_from(size).unwrap_or(usize::MAX),
            limit: LARGEST_FILE,
        }
        .to_string());
    }
    // A pipe has no size.
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    Ok(bytes)
}

/// The day whose state a file shows, and how that is known.
fn day_of(path: &Path, given: Option<Day>, today: Day) -> (Day, &'static str) {
    if let Some(day) = given {
        return (day, "given");
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match day_in(&name) {
        Some(day) => (day, "from its name"),
        None => (today, "today, as its name has no date"),
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
        let named = Path::new("in-2018-01-01/2019-03-07.md");
        assert_eq!(day_of(named, Some(given), today).0, given);
        assert_eq!(day_of(named, None, today).0, jiff::civil::date(2019, 3, 7));
        assert_eq!(
            day_of(Path::new("in-2018-01-01/sigs.yaml"), None, today).0,
            today
        );
    }
}
