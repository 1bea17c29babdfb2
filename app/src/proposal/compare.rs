//! `/proposals/N/diff`: what changed between two revisions, word by word.

use leptos::prelude::*;
use services::{ReadError, proposal as service, text};

use crate::{
    page::{PageTitle, context, on_day, page, parameter, query},
    past::{PastBanner, on_same_day},
    ui::{Button, Choice, Crumb, Difference, Empty, PageHeader, Select},
};

/// The page; `?from=` and `?to=` name the revisions, otherwise the newest two.
#[component]
pub fn RevisionsComparedPage() -> impl IntoView {
    let context = context();
    let number = parameter("number");
    let (from, to) = (query("from"), query("to"));
    let on = on_day(context.today());
    page(async move {
        let past = on.past();
        let number: u32 = number.parse().map_err(|_| ReadError::NotFound)?;
        let read = service::page(&context, number, None, past).await?;
        let newest = read.record.revision().number;
        let chosen = |typed: Option<String>, otherwise: u32| match typed {
            None => Ok(otherwise),
            Some(typed) => typed
                .parse()
                .ok()
                .filter(|revision| (1..=newest).contains(revision))
                .ok_or(ReadError::NotFound),
        };
        let from = chosen(from, newest.saturating_sub(1).max(1))?;
        let to = chosen(to, newest)?;
        let text_of = |number: u32| {
            read.record
                .revisions
                .iter()
                .find(|revision| revision.number == number)
                .map_or_else(String::new, |revision| {
                    service::as_text(&revision.request, &read.names)
                })
        };
        let lines = text::difference(&text_of(from), &text_of(to));
        let choices = || {
            (1..=newest)
                .map(|number| Choice::new(number.to_string(), format!("Revision {number}")))
                .collect::<Vec<_>>()
        };
        let path = format!("/proposals/{number}");
        let day = past.map(|day| day.to_string());
        let banner = past.map(|day| {
            view! { <PastBanner day=day subject="The proposal" today=format!("{path}/diff") /> }
        });
        let proposal = on_same_day(&path, past);
        let body = if newest == 1 {
            view! { <Empty title="There is only one revision"><p>"When its authors submit another, the difference is here."</p></Empty> }
                .into_any()
        } else {
            view! {
                <form class="form-line" method="get" action=format!("{path}/diff")>
                    {day.map(|day| view! { <input type="hidden" name="on" value=day /> })}
                    <Select name="from" label="From" choices=choices() selected=from.to_string() />
                    <Select name="to" label="To" choices=choices() selected=to.to_string() />
                    <div class="buttons"><Button text="Compare" /></div>
                </form>
                <Difference lines=lines label=format!("Revision {from} and revision {to}") />
            }
            .into_any()
        };
        let title = format!("What changed in {}", read.title);
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader
                title=title
                trail=vec![
                    Crumb::link("/proposals", "Proposals"),
                    Crumb::link(proposal, format!("Number {number}")),
                    Crumb::here("What changed"),
                ]
            />
            {banner}
            {body}
        }
        .into_any())
    })
}
