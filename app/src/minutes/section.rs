//! What a meeting's own page says of how it goes and what it leaves.

use domain::{
    minutes::{RecordingLink, RecordingState},
    schedule::MeetingState,
};
use leptos::prelude::*;
use services::{Context, ReadError, meeting::Meeting, minutes, text};

use super::{
    live_path, minutes_path,
    player::ways,
    state::{minutes_badge, recording_badge},
};
use crate::ui::{Document, Section};

/// The part of a meeting's page: the way to the live page, and its minutes as soon as there are any. Fifteen queries at most.
///
/// # Errors
/// When the database fails.
pub async fn minutes_section(
    context: &Context,
    meeting: &Meeting,
) -> Result<Option<AnyView>, ReadError> {
    let key = meeting.address.to_string();
    match meeting.state {
        MeetingState::Cancelled => Ok(None),
        MeetingState::Planned | MeetingState::UnderWay => {
            let words = if meeting.state == MeetingState::UnderWay {
                "The meeting goes on now: its live page has the agenda, who is here, and what is said."
            } else {
                "When it begins, its live page has the agenda, who is here, and what is said."
            };
            Ok(Some(
                view! {
                    <Section title="Live" id="live-page">
                        <p>{words}</p>
                        <p><a class="button" href=live_path(&key)>"Open the live page"</a></p>
                    </Section>
                }
                .into_any(),
            ))
        }
        MeetingState::Held => {
            let read = minutes::paper(context, &key, None).await?;
            let Some(state) = read.state else {
                return Ok(None);
            };
            let rendered = text::markdown(&read.text);
            let recording = (read.recording == RecordingState::Published)
                .then(|| RecordingLink::new(&read.recording_link).ok())
                .flatten()
                .map(|link| view! { <div class="recording-ways">{ways(&key, &link)}</div> });
            let path = minutes_path(&key);
            Ok(Some(
                view! {
                    <Section title="Minutes" id="minutes">
                        <p class="concerning-facts">
                            {minutes_badge(state)}
                            <span class="hint">"Recording: "</span>{recording_badge(read.recording)}
                            <a href=path>"The minutes by themselves"</a>
                        </p>
                        {recording}
                        <Document html=rendered.html />
                    </Section>
                }
                .into_any(),
            ))
        }
    }
}
