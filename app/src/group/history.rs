//! `/groups/SLUG/history`: everything that happened to a group, newest first.

use leptos::prelude::*;
use services::{group, history::Place};

use super::place::{GroupTabs, at_todays_address, group_path, requested, trail};
use crate::{
    history::EventLine,
    page::{PageTitle, context, page, parameter, query},
    ui::{Empty, List, PageHeader, Pagination},
};

/// A group's events in words.
#[component]
pub fn GroupHistoryPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let before = query("before").and_then(|place| place.parse::<Place>().ok());
    let requested = requested();
    page(async move {
        let read = group::history(&context, &slug, before)
            .await
            .map_err(at_todays_address(&requested))?;
        let path = format!("{}/history", group_path(&read.group.slug));
        let first = before.is_some().then(|| path.clone());
        let next = read.next.map(|place| format!("{path}?before={place}"));
        let events = if read.entries.is_empty() {
            view! { <Empty title="Nothing happened before that" /> }.into_any()
        } else {
            let lines = read
                .entries
                .into_iter()
                .map(|entry| view! { <EventLine entry=entry /> })
                .collect_view();
            view! { <List dense=true>{lines}</List> }.into_any()
        };
        let title = format!("History of {}", read.group.name);
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader
                title=title
                trail=trail(&read.group, Some("History"), None)
                lede="Every change to it, newest first, each with its source."
            />
            <GroupTabs slug=read.group.slug name=read.group.name current="History" />
            {events}
            <Pagination first=first next=next />
        }
        .into_any())
    })
}
