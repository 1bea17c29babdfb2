//! `/groups/SLUG/meetings`: a group's series, its coming meetings and those that were, and those of others on whose agenda
//! it stood.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::{
    Context, ReadError, group,
    history::Name,
    schedule::{self, Meetings, Place, StoredSeries, Wanted},
};

use super::{
    line::MeetingDays,
    when::{ReaderZone, zone_asked},
};
use crate::{
    address::address,
    group::{GroupTabs, at_todays_address, group_path, requested, trail},
    page::{PageTitle, context, holds_for_now, page, parameter, query},
    ui::{Columns, Empty, Icon, MarginSection, PageHeader, Pagination, Section},
};

/// The page.
#[component]
pub fn GroupMeetingsPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    let slug = parameter("slug");
    let requested = requested();
    let zone = zone_asked();
    let before = query("before");
    page(async move {
        let (id, name) = group::named(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        let before = match &before {
            None => None,
            Some(typed) => Some(Place::read(typed).ok_or(ReadError::NotFound)?),
        };
        let zone = ReaderZone::of(&context, zone).await?;
        let wanted = Wanted {
            group: Some(id),
            ..Wanted::default()
        };
        let series = schedule::series_of_group(&context, id).await?;
        let paged = before.is_some();
        let coming = match paged {
            true => None,
            false => Some(schedule::coming(&context, wanted, None).await?),
        };
        let past = schedule::past(&context, wanted, before).await?;
        let runs = context.may(Action::RunGroup, Resource::Group(id)).is_ok();
        Ok(drawn(
            &context,
            &name,
            &series,
            (coming, past, paged),
            &zone,
            runs,
        ))
    })
}

/// As many of the coming ones as stand on the page of a group.
const COMING: usize = 8;

fn drawn(
    context: &Context,
    name: &Name,
    series: &[StoredSeries],
    (coming, past, paged): (Option<Meetings>, Meetings, bool),
    zone: &ReaderZone,
    runs: bool,
) -> AnyView {
    let path = format!("{}/meetings", group_path(&name.slug));
    let title = format!("Meetings of {}", name.name);
    let actions = runs.then(|| {
        let group = [("group", name.slug.as_str())];
        view! {
            <a class="button" href=address("/meetings/series/new", &group)>"Plan a series"</a>
            <a class="button" href=address("/meetings/new", &group)>"Plan one meeting"</a>
        }
        .into_any()
    });
    let (reader, now) = (zone.name(), context.now());
    let coming = coming.map(|read| {
        let more = (read.meetings.len() > COMING || read.next.is_some()).then(|| {
            let href = address("/meetings", &[("group", &name.slug)]);
            view! { <p><a href=href>"All that are coming"</a></p> }
        });
        let body = if read.meetings.is_empty() {
            view! {
                <Empty title="The group has planned no meeting">
                    <p>"Here will be its meetings, and those of others on whose agenda it stands. Its leads plan them."</p>
                </Empty>
            }
            .into_any()
        } else {
            let meetings = read.meetings.into_iter().take(COMING).collect();
            view! { <MeetingDays meetings=meetings names=read.names zone=reader.clone() now=now /> }
                .into_any()
        };
        view! { <Section title="Coming" id="coming">{body}{more}</Section> }
    });
    let next = past
        .next
        .as_ref()
        .map(|place| address(&path, &[("before", &place.to_string())]));
    let first = paged.then(|| path.clone());
    let past = if past.meetings.is_empty() {
        view! {
            <Empty title="No meeting was held yet">
                <p>"Here will be those that were, the last one first."</p>
            </Empty>
        }
        .into_any()
    } else {
        view! { <MeetingDays meetings=past.meetings names=past.names zone=reader now=now /> }
            .into_any()
    };
    let margin = margin(name, series);
    let explained = zone.explained(context);
    let (slug, group) = (name.slug.clone(), name.name.clone());
    let trail = trail(name, Some("Meetings"), None);
    view! {
        <PageTitle subject=title.clone() />
        <PageHeader
            title=title trail=trail
            lede="Its own, and those of others on whose agenda it stands."
            actions=actions.unwrap_or_else(|| ().into_any())
        />
        <GroupTabs slug=slug name=group current="Meetings" />
        <Columns margin=margin>
            <p class="meeting-zone hint">{explained}</p>
            {coming}
            <Section title="Past" id="past">
                {past}
                <Pagination first=first next=next />
            </Section>
        </Columns>
    }
    .into_any()
}

fn margin(name: &Name, series: &[StoredSeries]) -> AnyView {
    let lines = series
        .iter()
        .map(|stored| {
            let series = &stored.series;
            let href = format!("/meetings/series/{}", series.slug);
            let words = series.newest().map(|pattern| {
                view! { <span class="meeting-when-short">{pattern.words()}</span> }
            });
            view! { <li><a href=href>{series.about.title.clone()}</a>{words}</li> }
        })
        .collect_view();
    let series = if series.is_empty() {
        view! { <p class="hint">"It meets in no series."</p> }.into_any()
    } else {
        view! { <ul class="meetings">{lines}</ul> }.into_any()
    };
    let feed = format!("{}/meetings.ics", group_path(&name.slug));
    view! {
        <MarginSection title="Series">{series}</MarginSection>
        <MarginSection title="In your calendar">
            <p><a class="calendar-link" href=feed>{Icon::Calendar.view()}"These meetings (iCalendar)"</a></p>
            <p class="hint">"Subscribe to that address in your calendar program, and it follows what is moved and cancelled."</p>
        </MarginSection>
    }
    .into_any()
}
