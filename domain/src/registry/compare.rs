//! What a registry file means for the community: the typed events between what is recorded and what it states.

use std::collections::BTreeSet;

use super::{Answer, Answers, PersonError, Question, Registry, changes::Comparer, fates::fates};
use crate::{
    Day,
    community::{Community, CommunityReplayError},
    event::DatedEvent,
    group::Refusal,
    ids::NewIds,
    policy::Policy,
};

/// The events that a file means, and the community after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// In the order of history; empty where the file says nothing new.
    pub events: Vec<DatedEvent>,
    /// The community after them.
    pub after: Community,
    /// The answers that decided something; see [`Answers::unused`].
    pub used_answers: Vec<Answer>,
}

/// Why a file cannot be taken in as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// The file cannot tell what became of some groups; answers are wanted.
    #[error("the file does not tell what became of {}", groups_asked_about(.0))]
    Questions(Vec<Question>),
    /// An answer names a group that the file does not list.
    #[error("the file lists no group “{0}”")]
    NoSuchEntry(String),
    /// A rename leads to a group that is another one already.
    #[error("“{new}” is another group: use {}", Answer::Merge(.old.clone(), .new.clone()))]
    IsAnother {
        /// The group that is gone.
        old: String,
        /// The name that the answer gives it.
        new: String,
    },
    /// Two renames lead to the same group.
    #[error("two groups cannot both be “{0}” now: use --merge for one of them")]
    RenamedTwice(String),
    /// Most groups would end: most likely it is the wrong file.
    #[error("{ending} of {alive} groups would end: is this the right file?")]
    EndsMost {
        /// How many would end.
        ending: usize,
        /// How many are alive.
        alive: usize,
    },
    /// A rule refused a change.
    #[error("{}“{name}”: {refusal}", at_line(.line))]
    Refused {
        /// The line of the file; `None` for a group that the file does not name.
        line: Option<usize>,
        /// The group.
        name: String,
        /// Why.
        refusal: Refusal,
    },
    /// What a line states of a person cannot be taken in.
    #[error("line {line}: {error}")]
    Person {
        /// The line of the file.
        line: usize,
        /// Why.
        error: PersonError,
    },
    /// The record itself is damaged.
    #[error(transparent)]
    Damaged(#[from] CommunityReplayError),
}

fn groups_asked_about(questions: &[Question]) -> String {
    let groups: BTreeSet<&str> = questions
        .iter()
        .map(|question| question.gone.as_str())
        .collect();
    match groups.len() {
        1 => "one group".to_owned(),
        number => format!("{number} groups"),
    }
}

fn at_line(line: &Option<usize>) -> String {
    line.map(|line| format!("line {line}, "))
        .unwrap_or_default()
}

/// Compares what a registry states with the community as it was on that day.
///
/// # Errors
/// When the file leaves a question open, would end most groups, says something of a day before what is recorded of
/// the same group or person, or the record is damaged.
pub fn compare(
    community: &Community,
    registry: &Registry,
    answers: &Answers,
    policy: &Policy,
    on: Day,
    ids: &mut dyn NewIds,
) -> Result<Comparison, CompareError> {
    let fates = fates(community, registry, answers)?;
    let mut comparer = Comparer::new(community, registry, policy, on, ids, fates.matched);
    comparer.groups()?;
    comparer.endings(&fates.endings)?;
    comparer.details()?;
    Ok(Comparison {
        events: comparer.events,
        after: comparer.community,
        used_answers: fates.used,
    })
}
