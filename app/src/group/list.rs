//! `/groups`: all groups as lines over the years, as a list, or as a table; today or on a past day.

use std::collections::BTreeMap;

use domain::{
    Day,
    group::GroupState,
    ids::GroupId,
    words::{capitalized, number},
};
use leptos::prelude::*;
use services::{
    ReadError,
    group::{self, Counts, GroupLine, Life},
    history::Name,
};

use super::{
    filter::{Asked, FilterForm, Narrowed, View},
    lifelines::rows_of_many,
    place::group_path,
};
use crate::{
    islands::day_picker::{DayPicker, Lived},
    page::{OnDay, PageTitle, context, page},
    past::{PastBanner, on_same_day},
    site::IslandScripts,
    ui::{
        Empty, Item, Lifelines, List, PageHeader, Pagination, StateBadge, Tab, Table, Tabs,
        long_date,
    },
};

/// All groups.
#[component]
pub fn GroupsPage() -> impl IntoView {
    let context = context();
    let today = context.today();
    let asked = Asked::from_query(today);
    page(async move {
        let database = &context.database;
        let past = asked.on.past();
        let read = group::list(database, &asked.filter(), past, asked.after.as_ref())
            .await
            .map_err(|error| at_todays_address(error, &asked))?;
        let mut groups = read.groups;
        let whole = read.next.is_none() && asked.after.is_none();
        let content = match asked.view {
            _ if groups.is_empty() => nothing(&asked),
            View::Lifelines => {
                let lives = group::lives(database, &groups, past).await?;
                if whole {
                    // A picture reads from the oldest on; pages of it follow the names.
                    groups.sort_by_key(|group| lives.get(&group.id).map(|life| life.formed_on));
                }
                lifelines(&groups, &lives, past.unwrap_or(today), past, whole)
            }
            View::List => list(&groups, &group::leads(database, &groups, past).await?, past),
            View::Table => table(&groups, &group::leads(database, &groups, past).await?, past),
        };
        let tabs = View::ALL
            .map(|view| Tab::new(asked.viewed_as(view).href(), view.words()))
            .into();
        let aside = view! { <FilterForm asked=asked.clone() /> }.into_any();
        let banner = past.map(|day| {
            view! {
                <PastBanner day=day subject="The community" today=asked.on(OnDay::Today).href() />
            }
        });
        let first = asked.after.is_some().then(|| asked.href());
        let next = read
            .next
            .as_ref()
            .map(|place| asked.href_after(Some(place)));
        let subject = match past {
            None => "Groups".to_owned(),
            Some(day) => format!("Groups on {}", long_date(day)),
        };
        Ok(view! {
            <PageTitle subject=subject />
            <PageHeader title="Groups" lede=lede(&read.counts, asked.view) />
            {banner}
            <Tabs label="Groups" tabs=tabs current=asked.view.words() aside=aside />
            <Narrowed asked=asked within=read.within />
            {content}
            <Pagination first=first next=next />
        }
        .into_any())
    })
}

/// A group within which others are wanted may have another address today.
fn at_todays_address(error: ReadError, asked: &Asked) -> ReadError {
    match error {
        ReadError::Moved(slug) => {
            let mut moved = asked.clone();
            moved.within = Some(slug);
            ReadError::Moved(moved.href())
        }
        ReadError::NotFound
        | ReadError::Database(_)
        | ReadError::Denied(_)
        | ReadError::Damaged(_) => error,
    }
}

/// "Seven active, one being set up, two have ended."
fn lede(counts: &Counts, view: View) -> String {
    let living = GroupState::ALL.into_iter().filter(|state| state.is_alive());
    // Most are active: that number comes first.
    let mut parts: Vec<String> = [GroupState::Active]
        .into_iter()
        .chain(living.filter(|state| *state != GroupState::Active))
        .filter(|state| counts.of(*state) > 0)
        .map(|state| {
            format!(
                "{} {}",
                number(counts.of(state)),
                state.words().to_lowercase()
            )
        })
        .collect();
    let ended: usize = GroupState::ALL
        .into_iter()
        .filter(|state| !state.is_alive())
        .map(|state| counts.of(state))
        .sum();
    if ended > 0 {
        let verb = if ended == 1 { "has" } else { "have" };
        parts.push(format!("{} {verb} ended", number(ended)));
    }
    if parts.is_empty() {
        return String::new();
    }
    let line = match view {
        View::Lifelines => " Every line runs from a group’s first day on.",
        View::List | View::Table => "",
    };
    format!("{}.{line}", capitalized(&parts.join(", ")))
}

