//! The next meetings in a few lines, for pages that are about something else.

use domain::{
    ids::GroupId,
    permission::{Action, Resource},
    time_zone::TimeZoneName,
};
use leptos::prelude::*;
use services::{
    Context, ReadError,
    group::groups_of,
    meeting::Meeting,
    schedule::{self, Wanted},
};

use super::{
    badge::{MeetingBadge, Shown},
    line::{meeting_path, whose},
    when::{ReaderZone, hours, instant, local},
};
use crate::ui::{MarginSection, Section};

/// So many coming meetings stand on the front page.
const COMING: usize = 4;

/// The coming meetings in the reader's time, a section of the front page: for who leads a group, is its delegate or is on the
/// committee, those that are theirs; for everyone else, all. Nothing where none is planned. Five queries.
///
/// # Errors
/// When the database fails.
pub async fn coming_section(context: &Context) -> Result<Option<AnyView>, ReadError> {
    let groups: Vec<GroupId> = groups_of(context.actor())
        .into_iter()
        .map(|(group, _)| group)
        .collect();
    let is_committee = context.may(Action::Decide, Resource::Community).is_ok();
    let (title, read) = if groups.is_empty() && !is_committee {
        let all = schedule::coming(context, Wanted::default(), None).await?;
        ("Next meetings", all)
    } else {
        let own = schedule::coming_for(context, &groups, is_committee).await?;
        ("My next meetings", own)
    };
    if read.meetings.is_empty() {
        return Ok(None);
    }
    let zone = ReaderZone::of(context, None).await?.name();
    let now = context.now();
    let lines = read
        .meetings
        .iter()
        .take(COMING)
        .map(|meeting| {
            let shown = Shown::of(meeting, now);
            let badge = matches!(shown, Shown::Moved | Shown::Cancelled | Shown::Now)
                .then(|| view! { " "<MeetingBadge state=shown /> });
            view! {
                <li class=shown.class()>
                    {moment(meeting, &zone)}
                    <div>
                        <a href=meeting_path(meeting)>{meeting.title.clone()}</a>{badge}
                        <p class="secondary">{whose(meeting.convener, &read.names)}</p>
                    </div>
                </li>
            }
        })
        .collect_view();
    let words = format!("Times are in {zone}. ");
    Ok(Some(
        view! {
            <Section title=title id="next-meetings">
                <ul class="next-meetings" data-keys="list">{lines}</ul>
                <p class="hint">{words}<a href="/meetings">"The whole schedule"</a></p>
            </Section>
        }
        .into_any(),
    ))
}

fn moment(meeting: &Meeting, zone: &TimeZoneName) -> AnyView {
    let day = local(meeting.starts_at, zone)
        .strftime("%a %-d %b")
        .to_string();
    let at = instant(meeting.starts_at).to_string();
    view! {
        <time datetime=at>
            <span class="next-meeting-day">{day}</span>" "
            <span class="next-meeting-hours">{hours(meeting, zone)}</span>
        </time>
    }
    .into_any()
}

/// The next meeting of a group in the margin of its page, in the meeting's own zone; nothing where none is planned.
pub fn next_of_group(next: Option<Meeting>, path: &str) -> Option<AnyView> {
    let meeting = next?;
    let day = local(meeting.starts_at, &meeting.zone)
        .strftime("%A %-d %B")
        .to_string();
    let at = instant(meeting.starts_at).to_string();
    let words = format!("{day}, {}", hours(&meeting, &meeting.zone));
    let all = format!("{path}/meetings");
    Some(
        view! {
            <MarginSection title="Next meeting">
                <p>
                    <a href=meeting_path(&meeting)>{meeting.title.clone()}</a>
                    <span class="meeting-when-short">
                        <time datetime=at>{words}</time>{format!(" ({})", meeting.zone)}
                    </span>
                </p>
                <p><a href=all>"All meetings"</a></p>
            </MarginSection>
        }
        .into_any(),
    )
}
