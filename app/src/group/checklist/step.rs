//! One step: what is to be done, by whom, by when, what shows that it is, and the forms with which that is said.

use domain::{
    link::{Link, LinkKind},
    minutes::OPEN_ACTIONS,
};
use leptos::prelude::*;
use services::{
    Context,
    checklist::{COMBINED_MEETING, ChecklistPage as Read, Task},
    text::safe_address,
};

use super::Reader;
use crate::{
    agenda::{agenda_path, when},
    command::{Filled, filled},
    minutes::action_lines,
    ui::{Button, DateText, Icon},
};

pub(super) fn step(
    context: &Context,
    task: &Task,
    read: &Read,
    reader: Reader,
    path: &str,
) -> AnyView {
    let called = |person: Option<domain::ids::PersonId>| {
        person
            .and_then(|person| read.names.person(person))
            .map(|name| name.name.clone())
    };
    let base = format!("{path}/{}", task.id);
    let owner = called(task.owner).unwrap_or_else(|| "nobody yet".to_owned());
    let due = task.due_on;
    let state = match task.done {
        Some((by, _)) => {
            let by = called(by).unwrap_or_else(|| "the portal".to_owned());
            view! { <span class="state state-active">{Icon::Check.view()}<span>"Done by "{by}</span></span> }
                .into_any()
        }
        None if task.settled => view! {
            <span class="state state-active">{Icon::Check.view()}<span>"Nothing is left of it"</span></span>
        }
        .into_any(),
        None if due < reader.today => {
            view! { <span class="state state-closing">{Icon::CircleAlert.view()}<span>"Overdue"</span></span> }
                .into_any()
        }
        None => view! { <span class="state state-setting-up">{Icon::CircleDashed.view()}<span>"Open"</span></span> }
            .into_any(),
    };
    let evidence = (!task.evidence.is_empty())
        .then(|| view! { <p class="evidence">{evidence(&task.evidence)}</p> });
    let concerned = concerned(task, read);
    let combined = combined(task, read);
    let actions = actions(task, read, context, path);
    let forms = reader.may.then(|| match (task.done, task.settled) {
        (Some(_), _) => Some(reopen(task, &base)),
        (None, true) => None,
        (None, false) => Some(forms(task, &base)),
    });
    let sentence = task.sentence.clone();
    view! {
        <li>
            <p class="checklist-sentence">{sentence}</p>
            {state}
            <p class="hint">"Seen to by "{owner}", due "<DateText day=due /></p>
            {evidence}
            {concerned}
            {combined}
            {actions}
            {forms}
        </li>
    }
    .into_any()
}

/// What shows that a step is done: an address at its end becomes a link.
fn evidence(text: &str) -> AnyView {
    let (before, last) = text
        .rsplit_once(char::is_whitespace)
        .map_or(("", text), |(before, last)| (before, last));
    let href = if last.starts_with('/') && !last.starts_with("//") {
        Some(last.to_owned())
    } else {
        safe_address(last).map(str::to_owned)
    };
    match href {
        Some(href) => {
            let words = last.to_owned();
            view! { {before.to_owned()}" "<a href=href rel="nofollow noopener">{words}</a> }
                .into_any()
        }
        None => text.to_owned().into_any(),
    }
}

/// What the group lists that a step of its closing is about, so that nothing is forgotten.
fn concerned(task: &Task, read: &Read) -> Option<AnyView> {
    let kinds: &[LinkKind] = match task.key.as_str() {
        "documents" => &[
            LinkKind::Documents,
            LinkKind::MeetingNotes,
            LinkKind::Recordings,
        ],
        "repositories" => &[LinkKind::Repository, LinkKind::Team],
        "channels" => &[
            LinkKind::Chat,
            LinkKind::MailingList,
            LinkKind::Forum,
            LinkKind::Meeting,
            LinkKind::Calendar,
        ],
        _ => return None,
    };
    let links: Vec<&Link> = read
        .group
        .links_listed()
        .filter(|link| kinds.contains(&link.kind))
        .collect();
    if links.is_empty() {
        return Some(view! { <p class="hint">"The group lists none."</p> }.into_any());
    }
    let items = links
        .into_iter()
        .map(|link| {
            let label = link.label.clone();
            match link.url.as_deref().and_then(safe_address) {
                Some(url) => {
                    let url = url.to_owned();
                    view! { <li>{link.kind.word()}": "<a href=url rel="nofollow noopener">{label}</a></li> }
                        .into_any()
                }
                None => view! { <li>{link.kind.word()}": "{label}</li> }.into_any(),
            }
        })
        .collect_view();
    Some(view! { <p class="hint">"What the group lists:"</p><ul class="checklist-links">{items}</ul> }.into_any())
}

