//! What is wrong with a file, in which line, and what was expected there.

use std::fmt;

/// The largest file that is read, in bytes: three hundred times the largest registry known.
pub const LARGEST_FILE: usize = 64 * 1024 * 1024;

/// The largest Markdown page that is read, in bytes. Its tree takes a hundred times as much memory.
pub(super) const LARGEST_PAGE: usize = 16 * 1024 * 1024;

/// How many problems a message lists.
const LISTED: usize = 50;

/// One row, or one entry, that cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The name of the file as given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is there.
    pub found: String,
    /// What should be.
    pub expected: String,
}

impl fmt::Display for RowProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            found,
            expected,
        } = self;
        write!(
            formatter,
            "{file}:{line}: found {found}; expected {expected}"
        )
    }
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is larger than [`LARGEST_FILE`], or than Markdown may be.
    #[error(
        "{file}:1: found {} MB; expected at most {} MB",
        megabytes(*.bytes),
        megabytes(*.limit)
    )]
    TooLarge {
        /// The name of the file as given.
        file: String,
        /// How large it is.
        bytes: usize,
        /// How large it may be.
        limit: usize,
    },
    /// It is no UTF-8 text.
    #[error("{file}:{line}: found bytes that are no UTF-8; expected a text in UTF-8")]
    InvalidUtf8 {
        /// The name of the file as given.
        file: String,
        /// The line of the first such byte, from 1.
        line: usize,
    },
    /// It is none of the known formats.
    #[error("{file}:1: found no format that is known; expected {expected}")]
    Unrecognised {
        /// The name of the file as given.
        file: String,
        /// What the known formats look like.
        expected: &'static str,
    },
    /// Some of it cannot be taken in.
    #[error("{}", listed(.0))]
    Rows(Vec<RowProblem>),
}

impl ReadError {
    /// A character that PostgreSQL takes in no text.
    pub(super) fn nul(file: &str, line: usize) -> Self {
        Self::Rows(vec![RowProblem {
            file: file.to_owned(),
            line,
            found: "a NUL character".to_owned(),
            expected: "text".to_owned(),
        }])
    }
}

/// Megabytes, rounded up: one byte too many is not shown as the limit.
fn megabytes(bytes: usize) -> usize {
    bytes.div_ceil(1024 * 1024)
}

fn listed(problems: &[RowProblem]) -> String {
    let mut lines: Vec<String> = problems
        .iter()
        .take(LISTED)
        .map(ToString::to_string)
        .collect();
    if problems.len() > LISTED {
        lines.push(format!("and {} more", problems.len() - LISTED));
    }
    lines.join("\n")
}

/// What a row is about: leaving it out makes the list of that incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowOf {
    Group,
    Person,
    /// A part of the file that may hold both.
    Both,
}

/// What is found wrong while a file is read.
pub(super) struct Problems {
    file: String,
    found: Vec<RowProblem>,
    pub(super) groups_left_out: bool,
    pub(super) people_left_out: bool,
}

impl Problems {
    pub(super) fn of(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            found: Vec::new(),
            groups_left_out: false,
            people_left_out: false,
        }
    }

    pub(super) fn add(
        &mut self,
        row: RowOf,
        line: usize,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        self.groups_left_out |= row != RowOf::Person;
        // Whoever leads a group that is left out goes with it.
        self.people_left_out = true;
        self.found.push(RowProblem {
            file: self.file.clone(),
            line: line.max(1),
            found: found.into(),
            expected: expected.into(),
        });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All problems, in the order of their lines.
    pub(super) fn into_rows(mut self) -> Vec<RowProblem> {
        self.found.sort_by_key(|problem| problem.line);
        self.found
    }
}

/// A cell or value as a message quotes it: on one line, and not too long.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().count() <= LONGEST {
        return format!("“{folded}”");
    }
    let start: String = folded.chars().take(LONGEST).collect();
    format!("“{start}…”")
}
