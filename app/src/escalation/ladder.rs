//! The ladder: every rung with who was asked there, when, and what they said.

use domain::escalation::{Escalation, Rung, Step};
use leptos::prelude::*;
use services::{history::Names, text};

use super::words::{group, moment, person};
use crate::ui::{Document, Icon, Section};

/// All rungs, those that are still to come too.
#[component]
pub fn Ladder(record: Escalation, names: Names) -> impl IntoView {
    let reached = record.rung();
    let rungs = Rung::ALL
        .into_iter()
        .filter(|rung| {
            // Without other affected groups that rung is passed over.
            *rung != Rung::AllLeads
                || !record.affected.is_empty()
                || record.steps().any(|step| step.rung == *rung)
        })
        .map(|rung| one(rung, reached, &record, &names))
        .collect_view();
    view! { <Section title="Where it stands" id="ladder"><ol class="ladder">{rungs}</ol></Section> }
}

fn one(rung: Rung, reached: Rung, record: &Escalation, names: &Names) -> AnyView {
    let here = rung == reached && record.is_open();
    let (class, icon, state) = if here {
        ("state state-setting-up", Icon::CircleDot, "Here now")
    } else if rung < reached || (rung == reached && !record.is_open()) {
        ("state state-active", Icon::Check, "Was there")
    } else {
        ("state state-dissolved", Icon::CircleDashed, "Not reached")
    };
    let steps = record
        .steps()
        .filter(|step| step.rung == rung)
        .map(|step| asked(step, names))
        .collect_view();
    let answers = record
        .answers
        .iter()
        .filter(|answer| answer.rung == rung)
        .map(|answer| {
            let said = text::markdown_among_others(&answer.text);
            view! {
                <li>
                    <p class="hint">{person(names, answer.by)}", "{moment(answer.at)}</p>
                    <Document html=said.html />
                </li>
            }
        })
        .collect_view();
    view! {
        <li aria-current=here.then_some("step")>
            <h3>{rung.words()}</h3>
            <span class=class>{icon.view()}<span>{state}</span></span>
            {steps}
            <ul class="comments">{answers}</ul>
        </li>
    }
    .into_any()
}

fn asked(step: &Step, names: &Names) -> AnyView {
    let who = step
        .asked
        .iter()
        .enumerate()
        .map(|(place, asked)| {
            let comma = if place == 0 { "" } else { ", " };
            view! { {comma}{person(names, asked.person)}" ("{group(names, asked.group)}")" }
        })
        .collect_view();
    let whom = match step.rung {
        Rung::Leads | Rung::AllLeads if step.asked.is_empty() => {
            view! { " asked; nobody leads the group who could answer." }.into_any()
        }
        Rung::Leads | Rung::AllLeads => view! { " asked "{who}"." }.into_any(),
        Rung::Community => view! { " put it before the community." }.into_any(),
        Rung::Committee => view! { " put it onto the committee’s agenda." }.into_any(),
    };
    let without = step
        .without_other_case
        .then_some(" The other side wrote no case in its time.");
    view! {
        <p>
            {person(names, step.by)}{whom}{without}
            <span class="hint">" "{moment(step.at)}", time until "{moment(step.due)}</span>
        </p>
    }
    .into_any()
}
