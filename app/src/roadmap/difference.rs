//! `/groups/SLUG/roadmap/diff`: what changed between two versions of a roadmap.

use domain::roadmap::{ItemChange, ItemTurn};
use leptos::prelude::*;
use services::{
    ReadError,
    roadmap::{self, VersionLine},
};

use super::item::ItemStateBadge;
use crate::{
    group::{at_todays_address, group_path, requested, trail},
    page::{PageTitle, context, page, parameter, query},
    ui::{Button, Choice, DateText, Empty, PageHeader, Select, short_date},
};

/// Two versions, item by item; the last two unless asked otherwise.
#[component]
pub fn RoadmapDifferencePage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let (from, to) = (query("from"), query("to"));
    let requested = requested();
    page(async move {
        let number = |typed: Option<String>| {
            typed
                .map(|typed| typed.parse().map_err(|_| ReadError::NotFound))
                .transpose()
        };
        let read = roadmap::difference(&context, &slug, number(from)?, number(to)?)
            .await
            .map_err(at_todays_address(&requested))?;
        let path = format!("{}/roadmap", group_path(&read.group.slug));
        let title = format!("Changes of the {} Group Roadmap", read.group.name);
        let header = view! {
            <PageTitle subject=title.clone() />
            <PageHeader title=title trail=trail(&read.group, Some("Changes of the roadmap"), None) />
        };
        let Some((from, to, turns)) = read.compared else {
            return Ok(view! {
                {header}
                <Empty title="There is nothing to compare yet">
                    <p>"Here will be what changed from one version to the next, once there are two."</p>
                </Empty>
            }
            .into_any());
        };
        let (from, to) = (from.line, to.line);
        let same = turns.is_empty();
        Ok(view! {
            {header}
            <form class="form-line" method="get" action=format!("{path}/diff") aria-label="Versions">
                <Select name="from" label="From" choices=choices(&read.versions) selected=from.number.to_string() />
                <Select name="to" label="To" choices=choices(&read.versions) selected=to.number.to_string() />
                <Button text="Compare" />
            </form>
            {same.then(|| view! { <p>"No item is different."</p> })}
            {changes(turns)}
            <p class="document-note">
                <a href=format!("{path}?version={}", from.number)>"Version "{from.number}</a>
                ", published "<DateText day=from.on />", and "
                <a href=format!("{path}?version={}", to.number)>"version "{to.number}</a>
                ", published "<DateText day=to.on />"."
            </p>
        }
        .into_any())
    })
}

/// What became of each item.
pub fn changes(changes: Vec<ItemChange>) -> AnyView {
    let rows = changes
        .into_iter()
        .map(|change| {
            let gone = change.turns.contains(&ItemTurn::Removed);
            let turns = change
                .turns
                .iter()
                .map(|turn| view! { <li>{words(turn, &change)}</li> })
                .collect_view();
            let outcome = change.item.outcome.clone();
            let outcome = if gone {
                view! { <del>{outcome}</del> }.into_any()
            } else {
                outcome.into_any()
            };
            view! {
                <li>
                    <ItemStateBadge state=change.item.state />
                    <div>
                        <p class="roadmap-outcome">{outcome}</p>
                        <ul class="roadmap-turns">{turns}</ul>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="roadmap-items">{rows}</ul> }.into_any()
}

fn words(turn: &ItemTurn, change: &ItemChange) -> AnyView {
    let item = &change.item;
    match turn {
        ItemTurn::Added => format!("New, for {}", item.month.words()).into_any(),
        ItemTurn::Removed => "No longer on the roadmap".into_any(),
        ItemTurn::Reworded { before } => {
            let before = before.clone();
            view! { "Reworded, was "<del>{before}</del> }.into_any()
        }
        ItemTurn::Moved { before } => {
            format!("Moved from {} to {}", before.words(), item.month.words()).into_any()
        }
        ItemTurn::Turned { before } => format!(
            "{}, was {}",
            item.state.words(),
            before.words().to_lowercase()
        )
        .into_any(),
        ItemTurn::Linked => "Other links".into_any(),
    }
}

fn choices(versions: &[VersionLine]) -> Vec<Choice> {
    versions
        .iter()
        .map(|line| {
            Choice::new(
                line.number.to_string(),
                format!("Version {}, {}", line.number, short_date(line.on)),
            )
        })
        .collect()
}
