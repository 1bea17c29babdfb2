//! What went wrong with a command on a proposal, at the field where it was typed.

use services::proposal::{ActError, DraftError, TakeError};

use crate::command::{Failure, Filled};

/// The failure of something that was done to a proposal; a refusal stands at the form as a whole.
pub fn of_act(error: ActError, mut filled: Filled) -> Failure {
    match error {
        ActError::NotFound => Failure::NotFound,
        ActError::Denied(denied) => Failure::Denied(denied),
        ActError::Refused(refusal) => {
            filled.refuse("", refusal.to_string());
            Failure::Invalid(filled)
        }
        ActError::Write(error) => Failure::Broken(error),
    }
}

/// The failure of taking a decision.
pub fn of_take(error: TakeError, mut filled: Filled) -> Failure {
    match error {
        TakeError::Act(error) => of_act(error, filled),
        error @ (TakeError::Group { .. } | TakeError::Effect(_)) => {
            filled.refuse("", error.to_string());
            Failure::Invalid(filled)
        }
        error @ TakeError::NoSuchDecision(_) => {
            filled.refuse("supersedes", error.to_string());
            Failure::Invalid(filled)
        }
    }
}

/// The failure of something that was done to a draft. What someone else saved meanwhile stays in the database; what was
/// typed stays in the form.
pub fn of_draft(error: DraftError, mut filled: Filled) -> Failure {
    match error {
        DraftError::NotFound => Failure::NotFound,
        DraftError::Denied(denied) => Failure::Denied(denied),
        error @ DraftError::TooMany => {
            filled.refuse("", error.to_string());
            Failure::Invalid(filled)
        }
        DraftError::Stale(stored) => {
            filled.refuse(
                "",
                "This draft was saved in another tab or by another author while you wrote. Nothing of yours is lost: it stands in the form, and beside what was saved below.",
            );
            Failure::Conflict(filled.showing("version", stored.version.to_string()))
        }
        DraftError::Write(error) => Failure::Broken(error),
    }
}
