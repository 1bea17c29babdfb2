//! A series of meetings: whose it is, what it is for, and when.

use serde::{Deserialize, Serialize};

use super::{Occurrence, Pattern};
use crate::{
    Day,
    ids::{GroupId, SeriesId},
    permission::{Action, Resource},
    slug::Slug,
};

/// Whose meeting it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Convener {
    /// All working groups': the combined meeting.
    Combined,
    /// The overseeing committee's.
    Committee,
    /// A group's own.
    Group {
        /// Which.
        group: GroupId,
    },
}

impl Convener {
    /// The group whose own it is.
    #[must_use]
    pub fn group(self) -> Option<GroupId> {
        match self {
            Self::Group { group } => Some(group),
            Self::Combined | Self::Committee => None,
        }
    }

    /// The stable name in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Combined => "combined",
            Self::Committee => "committee",
            Self::Group { .. } => "group",
        }
    }

    /// The convener with that stable name; a group's needs the group.
    #[must_use]
    pub fn of_key(key: &str, group: Option<GroupId>) -> Option<Self> {
        match (key, group) {
            ("combined", _) => Some(Self::Combined),
            ("committee", _) => Some(Self::Committee),
            ("group", Some(group)) => Some(Self::Group { group }),
            _ => None,
        }
    }

    /// What someone must be allowed in order to plan and run it: a group's leads for their group's, the committee for its
    /// own and for the combined one.
    #[must_use]
    pub fn right_to_run(self) -> (Action, Resource) {
        match self {
            Self::Combined | Self::Committee => (Action::Decide, Resource::Community),
            Self::Group { group } => (Action::RunGroup, Resource::Group(group)),
        }
    }

    /// What someone must be allowed in order to keep its minutes and attendance: a group's delegates may too.
    #[must_use]
    pub fn right_to_keep_records(self) -> (Action, Resource) {
        match self {
            Self::Combined | Self::Committee => (Action::Decide, Resource::Community),
            Self::Group { group } => (Action::KeepRecords, Resource::Group(group)),
        }
    }
}

/// What is said of a series or of a meeting that is of none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What it is called.
    pub title: String,
    /// What it is for, in Markdown; may be empty.
    pub description: String,
    /// Where it is: a room, or “Online”; may be empty.
    pub place: String,
    /// Where one joins: an address, apart from the description so that it can be found, checked and changed by itself.
    pub join_link: String,
}

/// A series of meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its id.
    pub id: SeriesId,
    /// Its address, and the first part of its meetings' addresses. It never changes.
    pub slug: Slug,
    /// Whose it is.
    pub convener: Convener,
    /// What is said of it.
    pub about: About,
    /// When it is, one pattern after the other.
    pub patterns: Vec<Pattern>,
}

impl Series {
    /// The pattern that is newest: the one that holds, or holds from some day on.
    #[must_use]
    pub fn newest(&self) -> Option<&Pattern> {
        self.patterns.last()
    }

    /// The last day on which there can be a meeting; none where it goes on.
    #[must_use]
    pub fn until(&self) -> Option<Day> {
        self.newest().and_then(|pattern| pattern.until)
    }

    /// The meeting of that day, as it is planned; none where there is none that day.
    #[must_use]
    pub fn occurrence(&self, day: Day) -> Option<(&Pattern, Occurrence)> {
        self.patterns
            .iter()
            .find(|pattern| pattern.is_on(day))
            .map(|pattern| (pattern, pattern.at(day)))
    }

    /// The patterns once another one holds from a day on. What was planned before that day stays.
    #[must_use]
    pub fn patterns_with(&self, next: Pattern) -> Vec<Pattern> {
        let mut patterns = self.patterns_until(next.from.yesterday().unwrap_or(Day::MIN));
        patterns.push(next);
        patterns
    }

    /// The patterns once a day is the last one.
    #[must_use]
    pub fn patterns_until(&self, last: Day) -> Vec<Pattern> {
        self.patterns
            .iter()
            .filter(|pattern| pattern.from <= last)
            .map(|pattern| Pattern {
                until: Some(pattern.until.map_or(last, |until| until.min(last))),
                ..pattern.clone()
            })
            .collect()
    }
}
