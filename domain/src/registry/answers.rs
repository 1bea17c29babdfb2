//! What the importer was told about groups that are gone from the file.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Whether an import may end more than half of the groups that are alive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndingMost {
    /// It stops: most likely it is the wrong file.
    #[default]
    Stops,
    /// It was told to go on.
    IsMeant,
}

/// Answers to what a pair of additions and removals cannot tell. Names are compared without regard to case.
///
/// One set of answers may be given for several files: an answer about a group that is not gone from a file is
/// not used for that file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// `OLD=NEW`: the group OLD is called NEW in the file.
    pub renames: Vec<(String, String)>,
    /// `A=B`: the group A is gone from the file and B carries its work on.
    pub merges: Vec<(String, String)>,
    /// Groups that ended; whatever looks like them in the file is new.
    pub ended: Vec<String>,
    /// Whether most groups may end.
    pub ending_most: EndingMost,
}

/// One of the answers, for saying which were used. It reads as it is given: `--rename "Old=New"`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Answer {
    /// `OLD=NEW`.
    Rename(String, String),
    /// `A=B`.
    Merge(String, String),
    /// The group ended.
    Ended(String),
}

impl Answer {
    /// What it says, for people: “Paths” was renamed to “Routes”.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Rename(old, new) => format!("“{old}” was renamed to “{new}”"),
            Self::Merge(old, into) => format!("“{old}” was merged into “{into}”"),
            Self::Ended(name) => format!("“{name}” ended"),
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rename(old, new) => write!(formatter, "--rename \"{old}={new}\""),
            Self::Merge(old, into) => write!(formatter, "--merge \"{old}={into}\""),
            Self::Ended(name) => write!(formatter, "--ended \"{name}\""),
        }
    }
}

impl Answers {
    /// Adds what was answered.
    pub fn take(&mut self, answer: Answer) {
        match answer {
            Answer::Rename(old, new) => self.renames.push((old, new)),
            Answer::Merge(old, into) => self.merges.push((old, into)),
            Answer::Ended(name) => self.ended.push(name),
        }
    }

    /// All answers: renames, then merges, then ends.
    pub fn all(&self) -> impl Iterator<Item = Answer> {
        let pair = |answer: fn(String, String) -> Answer| {
            move |(old, new): &(String, String)| answer(old.clone(), new.clone())
        };
        self.renames
            .iter()
            .map(pair(Answer::Rename))
            .chain(self.merges.iter().map(pair(Answer::Merge)))
            .chain(self.ended.iter().cloned().map(Answer::Ended))
    }

    /// The answers that are not among those that the files used (see [`Comparison::used_answers`]).
    ///
    /// [`Comparison::used_answers`]: super::Comparison::used_answers
    #[must_use]
    pub fn unused(&self, used: &[Answer]) -> Vec<Answer> {
        self.all().filter(|answer| !used.contains(answer)).collect()
    }
}
