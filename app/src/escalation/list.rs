//! `/escalations`: disagreements that were brought up, those that are open first.

use leptos::prelude::*;
use services::{
    ReadError,
    escalation::{EscalationLine, Wanted, list},
    group,
    history::Names,
};

use super::words::{badge, group_name, moment, person_name};
use crate::{
    address::address,
    page::{PageTitle, context, holds_for_now, page, query},
    ui::{Empty, Item, List, PageHeader, Pagination, Tab, Tabs},
};

const OPEN: &str = "Open";
const OVER: &str = "Over";
const ALL: &str = "All";

/// The page.
#[component]
pub fn EscalationsPage() -> impl IntoView {
    let context = context();
    let state = query("state").unwrap_or_default();
    let of = query("group").unwrap_or_default();
    let after = query("after");
    page(async move {
        holds_for_now();
        let group = if of.is_empty() {
            None
        } else {
            let (id, name) = group::at(&context, &of).await?;
            Some((id, name))
        };
        let (current, open) = match state.as_str() {
            "over" => (OVER, Some(false)),
            "all" => (ALL, None),
            _ => (OPEN, Some(true)),
        };
        let wanted = Wanted {
            open,
            group: group.as_ref().map(|(id, _)| *id),
        };
        let after = after
            .map(|typed| typed.parse().map_err(|_| ReadError::NotFound))
            .transpose()?;
        let read = list(&context, wanted, after).await?;
        let to = |state: &str| address("/escalations", &[("state", state), ("group", &of)]);
        let tabs = vec![
            Tab::new(to(""), OPEN),
            Tab::new(to("over"), OVER),
            Tab::new(to("all"), ALL),
        ];
        let items = read
            .lines
            .iter()
            .map(|one| line(one, &read.names))
            .collect_view();
        let body = if read.lines.is_empty() {
            let title = match open {
                Some(true) => "Nothing is being escalated",
                Some(false) => "No escalation is over yet",
                None => "Nothing was escalated yet",
            };
            view! {
                <Empty title=title>
                    <p>"Whoever disagrees with a decision or a design of a group talks to its leads first. What remains is brought up here, step by step: to the leads, to the leads of all affected groups, before the community, to the committee."</p>
                </Empty>
            }
            .into_any()
        } else {
            view! { <List>{items}</List> }.into_any()
        };
        let next = read.next.map(|next| {
            let next = next.to_string();
            address(
                "/escalations",
                &[("state", &state), ("group", &of), ("after", &next)],
            )
        });
        let first = after.map(|_| to(&state));
        let title = match &group {
            Some((_, name)) => format!("Escalations about {}", name.name),
            None => "Escalations".to_owned(),
        };
        let begin = address("/escalations/new", &[("group", &of)]);
        let actions = view! { <a class="button" href=begin>"Escalate something"</a> }.into_any();
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader title=title.clone() lede="Disagreements on their way up: who was asked, until when, and what came of it." actions=actions />
            <Tabs label=title tabs=tabs current=current />
            {body}
            <Pagination first=first next=next />
        }
        .into_any())
    })
}

fn line(one: &EscalationLine, names: &Names) -> AnyView {
    let href = format!("/escalations/{}", one.number);
    let number = one.number;
    let title = view! { <a href=href>{number}", "{one.title.clone()}</a> }.into_any();
    let who = format!(
        "{} about {}",
        person_name(names, one.opened_by),
        group_name(names, one.group)
    );
    let where_it_stands = if one.open {
        format!("{}, until {}", one.rung.words(), moment(one.due))
    } else {
        format!("{} {}", one.state, moment(one.changed_at))
    };
    let secondary = view! { {who}". "{where_it_stands}"." }.into_any();
    view! { <Item title=title secondary=secondary aside=badge(one.state, one.open) /> }.into_any()
}
