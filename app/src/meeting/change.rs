//! Moving and cancelling one meeting, and letting a cancelled one take place after all.

use domain::schedule::MeetingAddress;
use leptos::prelude::*;
use services::{
    Context,
    meeting::{self, Meeting, Move},
};

use super::{
    badge::Shown,
    form::{minutes_of, time_of},
    line::meeting_path,
    refused,
    when::local,
};
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    ui::{Banner, BannerKind, Button, DateField, Field, MarginSection, SubmitLook, TextArea},
};

const PAGE: &str = "/meetings/{key}";

/// The field of how long it takes: items of the agenda on the same page have minutes too.
const LENGTH: &str = "length";

/// What can be sent from a meeting's page.
pub const MEETING_COMMANDS: &[Command] = &[
    Command::new("/meetings/{key}/move", PAGE, move_to),
    Command::new("/meetings/{key}/cancel", PAGE, cancel),
    Command::new("/meetings/{key}/reinstate", PAGE, reinstate),
    super::plan::PLAN_MEETING,
];

/// The forms for who may; nothing for others, and for a meeting that is over.
pub fn changes(context: &Context, meeting: &Meeting, shown: Shown) -> Option<AnyView> {
    let (action, resource) = meeting.convener.right_to_run();
    context.may(action, resource).ok()?;
    let path = meeting_path(meeting);
    let forms = match shown {
        Shown::Planned | Shown::Moved => view! {
            {moving(&path, meeting)}
            {cancelling(&path, meeting)}
        }
        .into_any(),
        Shown::Cancelled if meeting.ends_at > context.now() => reinstating(&path, meeting),
        Shown::Cancelled | Shown::Now | Shown::Over => return None,
    };
    Some(view! { <MarginSection title="This one meeting">{forms}</MarginSection> }.into_any())
}

fn problem(form: &Filled) -> Option<AnyView> {
    let problem = form.problem("");
    (!problem.is_empty())
        .then(|| view! { <Banner kind=BannerKind::Problem><p>{problem}</p></Banner> }.into_any())
}

/// The version that a form is made from: one that comes back goes on from what is there now, which its page shows.
fn version(meeting: &Meeting) -> AnyView {
    view! { <input type="hidden" name="version" value=meeting.version.to_string() /> }.into_any()
}

fn moving(path: &str, meeting: &Meeting) -> AnyView {
    let to = format!("{path}/move");
    let form = filled(&to);
    let starts = local(meeting.starts_at, &meeting.zone);
    let day = form
        .value("day", &starts.date().to_string())
        .parse()
        .ok()
        .or(Some(starts.date()));
    view! {
        <details class="panel" open=form.was_sent()>
            <summary>"Move it"</summary>
            <form class="form panel-content" method="post" action=to>
                {problem(&form)}
                {version(meeting)}
                <DateField name="day" label="Day" value=day error=form.problem("day") />
                <Field
                    name="time" label="Begins at" kind="time"
                    value=form.value("time", &starts.strftime("%H:%M").to_string())
                    error=form.problem("time") hint=format!("In {}.", meeting.zone)
                />
                <Field
                    name=LENGTH label="Minutes" inputmode=Some("numeric")
                    value=form.value(LENGTH, &meeting.minutes().to_string())
                    error=[form.problem(LENGTH), form.problem("minutes")].concat()
                />
                <Field
                    name="place" label="Where" value=form.value("place", &meeting.place)
                    error=form.problem("place")
                />
                <Field
                    name="join_link" label="Where one joins" kind="url"
                    value=form.value("join_link", &meeting.join_link)
                    error=form.problem("join_link") autocomplete="off"
                />
                <TextArea
                    name="reason" label="Why" rows=2 value=form.value("reason", "")
                    error=form.problem("reason") hint="Everyone reads it here and in their calendars."
                />
                <Button text="Move meeting" look=SubmitLook::Outlined />
            </form>
        </details>
    }
    .into_any()
}

fn cancelling(path: &str, meeting: &Meeting) -> AnyView {
    let to = format!("{path}/cancel");
    let form = filled(&to);
    view! {
        <details class="panel" open=form.was_sent()>
            <summary>"Cancel it"</summary>
            <form class="form panel-content" method="post" action=to>
                {problem(&form)}
                {version(meeting)}
                <TextArea
                    name="reason" label="Why" rows=2 apart="cancel" value=form.value("reason", "")
                    error=form.problem("reason")
                    hint="The page stays, with this on it. The rest of the series is not changed."
                />
                <Button text="Cancel meeting" look=SubmitLook::Outlined />
            </form>
        </details>
    }
    .into_any()
}

fn reinstating(path: &str, meeting: &Meeting) -> AnyView {
    let to = format!("{path}/reinstate");
    let form = filled(&to);
    view! {
        <form class="form" method="post" action=to>
            {problem(&form)}
            {version(meeting)}
            <p class="hint">"It is at the hour and place that stood here before it was cancelled."</p>
            <Button text="Hold it after all" look=SubmitLook::Outlined />
        </form>
    }
    .into_any()
}

/// The meeting that an address names, once the actor may change it.
async fn allowed(submission: &Submission) -> Result<Meeting, Failure> {
    let address =
        MeetingAddress::new(submission.parameter("key")).map_err(|_| Failure::NotFound)?;
    let meeting = meeting::find(&submission.context, &address).await?;
    let (action, resource) = meeting.convener.right_to_run();
    submission.context.may(action, resource)?;
    Ok(meeting)
}

fn version_of(form: &Filled) -> i32 {
    // A form without a version was made from none that there ever was.
    form.fields.text("version").parse().unwrap_or(-1)
}

fn move_to(submission: Submission) -> Running {
    Box::pin(async move {
        let meeting = allowed(&submission).await?;
        let mut form = Filled::of(&submission);
        let day = form.optional_day("day");
        if day.is_none() && form.problem("day").is_empty() {
            form.refuse("day", "Say on which day.");
        }
        let time = time_of(&mut form, "time");
        let minutes = minutes_of(&mut form, LENGTH);
        let reason = form.optional("reason", 1_000);
        form.checked()?;
        let to = Move {
            starts: day.unwrap_or_default().to_datetime(time),
            minutes,
            place: form.fields.text("place").to_owned(),
            join_link: form.fields.text("join_link").to_owned(),
            reason,
        };
        meeting::move_to(&submission.context, &meeting.address, version_of(&form), to)
            .await
            .map_err(|error| refused(error, form))?;
        Ok(Done::GoTo(format!("{}?done=moved", meeting_path(&meeting))))
    })
}

fn cancel(submission: Submission) -> Running {
    Box::pin(async move {
        let meeting = allowed(&submission).await?;
        let mut form = Filled::of(&submission);
        let reason = form.optional("reason", 1_000);
        form.checked()?;
        meeting::cancel(
            &submission.context,
            &meeting.address,
            version_of(&form),
            reason,
        )
        .await
        .map_err(|error| refused(error, form))?;
        Ok(Done::GoTo(format!(
            "{}?done=cancelled",
            meeting_path(&meeting)
        )))
    })
}

fn reinstate(submission: Submission) -> Running {
    Box::pin(async move {
        let meeting = allowed(&submission).await?;
        let form = Filled::of(&submission);
        meeting::reinstate(&submission.context, &meeting.address, version_of(&form))
            .await
            .map_err(|error| refused(error, form))?;
        Ok(Done::GoTo(format!(
            "{}?done=reinstated",
            meeting_path(&meeting)
        )))
    })
}
