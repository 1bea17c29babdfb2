//! `/meetings/series/SLUG`: a series, when it is, and its meetings.

use domain::schedule::MeetingState;
use leptos::prelude::*;
use services::{
    Context,
    schedule::{self, SeriesPage as Read},
    text,
};

use super::{end::ending, series_path};
use crate::{
    address::address,
    meeting::{MeetingDays, ReaderZone, meeting_path, weekday_and_date, whose, zone_asked},
    outcome,
    page::{PageTitle, context, holds_for_now, page, parameter},
    ui::{
        Banner, BannerKind, Columns, Crumb, Document, Empty, Icon, MarginSection, PageHeader,
        Section,
    },
};

/// As many of its meetings as its page shows.
const COMING: usize = 8;

/// The page.
#[component]
pub fn SeriesPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    let slug = parameter("series");
    let zone = zone_asked();
    let done = outcome::done(&[
        (
            "planned",
            "The series is planned. Its meetings are in the schedule, and in everyone’s calendars.",
        ),
        (
            "changed",
            "The series is changed. Calendars that follow the schedule show it.",
        ),
        ("ended", "The series is ended. What was stays."),
    ]);
    page(async move {
        let read = schedule::series_page(&context, &slug).await?;
        let zone = ReaderZone::of(&context, zone).await?;
        Ok(drawn(&context, read, zone, done))
    })
}

fn drawn(context: &Context, read: Read, zone: ReaderZone, done: Option<String>) -> AnyView {
    let Read {
        stored,
        names,
        coming,
    } = read;
    let series = &stored.series;
    let slug = series.slug.as_str();
    let path = series_path(slug);
    let (action, resource) = series.convener.right_to_run();
    let runs = context.may(action, resource).is_ok();
    let is_over = series.until().is_some_and(|until| until < context.today());
    let words = series.newest().map(|pattern| {
        let end = match pattern.until {
            Some(until) if is_over => {
                format!(" It ended; the last day was {}.", weekday_and_date(until))
            }
            Some(until) => format!(" Until {}.", weekday_and_date(until)),
            None => String::new(),
        };
        let begin = if pattern.from > context.today() {
            format!(" From {} on.", weekday_and_date(pattern.from))
        } else {
            String::new()
        };
        format!("{}.{begin}{end}", pattern.words())
    });
    let actions = (runs && !is_over).then(|| {
        view! { <a class="button" href=format!("{path}/change")>"Change series"</a> }.into_any()
    });
    let (keeps, records) = series.convener.right_to_keep_records();
    let notes = context
        .may(keeps, records)
        .is_ok()
        .then(|| view! { <li><a href=format!("{path}/notes")>"Paste notes that were kept elsewhere"</a></li> });
    let next = coming
        .meetings
        .iter()
        .find(|meeting| meeting.state != MeetingState::Cancelled)
        .map(|meeting| view! { <li><a href=meeting_path(meeting)>"The next one"</a></li> });
    let body = if coming.meetings.is_empty() {
        view! {
            <Empty title="No meeting of it is coming">
                <p>"Those that were are among the past ones."</p>
            </Empty>
        }
        .into_any()
    } else {
        let meetings = coming.meetings.iter().take(COMING).cloned().collect();
        view! {
            <MeetingDays meetings=meetings names=names.clone() zone=zone.name() now=context.now() />
        }
        .into_any()
    };
    let description = (!series.about.description.is_empty()).then(|| {
        let rendered = text::markdown(&series.about.description);
        view! { <Document html=rendered.html /> }
    });
    let place =
        (!series.about.place.is_empty()).then(|| view! { <p>{series.about.place.clone()}</p> });
    let join = text::safe_address(&series.about.join_link).map(|url| {
        view! {
            <p><a class="calendar-link" href=url.to_owned() rel="nofollow noopener">{Icon::Video.view()}"Join"</a></p>
            <p class="hint meeting-join">{url.to_owned()}</p>
        }
    });
    let past = address("/meetings", &[("view", "past"), ("series", slug)]);
    let all = address("/meetings", &[("series", slug)]);
    let stable = format!("{path}/next");
    let whose = whose(series.convener, &names);
    let ending = (runs && !is_over).then(|| {
        let form = ending(&stored, context.today());
        view! { <MarginSection title="This series">{form}</MarginSection> }
    });
    let margin = view! {
        <MarginSection title="Where">{place}{join}</MarginSection>
        <MarginSection title="Whose"><p>{whose}</p></MarginSection>
        <MarginSection title="Its meetings">
            <ul class="margin-links">
                {next}
                <li><a href=all>"All that are coming"</a></li>
                <li><a href=past>"Those that were"</a></li>
                {notes}
            </ul>
            <p class="hint">"An address that always leads to the next one: "<code>{stable}</code></p>
        </MarginSection>
        <MarginSection title="In your calendar">
            <p><a class="calendar-link" href=format!("{path}/meetings.ics")>{Icon::Calendar.view()}"This series (iCalendar)"</a></p>
            <p class="hint">"Subscribe to that address in your calendar program, and it follows what is moved and cancelled."</p>
        </MarginSection>
        {ending}
    }
    .into_any();
    let title = series.about.title.clone();
    let explained = zone.explained(context);
    view! {
        <PageTitle subject=title.clone() />
        <PageHeader
            title=title.clone()
            trail=vec![
                Crumb::link("/meetings", "Meetings"),
                Crumb::link("/meetings/series", "Series"),
                Crumb::here(title),
            ]
            lede=words.unwrap_or_default()
            actions=actions.unwrap_or_else(|| ().into_any())
        />
        {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
        <Columns margin=margin>
            {description}
            <Section title="Coming" id="coming">
                <p class="meeting-zone hint">{explained}</p>
                {body}
            </Section>
        </Columns>
    }
    .into_any()
}
