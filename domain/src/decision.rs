//! Decisions: numbered records of what was decided, by whom, under which rules, and why.

mod recorded;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    Day,
    ids::{GroupId, PersonId, ProposalId},
};

pub use recorded::{Decider, DecisionEvent, RecordedDecision};

/// `2026-014`: the year and the number in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DecisionNumber {
    /// The year, in UTC.
    pub year: i16,
    /// From 1 in each year.
    pub number: u16,
}

impl fmt::Display for DecisionNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:03}", self.year, self.number)
    }
}

/// What was written is no decision’s number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no decision’s number; write it like 2026-014")]
pub struct NotANumber(pub String);

impl TryFrom<String> for DecisionNumber {
    type Error = NotANumber;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let parsed = text.split_once('-').and_then(|(year, number)| {
            let digits = |part: &str, fewest| {
                part.len() >= fewest && part.bytes().all(|byte| byte.is_ascii_digit())
            };
            if year.len() != 4 || !digits(year, 4) || !digits(number, 3) {
                return None;
            }
            Some(Self {
                year: year.parse().ok()?,
                number: number.parse().ok().filter(|number| *number > 0)?,
            })
        });
        // One number has one spelling.
        parsed
            .filter(|number| number.to_string() == text)
            .ok_or(NotANumber(text))
    }
}

impl From<DecisionNumber> for String {
    fn from(number: DecisionNumber) -> Self {
        number.to_string()
    }
}

/// What was decided about a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Outcome {
    /// A proposed group is formed.
    Formed,
    /// A proposed group is made a subgroup of another.
    SubgroupOf {
        /// Of which.
        group: GroupId,
    },
    /// A proposed group is subsumed into another, whose leads get a drafted amendment of their charter.
    SubsumedInto {
        /// Into which.
        group: GroupId,
    },
    /// What was proposed is done.
    Approved,
    /// It is not done.
    Declined,
}

/// A decision, never edited: what is no longer right is superseded by a later one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its number.
    pub number: DecisionNumber,
    /// The proposal that it decides.
    pub proposal: ProposalId,
    /// The revision that it decides.
    pub revision: u32,
    /// What was decided.
    pub outcome: Outcome,
    /// Why, in Markdown.
    pub reasons: String,
    /// On which conditions, in Markdown; empty for none.
    pub conditions: String,
    /// The day on which it is to be looked at again.
    pub review_on: Option<Day>,
    /// The day from which a declined proposal may come back.
    pub reapply_from: Option<Day>,
    /// The policy’s version under which it was taken.
    pub policy_version: u32,
    /// Earlier decisions that no longer hold.
    pub supersedes: Vec<DecisionNumber>,
    /// Who recorded it.
    pub recorded_by: PersonId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_spelling() {
        for written in ["2026-014", "2026-1000"] {
            let read = DecisionNumber::try_from(written.to_owned());
            assert_eq!(read.map(String::from), Ok(written.to_owned()));
        }
        for wrong in [
            "",
            "2026",
            "2026-14",
            "2026-000",
            "2026-0014",
            "26-014",
            "2026-01a",
            "2026-99999",
            "+026-014",
        ] {
            assert!(
                DecisionNumber::try_from(wrong.to_owned()).is_err(),
                "{wrong}"
            );
        }
    }
}
