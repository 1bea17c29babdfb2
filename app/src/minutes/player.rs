//! `/meetings/KEY/recording`: the recording of a meeting in its player. It is shown on a page of its own, and only to those
//! who ask for it, because the site that has it sees them then.

use domain::minutes::{Player, PlayerKind, RecordingLink, RecordingState};
use http::HeaderValue;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use services::recording::{self, ShownRecording};

use super::{minutes_path, state::recording_badge, trail};
use crate::{
    page::{PageTitle, context, holds_for_now, page, parameter},
    ui::{Empty, Icon, PageHeader, long_date},
};

/// The header with which a page tells the server which site its player needs, such as `frame-src https://video.example`. The
/// server puts it into the page’s content security policy; it never goes out.
pub const PLAYS: &str = "x-charterhouse-plays";

/// The address of the page.
fn player_path(key: &str) -> String {
    format!("/meetings/{key}/recording")
}

/// The ways to a published recording: to its site, and to its player here where there is one.
pub fn ways(key: &str, link: &RecordingLink) -> AnyView {
    let words = format!("Watch it at {}", link.host());
    let here = match Player::of(link) {
        Some(_) => view! {
            <p><a class="with-icon" href=player_path(key)>{Icon::Video.view()}"Show the player here"</a></p>
            <p class="hint">"The site that has it sees you only then."</p>
        }
        .into_any(),
        None => view! { <p class="hint">"It can only be shown there."</p> }.into_any(),
    };
    view! {
        <p><a class="with-icon" href=link.to_string() rel="nofollow noopener external">{Icon::Video.view()}{words}</a></p>
        {here}
    }
    .into_any()
}

/// The page.
#[component]
pub fn RecordingPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    let key = parameter("key");
    let options = use_context::<ResponseOptions>();
    page(async move {
        let read = recording::shown_of(&context, &key).await?;
        let link = read.link.as_ref();
        let player = link.and_then(Player::of);
        if let (Some(options), Some(player)) = (options, &player)
            && let Ok(plays) = HeaderValue::try_from(plays(player))
        {
            options.insert_header(http::HeaderName::from_static(PLAYS), plays);
        }
        Ok(drawn(&read, player))
    })
}

/// What the content security policy of the page has besides that of every page.
fn plays(player: &Player) -> String {
    let directive = match player.kind {
        PlayerKind::Frame => "frame-src",
        PlayerKind::Video | PlayerKind::Audio => "media-src",
    };
    format!("{directive} {}", player.origin)
}

fn drawn(read: &ShownRecording, player: Option<Player>) -> AnyView {
    let key = read.meeting.address.to_string();
    let title = format!("Recording: {}", read.meeting.title);
    let day = long_date(read.meeting.address.day);
    let label = format!("Recording of {}, {day}", read.meeting.title);
    let body = match (player, &read.link) {
        (Some(player), Some(link)) => shown(&player, link, label),
        (None, Some(link)) => {
            let host = link.host().to_owned();
            let href = link.to_string();
            view! {
                <Empty title="This recording has no player here">
                    <p>"It can only be watched where it is."</p>
                    <p><a class="with-icon" href=href rel="nofollow noopener external">{Icon::Video.view()}"Watch it at "{host}</a></p>
                </Empty>
            }
            .into_any()
        }
        (_, None) => {
            let why = match read.state {
                RecordingState::NotExpected => "This meeting is not recorded.",
                RecordingState::Expected => "It is to be published when the meeting is over.",
                RecordingState::Recorded => "It was made, and is not published yet.",
                RecordingState::Missing => "There should be one, and it is missing.",
                RecordingState::Published => "Its address cannot be shown.",
            };
            view! { <Empty title="There is no recording to show"><p>{why}</p></Empty> }.into_any()
        }
    };
    view! {
        <PageTitle subject=format!("{title}, {day}") />
        <PageHeader
            title=title trail=trail(&read.meeting, "Recording") lede=day
            state=recording_badge(read.state)
        />
        {body}
        <p class="recording-more"><a href=minutes_path(&key)>"The minutes of this meeting"</a></p>
    }
    .into_any()
}

fn shown(player: &Player, link: &RecordingLink, label: String) -> AnyView {
    let source = player.source.clone();
    let host = player.origin.trim_start_matches("https://").to_owned();
    let here = match player.kind {
        // The site refuses to play for a page that does not say which site it is of.
        PlayerKind::Frame => view! {
            <iframe
                class="recording-player" src=source title=label allow="fullscreen; picture-in-picture"
                sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"
                referrerpolicy="strict-origin-when-cross-origin"
            ></iframe>
        }
        .into_any(),
        PlayerKind::Video => view! {
            <video class="recording-player" src=source controls preload="metadata" aria-label=label></video>
        }
        .into_any(),
        PlayerKind::Audio => {
            view! { <audio class="recording-sound" src=source controls preload="metadata" aria-label=label></audio> }
                .into_any()
        }
    };
    let href = link.to_string();
    let there = link.host().to_owned();
    view! {
        <div class="recording">
            {here}
            <p class="hint">
                "This page loads the player from "{host}", which sees that you are here. No other page of this site loads anything from elsewhere."
            </p>
            <p><a class="with-icon" href=href rel="nofollow noopener external">{Icon::Video.view()}"Watch it at "{there}" instead"</a></p>
        </div>
    }
    .into_any()
}
