//! Saying how far an action item is.

use domain::minutes::{ActionCommand, ActionRefusal};
use services::{
    CommandError,
    action_item::{self, ActionItemRefused},
};

use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission},
    outcome,
};

/// `POST /actions/ID`
pub const SAY: Command = Command::new("/actions/{id}", "/actions", say);

fn say(submission: Submission) -> Running {
    Box::pin(async move {
        let id = submission.parameter("id").parse().unwrap_or_default();
        let mut form = Filled::of(&submission);
        let version = form.fields.text("version").parse().unwrap_or(0);
        let note = form.fields.text("note").to_owned();
        let (command, done) = match form.fields.text("step") {
            "done" => (ActionCommand::Finish, "done"),
            "drop" => (ActionCommand::Drop, "dropped"),
            _ => (ActionCommand::Reopen, "reopened"),
        };
        match action_item::say(&submission.context, id, version, command, note).await {
            Ok(()) => Ok(Done::GoTo(format!("/actions?done={done}"))),
            Err(CommandError::Refused(ActionItemRefused::Stale)) => {
                form.refuse("", ActionItemRefused::Stale.to_string());
                Err(Failure::Conflict(form))
            }
            Err(error) => Err(outcome::failure(error, form, |refusal| match refusal {
                ActionItemRefused::Rule(ActionRefusal::NoReason) => "note",
                ActionItemRefused::Rule(_) | ActionItemRefused::Stale => "",
            })),
        }
    })
}
