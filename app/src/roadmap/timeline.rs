//! `/roadmap`: the roadmaps of all groups on one timeline, as a drawing or as a table.

use std::str::FromStr;

use domain::roadmap::{Freshness, ItemState, Month, RoadmapItem};
use leptos::prelude::*;
use services::{
    group::Place,
    roadmap::{self, Filter, Timeline},
};

use super::{
    drawing::Drawing,
    item::{ItemStateBadge, carried},
};
use crate::{
    address::address,
    group::group_path,
    page::{PageTitle, context, page, query},
    ui::{Button, Choice, Empty, Field, PageHeader, Pagination, Select, Tab, Table, Tabs},
};

const DRAWING: &str = "Timeline";
const TABLE: &str = "As a table";

/// What the address asks for.
#[derive(Clone, Debug, Default)]
struct Asked {
    table: bool,
    filter: Filter,
    after: Option<Place>,
}

impl Asked {
    fn from_query() -> Self {
        Self {
            table: query("view").as_deref() == Some("table"),
            filter: Filter {
                group: query("group").map(|group| group.trim().to_owned()),
                state: query("state").and_then(|key| ItemState::of_key(&key)),
                month: query("month").and_then(|month| month.parse().ok()),
            },
            after: query("after").and_then(|place| Place::from_str(&place).ok()),
        }
    }

    fn href(&self, table: bool, after: Option<&Place>) -> String {
        let month = self.filter.month.map(|month| month.to_string());
        let after = after.map(ToString::to_string);
        address(
            "/roadmap",
            &[
                ("view", if table { "table" } else { "" }),
                ("group", self.filter.group.as_deref().unwrap_or_default()),
                ("state", self.filter.state.map_or("", ItemState::key)),
                ("month", month.as_deref().unwrap_or_default()),
                ("after", after.as_deref().unwrap_or_default()),
            ],
        )
    }

    fn narrows(&self) -> bool {
        self.filter != Filter::default()
    }
}

/// The page.
#[component]
pub fn RoadmapsPage() -> impl IntoView {
    let context = context();
    let asked = Asked::from_query();
    page(async move {
        let today = context.today();
        let read = roadmap::timeline(&context, &asked.filter, asked.after.as_ref()).await?;
        let tabs = vec![
            Tab::new(asked.href(false, asked.after.as_ref()), DRAWING),
            Tab::new(asked.href(true, asked.after.as_ref()), TABLE),
        ];
        let current = if asked.table { TABLE } else { DRAWING };
        let panel = filter_panel(&asked, &read);
        let first = asked.after.as_ref().map(|_| asked.href(asked.table, None));
        let next = read
            .next
            .as_ref()
            .map(|next| asked.href(asked.table, Some(next)));
        let narrowed = narrowed(&asked);
        let body = if read.rows.is_empty() {
            let title = if asked.narrows() {
                "No roadmap has such an item"
            } else {
                "No group has a roadmap yet"
            };
            view! {
                <Empty title=title>
                    <p>"Here will be what the groups want to have brought about, month by month. Each group’s leads write its own."</p>
                </Empty>
            }
            .into_any()
        } else if asked.table {
            table(&read)
        } else {
            let rows = table(&read);
            view! { <Drawing read=read today=today>{rows}</Drawing> }.into_any()
        };
        Ok(view! {
            <PageTitle subject="Roadmap" />
            <PageHeader
                title="Roadmap"
                lede="What every group wants to have brought about, and by when. What is late stands in this month."
            />
            <Tabs label="Views of the roadmap" tabs=tabs current=current aside=panel />
            {narrowed}
            {body}
            <Pagination first=first next=next />
        }
        .into_any())
    })
}

fn filter_panel(asked: &Asked, read: &Timeline) -> AnyView {
    let states = std::iter::once(Choice::new("", "Any"))
        .chain(ItemState::ALL.map(|state| Choice::new(state.key(), state.words())))
        .collect();
    let months = std::iter::once(Choice::new("", "Any"))
        .chain(
            read.months
                .iter()
                .map(|month| Choice::new(month.to_string(), month.words())),
        )
        .collect();
    let view = asked
        .table
        .then(|| view! { <input type="hidden" name="view" value="table" /> });
    let month = asked.filter.month.map(|month| month.to_string());
    view! {
        <details class="panel">
            <summary>"Filter"</summary>
            <form class="form panel-content" method="get" action="/roadmap">
                {view}
                <Field
                    name="group" label="Group" kind="search"
                    value=asked.filter.group.clone().unwrap_or_default()
                    hint="A part of its name."
                />
                <Select name="state" label="State" choices=states selected=asked.filter.state.map_or("", ItemState::key) />
                <Select name="month" label="Month" choices=months selected=month.unwrap_or_default() />
                <Button text="Show" />
            </form>
        </details>
    }
    .into_any()
}

fn narrowed(asked: &Asked) -> Option<AnyView> {
    asked.narrows().then(|| {
        let words: Vec<String> = [
            asked.filter.state.map(|state| state.words().to_owned()),
            asked.filter.month.map(Month::words),
            asked
                .filter
                .group
                .as_ref()
                .map(|group| format!("groups with “{group}” in their name")),
        ]
        .into_iter()
        .flatten()
        .collect();
        let all = Asked {
            table: asked.table,
            ..Asked::default()
        }
        .href(asked.table, None);
        view! {
            <p class="narrowed">"Only "<b>{words.join(", ")}</b>". "<a href=all>"Show everything"</a></p>
        }
        .into_any()
    })
}

fn table(read: &Timeline) -> AnyView {
    let this_month = read.this_month;
    let rows = read
        .rows
        .iter()
        .map(|row| {
            let href = format!("{}/roadmap", group_path(&row.group.slug));
            let stale = match row.freshness {
                Freshness::Fresh => None,
                Freshness::Stale { .. } => {
                    Some(view! { " "<span class="roadmap-stale">"Stale"</span> })
                }
            };
            let mut items: Vec<&RoadmapItem> = row.items.iter().collect();
            items.sort_by_key(|item| item.shown_in(this_month));
            let lines = items
                .into_iter()
                .map(|item| {
                    let carried = carried(item, this_month)
                        .map(|words| view! { <span class="hint">" "{words}</span> });
                    view! {
                        <li>
                            <span class="roadmap-when">{item.shown_in(this_month).short()}</span>
                            <ItemStateBadge state=item.state />
                            <span>{item.outcome.clone()}{carried}</span>
                        </li>
                    }
                })
                .collect_view();
            let lines = if row.items.is_empty() {
                view! { <span class="hint">"Nothing in these months"</span> }.into_any()
            } else {
                view! { <ol class="roadmap-lines">{lines}</ol> }.into_any()
            };
            view! {
                <tr>
                    <th scope="row"><a href=href>{row.group.name.clone()}</a>{stale}</th>
                    <td>{lines}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table id="roadmaps-table" caption="Groups and what they want to have brought about" caption_hidden=true>
            <thead>
                <tr><th scope="col">"Group"</th><th scope="col">"Month, state and outcome"</th></tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}
