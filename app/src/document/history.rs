//! `/groups/SLUG/documents/PAGE/history`: the versions of a page.

use leptos::prelude::*;
use services::{ReadError, document};

use super::{folder_path, trail};
use crate::{
    group::{at_todays_address, requested},
    page::{PageTitle, context, page, parameter, query},
    proposal::moment_of,
    ui::{Button, Choice, Item, List, PageHeader, Pagination, Select},
};

/// The versions, the newest first, and a form to compare any two.
#[component]
pub fn DocumentHistoryPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let at = parameter("page");
    let before = query("before");
    let requested = requested();
    page(async move {
        let before = before
            .map(|typed| typed.parse().map_err(|_| ReadError::NotFound))
            .transpose()?;
        let read = document::versions(&context, &slug, &at, before)
            .await
            .map_err(at_todays_address(&requested))?;
        let path = format!("{}/{at}", folder_path(&read.group.slug));
        let title = format!("Versions of {}", read.title);
        let choices: Vec<Choice> = read
            .versions
            .iter()
            .map(|version| {
                let number = version.number.to_string();
                let text = format!("Version {number}, {}", moment_of(version.written_at));
                Choice::new(number, text)
            })
            .collect();
        let compare = (read.versions.len() > 1).then(|| {
            let number = |place: usize| {
                read.versions
                    .get(place)
                    .map_or_else(String::new, |version| version.number.to_string())
            };
            let (newest, before) = (number(0), number(1));
            view! {
                <form class="form-line" method="get" action=format!("{path}/diff") aria-label="Versions">
                    <Select name="from" label="From" choices=choices.clone() selected=before />
                    <Select name="to" label="To" choices=choices selected=newest />
                    <div class="buttons"><Button text="Compare" /></div>
                </form>
            }
        });
        let lines = read
            .versions
            .iter()
            .map(|version| {
                let number = version.number;
                let by = version
                    .author
                    .and_then(|person| read.names.person(person))
                    .map_or_else(|| "the portal".to_owned(), |name| name.name.clone());
                let href = if number == read.newest {
                    path.clone()
                } else {
                    format!("{path}?version={number}")
                };
                let changed = (number > 1).then(|| {
                    let href = format!("{path}/diff?from={}&to={number}", number - 1);
                    view! { " · "<a href=href>"What changed"<span class="visually-hidden">" with version "{number}</span></a> }
                });
                let what = if version.summary.is_empty() {
                    version.title.clone()
                } else {
                    format!("{}: {}", version.title, version.summary)
                };
                view! {
                    <Item
                        title=view! { <a href=href>"Version "{number}</a> }.into_any()
                        secondary=view! { {what}", by "{by}{changed} }.into_any()
                        aside=view! { {moment_of(version.written_at)} }.into_any()
                    />
                }
            })
            .collect_view();
        let history = format!("{path}/history");
        let first = before.map(|_: u32| history.clone());
        let next = read.next.map(|next| format!("{history}?before={next}"));
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader title=title trail=trail(&read.group, Some((&at, &read.title)), "Versions") lede="Every text that was saved, with who saved it." />
            {compare}
            <List>{lines}</List>
            <Pagination first=first next=next />
        }
        .into_any())
    })
}
