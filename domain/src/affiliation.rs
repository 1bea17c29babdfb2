//! With which organization someone was, from when to when: at most one at a time.

use serde::{Deserialize, Serialize};

use crate::{Day, ids::OrganizationId};

/// With which organization someone was, from when to when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affiliation {
    /// Where.
    pub organization: OrganizationId,
    /// The day on which the record first shows it.
    pub since: Day,
    /// The first day on which it no longer holds.
    pub until: Option<Day>,
}

/// The longest name of an organization, in characters.
pub const LONGEST_ORGANIZATION: usize = 120;

/// The first day that someone can say something of: nobody's working life is longer.
const EARLIEST: Day = jiff::civil::date(1950, 1, 1);

/// What can be wrong with what someone says of where they have been.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementProblem {
    /// The organization's name has no letter.
    #[error("Write the organization’s name, or leave the field empty for none.")]
    NoName,
    /// The organization's name is too long.
    #[error("Use at most {LONGEST_ORGANIZATION} characters.")]
    LongName,
    /// The day is still to come.
    #[error("That day is still to come. Say it when it is there.")]
    Future,
    /// The day is too long ago.
    #[error("That is too long ago. Write a day from {EARLIEST} on.")]
    TooEarly,
    /// The record says so already.
    #[error("That is what the record says already.")]
    Unchanged,
}

/// What is wrong with a statement's organization, where one is named.
#[must_use]
pub fn problem_of_name(name: &str) -> Option<StatementProblem> {
    if crate::slug::name_key(name).is_empty() {
        Some(StatementProblem::NoName)
    } else if name.chars().count() > LONGEST_ORGANIZATION {
        Some(StatementProblem::LongName)
    } else {
        None
    }
}

/// What is wrong with a statement's day.
#[must_use]
pub fn problem_of_day(since: Day, today: Day) -> Option<StatementProblem> {
    if since > today {
        Some(StatementProblem::Future)
    } else if since < EARLIEST {
        Some(StatementProblem::TooEarly)
    } else {
        None
    }
}

/// The affiliations after a change that holds from `on`, which is no earlier than any of them begins.
#[must_use]
pub fn changed(
    mut before: Vec<Affiliation>,
    on: Day,
    organization: Option<OrganizationId>,
) -> Vec<Affiliation> {
    for affiliation in &mut before {
        affiliation.until.get_or_insert(on);
    }
    // One that began and ended on the same day was never seen.
    before.retain(|affiliation| affiliation.until != Some(affiliation.since));
    before.extend(organization.map(|organization| Affiliation {
        organization,
        since: on,
        until: None,
    }));
    before
}

/// The day on which the next affiliation after a day begins.
#[must_use]
pub fn next_after(affiliations: &[Affiliation], day: Day) -> Option<Day> {
    affiliations
        .iter()
        .map(|affiliation| affiliation.since)
        .filter(|begins| *begins > day)
        .min()
}

/// The affiliations after someone says where they have been since a day, which may have passed: what held on that day ends
/// there, and what they say lasts until the next later affiliation begins.
#[must_use]
pub fn stated(
    before: &[Affiliation],
    since: Day,
    organization: Option<OrganizationId>,
) -> Vec<Affiliation> {
    let next = next_after(before, since);
    let mut after: Vec<Affiliation> = Vec::with_capacity(before.len() + 1);
    let earlier = before.iter().filter(|held| held.since < since);
    after.extend(earlier.map(|held| Affiliation {
        until: Some(held.until.map_or(since, |until| until.min(since))),
        ..held.clone()
    }));
    after.extend(organization.map(|organization| Affiliation {
        organization,
        since,
        until: next,
    }));
    after.extend(before.iter().filter(|held| held.since > since).cloned());
    joined(after)
}

/// The same, with those that follow one another at one organization made one: someone who says that they came earlier than
/// the record knew was there all the time.
fn joined(affiliations: Vec<Affiliation>) -> Vec<Affiliation> {
    let mut joined: Vec<Affiliation> = Vec::with_capacity(affiliations.len());
    for next in affiliations {
        match joined.last_mut() {
            Some(last)
                if last.organization == next.organization && last.until == Some(next.since) =>
            {
                last.until = next.until;
            }
            Some(_) | None => joined.push(next),
        }
    }
    joined
}

/// Where someone with these affiliations was on that day.
#[must_use]
pub fn organization_on(affiliations: &[Affiliation], day: Day) -> Option<OrganizationId> {
    affiliations
        .iter()
        .find(|held| held.since <= day && held.until.is_none_or(|until| day < until))
        .map(|held| held.organization)
}
