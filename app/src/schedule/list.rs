//! `/meetings/series`: all series that go on, by whose they are.

use leptos::prelude::*;
use services::schedule::{self, SeriesList};

use super::series_path;
use crate::{
    address::address,
    meeting::{may_plan_something, whose},
    page::{PageTitle, context, holds_for_now, page, query},
    ui::{Crumb, Empty, Icon, Item, List, PageHeader, Pagination},
};

/// The page.
#[component]
pub fn SeriesListPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    let after = query("after");
    page(async move {
        let read = schedule::series_list(&context, after.as_deref()).await?;
        let plans = may_plan_something(&context);
        Ok(drawn(read, plans, after.is_some()))
    })
}

fn drawn(read: SeriesList, plans: bool, paged: bool) -> AnyView {
    let next = read
        .next
        .as_ref()
        .map(|slug| address("/meetings/series", &[("after", slug)]));
    let first = paged.then(|| "/meetings/series".to_owned());
    let body = if read.series.is_empty() {
        view! {
            <Empty title="No series is planned">
                <p>"Here will be the meetings that recur: of all groups together, of the committee, of each group."</p>
            </Empty>
        }
        .into_any()
    } else {
        let lines = read
            .series
            .iter()
            .map(|stored| {
                let series = &stored.series;
                let path = series_path(series.slug.as_str());
                let feed = format!("{path}/meetings.ics");
                let title = view! { <a href=path>{series.about.title.clone()}</a> }.into_any();
                let words = series.newest().map(|pattern| pattern.words());
                let secondary = view! {
                    {whose(series.convener, &read.names)}" · "{words}
                }
                .into_any();
                let name = series.about.title.clone();
                let aside = view! {
                    <a class="calendar-link" href=feed>
                        {Icon::Calendar.view()}"iCalendar"
                        <span class="visually-hidden">{format!(": {name}")}</span>
                    </a>
                }
                .into_any();
                view! { <Item title=title secondary=secondary aside=aside /> }
            })
            .collect_view();
        view! { <List>{lines}</List> }.into_any()
    };
    let actions = view! {
        {plans.then(|| view! { <a class="button" href="/meetings/series/new">"Plan a series"</a> })}
    }
    .into_any();
    view! {
        <PageTitle subject="Series of meetings" />
        <PageHeader
            title="Series of meetings"
            trail=vec![Crumb::link("/meetings", "Meetings"), Crumb::here("Series")]
            lede="Meetings that recur, with the hour at which they are where they were planned."
            actions=actions
        />
        {body}
        <Pagination first=first next=next />
    }
    .into_any()
}
