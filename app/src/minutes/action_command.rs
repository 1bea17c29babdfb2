//! Saying how far an action item is.

use domain::minutes::{ActionCommand, ActionRefusal};
use services::{
    CommandError,
    action_item::{self, ActionItemRefused, Receivers},
    group,
    person::{Meant, meant},
};
use uuid::Uuid;

use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission},
    outcome,
};

/// `POST /actions/ID`
pub const SAY: Command = Command::new("/actions/{id}", "/actions", say);

fn say(submission: Submission) -> Running {
    Box::pin(async move {
        let id = submission.parameter("id").parse().unwrap_or_default();
        let form = Filled::of(&submission);
        let version = form.fields.text("version").parse().unwrap_or(0);
        if form.fields.text("step") == "hand_over" {
            return hand_over(&submission, id, version, form).await;
        }
        let note = form.fields.text("note").to_owned();
        let (command, done) = match form.fields.text("step") {
            "done" => (ActionCommand::Finish, "done"),
            "drop" => (ActionCommand::Drop, "dropped"),
            _ => (ActionCommand::Reopen, "reopened"),
        };
        action_item::say(&submission.context, id, version, command, note)
            .await
            .map_err(|error| failure(error, form))?;
        Ok(Done::GoTo(format!("/actions?done={done}")))
    })
}

async fn hand_over(
    submission: &Submission,
    id: Uuid,
    version: i32,
    mut form: Filled,
) -> Result<Done, Failure> {
    let context = &submission.context;
    let owner = match form.optional("owner", 200) {
        typed if typed.is_empty() => None,
        typed => match meant(context, &typed).await? {
            Meant::One(person) => Some(person),
            Meant::Several => {
                let words = format!("Several people are called “{typed}”: write the handle.");
                form.refuse("owner", words);
                None
            }
            Meant::Nobody => {
                let words = format!("The record knows nobody called “{typed}”.");
                form.refuse("owner", words);
                None
            }
        },
    };
    let group = match form.optional("group", 200) {
        typed if typed.is_empty() => None,
        typed => {
            let group = group::meant(context, &typed).await?;
            if group.is_none() {
                form.refuse("group", format!("There is no group called “{typed}”."));
            }
            group
        }
    };
    form.checked()?;
    action_item::hand_over(context, id, version, Receivers { group, owner })
        .await
        .map_err(|error| failure(error, form))?;
    Ok(Done::GoTo("/actions?done=handed".to_owned()))
}

fn failure(error: CommandError<ActionItemRefused>, mut form: Filled) -> Failure {
    if let CommandError::Refused(refusal @ ActionItemRefused::Stale) = &error {
        form.refuse("", refusal.to_string());
        return Failure::Conflict(form);
    }
    outcome::failure(error, form, |refusal| match refusal {
        ActionItemRefused::Rule(ActionRefusal::NoReason) => "note",
        ActionItemRefused::Rule(ActionRefusal::Ends(_)) => "group",
        ActionItemRefused::Rule(ActionRefusal::Already(_)) | ActionItemRefused::Stale => "",
    })
}
