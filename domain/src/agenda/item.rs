//! An item as someone asks for it.

use jiff::{SignedDuration, Timestamp};

use super::set_aside::LONGEST_REASON;
use crate::link::is_web_address;

/// The most items on one agenda.
pub const LONGEST_AGENDA: usize = 100;

/// The longest time box, in minutes.
pub const LONGEST_BOX: u16 = 240;

/// The longest title, in characters.
const LONGEST_TITLE: usize = 200;

/// The longest material, in characters.
const LONGEST_MATERIAL: usize = 1_000;

/// The most groups that one item can be tagged with.
const MOST_GROUPS: usize = 10;

/// What someone writes of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemText {
    /// What it is about, in a line.
    pub title: String,
    /// How many minutes it needs.
    pub minutes: Option<u16>,
    /// Where one reads up: an address; may be empty.
    pub material: String,
    /// How many groups it is tagged with.
    pub groups: usize,
}

/// What can be wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AgendaProblem {
    /// It has no title.
    #[error("Say in a line what it is about.")]
    NoTitle,
    /// The title is too long.
    #[error("Use at most {LONGEST_TITLE} characters.")]
    LongTitle,
    /// It needs no time, or too much.
    #[error("Give a number of minutes from 1 to {LONGEST_BOX}, or leave it empty.")]
    Minutes,
    /// The material is no address.
    #[error("Give the whole address, beginning with https://.")]
    Material,
    /// Too many groups.
    #[error("Tag at most {MOST_GROUPS} groups.")]
    ManyGroups,
    /// Nobody says why it comes off the agenda.
    #[error("Say in a sentence why.")]
    NoReason,
    /// The reason is too long.
    #[error("Use at most {LONGEST_REASON} characters.")]
    LongReason,
}

impl ItemText {
    /// All that is wrong with it.
    #[must_use]
    pub fn problems(&self) -> Vec<AgendaProblem> {
        let long = self.title.chars().count() > LONGEST_TITLE;
        let minutes = self
            .minutes
            .is_some_and(|minutes| !(1..=LONGEST_BOX).contains(&minutes));
        let material = self.material.chars().count() > LONGEST_MATERIAL
            || (!self.material.is_empty() && !is_web_address(&self.material));
        [
            (self.title.trim().is_empty(), AgendaProblem::NoTitle),
            (long, AgendaProblem::LongTitle),
            (minutes, AgendaProblem::Minutes),
            (material, AgendaProblem::Material),
            (self.groups > MOST_GROUPS, AgendaProblem::ManyGroups),
        ]
        .into_iter()
        .filter_map(|(is_so, problem)| is_so.then_some(problem))
        .collect()
    }
}

/// From when on only those who run the meeting change its agenda.
#[must_use]
pub fn frozen_from(starts: Timestamp, hours_before: u32) -> Timestamp {
    starts
        .saturating_sub(SignedDuration::from_hours(i64::from(hours_before)))
        .unwrap_or(Timestamp::MIN)
}

/// When each item's turn comes, given the time boxes in their order. After an item without one nobody can tell.
#[must_use]
pub fn begins(starts: Timestamp, boxes: &[Option<u16>]) -> Vec<Option<Timestamp>> {
    boxes
        .iter()
        .scan(Some(starts), |next, minutes| {
            let begins = *next;
            *next = begins.zip(*minutes).and_then(|(begins, minutes)| {
                begins
                    .saturating_add(SignedDuration::from_mins(i64::from(minutes)))
                    .ok()
            });
            Some(begins)
        })
        .collect()
}
