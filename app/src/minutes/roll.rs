//! Who is here, who keeps the notes, and what the meeting has decided and promised so far.

use domain::schedule::MeetingState;
use leptos::prelude::*;
use services::{
    Context,
    minutes::{Attendee, Live},
};

use super::live::Rights;
use crate::{
    command::filled,
    ui::{Avatar, Field, MarginSection, SubmitLook, short_date},
};

/// The margin of the live page.
pub fn margin(context: &Context, live: &Live, rights: Rights, path: &str) -> AnyView {
    let here = context.actor().person_id();
    let is_here = live
        .roll
        .iter()
        .any(|who| who.present && who.person.is_some() && who.person == here);
    let say =
        (live.meeting.state == MeetingState::UnderWay && rights.take_part && !is_here).then(|| {
            view! {
                <form method="post" action=format!("{path}/here")>
                    <crate::ui::Button text="I am here" look=SubmitLook::Outlined />
                </form>
            }
        });
    let called = live.meeting.state != MeetingState::Planned && rights.write;
    let lines = live
        .roll
        .iter()
        .map(|who| attendee(live, who, called, path))
        .collect_view();
    let nobody = live.roll.is_empty().then(|| {
        view! { <p class="hint">"Nobody is expected; whoever comes says so."</p> }
    });
    let also = called.then(|| also(path));
    let scribe = rights.run.then(|| scribe(live, path));
    let title = match live.meeting.state {
        MeetingState::Planned => "Expected",
        MeetingState::Cancelled | MeetingState::UnderWay | MeetingState::Held => "Here",
    };
    view! {
        <MarginSection title=title>
            <ul class="live-roll">{lines}</ul>
            {nobody}
            {say}
            {also}
            {scribe}
        </MarginSection>
        {actions(live)}
    }
    .into_any()
}

fn attendee(live: &Live, who: &Attendee, called: bool, path: &str) -> AnyView {
    let name = match who.person.and_then(|person| live.names.person(person)) {
        Some(name) => {
            let href = format!("/people/{}", name.slug);
            view! { <a href=href>{who.name.clone()}</a> }.into_any()
        }
        None => who.name.clone().into_any(),
    };
    let scribe = (who.person.is_some() && who.person == live.scribe)
        .then(|| view! { <span class="person-secondary">"Scribe"</span> });
    let presence = if called {
        let id = who.id.to_string();
        let (value, words) = if who.present {
            ("", "Here")
        } else {
            ("yes", "Not here")
        };
        let title = who.name.clone();
        view! {
            <form class="live-call" method="post" action=format!("{path}/roll")>
                <input type="hidden" name="who" value=id />
                <input type="hidden" name="present" value=value />
                <button class="button" type="submit" aria-pressed=if who.present { "true" } else { "false" }>
                    {words}<span class="visually-hidden">": "{title}</span>
                </button>
            </form>
        }
        .into_any()
    } else if live.meeting.state == MeetingState::Planned {
        ().into_any()
    } else {
        let words = if who.present { "Here" } else { "Not here" };
        view! { <span class="hint">{words}</span> }.into_any()
    };
    view! {
        <li data-present=who.present.then_some("")>
            <Avatar name=who.name.clone() />
            <span class="live-who">{name}{scribe}</span>
            {presence}
        </li>
    }
    .into_any()
}

fn also(path: &str) -> AnyView {
    let action = format!("{path}/roll/also");
    let form = filled(&action);
    view! {
        <details class="live-also" open=form.was_sent()>
            <summary>"Someone else is here"</summary>
            <form class="form" method="post" action=action>
                <Field
                    name="name" label="Name or handle" value=form.value("name", "") error=form.problem("name")
                    autocomplete="off"
                />
                <crate::ui::Button text="Put on the roll" />
            </form>
        </details>
    }
    .into_any()
}

fn scribe(live: &Live, path: &str) -> AnyView {
    let action = format!("{path}/scribe");
    let form = filled(&action);
    let now = live
        .scribe
        .and_then(|person| live.names.person(person))
        .map_or_else(String::new, |name| name.slug.clone());
    view! {
        <details class="live-also" open=form.was_sent()>
            <summary>"Name the scribe"</summary>
            <form class="form" method="post" action=action>
                <Field
                    name="scribe" label="Handle or name" value=form.value("scribe", &now)
                    error=form.problem("scribe") autocomplete="off"
                    hint="They can write the notes and call the roll of this meeting. Empty: nobody in particular."
                />
                <crate::ui::Button text="Name" />
            </form>
        </details>
    }
    .into_any()
}

/// What was promised so far.
fn actions(live: &Live) -> AnyView {
    let lines: Vec<AnyView> = live
        .actions
        .iter()
        .map(|action| {
            let who = if action.owner_name.is_empty() {
                "Nobody yet".to_owned()
            } else {
                action.owner_name.clone()
            };
            let due = action
                .due
                .map(|due| format!(" · {}", short_date(due)))
                .unwrap_or_default();
            view! { <li><strong>{who}</strong>": "{action.task.clone()}<span class="hint">{due}</span></li> }
                .into_any()
        })
        .collect();
    let decisions: Vec<AnyView> = live
        .decisions
        .iter()
        .map(|decision| view! { <li>{decision.decided.clone()}</li> }.into_any())
        .collect();
    let decided = (!decisions.is_empty()).then(|| {
        view! { <MarginSection title="Decided"><ul class="live-list">{decisions}</ul></MarginSection> }
    });
    let promised = (!lines.is_empty()).then(|| {
        view! { <MarginSection title="Actions"><ul class="live-list">{lines}</ul></MarginSection> }
    });
    view! { {decided}{promised} }.into_any()
}
