//! The meetings that concerned a group, with the passages that did: a few on the group's page, all at
//! `/groups/SLUG/minutes`.

use domain::ids::GroupId;
use leptos::prelude::*;
use services::{
    Context, ReadError, group,
    minutes::{self, ConcerningMeeting, Passage},
    text,
};

use super::{minutes_path, state::minutes_badge};
use crate::{
    address::address,
    group::{at_todays_address, group_path, requested, trail},
    page::{PageTitle, context, holds_for_now, page, parameter, query},
    ui::{Document, Empty, Icon, PageHeader, Pagination, Section, long_date, short_date},
};

/// The page of all.
#[component]
pub fn GroupMinutesPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    let slug = parameter("slug");
    let after = query("after");
    let requested = requested();
    page(async move {
        let (id, name) = group::named(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        let read = minutes::concerning(&context, id, after.as_deref()).await?;
        let path = format!("{}/minutes", group_path(&name.slug));
        let next = read
            .next
            .as_deref()
            .map(|next| address(&path, &[("after", next)]));
        let first = after.is_some().then(|| path.clone());
        let title = format!("What meetings said of {}", name.name);
        let body = if read.meetings.is_empty() {
            view! {
                <Empty title="No meeting has concerned the group yet">
                    <p>"Here will be its own meetings, and those of others that talked about it, each with what was said."</p>
                </Empty>
            }
            .into_any()
        } else {
            read.meetings.iter().map(whole).collect_view().into_any()
        };
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader
                title=title trail=trail(&name, Some("Minutes"), None)
                lede="Its own meetings, and those of others that talked about it: the newest first, with the passages about the group."
            />
            {body}
            <Pagination first=first next=next />
        }
        .into_any())
    })
}

fn whole(meeting: &ConcerningMeeting) -> AnyView {
    let key = meeting.address.to_string();
    let title = format!("{}, {}", meeting.title, long_date(meeting.address.day));
    let badge = meeting.minutes.map(minutes_badge);
    let recording = meeting.recording.as_deref().and_then(text::safe_address).map(|href| {
        let href = href.to_owned();
        view! { <a class="with-icon" href=href rel="nofollow noopener">{Icon::Video.view()}"Recording"</a> }
    });
    let whose = (!meeting.is_own).then(|| view! { <span class="hint">"Another’s meeting"</span> });
    let passages = meeting.passages.iter().map(passage).collect_view();
    let nothing = meeting
        .passages
        .is_empty()
        .then(|| view! { <p class="hint">"Nothing was noted about the group."</p> });
    view! {
        <section class="section concerning">
            <h2><a href=minutes_path(&key)>{title}</a></h2>
            <p class="concerning-facts">{badge}{whose}{recording}</p>
            {passages}
            {nothing}
        </section>
    }
    .into_any()
}

fn passage(passage: &Passage) -> AnyView {
    let notes = (!passage.notes.trim().is_empty()).then(|| {
        let rendered = text::markdown_among_others(&passage.notes);
        view! { <Document html=rendered.html /> }
    });
    view! {
        <div class="concerning-passage">
            <h3>{passage.title.clone()}</h3>
            {notes}
        </div>
    }
    .into_any()
}

/// So many meetings stand on a group's own page.
const LATELY: u64 = 3;

/// The last few meetings that concerned a group, as a section of its page; nothing where none did. Four queries.
///
/// # Errors
/// When the database fails.
pub async fn lately_said(
    context: &Context,
    group: GroupId,
    slug: &str,
) -> Result<Option<AnyView>, ReadError> {
    let read = minutes::lately(context, group, LATELY).await?;
    if read.is_empty() {
        return Ok(None);
    }
    let lines = read
        .iter()
        .map(|meeting| {
            let href = minutes_path(&meeting.address.to_string());
            let words = format!("{}, {}", meeting.title, short_date(meeting.address.day));
            let titles = meeting
                .passages
                .iter()
                .take(4)
                .map(|passage| passage.title.as_str())
                .collect::<Vec<_>>()
                .join(" · ");
            view! {
                <li>
                    <a href=href>{words}</a>
                    <p class="secondary">{titles}</p>
                </li>
            }
        })
        .collect_view();
    let all = format!("{}/minutes", group_path(slug));
    Ok(Some(
        view! {
            <Section title="Said at meetings" id="minutes">
                <ul class="lately-said">{lines}</ul>
                <p><a href=all>"All that meetings said of the group"</a></p>
            </Section>
        }
        .into_any(),
    ))
}
