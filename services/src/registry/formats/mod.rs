//! Registry files: reading the formats that communities keep, and writing them.

mod charterhouse;
mod kubernetes;
mod markdown;
mod markdown_text;
mod org;
mod problem;
mod recognise;
mod tree;
mod words;
mod write;
mod write_markdown;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use domain::registry::Registry;

pub use org::{OrgReading, read_org};
pub use problem::{LARGEST_FILE, ReadError, RowProblem};
pub use recognise::Format;
pub use write::{ExportFormat, WriteError, write};

use problem::{LARGEST_PAGE, Problems};

/// What is done with rows that cannot be taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BadRows {
    /// The file is refused.
    #[default]
    Refuse,
    /// The rest is taken in.
    Skip,
}

/// What a registry file states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Which format it has.
    pub format: Format,
    /// What it states. Where a group was left out, no other group is taken to have ended; where a
    /// person was, nobody is taken to have left a seat: the list is then not complete.
    pub registry: Registry,
    /// What was left out, in the order of the lines; empty unless [`BadRows::Skip`] was asked for.
    pub left_out: Vec<RowProblem>,
}

/// Reads a registry file. The format is recognised from the content; `file` is only named in messages.
///
/// # Errors
/// When the file is too large, no UTF-8, of no known format, or, unless rows are skipped, has rows
/// that cannot be taken in. All of them are told at once.
pub fn read(file: &str, bytes: &[u8], bad_rows: BadRows) -> Result<Reading, ReadError> {
    let text = text_of(file, bytes)?;
    let mut problems = Problems::of(file);
    let format = recognise::format(text).ok_or_else(|| unrecognised(file))?;
    let mut registry = match format {
        Format::IstioMarkdown => {
            is_small_enough(file, text.len(), LARGEST_PAGE)?;
            markdown::read(text, &mut problems).ok_or_else(|| unrecognised(file))?
        }
        Format::KubernetesYaml => kubernetes::read(&tree::parse(file, text)?, &mut problems),
        Format::Charterhouse => charterhouse::read(&tree::parse(file, text)?, &mut problems),
    };
    if problems.groups_left_out {
        registry.kinds.clear();
    }
    if problems.people_left_out {
        registry.roles.clear();
    }
    Ok(Reading {
        format,
        registry,
        left_out: settle(problems, bad_rows)?,
    })
}

fn unrecognised(file: &str) -> ReadError {
    ReadError::Unrecognised {
        file: file.to_owned(),
        expected: recognise::FORMATS,
    }
}

fn is_small_enough(file: &str, bytes: usize, limit: usize) -> Result<(), ReadError> {
    if bytes > limit {
        return Err(ReadError::TooLarge {
            file: file.to_owned(),
            bytes,
            limit,
        });
    }
    Ok(())
}

/// The text of a file that is not too large.
fn text_of<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, ReadError> {
    is_small_enough(file, bytes.len(), LARGEST_FILE)?;
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        ReadError::InvalidUtf8 {
            file: file.to_owned(),
            line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
        }
    })?;
    match text.find('\0') {
        Some(place) => Err(ReadError::nul(
            file,
            text[..place].matches('\n').count() + 1,
        )),
        None => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
    }
}

fn settle(problems: Problems, bad_rows: BadRows) -> Result<Vec<RowProblem>, ReadError> {
    let rows = problems.into_rows();
    match bad_rows {
        BadRows::Refuse if !rows.is_empty() => Err(ReadError::Rows(rows)),
        BadRows::Refuse | BadRows::Skip => Ok(rows),
    }
}

/// Takes groups out of a registry by their places, and with each the groups that are part of it.
fn leave_out(registry: &mut Registry, mut places: BTreeSet<usize>) {
    if places.is_empty() {
        return;
    }
    let mut kept = Vec::new();
    // The new place of each group that stays; a parent comes before its subgroups.
    let mut moved: Vec<Option<usize>> = Vec::new();
    for (place, mut entry) in std::mem::take(&mut registry.groups).into_iter().enumerate() {
        if entry.parent.is_some_and(|parent| places.contains(&parent)) {
            places.insert(place);
        }
        if places.contains(&place) {
            moved.push(None);
            continue;
        }
        entry.parent = entry
            .parent
            .and_then(|parent| moved.get(parent).copied().flatten());
        moved.push(Some(kept.len()));
        kept.push(entry);
    }
    registry.groups = kept;
}
