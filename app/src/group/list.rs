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
    group::{self, Along, Counts, GroupLine, Life},
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
        Empty, Lifelines, List, Markup, PageHeader, Pagination, Tab, Table, Tabs, item, long_date,
        state_badge,
    },
};

/// All groups.
#[component]
pub fn GroupsPage() -> impl IntoView {
    let context = context();
    let today = context.today();
    let asked = Asked::from_query(today);
    page(async move {
        let past = asked.on.past();
        let along = match asked.view {
            View::Lifelines => Along::Lives,
            View::List | View::Table => Along::Leads,
        };
        let filter = asked.filter();
        // One query, unless there is a group around them.
        let database = match filter.within {
            None => context.database.alone(),
            Some(_) => context.database.clone(),
        };
        let read = group::list_along(&database, &filter, past, asked.after.as_ref(), along)
            .await
            .map_err(|error| at_todays_address(error, &asked))?;
        let mut groups = read.groups;
        let whole = read.next.is_none() && asked.after.is_none();
        let content = match asked.view {
            _ if groups.is_empty() => nothing(&asked),
            View::Lifelines => {
                if whole {
                    // A picture reads from the oldest on; pages of it follow the names.
                    groups
                        .sort_by_key(|group| read.lives.get(&group.id).map(|life| life.formed_on));
                }
                lifelines(&groups, &read.lives, past.unwrap_or(today), past, whole)
            }
            View::List => list(&groups, &read.leads, past),
            View::Table => table(&groups, &read.leads, past),
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
    let mut items = Markup::default();
    for group in groups {
        let (mut title, mut below, mut aside) = <(Markup, Markup, Markup)>::default();
        linked(&mut title, group, past);
        state_badge(&mut aside, group.state);
        if !group.description.is_empty() {
            below.html("<p>").text(&group.description).html("</p>");
        }
        let led = people(leads.get(&group.id), past);
        if !led.is_empty() {
            below
                .html("<p class=\"hint\">Led by ")
                .add(&led)
                .html("</p>");
        }
        item(&mut items, None, &title, &below, &aside);
    }
    view! { <List>{items.view()}</List> }.into_any()
}

fn table(groups: &[GroupLine], leads: &BTreeMap<GroupId, Vec<Name>>, past: Option<Day>) -> AnyView {
    let mut rows = Markup::default();
    for group in groups {
        rows.html("<tr><th scope=\"row\">");
        linked(&mut rows, group, past);
        rows.html("</th><td>").text(group.kind.words());
        if let Some(parent) = &group.parent {
            let href = on_same_day(&group_path(&parent.slug), past);
            rows.html(" of ").link(&href, &parent.name);
        }
        rows.html("</td><td>");
        state_badge(&mut rows, group.state);
        rows.html("</td><td>");
        let led = people(leads.get(&group.id), past);
        if led.is_empty() {
            rows.html("<span class=\"hint\">Nobody</span>");
        }
        rows.add(&led).html("</td></tr>");
    }
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
            <tbody>{rows.view()}</tbody>
        </Table>
    }
    .into_any()
}

fn linked(markup: &mut Markup, group: &GroupLine, past: Option<Day>) {
    markup.link(&on_same_day(&group_path(&group.slug), past), &group.name);
}

/// "A, B and C", linked; empty for nobody.
fn people(people: Option<&Vec<Name>>, past: Option<Day>) -> Markup {
    let people = people.map(Vec::as_slice).unwrap_or_default();
    let mut names = Markup::default();
    for (index, person) in people.iter().enumerate() {
        names.html(match index {
            0 => "",
            index if index + 1 == people.len() => " and ",
            _ => ", ",
        });
        let href = on_same_day(&format!("/people/{}", person.slug), past);
        names.link(&href, &person.name);
    }
    names
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
