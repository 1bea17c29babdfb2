//! The recording of a meeting, in the margin of its minutes.

use domain::minutes::{RecordingLink, RecordingState};
use leptos::prelude::*;
use services::{
    minutes::MinutesPage as Read,
    recording::{self, RecordingRefused, RecordingSaid},
};

use super::{minutes_path, player::ways, state::recording_badge};
use crate::{
    command::{Command, Done, Filled, Running, Submission, filled},
    outcome,
    ui::{Choice, Field, MarginSection, Select},
};

/// `POST /meetings/KEY/recording`
pub const SAY: Command = Command::new("/meetings/{key}/recording", "/meetings/{key}/minutes", say);

/// How far it is, the way to it, and the form for those who keep the records.
pub fn recording_section(read: &Read, keeps: bool) -> Option<AnyView> {
    let key = read.meeting.address.to_string();
    let form = filled(&format!("/meetings/{key}/recording"));
    if read.recording == RecordingState::NotExpected && !keeps {
        return None;
    }
    let link = (read.recording == RecordingState::Published)
        .then(|| RecordingLink::new(&read.recording_link).ok())
        .flatten()
        .map(|link| ways(&key, &link));
    let note = (!read.recording_note.is_empty())
        .then(|| view! { <p class="hint">{read.recording_note.clone()}</p> });
    let form = keeps.then(|| say_form(read, &form, &key));
    let badge = recording_badge(read.recording);
    Some(
        view! {
            <MarginSection title="Recording">
                <p>{badge}</p>
                {link}
                {note}
                {form}
            </MarginSection>
        }
        .into_any(),
    )
}

fn say_form(read: &Read, form: &Filled, key: &str) -> AnyView {
    let choices = RecordingState::ALL
        .into_iter()
        .map(|state| Choice::new(state.key(), state.words()))
        .collect();
    let selected = form.value("state", read.recording.key());
    view! {
        <details class="minutes-recording" open=form.was_sent()>
            <summary>"Say what became of it"</summary>
            <form class="form" method="post" action=format!("/meetings/{key}/recording")>
                <Select name="state" label="The recording is" choices=choices selected=selected error=form.problem("") />
                <Field
                    name="link" label="Where it is" value=form.value("link", &read.recording_link)
                    hint="For one that is published." error=form.problem("link") autocomplete="off" inputmode=Some("url")
                />
                <Field
                    name="reason" label="What became of it" value=form.value("reason", &read.recording_note)
                    hint="For one that is missing." error=form.problem("reason") autocomplete="off"
                />
                <crate::ui::Button text="Note it" />
            </form>
        </details>
    }
    .into_any()
}

fn say(submission: Submission) -> Running {
    Box::pin(async move {
        let key = submission.parameter("key").to_owned();
        let form = Filled::of(&submission);
        let text = |name: &str| form.fields.text(name).to_owned();
        let said = match RecordingState::of_key(form.fields.text("state")) {
            Some(RecordingState::Published) => RecordingSaid::Published(text("link")),
            Some(RecordingState::Missing) => RecordingSaid::Missing(text("reason")),
            Some(RecordingState::Recorded) => RecordingSaid::Recorded,
            Some(RecordingState::Expected) => RecordingSaid::Expected,
            Some(RecordingState::NotExpected) | None => RecordingSaid::NotExpected,
        };
        recording::say(&submission.context, &key, said)
            .await
            .map_err(|error| {
                outcome::failure(error, form.clone(), |refusal| match refusal {
                    RecordingRefused::Link(_) => "link",
                    RecordingRefused::NoReason => "reason",
                    RecordingRefused::NotBegun => "",
                })
            })?;
        Ok(Done::GoTo(format!("{}?done=recording", minutes_path(&key))))
    })
}
