//! A line of an agenda.

use domain::schedule::AgendaItemState;
use leptos::prelude::*;
use services::{
    agenda::{Agenda, AgendaItem},
    meeting::Meeting,
};

use super::{
    shown::{Shown, item_path},
    words::{hour, place},
};
use crate::ui::Icon;

/// What a line is drawn from.
pub struct Line<'a> {
    /// The item.
    pub item: &'a AgendaItem,
    /// Its place, from 0.
    pub place: usize,
    /// How many there are.
    pub count: usize,
    /// The meeting.
    pub meeting: &'a Meeting,
    /// The whole agenda.
    pub agenda: &'a Agenda,
    /// Whether what it stands for is settled meanwhile.
    pub settled: bool,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Where the agenda is shown.
    pub shown: Shown,
}

/// The line.
pub fn line(of: &Line<'_>) -> AnyView {
    let item = of.item;
    let names = &of.agenda.names;
    let title = match item.matter.as_ref().and_then(|matter| place(matter, names)) {
        Some(href) => view! { <a href=href>{item.title.clone()}</a> }.into_any(),
        None => item.title.clone().into_any(),
    };
    let begins = item.begins_at.map_or_else(
        || view! { <span class="agenda-begins"></span> }.into_any(),
        |at| {
            let words = hour(at, &of.meeting.zone);
            view! { <span class="agenda-begins">{words}</span> }.into_any()
        },
    );
    let minutes = item.minutes.map_or_else(
        || "no time yet".to_owned(),
        |minutes| format!("{minutes} min"),
    );
    let settled = of.settled.then(|| {
        let words = if of.agenda.is_frozen {
            "Settled meanwhile"
        } else {
            "Settled meanwhile: it falls off when the agenda is frozen"
        };
        view! { <p class="state state-active">{Icon::Check.view()}<span>{words}</span></p> }
    });
    let state = stands(item.state);
    let ways = ways(of);
    view! {
        <li data-item=item.id.0.to_string()>
            {begins}
            <div class="agenda-what">
                <p class="agenda-title">{title}</p>
                {about(of)}
                {state}
                {settled}
            </div>
            <span class="agenda-minutes">{minutes}</span>
            {ways}
        </li>
    }
    .into_any()
}

/// What became of it at the meeting.
fn stands(state: AgendaItemState) -> Option<AnyView> {
    let (icon, words) = match state {
        AgendaItemState::Planned | AgendaItemState::Withdrawn => return None,
        AgendaItemState::Discussed => (Icon::Check, "Discussed"),
        AgendaItemState::Postponed => (Icon::ArrowRight, "There was no time for it"),
    };
    Some(view! { <p class="state">{icon.view()}<span>{words}</span></p> }.into_any())
}

/// The groups that it concerns, where one reads up, and who asked for it.
fn about(of: &Line<'_>) -> AnyView {
    let (item, names) = (of.item, &of.agenda.names);
    let groups: Vec<AnyView> = item
        .groups
        .iter()
        .filter_map(|group| names.group(*group))
        .map(|name| {
            let href = format!("/groups/{}", name.slug);
            view! { <li><a href=href>{name.name.clone()}</a></li> }.into_any()
        })
        .collect();
    let groups = (!groups.is_empty())
        .then(|| view! { <ul class="agenda-groups" aria-label="Groups">{groups}</ul> });
    let material = (!item.material.is_empty()).then(|| {
        let href = item.material.clone();
        view! {
            <a href=href rel="nofollow noopener">
                "Material"<span class="visually-hidden">{format!(" for “{}”", item.title)}</span>
            </a>
        }
    });
    let by = item
        .asked_by
        .and_then(|person| names.person(person))
        .map(|name| {
            let href = format!("/people/{}", name.slug);
            view! { <span>"Asked for by "<a href=href>{name.name.clone()}</a></span> }
        });
    let anything = groups.is_some() || material.is_some() || by.is_some();
    anything
        .then(|| view! { <div class="agenda-about">{groups}{by}{material}</div> })
        .into_any()
}

/// What the reader can do with it: order it and give it time, or change it.
fn ways(of: &Line<'_>) -> Option<AnyView> {
    let item = of.item;
    let path = item_path(&of.meeting.address, item.id);
    let about = format!(": {}", item.title);
    let edit = of.may_edit.then(|| {
        let href = format!("{path}?from={}", of.shown.key());
        let about = about.clone();
        view! { <a class="agenda-edit" href=href>"Change"<span class="visually-hidden">{about}</span></a> }
    });
    let order = (of.agenda.may_run && of.count > 1).then(|| order(of, &path));
    let time = of.agenda.may_run.then(|| time(of, &path));
    (edit.is_some() || order.is_some())
        .then(|| view! { <div class="agenda-ways">{order}{time}{edit}</div> }.into_any())
}

fn order(of: &Line<'_>, path: &str) -> AnyView {
    let to = format!("{path}/move");
    let (seen, title) = (of.agenda.seal.clone(), of.item.title.clone());
    let (first, last) = (of.place == 0, of.place + 1 == of.count);
    view! {
        <form class="agenda-order" method="post" action=to>
            <input type="hidden" name="seen" value=seen />
            <input type="hidden" name="from" value=of.shown.key() />
            <button class="button agenda-step" type="submit" name="to" value="up" aria-disabled=first.then_some("true")
                aria-label=format!("Earlier: {title}") title="Earlier">"↑"</button>
            <button class="button agenda-step" type="submit" name="to" value="down" aria-disabled=last.then_some("true")
                aria-label=format!("Later: {title}") title="Later">"↓"</button>
        </form>
    }
    .into_any()
}

fn time(of: &Line<'_>, path: &str) -> AnyView {
    let to = format!("{path}/box");
    let id = format!("box-{}", of.item.id.0);
    let form = crate::command::filled(&to);
    let minutes = of
        .item
        .minutes
        .map_or_else(String::new, |minutes| minutes.to_string());
    let value = form.value("minutes", &minutes);
    let problem = form.problem("minutes");
    let wrong = !problem.is_empty();
    let error = format!("{id}-error");
    let (version, title) = (of.item.version.to_string(), of.item.title.clone());
    view! {
        <form class="agenda-time" method="post" action=to>
            <input type="hidden" name="version" value=version />
            <input type="hidden" name="from" value=of.shown.key() />
            <label class="visually-hidden" for=id.clone()>{format!("Minutes for “{title}”")}</label>
            <input class="input" id=id type="text" inputmode="numeric" name="minutes" value=value size="3"
                autocomplete="off" aria-invalid=wrong.then_some("true")
                aria-describedby=wrong.then(|| error.clone()) />
            <span aria-hidden="true">"min"</span>
            <button class="button" type="submit">"Set"<span class="visually-hidden">{format!(" the minutes for “{title}”")}</span></button>
            {wrong.then(|| view! { <p class="field-error" id=error>{Icon::CircleAlert.view()}<span>{problem}</span></p> })}
        </form>
    }
    .into_any()
}
