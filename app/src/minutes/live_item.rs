//! An item on the live page: what it is about, what is said, and what that does.

use domain::{minutes::spoken, schedule::MeetingState};
use leptos::prelude::*;
use services::{
    Context,
    minutes::{Live, LiveItem},
    text,
};

use super::{live::Rights, live_path, record_decision::number_or_way};
use crate::{
    command::filled,
    ui::{Document, Icon, long_date},
};

/// The item. The current one is open; so is every one before the meeting.
pub fn item(context: &Context, live: &Live, item: &LiveItem, rights: Rights) -> AnyView {
    let id = item.id.to_string();
    let is_current = live.current == Some(item.id);
    let form = filled(&format!(
        "{}/notes/{id}",
        live_path(&live.meeting.address.to_string())
    ));
    let open = is_current
        || form.was_sent()
        || live.meeting.state != MeetingState::UnderWay
        || live.current.is_none();
    let notes = if rights.write {
        notes_form(live, item, &id)
    } else {
        said(live, item, &id)
    };
    view! {
        <details
            class="live-item" id=format!("item-{id}") data-item=id.clone() open=open
            data-current=is_current.then_some("")
        >
            <summary>
                <span class="live-title">{item.title.clone()}</span>
                <span id=format!("now-{id}") data-live="">
                    {is_current.then(|| view! { <span class="state live-under-way">{Icon::CircleDot.view()}<span>"Now"</span></span> })}
                </span>
            </summary>
            <div class="live-about" id=format!("about-{id}") data-live="">{about(live, item)}</div>
            {notes}
            <div class="live-outcomes" id=format!("outcomes-{id}") data-live="">
                {outcomes(context, live, item, rights)}
            </div>
        </details>
    }
    .into_any()
}

fn about(live: &Live, item: &LiveItem) -> AnyView {
    let groups: Vec<AnyView> = item
        .groups
        .iter()
        .filter_map(|group| live.names.group(*group))
        .map(|name| {
            let href = format!("/groups/{}", name.slug);
            view! { <a href=href>{name.name.clone()}</a>" " }.into_any()
        })
        .collect();
    let groups = (!groups.is_empty()).then(|| view! { <span>"About "{groups}</span> });
    let by = item
        .asked_by
        .and_then(|person| live.names.person(person))
        .map(|name| {
            let href = format!("/people/{}", name.slug);
            view! { <span>"Asked for by "<a href=href>{name.name.clone()}</a></span> }
        });
    let material = (!item.material.is_empty()).then(|| match text::safe_address(&item.material) {
        Some(href) => {
            let href = href.to_owned();
            view! { <a href=href rel="nofollow noopener">"Material"</a> }.into_any()
        }
        None => item.material.clone().into_any(),
    });
    view! { {groups}{by}{material} }.into_any()
}

/// What is said, for those who read.
fn said(live: &Live, item: &LiveItem, id: &str) -> AnyView {
    // What the other lines did stands below.
    let words = spoken(&item.notes, live.meeting.address.day);
    let body = if item.notes.trim().is_empty() {
        view! { <p class="hint">"Nothing is noted yet."</p> }.into_any()
    } else {
        let rendered = text::markdown_among_others(&words);
        view! { <Document html=rendered.html /> }.into_any()
    };
    view! { <div class="live-said" id=format!("said-{id}") data-live="">{body}</div> }.into_any()
}

/// What is said, for those who write. The text that the writer began with goes along, so that what others write meanwhile
/// stays.
fn notes_form(live: &Live, item: &LiveItem, id: &str) -> AnyView {
    let action = format!(
        "{}/notes/{id}",
        live_path(&live.meeting.address.to_string())
    );
    let form = filled(&action);
    let problem = form.problem("");
    let text = form.value("text", &item.notes).replace("\r\n", "\n");
    let base = form.value("base", &item.notes).replace("\r\n", "\n");
    let field = format!("notes-{id}");
    let error = format!("{field}-error");
    let wrong = !problem.is_empty();
    let rows = text.lines().count().clamp(5, 24).to_string();
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    view! {
        <form class="live-notes" method="post" action=action>
            <input type="hidden" name="base" value=base />
            <label class="visually-hidden" for=field.clone()>{format!("Notes: {}", item.title)}</label>
            <textarea
                class="input" id=field name="text" rows=rows data-notes=id.to_owned()
                data-version=item.version.to_string()
                aria-invalid=wrong.then_some("true") aria-describedby=wrong.then(|| error.clone())
                placeholder="What is said"
                inner_html=format!("\n{escaped}")
            ></textarea>
            {wrong.then(|| view! { <p class="field-error" id=error>{Icon::CircleAlert.view()}<span>{problem}</span></p> })}
            <div class="buttons live-save"><button class="button" type="submit">"Save the notes"</button></div>
        </form>
    }
    .into_any()
}

/// What the lines of the notes did.
fn outcomes(context: &Context, live: &Live, item: &LiveItem, rights: Rights) -> AnyView {
    let key = live.meeting.address.to_string();
    let decisions = live
        .decisions
        .iter()
        .filter(|decision| decision.item == item.id)
        .map(|decision| {
            let number = number_or_way(&key, decision, rights.decide);
            view! {
                <li class="live-decision">
                    {Icon::Scale.view()}
                    <span><strong>"Decided: "</strong>{decision.decided.clone()}" "{number}</span>
                </li>
            }
            .into_any()
        });
    let today = context.today();
    let actions = live
        .actions
        .iter()
        .filter(|action| action.item == Some(item.id))
        .map(|action| {
            let who = if action.owner_name.is_empty() {
                "Nobody yet".to_owned()
            } else {
                action.owner_name.clone()
            };
            let due = action
                .due
                .map(|due| format!(", by {}", long_date(due)))
                .unwrap_or_default();
            let unknown = (action.owner.is_none() && !action.owner_name.is_empty())
                .then(|| view! { <span class="hint">" (nobody whom the portal knows)"</span> });
            let late = action.due.is_some_and(|due| due < today);
            view! {
                <li class="live-action" data-late=late.then_some("")>
                    {Icon::ListChecks.view()}
                    <span><strong>{who}{due}": "</strong>{action.task.clone()}{unknown}</span>
                </li>
            }
            .into_any()
        });
    let lines: Vec<AnyView> = decisions.chain(actions).collect();
    (!lines.is_empty())
        .then(|| view! { <ul class="live-lines">{lines}</ul> })
        .into_any()
}
