//! `/decisions`: what was decided, searchable.

use leptos::prelude::*;
use services::decision::list;

use crate::{
    address::address,
    page::{PageTitle, context, on_day, page, query},
    past::{PastBanner, PastDayField, on_same_day},
    proposal::outcome_words,
    ui::{Button, DateText, DayFormat, Empty, Field, Item, List, PageHeader, Pagination},
};

/// The page.
#[component]
pub fn DecisionsPage() -> impl IntoView {
    let context = context();
    let words = query("words").unwrap_or_default();
    let after = query("after");
    let on = on_day(context.today());
    page(async move {
        let past = on.past();
        let day = past.map(|day| day.to_string()).unwrap_or_default();
        let read = list(&context, &words, after.as_deref(), past).await?;
        let next = read.next.map(|next| {
            address(
                "/decisions",
                &[("words", &words), ("after", &next), ("on", &day)],
            )
        });
        let first = after.map(|_| address("/decisions", &[("words", &words), ("on", &day)]));
        let banner = past.map(|day| {
            let today = address("/decisions", &[("words", &words)]);
            view! { <PastBanner day=day subject="Decisions" today=today /> }
        });
        let items = read
            .lines
            .iter()
            .map(|decision| {
                let number = decision.number.to_string();
                let superseded = decision
                    .superseded_by
                    .map(|by| format!(" Superseded by {by}."))
                    .unwrap_or_default();
                view! {
                    <Item
                        title=view! {
                            <a href=on_same_day(&format!("/decisions/{number}"), past)>{number.clone()}", "{decision.title.clone()}</a>
                        }.into_any()
                        secondary=view! {
                            "Decided to "{outcome_words(decision.outcome, &read.names)}"."{superseded}
                        }.into_any()
                        aside=view! { <DateText day=decision.decided_on format=DayFormat::Short /> }.into_any()
                    />
                }
            })
            .collect_view();
        let list = if read.lines.is_empty() {
            let title = if words.is_empty() {
                "Nothing was decided here yet".to_owned()
            } else {
                format!("No decision speaks of “{words}”")
            };
            view! { <Empty title=title><p>"Here will be every decision of the committee, with its number, its reasons and what it rests on."</p></Empty> }
                .into_any()
        } else {
            view! { <List>{items}</List> }.into_any()
        };
        Ok(view! {
            <PageTitle subject="Decisions" />
            <PageHeader title="Decisions" lede="Numbered, with their reasons, and never edited: what no longer holds is superseded by a later one." />
            {banner}
            <form class="form-line" method="get" action="/decisions">
                <Field name="words" label="With the words" kind="search" value=words.clone() />
                <PastDayField on=on />
                <div class="buttons"><Button text="Search" /></div>
            </form>
            {list}
            <Pagination first=first next=next />
        }
        .into_any())
    })
}
