//! `/meetings/KEY/minutes`: what a meeting leaves in writing; `?version=` shows an older version.

use domain::{minutes::MinutesState, permission::Action};
use leptos::prelude::*;
use services::{
    Context, ReadError,
    minutes::{self, MinutesPage as Read, VersionLine},
    text,
};

use super::{
    live_path, minutes_path,
    next::next_steps,
    record_decision::number_or_way,
    recording::recording_section,
    state::{action_badge, minutes_badge},
    trail,
};
use crate::{
    outcome,
    page::{PageTitle, context, holds_for_now, page, parameter, query},
    ui::{
        Banner, BannerKind, Columns, Document, Empty, MarginSection, PageHeader, TimestampText,
        long_date, short_date,
    },
};

/// The page.
#[component]
pub fn MinutesPage() -> impl IntoView {
    let context = context();
    // How far they are depends on the day: a review ends, a recording is due.
    holds_for_now();
    let key = parameter("key");
    let version = query("version");
    let done = outcome::done(&[
        ("saved", "The draft is saved."),
        ("afresh", "The draft is made from the notes again."),
        (
            "review",
            "The minutes are in review: everyone can say what is wrong with them.",
        ),
        ("back", "The minutes are a draft again."),
        ("approved", "The minutes are approved and published."),
        (
            "published",
            "The minutes are published. From now on they are corrected by new versions.",
        ),
        (
            "corrected",
            "The corrected version is published; the one before stays to be read and compared.",
        ),
        (
            "numbered",
            "The decision is recorded, and the minutes link its number.",
        ),
        ("recording", "Noted what became of the recording."),
        (
            "taken",
            "The pasted notes are taken in, with their minutes to the letter.",
        ),
    ]);
    page(async move {
        let version = match version {
            None => None,
            Some(typed) => Some(typed.parse().map_err(|_| ReadError::NotFound)?),
        };
        let read = minutes::paper(&context, &key, version).await?;
        Ok(drawn(&context, &read, done))
    })
}

fn drawn(context: &Context, read: &Read, done: Option<String>) -> AnyView {
    let key = read.meeting.address.to_string();
    let path = minutes_path(&key);
    let title = format!("Minutes: {}", read.meeting.title);
    let day = long_date(read.meeting.address.day);
    let keeps = context.may(Action::KeepRecords, read.resource()).is_ok();
    let state = read.state.map_or_else(|| ().into_any(), minutes_badge);
    let editable = keeps
        && read
            .state
            .is_some_and(|state| state != MinutesState::Approved);
    let actions = editable.then(|| {
        let (href, words) = if read.state == Some(MinutesState::Published) {
            (format!("{path}/edit"), "Correct them")
        } else {
            (format!("{path}/edit"), "Edit the text")
        };
        view! { <a class="button" href=href>{words}</a> }.into_any()
    });
    let older = read
        .shown
        .filter(|shown| read.versions.first().is_some_and(|newest| newest.number != *shown))
        .map(|shown| {
            let newest = path.clone();
            view! {
                <Banner kind=BannerKind::Past>
                    <p>"This is version "{shown}". "<a href=newest>"See the one that stands"</a>"."</p>
                </Banner>
            }
        });
    let body = match read.state {
        None => view! {
            <Empty title="There are no minutes yet">
                <p>"They begin as a draft when the meeting has ended, made from what was noted while it went on."</p>
                <p><a href=live_path(&key)>"The meeting’s live page"</a></p>
            </Empty>
        }
        .into_any(),
        Some(_) if read.text.trim().is_empty() => {
            view! { <p class="hint">"Nothing was noted."</p> }.into_any()
        }
        Some(_) => {
            let rendered = text::markdown(&read.text);
            view! { <Document html=rendered.html /> }.into_any()
        }
    };
    let decided = decisions_section(context, read);
    let promised = actions_section(context, read);
    let margin = view! {
        {next_steps(context, read, keeps)}
        {recording_section(read, keeps)}
        {versions(read, &path)}
        {approval(read)}
    }
    .into_any();
    view! {
        <PageTitle subject=format!("{title}, {day}") />
        <PageHeader
            title=title trail=trail(&read.meeting, "Minutes") lede=day state=state
            actions=actions.unwrap_or_else(|| ().into_any())
        />
        {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
        {older}
        <Columns margin=margin>
            {body}
            {decided}
            {promised}
        </Columns>
    }
    .into_any()
}

/// What the notes say was decided, with the numbers, and for who may the way to one.
fn decisions_section(context: &Context, read: &Read) -> Option<AnyView> {
    let key = read.meeting.address.to_string();
    let (action, resource) = read.right_to_approve();
    let decides = context.may(action, resource).is_ok();
    let lines: Vec<AnyView> = read
        .decisions
        .iter()
        .map(|noted| {
            let way = number_or_way(&key, noted, decides);
            view! { <li><span>{noted.decided.clone()}</span>{way}</li> }.into_any()
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <crate::ui::Section title="Decisions" id="decisions">
                <ul class="minutes-actions">{lines}</ul>
            </crate::ui::Section>
        }
        .into_any()
    })
}

