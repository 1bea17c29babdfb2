//! What can be wrong with a series or meeting that someone plans, field by field.

use super::{About, Pattern, Recurrence};
use crate::link::is_web_address;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ScheduleField {
    /// What it is called.
    Title,
    /// What it is for.
    Description,
    /// Where it is.
    Place,
    /// Where one joins.
    JoinLink,
    /// On which days it recurs.
    Recurrence,
    /// For how many minutes.
    Minutes,
    /// The last day.
    Until,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleProblem {
    /// It has no title.
    #[error("Give it a title.")]
    NoTitle,
    /// A text is too long.
    #[error("Use at most {0} characters.")]
    TooLong(usize),
    /// Where one joins is no address.
    #[error("Give the whole address, beginning with https://.")]
    NoAddress,
    /// It recurs on no day.
    #[error("Tick at least one weekday.")]
    NoWeekday,
    /// The pause between two is too short or too long.
    #[error("Give a number from 1 to {}.", Recurrence::LONGEST)]
    Pause,
    /// It is too short or too long.
    #[error(
        "A meeting takes between {} and {} minutes.",
        Pattern::SHORTEST,
        Pattern::LONGEST
    )]
    Length,
    /// It ends before it begins.
    #[error("The last day comes before the first.")]
    EndsFirst,
    /// Between its first and its last day there is no meeting.
    #[error("Between the first and the last day there is no such day.")]
    NoMeeting,
}

impl About {
    /// The longest title, in characters.
    pub const LONGEST_TITLE: usize = 120;
    /// The longest place, in characters.
    pub const LONGEST_PLACE: usize = 200;
    /// The longest address where one joins, in characters.
    pub const LONGEST_LINK: usize = 1_000;
    /// The longest description, in characters.
    pub const LONGEST_DESCRIPTION: usize = 4_000;

    /// The same without white space around its parts.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        Self {
            title: self.title.trim().to_owned(),
            description: self.description.trim().to_owned(),
            place: self.place.trim().to_owned(),
            join_link: self.join_link.trim().to_owned(),
        }
    }

    /// All that is wrong with it.
    #[must_use]
    pub fn problems(&self) -> Vec<(ScheduleField, ScheduleProblem)> {
        let mut problems = Vec::new();
        if self.title.is_empty() {
            problems.push((ScheduleField::Title, ScheduleProblem::NoTitle));
        }
        for (field, text, most) in [
            (ScheduleField::Title, &self.title, Self::LONGEST_TITLE),
            (ScheduleField::Place, &self.place, Self::LONGEST_PLACE),
            (ScheduleField::JoinLink, &self.join_link, Self::LONGEST_LINK),
            (
                ScheduleField::Description,
                &self.description,
                Self::LONGEST_DESCRIPTION,
            ),
        ] {
            if text.chars().count() > most {
                problems.push((field, ScheduleProblem::TooLong(most)));
            }
        }
        if !self.join_link.is_empty() && !is_web_address(&self.join_link) {
            problems.push((ScheduleField::JoinLink, ScheduleProblem::NoAddress));
        }
        problems
    }
}

/// What is wrong with how long a meeting takes.
#[must_use]
pub fn problem_of_length(minutes: u16) -> Option<(ScheduleField, ScheduleProblem)> {
    (!(Pattern::SHORTEST..=Pattern::LONGEST).contains(&minutes))
        .then_some((ScheduleField::Minutes, ScheduleProblem::Length))
}

impl Pattern {
    /// All that is wrong with it.
    #[must_use]
    pub fn problems(&self) -> Vec<(ScheduleField, ScheduleProblem)> {
        let mut problems: Vec<_> = problem_of_length(self.minutes).into_iter().collect();
        let without_day = matches!(
            &self.recurrence,
            Recurrence::Weekly { weekdays, .. } if weekdays.is_empty()
        );
        if without_day {
            problems.push((ScheduleField::Recurrence, ScheduleProblem::NoWeekday));
        } else if !self.recurrence.is_whole() {
            problems.push((ScheduleField::Recurrence, ScheduleProblem::Pause));
        } else if self.until.is_some_and(|until| until < self.from) {
            problems.push((ScheduleField::Until, ScheduleProblem::EndsFirst));
        } else if self.first_day().is_none() {
            problems.push((ScheduleField::Until, ScheduleProblem::NoMeeting));
        }
        problems
    }
}
