//! What can be sent from the pages of a folder.

use domain::{
    document::{LONGEST_BODY, LONGEST_TITLE},
    permission::{Action, Resource},
};
use services::{
    CommandError,
    document::{self, DocumentRefusal, LinkRefusal, NewPage, Written},
    group,
};

use super::edit::{SAVED_BODY, SAVED_NUMBER, SAVED_TITLE};
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission},
    outcome::failure,
};

const FOLDER: &str = "/groups/{slug}/documents";
const PAGE: &str = "/groups/{slug}/documents/{page}";

/// The largest body of a page's form, in bytes: the longest text in letters of four bytes, percent-encoded at worst.
const LARGEST_BODY: usize = 2 * 1024 * 1024;

/// The longest line of a form, in characters.
const LONGEST_LINE: usize = 500;

/// The longest comment, in characters.
const LONGEST_COMMENT: usize = 10_000;

/// All of them.
pub const DOCUMENT_COMMANDS: &[Command] = &[
    Command::new(
        "/groups/{slug}/documents/new",
        "/groups/{slug}/documents/new",
        publish,
    )
    .with_body(LARGEST_BODY, Action::TakePart),
    Command::new(
        "/groups/{slug}/documents/{page}/edit",
        "/groups/{slug}/documents/{page}/edit",
        write,
    )
    .with_body(LARGEST_BODY, Action::TakePart),
    Command::new("/groups/{slug}/documents/{page}/remove", PAGE, remove),
    Command::new("/groups/{slug}/documents/{page}/restore", PAGE, restore),
    Command::new("/groups/{slug}/documents/{page}/comments", PAGE, comment),
    Command::new("/groups/{slug}/documents/links", FOLDER, add_link),
    Command::new("/groups/{slug}/documents/links/remove", FOLDER, remove_link),
];

/// Goes on when the actor may keep the group's records: that comes before anything else is looked at.
async fn allowed(submission: &Submission) -> Result<(), Failure> {
    let (id, _) = group::at(&submission.context, submission.parameter("slug")).await?;
    Ok(submission
        .context
        .may(Action::KeepRecords, Resource::Group(id))?)
}

/// A text of many lines: what browsers send as ends of lines is not what is kept.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim_end().to_owned()
}

fn field_of(refusal: &DocumentRefusal) -> &'static str {
    match refusal {
        DocumentRefusal::NoTitle | DocumentRefusal::TitleTooLong => "title",
        DocumentRefusal::BodyTooLong => "body",
        DocumentRefusal::FolderFull
        | DocumentRefusal::Unchanged
        | DocumentRefusal::Removed
        | DocumentRefusal::Stale(_) => "",
    }
}

fn title(form: &mut Filled) -> String {
    form.required("title", LONGEST_TITLE, "Give the page a title.")
}

fn body(form: &mut Filled) -> String {
    form.optional("body", LONGEST_BODY);
    lines(form.fields.raw("body"))
}

fn publish(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let slug = submission.parameter("slug").to_owned();
        let mut form = Filled::of(&submission);
        let page = NewPage {
            title: title(&mut form),
            body: body(&mut form),
        };
        form.checked()?;
        let at = document::publish(&submission.context, &slug, page)
            .await
            .map_err(|error| failure(error, form, field_of))?;
        Ok(Done::GoTo(format!(
            "/groups/{slug}/documents/{at}?done=published"
        )))
    })
}

fn write(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let slug = submission.parameter("slug").to_owned();
        let at = submission.parameter("page").to_owned();
        let mut form = Filled::of(&submission);
        let written = Written {
            from: form.fields.text("from").parse().unwrap_or(0),
            title: title(&mut form),
            body: body(&mut form),
            summary: form.optional("summary", LONGEST_LINE),
        };
        form.checked()?;
        match document::write(&submission.context, &slug, &at, written).await {
            Ok(_) => Ok(Done::GoTo(format!(
                "/groups/{slug}/documents/{at}?done=saved"
            ))),
            Err(CommandError::Refused(DocumentRefusal::Stale(saved))) => {
                form.refuse(
                    "",
                    "Someone else saved this page while you wrote. Both texts are below; yours is in the form. Take over what is theirs and save again.",
                );
                Err(Failure::Conflict(
                    form.showing(SAVED_NUMBER, saved.number.to_string())
                        .showing(SAVED_TITLE, saved.title)
                        .showing(SAVED_BODY, saved.body),
                ))
            }
            Err(error) => Err(failure(error, form, field_of)),
        }
    })
}

fn remove(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let slug = submission.parameter("slug").to_owned();
        document::remove(&submission.context, &slug, submission.parameter("page"))
            .await
            .map_err(|error| failure(error, Filled::of(&submission), field_of))?;
        Ok(Done::GoTo(format!("/groups/{slug}/documents?done=removed")))
    })
}

fn restore(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let slug = submission.parameter("slug").to_owned();
        let at = submission.parameter("page").to_owned();
        document::restore(&submission.context, &slug, &at)
            .await
            .map_err(|error| failure(error, Filled::of(&submission), field_of))?;
        Ok(Done::GoTo(format!(
            "/groups/{slug}/documents/{at}?done=restored"
        )))
    })
}

fn comment(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::TakePart, Resource::Community)?;
        let slug = submission.parameter("slug").to_owned();
        let at = submission.parameter("page").to_owned();
        let mut form = Filled::of(&submission);
        let said = form.required("body", LONGEST_COMMENT, "Write something.");
        form.checked()?;
        document::comment(&submission.context, &slug, &at, said)
            .await
            .map_err(|error| failure(error, form, field_of))?;
        Ok(Done::GoTo(format!(
            "/groups/{slug}/documents/{at}?done=said#comments"
        )))
    })
}

fn field_of_link(refusal: &LinkRefusal) -> &'static str {
    match refusal {
        LinkRefusal::Address => "address",
        LinkRefusal::Group(_) => "label",
    }
}

fn add_link(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let slug = submission.parameter("slug").to_owned();
        let mut form = Filled::of(&submission);
        let label = form.required("label", LONGEST_TITLE, "Say what it is called.");
        let address = form.required("address", LONGEST_LINE, "Write its address.");
        let detail = form.optional("detail", LONGEST_LINE);
        form.checked()?;
        document::add_link(&submission.context, &slug, label, address, detail)
            .await
            .map_err(|error| failure(error, form, field_of_link))?;
        Ok(Done::GoTo(format!(
            "/groups/{slug}/documents?done=linked#elsewhere"
        )))
    })
}

fn remove_link(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let slug = submission.parameter("slug").to_owned();
        let form = Filled::of(&submission);
        let label = form.fields.text("label").to_owned();
        document::remove_link(&submission.context, &slug, label)
            .await
            .map_err(|error| failure(error, form, |_| ""))?;
        Ok(Done::GoTo(format!(
            "/groups/{slug}/documents?done=unlinked#elsewhere"
        )))
    })
}