fn actions_section(context: &Context, read: &Read) -> Option<AnyView> {
    let today = context.today();
    let lines: Vec<AnyView> = read
        .actions
        .iter()
        .map(|action| {
            let late = action.due.is_some_and(|due| due < today);
            let who = match action.owner.and_then(|person| read.names.person(person)) {
                Some(name) => {
                    let href = format!("/people/{}", name.slug);
                    view! { <a href=href>{name.name.clone()}</a> }.into_any()
                }
                None if action.owner_name.is_empty() => "Nobody".into_any(),
                None => action.owner_name.clone().into_any(),
            };
            let due = action
                .due
                .map(|due| format!(", by {}", short_date(due)))
                .unwrap_or_default();
            view! {
                <li>
                    <span>{who}{due}": "{action.task.clone()}</span>
                    {action_badge(action.state, late)}
                </li>
            }
            .into_any()
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <crate::ui::Section title="Action items" id="actions">
                <ul class="minutes-actions">{lines}</ul>
            </crate::ui::Section>
        }
        .into_any()
    })
}

fn versions(read: &Read, path: &str) -> Option<AnyView> {
    (!read.versions.is_empty()).then(|| {
        let line = |version: &VersionLine| {
            let number = version.number;
            let href = format!("{path}?version={number}");
            let by = version
                .by
                .and_then(|person| read.names.person(person))
                .map(|name| format!(", {}", name.name))
                .unwrap_or_default();
            let at = jiff::Timestamp::from_microsecond(version.at).unwrap_or_default();
            let reason = (!version.reason.is_empty())
                .then(|| view! { <p class="hint">{version.reason.clone()}</p> });
            let compare = (number > 1).then(|| {
                let href = format!("{path}/diff?from={}&to={number}", number - 1);
                view! { <p class="hint"><a href=href>{format!("What changed in version {number}")}</a></p> }
            });
            view! {
                <li>
                    <a href=href>"Version "{number}</a>
                    <p class="hint"><TimestampText at=at />{by}</p>
                    {reason}
                    {compare}
                </li>
            }
        };
        let lines = read.versions.iter().map(line).collect_view();
        view! {
            <MarginSection title="Versions"><ul class="minutes-versions">{lines}</ul></MarginSection>
        }
        .into_any()
    })
}

fn approval(read: &Read) -> Option<AnyView> {
    let (at, by, _) = read.approved.as_ref()?;
    let href = format!("/meetings/{at}");
    let by = read
        .names
        .person(*by)
        .map(|name| format!(" {} recorded it.", name.name))
        .unwrap_or_default();
    let day = at
        .get(at.len().saturating_sub(10)..)
        .unwrap_or_default()
        .to_owned();
    Some(
        view! {
            <MarginSection title="Approved">
                <p>"By the "<a href=href>"meeting of "{day}</a>"."{by}</p>
            </MarginSection>
        }
        .into_any(),
    )
}
