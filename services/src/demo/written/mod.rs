//! What the demo's groups write down: pages of folders with their versions, decisions with alternates, subgroups that their
//! leads began and ended. The days are counted back from today.

mod decisions;
mod page_texts;
mod pages;
mod subgroups;

use domain::{
    Day,
    decision::{DecisionEvent, DecisionNumber},
    event::Event,
    ids::{GroupId, NewIds, PersonId},
    policy::Policy,
};
use jiff::{Span, Timestamp, tz::TimeZone};

use super::telling::{TellingError, Told};

pub use pages::write_pages;

/// So many days before today, at that hour in UTC.
pub(super) fn at(today: Day, days_ago: i32, hour: i8) -> Timestamp {
    today
        .saturating_sub(Span::new().days(days_ago))
        .at(hour, 0, 0, 0)
        .to_zoned(TimeZone::UTC)
        .map(|zoned| zoned.timestamp())
        .unwrap_or_default()
}

/// The group at that address.
pub(super) fn group_at(told: &Told, slug: &str) -> Option<GroupId> {
    told.after
        .groups
        .values()
        .find(|group| group.now().slug.as_str() == slug)
        .map(|group| group.id)
}

/// Who leads it now.
pub(super) fn leads_of(told: &Told, group: GroupId) -> Vec<PersonId> {
    told.after
        .groups
        .get(&group)
        .map(|group| {
            group
                .seats_held()
                .filter(|seat| seat.role.leads())
                .map(|seat| seat.person)
                .collect()
        })
        .unwrap_or_default()
}

/// The number of the next decision of that year.
pub(super) fn next_number(told: &Told, year: i16) -> DecisionNumber {
    let last = told
        .events
        .iter()
        .filter_map(|dated| match &dated.event {
            Event::Decision {
                number,
                change: DecisionEvent::Recorded { .. },
                ..
            } => Some(*number),
            Event::Proposal {
                change: domain::proposal::ProposalEvent::Decided { decision, .. },
                ..
            } => Some(decision.number),
            Event::Decision { .. }
            | Event::Proposal { .. }
            | Event::Group { .. }
            | Event::Person { .. }
            | Event::Organization { .. }
            | Event::Policy { .. }
            | Event::Committee { .. }
            | Event::Schedule { .. }
            | Event::Announcement { .. }
            | Event::Roadmap { .. }
            | Event::Report { .. }
            | Event::Minutes { .. }
            | Event::Document { .. }
            | Event::Escalation { .. } => None,
        })
        .filter(|number| number.year == year)
        .map(|number| number.number)
        .max()
        .unwrap_or(0);
    DecisionNumber {
        year,
        number: last + 1,
    }
}

/// Tells all of it.
///
/// # Errors
/// When the rules refuse a step.
pub fn tell_written(
    told: &mut Told,
    rules: &Policy,
    policy_version: u32,
    today: Day,
    ids: &mut dyn NewIds,
) -> Result<(), TellingError> {
    pages::tell_pages(told, today);
    decisions::tell_decisions(told, policy_version, today, ids);
    subgroups::tell_subgroups(told, rules, today, ids)
}

pub(super) fn day(today: Day, days_ago: i32) -> Day {
    today.saturating_sub(Span::new().days(days_ago))
}
