//! `/actions`: what people said they would do at meetings, until it is done.

use domain::minutes::ActionState;
use leptos::prelude::*;
use services::{
    Context,
    action_item::{self, ActionFilter, ActionItem, ActionItems},
};

use super::state::action_badge;
use crate::{
    address::address,
    command::filled,
    outcome,
    page::{PageTitle, context, holds_for_now, page, query},
    ui::{
        Banner, BannerKind, Checkbox, Choice, Empty, Field, Icon, PageHeader, Pagination, Section,
        Select, long_date, short_date,
    },
};

/// What was asked for, as it stands in the address.
#[derive(Clone, Debug, Default)]
struct Asked {
    state: String,
    group: String,
    who: String,
    late: bool,
    after: Option<String>,
}

/// The page.
#[component]
pub fn ActionsPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    let text = |name: &str| query(name).unwrap_or_default();
    let asked = Asked {
        state: text("state"),
        group: text("group"),
        who: text("who"),
        late: query("late").is_some(),
        after: query("after"),
    };
    let done = outcome::done(&[
        ("done", "It is done. It leaves the agendas."),
        (
            "dropped",
            "It will not be done, and the reason stands with it.",
        ),
        ("reopened", "It is open again."),
    ]);
    page(async move {
        let filter = ActionFilter {
            state: ActionState::of_key(&asked.state),
            group: asked.group.clone(),
            who: asked.who.clone(),
            late: asked.late,
        };
        let after = asked.after.as_deref().and_then(|after| after.parse().ok());
        let read = action_item::list(&context, &filter, after).await?;
        let narrows = filter != ActionFilter::default();
        let own = match context.actor().person_id() {
            Some(person) if !narrows && after.is_none() => {
                Some(action_item::of_person(&context, person).await?)
            }
            Some(_) | None => None,
        };
        Ok(drawn(&context, &asked, read, own, narrows, done))
    })
}

fn drawn(
    context: &Context,
    asked: &Asked,
    read: ActionItems,
    own: Option<ActionItems>,
    narrows: bool,
    done: Option<String>,
) -> AnyView {
    let late = if asked.late { "yes" } else { "" };
    let here = |after: &str| {
        address(
            "/actions",
            &[
                ("state", &asked.state),
                ("group", &asked.group),
                ("who", &asked.who),
                ("late", late),
                ("after", after),
            ],
        )
    };
    let next = read.next.map(|next| here(&next.to_string()));
    let first = asked.after.is_some().then(|| here(""));
    // What is theirs is answered in their part; below it stands without its buttons.
    let above: Vec<_> = own
        .iter()
        .flat_map(|own| own.lines.iter().map(|line| line.id))
        .collect();
    let own = own.filter(|own| !own.lines.is_empty()).map(|own| {
        let lines = lines(context, &own, &[]);
        view! { <Section title="Yours" id="yours"><ul class="actions">{lines}</ul></Section> }
    });
    let title = if own.is_some() {
        "Everyone’s"
    } else {
        "Action items"
    };
    let body = if read.lines.is_empty() {
        let words = if narrows {
            "No action item fits. Look for less at once."
        } else {
            "Here will be what people say they will do at meetings: “/action @name by 4 Dec …” in the notes puts it here."
        };
        view! { <Empty title="Nothing is open"><p>{words}</p></Empty> }.into_any()
    } else {
        let lines = lines(context, &read, &above);
        view! { <ul class="actions" data-keys="list">{lines}</ul> }.into_any()
    };
    let choices = ActionState::ALL
        .into_iter()
        .map(|state| Choice::new(state.key(), state.words()))
        .collect();
    view! {
        <PageTitle subject="Action items" />
        <PageHeader
            title="Action items"
            lede="What people said they would do. It carries over from agenda to agenda until it is done."
        />
        {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
        {own}
        <form class="form-line" method="get" action="/actions">
            <Select name="state" label="State" choices=choices selected=asked.state.clone() />
            <Field name="group" label="Group’s address" value=asked.group.clone() autocomplete="off" />
            <Field name="who" label="Whose" value=asked.who.clone() autocomplete="off" />
            <Checkbox name="late" label="Late only" ticked=asked.late />
            <div class="buttons">
                <crate::ui::Button text="Show" />
                {narrows.then(|| view! { <a href="/actions">"Show everything"</a> })}
            </div>
        </form>
        <Section title=title id="all">
            {body}
            <Pagination first=first next=next />
        </Section>
    }
    .into_any()
}

fn lines(context: &Context, read: &ActionItems, above: &[uuid::Uuid]) -> Vec<AnyView> {
    read.lines
        .iter()
        .map(|line| one(context, read, line, above.contains(&line.id)))
        .collect()
}

fn one(context: &Context, read: &ActionItems, line: &ActionItem, is_above: bool) -> AnyView {
    let may = !is_above
        && context
            .may(domain::permission::Action::RunGroup, line.resource())
            .is_ok();
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
    let ways = may.then(|| ways(line));
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

fn ways(line: &ActionItem) -> AnyView {
    let path = format!("/actions/{}", line.id);
    let form = filled(&path);
    let version = line.version.to_string();
    let about = line.task.clone();
    let hidden = |step: &'static str| {
        let version = version.clone();
        view! {
            <input type="hidden" name="version" value=version />
            <input type="hidden" name="step" value=step />
        }
    };
    let problem = form.problem("");
    let problem =
        (!problem.is_empty()).then(|| view! { <p class="field-error" role="alert">{problem}</p> });
    let title = view! { <span class="visually-hidden">": "{about.clone()}</span> };
    match line.state {
        ActionState::Open => {
            let id = format!("note-{}", line.id);
            let error = form.problem("note");
            let wrong = !error.is_empty();
            let described = format!("{id}-error");
            view! {
                {problem}
                <div class="action-ways">
                    <form method="post" action=path.clone()>
                        {hidden("done")}
                        <button class="button" type="submit">"Done"{title}</button>
                    </form>
                    <details open=wrong>
                        <summary>"It will not be done"<span class="visually-hidden">": "{about}</span></summary>
                        <form class="form" method="post" action=path>
                            {hidden("drop")}
                            <div class="field">
                                <label for=id.clone()>"Why"</label>
                                <input class="input" type="text" name="note" id=id value=form.value("note", "") autocomplete="off"
                                    aria-invalid=wrong.then_some("true") aria-describedby=wrong.then(|| described.clone()) />
                                {wrong.then(|| view! { <p class="field-error" id=described>{Icon::CircleAlert.view()}<span>{error}</span></p> })}
                            </div>
                            <crate::ui::Button text="Drop it" />
                        </form>
                    </details>
                </div>
            }
            .into_any()
        }
        ActionState::Done | ActionState::Dropped => view! {
            {problem}
            <form method="post" action=path>
                {hidden("reopen")}
                <button class="button" type="submit">"Open it again"{title}</button>
            </form>
        }
        .into_any(),
    }
}
