//! Events as sentences. The one place that knows how each kind of event reads, for every page and for the importer: one
//! file per noun.

mod announcement;
mod committee;
mod decision;
mod document;
mod escalation;
mod group;
mod minutes;
mod names;
mod organization;
mod person;
mod policy;
mod proposal;
mod report;
mod roadmap;
mod schedule;
mod sentence;

use domain::event::Event;

use super::Names;

pub use sentence::{Part, Sentence};

/// What an event says, in words.
#[must_use]
pub fn sentence(event: &Event, names: &Names) -> Sentence {
    let words = Words { names };
    let parts = match event {
        Event::Group { group, change } => words.of_group(*group, change),
        Event::Person { person, change } => words.of_person(*person, change),
        Event::Organization {
            organization,
            change,
        } => words.of_organization(*organization, change),
        Event::Proposal {
            number,
            title,
            change,
            ..
        } => words.of_proposal(*number, title, change),
        Event::Announcement {
            number,
            title,
            group,
            change,
            ..
        } => words.of_announcement(*number, title, *group, change),
        Event::Committee { change } => words.of_committee(change),
        Event::Schedule {
            slug,
            title,
            group,
            change,
            ..
        } => words.of_schedule(slug, title, *group, change),
        Event::Minutes {
            address,
            title,
            change,
            ..
        } => words.of_minutes(address, title, change),
        Event::Document { group, change } => words.of_document(*group, change),
        Event::Decision {
            number,
            title,
            group,
            change,
        } => words.of_decision(*number, title, *group, change),
        Event::Escalation {
            number,
            title,
            group,
            change,
            ..
        } => words.of_escalation(*number, title, *group, change),
        Event::Policy { change } => words.of_policy(change),
        Event::Roadmap { group, change } => words.of_roadmap(*group, change),
        Event::Report { group, change } => words.of_report(*group, change),
    };
    Sentence { parts }
}

/// The wording, with the names that it uses.
pub(super) struct Words<'n> {
    names: &'n Names,
}
