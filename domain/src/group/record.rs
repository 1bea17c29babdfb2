//! A group as the sum of its events, with its past kept: what it was on any day can be read from it.

use serde::{Deserialize, Serialize};

use super::{GroupKind, GroupState};
use crate::{
    Day,
    ids::{GroupId, PersonId},
    link::Link,
    seat::{Role, Seat},
    slug::Slug,
};

/// A stretch of time in which name, address, sort, parent, description, stakeholders and state stayed the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub since: Day,
    /// The first day on which it no longer holds.
    pub until: Option<Day>,
    /// The name.
    pub name: String,
    /// The address.
    pub slug: Slug,
    /// The sort of group.
    pub kind: GroupKind,
    /// The group it was part of.
    pub parent: Option<GroupId>,
    /// What it is about, in a sentence; empty where the registry says nothing.
    pub description: String,
    /// The groups with a stake in it, sorted.
    pub stakeholders: Vec<GroupId>,
    /// Where it stood.
    pub state: GroupState,
    /// The group that carries its work on, when merged.
    pub successor: Option<GroupId>,
}

/// A link with the days between which it was listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedLink {
    /// The link.
    pub link: Link,
    /// The first day.
    pub since: Day,
    /// The first day on which it is no longer listed so.
    pub until: Option<Day>,
}

/// A version of the charter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charter {
    /// From 1.
    pub number: u32,
    /// The text, in Markdown.
    pub body: String,
    /// The day from which it holds.
    pub adopted_on: Day,
}

/// What its leads, or the committee, wrote of it when it closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinalReport {
    /// The text, in Markdown.
    pub body: String,
    /// By whom.
    pub by: PersonId,
    /// On which day.
    pub on: Day,
}

/// A group with all of its past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its life, oldest first, without gaps; never empty. The last one has no end.
    pub periods: Vec<Period>,
    /// Seats, in the order in which they were taken.
    pub seats: Vec<Seat>,
    /// Links, in the order in which they were added.
    pub links: Vec<DatedLink>,
    /// Charters, oldest first.
    pub charters: Vec<Charter>,
    /// The last word of its record; none while it goes on.
    pub final_report: Option<FinalReport>,
    /// Addresses it had before, oldest first.
    pub former_slugs: Vec<Slug>,
    /// The day of its first event.
    pub formed_on: Day,
    /// The day of its newest event.
    pub changed_on: Day,
}

impl Group {
    /// The period that holds now.
    #[must_use]
    pub fn now(&self) -> &Period {
        #[expect(
            clippy::expect_used,
            reason = "a group is made with one period, and none is ever taken away"
        )]
        self.periods.last().expect("a group has a period")
    }

    /// The period that held on that day; `None` before it was formed.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&Period> {
        self.periods
            .iter()
            .rev()
            .find(|period| period.since <= day && period.until.is_none_or(|until| day < until))
    }

    /// The seat that the person holds now in that role.
    #[must_use]
    pub fn held(&self, person: PersonId, role: Role) -> Option<&Seat> {
        self.seats
            .iter()
            .find(|seat| seat.person == person && seat.role == role && seat.until.is_none())
    }

    /// The seats held now.
    pub fn seats_held(&self) -> impl Iterator<Item = &Seat> {
        self.seats.iter().filter(|seat| seat.until.is_none())
    }

    /// The links listed now.
    pub fn links_listed(&self) -> impl Iterator<Item = &Link> {
        self.links
            .iter()
            .filter(|dated| dated.until.is_none())
            .map(|dated| &dated.link)
    }

    /// The charter that holds now.
    #[must_use]
    pub fn charter(&self) -> Option<&Charter> {
        self.charters.last()
    }
}
