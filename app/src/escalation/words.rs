//! How an escalation reads.

use domain::{
    escalation::{Escalation, EscalationState, Rung, Turn},
    ids::{GroupId, PersonId},
};
use jiff::Timestamp;
use leptos::prelude::*;
use services::history::Names;

use crate::{proposal::moment_of, ui::Icon};

/// “Wed 25 Nov, 14:00 UTC”
pub fn moment(at: Timestamp) -> String {
    moment_of(at.as_microsecond())
}

pub fn person(names: &Names, person: PersonId) -> AnyView {
    match names.person(person) {
        Some(name) => {
            let href = format!("/people/{}", name.slug);
            view! { <a href=href>{name.name.clone()}</a> }.into_any()
        }
        None => "someone who is not in the record".into_any(),
    }
}

pub fn person_name(names: &Names, person: PersonId) -> String {
    names
        .person(person)
        .map_or_else(String::new, |name| name.name.clone())
}

pub fn group(names: &Names, group: GroupId) -> AnyView {
    match names.group(group) {
        Some(name) => {
            let href = format!("/groups/{}", name.slug);
            view! { <a href=href>{name.name.clone()}</a> }.into_any()
        }
        None => "a group that is not in the record".into_any(),
    }
}

pub fn group_name(names: &Names, group: GroupId) -> String {
    names
        .group(group)
        .map_or_else(|| "the group".to_owned(), |name| name.name.clone())
}

/// A state as word, icon and colour.
pub fn badge(state: &'static str, open: bool) -> AnyView {
    let (class, icon) = if open {
        ("state state-setting-up", Icon::CircleDot)
    } else {
        ("state state-active", Icon::Check)
    };
    view! { <span class=class>{icon.view()}<span>{state}</span></span> }.into_any()
}

/// Where it stands and until when, in a sentence.
pub fn stands(record: &Escalation, names: &Names, now: Timestamp) -> String {
    let leads = format!("the leads of {}", group_name(names, record.group));
    match &record.state {
        EscalationState::Settled { at, .. } => {
            return format!("Settled on the way, {}.", moment(*at));
        }
        EscalationState::Withdrawn { at, .. } => return format!("Withdrawn {}.", moment(*at)),
        EscalationState::Decided { decision, at } => {
            return format!("Decided {}: decision {decision}.", moment(*at));
        }
        EscalationState::Open => {}
    }
    let due = moment(record.due());
    let opener = person_name(names, record.opened_by);
    match (record.rung(), record.turn(now)) {
        (Rung::Leads, Turn::Asked) => format!("With {leads}, who have until {due} to answer."),
        (Rung::AllLeads, Turn::Asked) => {
            format!("With the leads of all affected groups, who have until {due} to answer.")
        }
        (Rung::Community, Turn::Asked) => {
            format!("Before the community; {leads} have until {due} to write their case.")
        }
        (Rung::Leads | Rung::AllLeads, _) => {
            format!("Answered, or the time is over: {opener} settles it or takes it up.")
        }
        (Rung::Community, _) => {
            format!("Before the community; {opener} settles it or takes it to the committee.")
        }
        (Rung::Committee, _) => format!("On the committee’s agenda, which has until {due}."),
    }
}
