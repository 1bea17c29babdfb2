//! `/decisions`: what was decided, searchable.

use domain::{Day, decision::Decider};
use leptos::prelude::*;
use services::{
    decision::{Basis, DecisionPage, Wanted, list},
    history::Names,
};

use crate::{
    address::address,
    page::{PageTitle, context, on_day, page, query},
    past::{PastBanner, PastDayField, on_same_day},
    proposal::outcome_words,
    ui::{
        Button, Choice, DateText, DayFormat, Empty, Field, Item, List, PageHeader, Pagination,
        Select,
    },
};

/// The page.
#[component]
pub fn DecisionsPage() -> impl IntoView {
    let context = context();
    let words = query("words").unwrap_or_default();
    let by = query("by").unwrap_or_default();
    let after = query("after");
    let on = on_day(context.today());
    page(async move {
        let past = on.past();
        let day = past.map(|day| day.to_string()).unwrap_or_default();
        let banner = past.map(|day| {
            let today = address("/decisions", &[("words", &words), ("by", &by)]);
            view! { <PastBanner day=day subject="Decisions" today=today /> }
        });
        let wanted = Wanted {
            words: words.clone(),
            decider: Decider::of_key(&by),
            group: None,
            past,
        };
        let read = list(&context, &wanted, after.as_deref()).await?;
        let next = read.next.map(|next| {
            address(
                "/decisions",
                &[
                    ("words", &words),
                    ("by", &by),
                    ("after", &next),
                    ("on", &day),
                ],
            )
        });
        let first = after.map(|_| {
            address(
                "/decisions",
                &[("words", &words), ("by", &by), ("on", &day)],
            )
        });
        let items = read
            .lines
            .iter()
            .map(|decision| line(decision, &read.names, true, past))
            .collect_view();
        let list = if read.lines.is_empty() {
            let title = match (words.is_empty(), wanted.decider) {
                (true, None) => "Nothing was decided here yet".to_owned(),
                (true, Some(Decider::Leads)) => {
                    "The leads have recorded no decision yet".to_owned()
                }
                (true, Some(Decider::Committee)) => {
                    "The committee has decided nothing yet".to_owned()
                }
                (false, _) => format!("No decision speaks of “{words}”"),
            };
            view! { <Empty title=title><p>"Here will be every decision of the committee and of the groups, with its number, its reasons and what it rests on."</p></Empty> }
                .into_any()
        } else {
            view! { <List>{items}</List> }.into_any()
        };
        let choices = std::iter::once(Choice::new("", "Anyone"))
            .chain(Decider::ALL.map(|decider| Choice::new(decider.key(), decider.words())))
            .collect();
        let actions = view! { <a class="button" href="/escalations">"Escalations"</a> }.into_any();
        Ok(view! {
            <PageTitle subject="Decisions" />
            <PageHeader title="Decisions" lede="Numbered, with their reasons, and never edited: what no longer holds is superseded by a later one." actions=actions />
            {banner}
            <form class="form-line" method="get" action="/decisions">
                <Field name="words" label="With the words" kind="search" value=words.clone() />
                <Select name="by" label="Decided by" choices=choices selected=by.clone() />
                <PastDayField on=on />
                <div class="buttons"><Button text="Search" /></div>
            </form>
            {list}
            <Pagination first=first next=next />
        }
        .into_any())
    })
}

/// A decision as a row; with the group that it is of where the list is of all groups. On a past day it leads to itself on that day.
pub fn line(
    decision: &DecisionPage,
    names: &Names,
    with_group: bool,
    past: Option<Day>,
) -> AnyView {
    let number = decision.number.to_string();
    let superseded = decision
        .superseded_by
        .map(|by| format!(" Superseded by {by}."))
        .unwrap_or_default();
    let group = decision
        .group
        .filter(|_| with_group)
        .and_then(|group| names.group(group))
        .map(|name| name.name.clone());
    let what = match (decision.basis, decision.decider, group) {
        (Basis::Proposal { outcome, .. }, _, _) => {
            format!("Decided to {}.", outcome_words(outcome, names))
        }
        (Basis::Escalation(number), _, _) => {
            format!("Decided by the committee on escalation {number}.")
        }
        (Basis::Matter, Decider::Leads, Some(group)) => {
            format!("Decided by the leads of {group}.")
        }
        (Basis::Matter, Decider::Leads, None) => "Decided by the leads.".to_owned(),
        (Basis::Matter, Decider::Committee, _) => "Decided by the committee.".to_owned(),
    };
    view! {
        <Item
            title=view! {
                <a href=on_same_day(&format!("/decisions/{number}"), past)>{number.clone()}", "{decision.title.clone()}</a>
            }.into_any()
            secondary=view! { {what}{superseded} }.into_any()
            aside=view! { <DateText day=decision.decided_on format=DayFormat::Short /> }.into_any()
        />
    }
    .into_any()
}
