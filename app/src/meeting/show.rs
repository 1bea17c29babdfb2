//! `/meetings/KEY`: one meeting, be it one of a series or one of its own.

use domain::schedule::{Convener, MeetingAddress};
use leptos::prelude::*;
use services::{
    Context, ReadError,
    history::Names,
    meeting::{self, Meeting, MeetingPage as Read},
    text,
};

use super::{
    badge::{MeetingBadge, Shown},
    change::changes,
    line::{meeting_path, whose},
    parts::parts,
    when::{ReaderZone, When, hours, local, weekday_and_date, zone_asked},
};
use crate::{
    outcome,
    page::{PageTitle, context, holds_for_now, page, parameter},
    ui::{Banner, BannerKind, Columns, Crumb, Document, Icon, MarginSection, PageHeader},
};

/// The page.
#[component]
pub fn MeetingPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    let key = parameter("key");
    let zone = zone_asked();
    let done = outcome::done(&[
        (
            "planned",
            "The meeting is planned. It is in the schedule, and in everyone’s calendars.",
        ),
        (
            "moved",
            "The meeting is moved. Calendars that follow the schedule show it at its new time.",
        ),
        (
            "cancelled",
            "The meeting is cancelled. Its page and its agenda stay, and calendars show it as cancelled.",
        ),
        ("reinstated", "The meeting takes place after all."),
    ]);
    page(async move {
        let address = MeetingAddress::new(&key).map_err(|_| ReadError::NotFound)?;
        let read = meeting::page(&context, &address).await?;
        let zone = ReaderZone::of(&context, zone).await?;
        let parts = parts(&context, &read.meeting).await?;
        Ok(drawn(&context, read, zone, done, parts))
    })
}

fn drawn(
    context: &Context,
    read: Read,
    zone: ReaderZone,
    done: Option<String>,
    parts: Vec<AnyView>,
) -> AnyView {
    let Read {
        meeting,
        series,
        names,
        before,
        after,
    } = read;
    let now = context.now();
    let shown = Shown::of(&meeting, now);
    let day = weekday_and_date(local(meeting.starts_at, &meeting.zone).date());
    let subject = format!("{}, {day}", meeting.title);
    let mut trail = vec![Crumb::link("/meetings", "Meetings")];
    if series.is_some() {
        trail.push(Crumb::link(
            format!("/meetings/series/{}", meeting.address.slug),
            meeting.title.clone(),
        ));
    }
    trail.push(Crumb::here(day.clone()));
    let changed = what_changed(&meeting, shown, &zone);
    let description = (!meeting.description.is_empty()).then(|| {
        let rendered = text::markdown(&meeting.description);
        view! { <Document html=rendered.html /> }
    });
    let margin = margin(context, &meeting, &names, &zone, [before, after], shown);
    view! {
        <PageTitle subject=subject />
        <PageHeader
            title=meeting.title.clone()
            trail=trail
            state=view! { <MeetingBadge state=shown /> }.into_any()
        />
        {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
        {changed}
        <Columns margin=margin>
            <When meeting=meeting.clone() zone=zone />
            {description}
            {parts}
        </Columns>
    }
    .into_any()
}

/// What is otherwise than the series says.
fn what_changed(meeting: &Meeting, shown: Shown, zone: &ReaderZone) -> Option<AnyView> {
    let reason = (!meeting.reason.is_empty()).then(|| format!(" {}", meeting.reason));
    match shown {
        Shown::Cancelled => Some(
            view! {
                <Banner kind=BannerKind::Problem>
                    <p><strong>"This meeting does not take place."</strong>{reason}</p>
                </Banner>
            }
            .into_any(),
        ),
        Shown::Planned | Shown::Moved | Shown::Now | Shown::Over if meeting.moved => {
            let zone = zone.name();
            let planned = local(meeting.planned_at, &zone);
            let words = if meeting.planned_at == meeting.starts_at {
                "Its length or place is another than its series says.".to_owned()
            } else {
                format!(
                    "It was planned for {}, {} ({zone}).",
                    weekday_and_date(planned.date()),
                    planned.strftime("%H:%M")
                )
            };
            Some(
                view! {
                    <Banner kind=BannerKind::Notice>
                        <p><strong>"This meeting was moved. "</strong>{words}{reason}</p>
                    </Banner>
                }
                .into_any(),
            )
        }
        Shown::Planned | Shown::Moved | Shown::Now | Shown::Over => None,
    }
}

fn margin(
    context: &Context,
    meeting: &Meeting,
    names: &Names,
    zone: &ReaderZone,
    [before, after]: [Option<Meeting>; 2],
    shown: Shown,
) -> AnyView {
    let place = (!meeting.place.is_empty()).then(|| view! { <p>{meeting.place.clone()}</p> });
    let join = match text::safe_address(&meeting.join_link) {
        Some(url) if shown != Shown::Cancelled && shown != Shown::Over => Some(
            view! {
                <p><a class="button button-filled" href=url.to_owned() rel="nofollow noopener">{Icon::Video.view()}"Join"</a></p>
                <p class="hint meeting-join">{meeting.join_link.clone()}</p>
            }
            .into_any(),
        ),
        Some(_) | None => None,
    };
    let nowhere = (place.is_none() && meeting.join_link.is_empty())
        .then(|| view! { <p class="hint">"Nobody has said where yet."</p> });
    let whose = match meeting.convener {
        Convener::Combined => view! { {whose(meeting.convener, names)}", together" }.into_any(),
        Convener::Committee | Convener::Group { .. } => whose(meeting.convener, names),
    };
    let zone = zone.name();
    let neighbour = |words: &'static str, other: Option<Meeting>| {
        other.map(|other| {
            let day = local(other.starts_at, &zone)
                .strftime("%a %-d %B")
                .to_string();
            let cancelled =
                (Shown::of(&other, context.now()) == Shown::Cancelled).then_some(", cancelled");
            let hours = hours(&other, &zone);
            view! {
                <li>{words}": "<a href=meeting_path(&other)>{day}", "{hours}</a>{cancelled}</li>
            }
            .into_any()
        })
    };
    let (before, after) = (neighbour("Before", before), neighbour("After", after));
    let series = meeting.series.map(|_| {
        let path = format!("/meetings/series/{}", meeting.address.slug);
        view! {
            <MarginSection title="Series">
                <ul class="margin-links">
                    {before}
                    {after}
                    <li><a href=path>"The whole series"</a></li>
                </ul>
            </MarginSection>
        }
    });
    let changes = changes(context, meeting, shown);
    view! {
        <MarginSection title="Where">{place}{join}{nowhere}</MarginSection>
        <MarginSection title="Whose"><p>{whose}</p></MarginSection>
        {series}
        {changes}
    }
    .into_any()
}
