//! What somebody owes: what the portal waits for, of a person or of a group, and which of it comes first.

mod matter;
mod words;

use std::cmp::Ordering;

pub use matter::{Matter, Subject};

use crate::{Day, ids::GroupId};

/// Something that somebody owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// What.
    pub matter: Matter,
    /// For which group, where it is for one.
    pub group: Option<GroupName>,
    /// By which day.
    pub due: Option<Day>,
}

/// A group as a duty names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupName {
    /// Its id.
    pub id: GroupId,
    /// Its address.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// How urgent a duty is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Its day has passed, so many days ago.
    Overdue(i64),
    /// It is due in so many days; 0 for today.
    Due(i64),
    /// It has no day.
    Undated,
}

impl Duty {
    /// How urgent it is on that day.
    #[must_use]
    pub fn urgency(&self, today: Day) -> Urgency {
        let Some(due) = self.due else {
            return Urgency::Undated;
        };
        let days = today
            .until(due)
            .map_or(0, |span| i64::from(span.get_days()));
        if days < 0 {
            Urgency::Overdue(-days)
        } else {
            Urgency::Due(days)
        }
    }

    /// Which of two comes first: what is overdue, then what is due soonest, then what has no day, by its kind. Of two that
    /// are alike in this, the one that is named first in the alphabet, so that a list never jumps.
    #[must_use]
    pub fn before(&self, other: &Self) -> Ordering {
        let day = match (self.due, other.due) {
            (Some(one), Some(two)) => one.cmp(&two),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        day.then_with(|| self.matter.rank().cmp(&other.matter.rank()))
            .then_with(|| self.group_name().cmp(other.group_name()))
            .then_with(|| self.title().cmp(&other.title()))
    }

    fn group_name(&self) -> &str {
        self.group.as_ref().map_or("", |group| group.name.as_str())
    }
}

/// Duties, the most urgent first.
pub fn sort(duties: &mut [Duty]) {
    duties.sort_by(Duty::before);
}

/// How many there are, and how many of them are overdue, in a sentence or two.
#[must_use]
pub fn summary(duties: &[Duty], today: Day) -> String {
    use crate::words::{capitalized, counted, number};
    let overdue = duties
        .iter()
        .filter(|duty| matches!(duty.urgency(today), Urgency::Overdue(_)))
        .count();
    let count = duties.len();
    if count == 0 {
        return "Nothing needs you.".to_owned();
    }
    let need = if count == 1 { "needs" } else { "need" };
    let late = match overdue {
        0 => "Nothing is overdue.".to_owned(),
        1 => "One is overdue.".to_owned(),
        overdue => format!("{} are overdue.", capitalized(&number(overdue))),
    };
    format!(
        "{} {need} you. {late}",
        capitalized(&counted(count, "thing", "things"))
    )
}
