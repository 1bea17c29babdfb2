//! One action item: what, who, until when, and the forms with which is said how far it is.

use domain::{minutes::ActionState, permission::Action};
use leptos::prelude::*;
use services::{
    Context,
    action_item::{ActionItem, ActionItems},
};

use uuid::Uuid;

use super::state::action_badge;
use crate::{
    command::{Filled, filled},
    duty::RETURN_TO,
    ui::{Icon, long_date, short_date},
};

/// Action items with their forms; these lead back to the page `back`, or to the list of all. Those that stand above on the
/// page already have their forms there.
pub fn action_lines(
    context: &Context,
    read: &ActionItems,
    above: &[Uuid],
    back: Option<&str>,
) -> Vec<AnyView> {
    read.lines
        .iter()
        .map(|line| {
            let may =
                !above.contains(&line.id) && context.may(Action::RunGroup, line.resource()).is_ok();
            one(context, read, line, may.then_some(back))
        })
        .collect()
}

/// `forms` says that the reader may answer it here, and to which page that leads back.
fn one(
    context: &Context,
    read: &ActionItems,
    line: &ActionItem,
    forms: Option<Option<&str>>,
) -> AnyView {
    let who = match line.owner.and_then(|person| read.names.person(person)) {
        Some(name) => {
            let href = format!("/people/{}", name.slug);
            view! { <a href=href>{name.name.clone()}</a> }.into_any()
        }
        None if line.owner_name.is_empty() => "Nobody yet".into_any(),
        None => line.owner_name.clone().into_any(),
    };
    let due = line.due.map(|due| format!(", by {}", long_date(due)));
    let from = line.meeting.as_ref().map(|(key, title)| {
        let href = format!("/meetings/{key}/minutes");
        let words = format!("{title}, {}", short_date(line.opened_on));
        view! { <p class="hint"><a href=href>{words}</a></p> }
    });
    let note = (!line.note.is_empty()).then(|| view! { <p class="hint">{line.note.clone()}</p> });
    let ways = forms.map(|back| ways(read, line, back));
    view! {
        <li>
            {action_badge(line.state, line.is_late(context.today()))}
            <div>
                <p class="action-task">{line.task.clone()}</p>
                <p class="secondary">{who}{due}</p>
                {from}
                {note}
                {ways}
            </div>
        </li>
    }
    .into_any()
}

/// What every form about an item sends along.
fn hidden(line: &ActionItem, step: &'static str, back: Option<&str>) -> AnyView {
    let version = line.version.to_string();
    let back = back.map(|back| {
        let back = back.to_owned();
        view! { <input type="hidden" name=RETURN_TO value=back /> }
    });
    view! {
        <input type="hidden" name="version" value=version />
        <input type="hidden" name="step" value=step />
        {back}
    }
    .into_any()
}

fn ways(read: &ActionItems, line: &ActionItem, back: Option<&str>) -> AnyView {
    let path = format!("/actions/{}", line.id);
    let form = filled(&path);
    let about = line.task.clone();
    let problem = form.problem("");
    let problem =
        (!problem.is_empty()).then(|| view! { <p class="field-error" role="alert">{problem}</p> });
    let title = view! { <span class="visually-hidden">": "{about}</span> };
    match line.state {
        ActionState::Open => view! {
            {problem}
            <div class="action-ways">
                <form method="post" action=path>
                    {hidden(line, "done", back)}
                    <button class="button" type="submit">"Done"{title}</button>
                </form>
                {dropping(line, &form, back)}
                {handing_over(read, line, &form, back)}
            </div>
        }
        .into_any(),
        ActionState::Done | ActionState::Dropped => view! {
            {problem}
            <form method="post" action=path>
                {hidden(line, "reopen", back)}
                <button class="button" type="submit">"Open it again"{title}</button>
            </form>
        }
        .into_any(),
    }
}

fn dropping(line: &ActionItem, form: &Filled, back: Option<&str>) -> AnyView {
    let path = format!("/actions/{}", line.id);
    let about = line.task.clone();
    let open = !form.problem("note").is_empty();
    view! {
        <details open=open>
            <summary>"It will not be done"<span class="visually-hidden">": "{about}</span></summary>
            <form class="form" method="post" action=path>
                {hidden(line, "drop", back)}
                {field(line, form, "note", "Why", "", String::new())}
                <crate::ui::Button text="Drop it" />
            </form>
        </details>
    }
    .into_any()
}

fn handing_over(
    read: &ActionItems,
    line: &ActionItem,
    form: &Filled,
    back: Option<&str>,
) -> AnyView {
    let path = format!("/actions/{}", line.id);
    let about = line.task.clone();
    let open = !(form.problem("owner").is_empty() && form.problem("group").is_empty());
    let owner = line
        .owner
        .and_then(|person| read.names.person(person))
        .map_or_else(String::new, |name| name.slug.clone());
    let group = line
        .group
        .and_then(|group| read.names.group(group))
        .map_or_else(String::new, |name| name.slug.clone());
    view! {
        <details open=open>
            <summary>"Hand it over"<span class="visually-hidden">": "{about}</span></summary>
            <form class="form" method="post" action=path>
                {hidden(line, "hand_over", back)}
                {field(line, form, "owner", "Who does it", "Their name or handle; empty for nobody yet.", owner)}
                {field(line, form, "group", "For which group", "Its name or address; empty for no group.", group)}
                <crate::ui::Button text="Hand it over" />
            </form>
        </details>
    }
    .into_any()
}

/// A field of one item: there are as many of its name on the page as there are items.
fn field(
    line: &ActionItem,
    form: &Filled,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    value: String,
) -> AnyView {
    let id = format!("{name}-{}", line.id);
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let problem = form.problem(name);
    let wrong = !problem.is_empty();
    let described = [(!hint.is_empty(), &hint_id), (wrong, &error_id)]
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, id)| id.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    let value = form.value(name, &value);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            <input
                class="input" type="text" name=name id=id value=value autocomplete="off"
                aria-invalid=wrong.then_some("true")
                aria-describedby=(!described.is_empty()).then_some(described)
            />
            {wrong.then(|| view! {
                <p class="field-error" id=error_id>{Icon::CircleAlert.view()}<span>{problem}</span></p>
            })}
        </div>
    }
    .into_any()
}