fn lifelines(
    groups: &[GroupLine],
    lives: &BTreeMap<GroupId, Life>,
    day: Day,
    past: Option<Day>,
    whole: bool,
) -> AnyView {
    let (rows, axis) = rows_of_many(groups, lives, day, past);
    let (first, last) = (axis.from(), axis.on());
    let lived = lives
        .values()
        .flat_map(|life| &life.stretches)
        .map(|stretch| Lived {
            since: days_between(first, stretch.since),
            until: stretch.until.map(|until| days_between(first, until)),
        })
        .collect();
    view! {
        <DayPicker
            first=(first.year(), first.month(), first.day())
            days=days_between(first, last)
            lived=lived
            whole=whole
        />
        <Lifelines rows=rows axis=axis />
        <IslandScripts />
    }
    .into_any()
}

fn days_between(from: Day, until: Day) -> i32 {
    from.until(until).map_or(0, |span| span.get_days())
}

fn list(groups: &[GroupLine], leads: &BTreeMap<GroupId, Vec<Name>>, past: Option<Day>) -> AnyView {
    let items = groups
        .iter()
        .map(|group| {
            let title = linked(group, past);
            let aside = view! { <StateBadge state=group.state /> }.into_any();
            let description = (!group.description.is_empty())
                .then(|| view! { <p>{group.description.clone()}</p> });
            let led = match people(leads.get(&group.id), past) {
                Some(people) => view! { <p class="hint">"Led by "{people}</p> }.into_any(),
                None => ().into_any(),
            };
            let secondary = view! { {description}{led} }.into_any();
            view! { <Item title=title secondary=secondary aside=aside /> }
        })
        .collect_view();
    view! { <List>{items}</List> }.into_any()
}

fn table(groups: &[GroupLine], leads: &BTreeMap<GroupId, Vec<Name>>, past: Option<Day>) -> AnyView {
    let rows = groups
        .iter()
        .map(|group| {
            let parent = group.parent.as_ref().map(|parent| {
                let href = on_same_day(&group_path(&parent.slug), past);
                view! { " of "<a href=href>{parent.name.clone()}</a> }
            });
            let led = people(leads.get(&group.id), past)
                .unwrap_or_else(|| view! { <span class="hint">"Nobody"</span> }.into_any());
            view! {
                <tr>
                    <th scope="row">{linked(group, past)}</th>
                    <td>{group.kind.words()}{parent}</td>
                    <td><StateBadge state=group.state /></td>
                    <td>{led}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table id="groups" caption="Groups" caption_hidden=true>
            <thead>
                <tr>
                    <th scope="col">"Group"</th>
                    <th scope="col">"Kind"</th>
                    <th scope="col">"State"</th>
                    <th scope="col">"Led by"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn linked(group: &GroupLine, past: Option<Day>) -> AnyView {
    let href = on_same_day(&group_path(&group.slug), past);
    view! { <a href=href>{group.name.clone()}</a> }.into_any()
}

/// "A, B and C", linked; `None` for nobody.
fn people(people: Option<&Vec<Name>>, past: Option<Day>) -> Option<AnyView> {
    let people = people.filter(|people| !people.is_empty())?;
    let last = people.len() - 1;
    let links = people
        .iter()
        .enumerate()
        .map(|(index, person)| {
            let before = match index {
                0 => "",
                index if index == last => " and ",
                _ => ", ",
            };
            let href = on_same_day(&format!("/people/{}", person.slug), past);
            view! { {before}<a href=href>{person.name.clone()}</a> }
        })
        .collect_view();
    Some(links.into_any())
}

fn nothing(asked: &Asked) -> AnyView {
    match (asked.narrows() || asked.after.is_some(), asked.on.past()) {
        (true, _) => view! {
            <Empty title="No group fits">
                <p>"No group has that state and kind."</p>
            </Empty>
        }
        .into_any(),
        (false, Some(day)) => view! {
            <Empty title="There was no group yet">
                <p>"The record knows of no group on "{long_date(day)}"."</p>
            </Empty>
        }
        .into_any(),
        (false, None) => view! {
            <Empty title="There is no group yet">
                <p>
                    "Here will be every group with its life over the years. Begin with your registry: "
                    <code>"charterhouse import registry FILE"</code>
                </p>
            </Empty>
        }
        .into_any(),
    }
}
