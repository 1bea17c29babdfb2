//! Reads the files of an import from the disk, and says what was found in each.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use services::registry::{
    ImportFile, ReadFile,
    formats::{LARGEST_FILE, ReadError},
};

use super::CommonArguments;
use crate::{cli::Failure, progress::Progress};

/// Reads all files; what is wrong with any of them is told at once. Says on the standard error output which day each
/// shows, and which rows were left out.
pub fn read_all<S>(
    arguments: &CommonArguments,
    progress: &Progress,
    read: impl Fn(&str, &[u8]) -> Result<ReadFile<S>, ReadError>,
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
            Ok(ReadFile {
                file,
                day_from,
                left_out,
            }) => {
                let (format, as_of, how) = (file.format, file.as_of, day_from.words());
                eprintln!("{name}: {format}, as of {as_of} ({how})");
                for row in left_out {
                    eprintln!("left out: {row}");
                }
                files.push(file);
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
