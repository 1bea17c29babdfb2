//! The form by which someone asks for an item, and the fields that it shares with the one that changes one.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::{Context, agenda::Agenda, meeting::Meeting};

use super::{
    shown::{Shown, agenda_path},
    words::when,
};
use crate::{
    address::address,
    command::{Filled, filled},
    ui::{Button, Field},
};

/// What stands in the fields of an item before anyone typed.
#[derive(Default)]
pub struct Written {
    /// What it is about.
    pub title: String,
    /// How many minutes it needs.
    pub minutes: String,
    /// Where one reads up.
    pub material: String,
    /// The groups, with commas between them.
    pub groups: String,
}

/// The fields of an item.
pub fn fields(form: &Filled, written: &Written) -> AnyView {
    view! {
        <Field
            name="title" label="What it is about" required=true autocomplete="off"
            value=form.value("title", &written.title) error=form.problem("title")
        />
        <Field
            name="groups" label="Groups that it concerns" autocomplete="off"
            hint="Their names, with commas between them. Their leads see it on their page."
            value=form.value("groups", &written.groups) error=form.problem("groups")
        />
        <Field
            name="minutes" label="Minutes that it needs" inputmode=Some("numeric") autocomplete="off"
            value=form.value("minutes", &written.minutes) error=form.problem("minutes")
        />
        <Field
            name="material" label="Material" kind="url" autocomplete="off"
            hint="The address of what one reads before; may be empty."
            value=form.value("material", &written.material) error=form.problem("material")
        />
    }
    .into_any()
}

/// The form at the end of an agenda; for a visitor the way to sign in, for a frozen agenda what becomes of what is asked.
pub fn add_form(
    context: &Context,
    agenda: &Agenda,
    meeting: &Meeting,
    shown: Shown,
) -> Option<AnyView> {
    if !agenda.is_open {
        return None;
    }
    let path = agenda_path(&meeting.address);
    if context.may(Action::TakePart, Resource::Community).is_err() {
        let href = address("/sign-in", &[("return_to", &shown.path(&meeting.address))]);
        return context.actor().person_id().is_none().then(|| {
            view! {
                <p class="agenda-sign-in">
                    <a href=href>"Sign in"</a>" to ask for an item: anyone can."
                </p>
            }
            .into_any()
        });
    }
    let form = filled(&path);
    let next = match (&agenda.next, agenda.is_frozen && !agenda.may_run) {
        (_, false) => "It goes to the end of the agenda, with your name. You can change it until the agenda is frozen."
            .to_owned(),
        (Some(next), true) => format!(
            "This agenda is frozen. What you ask for now goes on the agenda of the next meeting: {}.",
            when(next)
        ),
        (None, true) => {
            return Some(
                view! {
                    <p class="agenda-sign-in">
                        "This agenda is frozen, and no meeting after it is planned: ask those who run this one."
                    </p>
                }
                .into_any(),
            );
        }
    };
    let open = form.was_sent();
    Some(
        view! {
            <details class="panel agenda-add" id="add" open=open>
                <summary>"Ask for an item"</summary>
                <form class="form panel-content" method="post" action=path>
                    <input type="hidden" name="from" value=shown.key() />
                    {fields(&form, &Written::default())}
                    <div class="buttons"><Button text="Ask for it" /></div>
                    <p class="field-hint">{next}</p>
                </form>
            </details>
        }
        .into_any(),
    )
}
