//! What can be sent from the checklist.

use domain::{
    announcement::{AnnouncementRefusal, LONGEST_BODY, LONGEST_TITLE},
    permission::{Action, Resource},
};
use services::{
    checklist::{self, Checklist, ChecklistError, LONGEST_REPORT, Said},
    group,
    person::{Meant, meant},
};
use uuid::Uuid;

use super::super::place::group_path;
use crate::command::{Command, Done, Failure, Filled, Running, Submission};

const PAGE: &str = "/groups/{slug}/checklist";

/// All of them.
pub const CHECKLIST_COMMANDS: &[Command] = &[
    Command::new("/groups/{slug}/checklist/{step}/done", PAGE, done),
    Command::new("/groups/{slug}/checklist/{step}/open", PAGE, open),
    Command::new("/groups/{slug}/checklist/{step}/owner", PAGE, owner),
    Command::new("/groups/{slug}/checklist/{step}/announce", PAGE, announce),
    Command {
        largest_body: 512 * 1024,
        ..Command::new("/groups/{slug}/checklist/report", PAGE, report)
    },
    Command::new("/groups/{slug}/checklist/finish", PAGE, finish),
];

fn failure(error: ChecklistError, mut form: Filled) -> Failure {
    match error {
        ChecklistError::NotFound => Failure::NotFound,
        ChecklistError::Denied(denied) => Failure::Denied(denied),
        error @ ChecklistError::Stale => {
            form.refuse("", error.to_string());
            Failure::Conflict(form)
        }
        error @ ChecklistError::Announcement(refusal) => {
            let field = match refusal {
                AnnouncementRefusal::NoTitle => "title",
                AnnouncementRefusal::NoBody
                | AnnouncementRefusal::TakenBack
                | AnnouncementRefusal::NoReason => "body",
            };
            form.refuse(field, error.to_string());
            Failure::Invalid(form)
        }
        error @ (ChecklistError::StepsOpen
        | ChecklistError::NoReport
        | ChecklistError::Refused(_)) => {
            form.refuse("", error.to_string());
            Failure::Invalid(form)
        }
        ChecklistError::Write(error) => Failure::Broken(error),
    }
}

/// Goes on when the actor may run the group: that comes before anything else is looked at.
async fn allowed(submission: &Submission) -> Result<(), Failure> {
    let (group, _) = group::named(&submission.context, submission.parameter("slug")).await?;
    Ok(submission
        .context
        .may(Action::RunGroup, Resource::Group(group))?)
}

fn step_of(submission: &Submission) -> Result<Uuid, Failure> {
    submission
        .parameter("step")
        .parse()
        .map_err(|_| Failure::NotFound)
}

fn version_of(form: &Filled) -> i32 {
    form.fields.text("version").parse().unwrap_or(0)
}

fn page_of(submission: &Submission) -> String {
    format!("{}/checklist", group_path(submission.parameter("slug")))
}

async fn said(submission: &Submission, form: Filled, what: Said) -> Result<Done, Failure> {
    let slug = submission.parameter("slug");
    let step = step_of(submission)?;
    let version = version_of(&form);
    checklist::say(&submission.context, slug, step, version, what)
        .await
        .map_err(|error| failure(error, form))?;
    Ok(Done::GoTo(page_of(submission)))
}

fn done(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let mut form = Filled::of(&submission);
        let evidence = form.required(
            "evidence",
            1_000,
            "Say what shows it: a link, or a sentence.",
        );
        form.checked()?;
        said(&submission, form, Said::Done(evidence)).await
    })
}

fn open(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let form = Filled::of(&submission);
        said(&submission, form, Said::Open).await
    })
}

fn owner(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let mut form = Filled::of(&submission);
        let typed = form.required("owner", 200, "Say who.");
        form.checked()?;
        match meant(&submission.context, &typed).await? {
            Meant::One(person) => said(&submission, form, Said::Owner(person)).await,
            Meant::Several => {
                form.refuse(
                    "owner",
                    format!("Several people are called “{typed}”: write the handle."),
                );
                Err(Failure::Invalid(form))
            }
            Meant::Nobody => {
                form.refuse(
                    "owner",
                    format!("The record knows nobody called “{typed}”."),
                );
                Err(Failure::Invalid(form))
            }
        }
    })
}

fn announce(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let mut form = Filled::of(&submission);
        let step = step_of(&submission)?;
        let title = form.required("title", LONGEST_TITLE, "Say in a sentence what is new.");
        let body = form.required("body", LONGEST_BODY, "Write what the community is to know.");
        form.checked()?;
        if form.fields.text("step") != "post" {
            return Ok(Done::Show(form));
        }
        let version = version_of(&form);
        let slug = submission.parameter("slug");
        checklist::announce(&submission.context, slug, step, version, title, body)
            .await
            .map_err(|error| failure(error, form))?;
        Ok(Done::GoTo(format!(
            "{}?done=announced",
            page_of(&submission)
        )))
    })
}

fn report(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let mut form = Filled::of(&submission);
        let body = form.required("report", LONGEST_REPORT, "Write something of the group.");
        form.checked()?;
        let version = version_of(&form);
        let slug = submission.parameter("slug");
        checklist::save_report(&submission.context, slug, version, body)
            .await
            .map_err(|error| failure(error, form))?;
        Ok(Done::GoTo(format!(
            "{}?done=report#report",
            page_of(&submission)
        )))
    })
}

fn finish(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let slug = submission.parameter("slug").to_owned();
        let finished = checklist::finish(&submission.context, &slug)
            .await
            .map_err(|error| failure(error, Filled::of(&submission)))?;
        let path = group_path(&slug);
        Ok(Done::GoTo(match finished {
            Checklist::SettingUp => format!("{path}/formed"),
            Checklist::Closing => path,
        }))
    })
}
