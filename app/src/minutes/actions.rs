//! `/actions`: what people said they would do at meetings, until it is done.

use domain::minutes::ActionState;
use leptos::prelude::*;
use services::{
    Context,
    action_item::{self, ActionFilter, ActionItems},
};

use super::action_line::action_lines;
use crate::{
    address::address,
    outcome,
    page::{PageTitle, context, holds_for_now, page, query},
    ui::{
        Banner, BannerKind, Checkbox, Choice, Empty, Field, PageHeader, Pagination, Section, Select,
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
        ("handed", "It is handed over."),
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
        let lines = action_lines(context, &own, &[], None);
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
        let lines = action_lines(context, &read, &above, None);
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
