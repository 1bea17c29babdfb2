//! `/meetings/KEY/minutes/edit`: the text of a draft, or the next version of what stands.

use domain::{minutes::MinutesState, permission::Action};
use leptos::prelude::*;
use services::{
    ReadError,
    minutes::{self, MinutesPage as Read},
    text::difference,
};

use super::{minutes_path, next::failure, trail};
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    page::{PageTitle, context, holds_for_now, page, parameter, require},
    ui::{
        Banner, BannerKind, Columns, Difference, Field, MarginSection, PageHeader, SubmitLook,
        TextArea,
    },
};

const PAGE: &str = "/meetings/{key}/minutes/edit";

/// `POST /meetings/KEY/minutes/edit`
pub const EDIT: Command = Command {
    largest_body: 2 * 1024 * 1024,
    before_reading: Some(Action::TakePart),
    ..Command::new(PAGE, PAGE, run)
};

/// The form.
#[component]
pub fn MinutesEditPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    let key = parameter("key");
    page(async move {
        let read = minutes::paper(&context, &key, None).await?;
        require(&context, Action::KeepRecords, read.resource())?;
        match read.state {
            None | Some(MinutesState::Approved) => Err(ReadError::NotFound),
            Some(state) => Ok(drawn(&read, state == MinutesState::Published)),
        }
    })
}

fn drawn(read: &Read, corrects: bool) -> AnyView {
    let key = read.meeting.address.to_string();
    let path = minutes_path(&key);
    let action = format!("{path}/edit");
    let form = filled(&action);
    let problem = form.problem("");
    let version = version_of(read);
    let typed = form.fields.raw("text").replace("\r\n", "\n");
    let conflict = (form.was_sent() && form.fields.text("version") != version.to_string())
        .then(|| difference(&read.text, &typed))
        .map(|lines| {
            view! {
                <section class="section">
                    <h2>"What stands now, and what you typed"</h2>
                    <Difference lines=lines label="From what stands now to what you typed" />
                </section>
            }
        });
    let (title, button, hint) = if corrects {
        (
            "Correct the minutes",
            "Publish the corrected version",
            "It becomes a version of its own; the one before stays to be read and compared.",
        )
    } else {
        (
            "Edit the minutes",
            "Save the draft",
            "From here on the draft is this text: notes that are changed later do not change it.",
        )
    };
    let reason = corrects.then(|| {
        view! {
            <Field
                name="reason" label="What was wrong" value=form.value("reason", "")
                error=form.problem("reason") autocomplete="off"
            />
        }
    });
    let text = form.value("text", &read.text).replace("\r\n", "\n");
    let margin = view! {
        <MarginSection title="What happens next"><p>{hint}</p></MarginSection>
        <MarginSection title="How to write it">
            <p>"Markdown: “## ” begins an item, “* ” a line of a list, “**words**” stand out."</p>
        </MarginSection>
    }
    .into_any();
    view! {
        <PageTitle subject=format!("{title}: {}", read.meeting.title) />
        <PageHeader title=title trail=trail(&read.meeting, title) lede=read.meeting.title.clone() />
        {(!problem.is_empty()).then(|| view! { <Banner kind=BannerKind::Problem><p>{problem}</p></Banner> })}
        {conflict}
        <Columns margin=margin>
            <form class="form" method="post" action=action>
                <input type="hidden" name="version" value=version.to_string() />
                <TextArea name="text" label="Text" value=text rows=26 error=form.problem("text") />
                {reason}
                <div class="buttons">
                    <crate::ui::Button text=button look=SubmitLook::Filled />
                    <a class="button" href=path>"Leave them as they are"</a>
                </div>
            </form>
        </Columns>
    }
    .into_any()
}

/// What was changed last: the draft, or the version that stands.
fn version_of(read: &Read) -> i32 {
    read.shown.unwrap_or(read.draft_version)
}

fn run(submission: Submission) -> Running {
    Box::pin(async move {
        let context = &submission.context;
        let key = submission.parameter("key").to_owned();
        minutes::may_keep(context, &key).await?;
        let form = Filled::of(&submission);
        let version = form.fields.text("version").parse().unwrap_or(0);
        let text = form.fields.raw("text").replace("\r\n", "\n");
        let state = minutes::paper(context, &key, None).await?.state;
        let done = match state {
            None => return Err(Failure::NotFound),
            Some(MinutesState::Published) => {
                let reason = form.fields.text("reason").to_owned();
                minutes::correct(context, &key, version, text, reason)
                    .await
                    .map_err(|error| failure(error, form))?;
                "corrected"
            }
            Some(MinutesState::Draft | MinutesState::InReview | MinutesState::Approved) => {
                minutes::edit_draft(context, &key, version, text)
                    .await
                    .map_err(|error| failure(error, form))?;
                "saved"
            }
        };
        Ok(Done::GoTo(format!("{}?done={done}", minutes_path(&key))))
    })
}