/// The meeting of all groups together on whose agenda the group is, or else the next.
fn combined(task: &Task, read: &Read) -> Option<AnyView> {
    if task.key != COMBINED_MEETING || task.done.is_some() {
        return None;
    }
    let Some(combined) = &read.combined else {
        return Some(
            view! { <p class="hint">"No meeting of all groups together is planned yet."</p> }
                .into_any(),
        );
    };
    let path = agenda_path(&combined.meeting.address);
    let (agenda, add) = (path.clone(), format!("{path}#add"));
    let when = when(&combined.meeting);
    let which = if combined.items.is_empty() {
        "The next one: "
    } else {
        "The one to go to: "
    };
    let items = combined
        .items
        .iter()
        .map(|title| view! { <li>{title.clone()}</li> })
        .collect_view();
    let of_it = if combined.items.is_empty() {
        view! {
            <p class="hint">
                "Its agenda has nothing of the group yet: "<a href=add>"ask for an item"</a>"."
            </p>
        }
        .into_any()
    } else {
        view! {
            <p class="hint">"On its agenda for the group:"</p>
            <ul class="checklist-links">{items}</ul>
        }
        .into_any()
    };
    Some(
        view! {
            <p class="hint">{which}<a href=agenda>{when}</a></p>
            {of_it}
        }
        .into_any(),
    )
}

/// The open action items of a closing group: each is done, dropped or handed over, or its leads say what becomes of them.
fn actions(task: &Task, read: &Read, context: &Context, path: &str) -> Option<AnyView> {
    let actions = read.actions.as_ref()?;
    if task.key != OPEN_ACTIONS {
        return None;
    }
    if actions.lines.is_empty() {
        return Some(
            view! { <p class="hint">"No action item of the group is open."</p> }.into_any(),
        );
    }
    let lines = action_lines(context, actions, &[], Some(path));
    let hint = if task.done.is_some() {
        "These are still open:"
    } else {
        "These are open. The step is done when none is: finished, dropped, or handed to somebody else. Or say below what becomes of them."
    };
    Some(
        view! {
            <p class="hint">{hint}</p>
            <ul class="actions" id="actions">{lines}</ul>
        }
        .into_any(),
    )
}

fn reopen(task: &Task, base: &str) -> AnyView {
    let to = format!("{base}/open");
    let version = task.version.to_string();
    let about = task.sentence.clone();
    view! {
        <form method="post" action=to>
            <input type="hidden" name="version" value=version />
            <button class="button" type="submit">"Not done after all"<span class="visually-hidden">": "{about}</span></button>
        </form>
    }
    .into_any()
}

fn forms(task: &Task, base: &str) -> AnyView {
    let (done_to, owner_to) = (format!("{base}/done"), format!("{base}/owner"));
    let (done_form, owner_form) = (filled(&done_to), filled(&owner_to));
    let open = done_form.was_sent() || owner_form.was_sent();
    let (one, two) = (task.version.to_string(), task.version.to_string());
    let about = format!("Say something of it: {}", task.sentence);
    let (label, hint) = if task.key == OPEN_ACTIONS {
        (
            "What becomes of them",
            "A sentence, or a link to where it says so.",
        )
    } else {
        ("What shows it", "A link, or a sentence.")
    };
    view! {
            <details class="panel" open=open>
                <summary aria-label=about>"It is done, or someone else sees to it"</summary>
                <div class="panel-content">
                    <form class="form-line" method="post" action=done_to>
                        <input type="hidden" name="version" value=one />
    {field("evidence", &task.id.to_string(), label, hint, &done_form)}
                        <div class="buttons"><Button text="Done" /></div>
                    </form>
                    <form class="form-line" method="post" action=owner_to>
                        <input type="hidden" name="version" value=two />
    {field("owner", &task.id.to_string(), "Who sees to it", "Their name or handle.", &owner_form)}
                        <div class="buttons"><Button text="Hand over" /></div>
                    </form>
                </div>
            </details>
        }
    .into_any()
}

/// A field of one step: there are as many of its name on the page as there are steps.
fn field(
    name: &'static str,
    step: &str,
    label: &'static str,
    hint: &'static str,
    form: &Filled,
) -> AnyView {
    let id = format!("{name}-{step}");
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let (value, problem) = (form.value(name, ""), form.problem(name));
    let wrong = !problem.is_empty();
    let described = if wrong {
        format!("{hint_id} {error_id}")
    } else {
        hint_id.clone()
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <p class="field-hint" id=hint_id>{hint}</p>
            <input
                class="input" name=name id=id value=value
                aria-describedby=described aria-invalid=wrong.then_some("true")
            />
            {wrong.then(|| view! {
                <p class="field-error" id=error_id>{Icon::CircleAlert.view()}<span>{problem}</span></p>
            })}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::evidence;

    #[test]
    fn an_address_at_the_end_is_a_link_and_nothing_else_is() {
        let html = |text: &str| evidence(text).to_html();
        assert!(html("Announced: /announcements/4").contains("href=\"/announcements/4\""));
        assert!(html("See https://docs.example/x").contains("href=\"https://docs.example/x\""));
        assert!(!html("I told everyone").contains("href"));
        assert!(!html("javascript:alert(1)").contains("href"));
        assert!(!html("//evil.example").contains("href"));
    }
}
