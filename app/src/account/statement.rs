//! `POST /account/affiliations`: first "Check", which shows what it would mean, then "Save" for what was checked.

use domain::affiliation::LONGEST_ORGANIZATION;
use services::affiliation::{self, StateError, Statement, StatementField};

use super::{affiliations::ADDRESS, frame::mine};
use crate::command::{Done, Failure, Filled, Running, Submission};

/// Under which name a form that was checked says so.
pub const WEIGHED: &str = "weighed";

/// Under which name a form that came too late says so.
pub const STALE: &str = "stale";

/// What the fields state; what is wrong with them is noted.
pub fn read(form: &mut Filled) -> Option<Statement> {
    let organization = form.optional("organization", LONGEST_ORGANIZATION);
    let since = form.optional_day("since");
    if since.is_none() && form.problem("since").is_empty() {
        form.refuse("since", "Say since which day.");
    }
    Some(Statement {
        organization: (!organization.is_empty()).then_some(organization),
        since: since?,
    })
}

/// What the fields state, as a form that was checked carries it along: a change after the check is checked anew.
#[must_use]
pub fn checked(statement: &Statement) -> String {
    let organization = statement.organization.as_deref().unwrap_or_default();
    format!("{} {organization}", statement.since)
}

/// Checks what the form states, or takes what was checked into the record.
pub fn state(submission: Submission) -> Running {
    Box::pin(async move {
        let context = &submission.context;
        let person = mine(context)?;
        let mut form = Filled::of(&submission);
        let statement = read(&mut form);
        form.checked()?;
        let Some(statement) = statement else {
            return Err(Failure::Invalid(form));
        };
        let weighed = affiliation::weigh(context, person, &statement).await?;
        refuse(&mut form, weighed.problems)?;
        let was_checked = form.fields.raw("checked") == checked(&statement);
        if form.fields.text("step") != "save" || !was_checked {
            return Ok(Done::Show(form.showing(WEIGHED, "yes")));
        }
        // A form without a number was made from no state that there ever was.
        let made_from = form.fields.text("made_from").parse().unwrap_or(-1);
        match affiliation::state(context, person, statement, made_from).await {
            Ok(()) => Ok(Done::GoTo(format!("{ADDRESS}?done=saved"))),
            Err(StateError::Denied(denied)) => Err(denied.into()),
            Err(StateError::Wrong(problems)) => {
                refuse(&mut form, problems)?;
                Err(Failure::Invalid(form))
            }
            Err(StateError::Stale) => Err(Failure::Conflict(
                form.showing(WEIGHED, "yes").showing(STALE, "yes"),
            )),
            Err(StateError::Write(error)) => Err(error.into()),
        }
    })
}

fn refuse(
    form: &mut Filled,
    problems: Vec<(StatementField, domain::affiliation::StatementProblem)>,
) -> Result<(), Failure> {
    for (field, problem) in problems {
        let name = match field {
            StatementField::Organization | StatementField::Whole => "organization",
            StatementField::Since => "since",
        };
        form.refuse(name, problem.to_string());
    }
    form.checked()
}
