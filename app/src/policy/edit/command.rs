//! `POST /admin/policy`: looks at what would change, or adopts it.

use domain::permission::{Action, Resource};
use services::policy::{AdoptError, Adoption, Refusal, adopt, versions};

use super::{ADDRESS, CHANGES, fields};
use crate::{
    address::address,
    command::{Command, Done, Failure, Filled, Running, Submission},
};

/// The longest reason, in characters.
const LONGEST_REASON: usize = 2_000;

/// The form of the rules.
pub const ADOPT: Command = Command::new(ADDRESS, ADDRESS, run);

fn run(submission: Submission) -> Running {
    Box::pin(take(submission))
}

/// Which button was pressed.
enum Step {
    /// Back to the form, or for more rows.
    Edit,
    Show,
    Adopt,
}

async fn take(submission: Submission) -> Result<Done, Failure> {
    let context = &submission.context;
    context.may(Action::Administer, Resource::Community)?;
    let mut filled = Filled::of(&submission);
    let step = match filled.fields.text("step") {
        "edit" => Step::Edit,
        "adopt" => Step::Adopt,
        _ => Step::Show,
    };
    if matches!(step, Step::Edit) {
        return Ok(Done::Show(filled));
    }
    let adoption = read(&mut filled, context.today());
    let refusals = adoption.refusals(&versions(&context.database).await?, context.today());
    refuse(&mut filled, &adoption, refusals)?;
    match step {
        Step::Edit | Step::Show => Ok(Done::Show(filled.showing(CHANGES, "yes"))),
        Step::Adopt => match adopt(context, adoption.clone()).await {
            Ok(version) => {
                let version = version.to_string();
                let done = [("version", version.as_str()), ("done", "adopted")];
                Ok(Done::GoTo(address("/policy", &done)))
            }
            Err(AdoptError::Denied(denied)) => Err(denied.into()),
            Err(AdoptError::Write(error)) => Err(error.into()),
            Err(AdoptError::Refused(refusals)) => {
                refuse(&mut filled, &adoption, refusals)?;
                Err(Failure::Invalid(filled))
            }
        },
    }
}

/// What is to be adopted, as it was typed; what cannot be read is noted.
fn read(filled: &mut Filled, today: domain::Day) -> Adoption {
    Adoption {
        rules: fields::read(filled),
        reason: filled.optional(fields::REASON, LONGEST_REASON),
        made_from: filled.fields.text(fields::MADE_FROM).parse().unwrap_or(0),
        holds_from: match filled.optional_day(fields::HOLDS_FROM) {
            Some(day) => day,
            None => {
                if filled.problem(fields::HOLDS_FROM).is_empty() {
                    filled.refuse(fields::HOLDS_FROM, "Choose a day.");
                }
                today
            }
        },
    }
}

/// Notes what is in the way, each at its field. One field is told one thing: what is no number is not too small as well.
fn refuse(filled: &mut Filled, adoption: &Adoption, refusals: Vec<Refusal>) -> Result<(), Failure> {
    let mut stale = false;
    for refusal in refusals {
        let words = refusal.to_string();
        let (field, words) = match refusal {
            Refusal::Wrong(field, problem) => (fields::name_of(field, &adoption.rules), problem),
            Refusal::NoReason => (fields::REASON.to_owned(), words),
            Refusal::Past { .. } | Refusal::BeforeNewest { .. } => {
                (fields::HOLDS_FROM.to_owned(), words)
            }
            Refusal::Unchanged(_) => (String::new(), words),
            // The page shows what it changed.
            Refusal::Stale { .. } => {
                stale = true;
                continue;
            }
        };
        if filled.problem(&field).is_empty() {
            filled.refuse(&field, words);
        }
    }
    if stale {
        return Err(Failure::Conflict(filled.clone()));
    }
    filled.checked()
}
