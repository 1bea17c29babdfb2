//! What authors and nominees do: withdrawing, a new revision, an answer to a nomination.

use domain::proposal::{Answer, ProposalCommand};
use services::proposal::{begin_revision, id_of_number};

use super::{LONGEST, Place, given, number, taking_part};
use crate::{
    command::{Done, Filled, Running, Submission},
    proposal::failure,
};

pub fn withdraw(submission: Submission, place: Place) -> Running {
    Box::pin(async move {
        taking_part(&submission, place)?;
        let mut form = Filled::of(&submission);
        let reason = form.optional("text", LONGEST);
        form.checked()?;
        let command = ProposalCommand::Withdraw { reason };
        given(&submission, place, form, command, "withdrawn").await
    })
}

pub fn revise(submission: Submission, place: Place) -> Running {
    Box::pin(async move {
        taking_part(&submission, place)?;
        let number = number(&submission)?;
        let id = id_of_number(&submission.context, number).await?;
        let draft = begin_revision(&submission.context, id)
            .await
            .map_err(|error| failure::of_draft(error, Filled::of(&submission)))?;
        Ok(Done::GoTo(format!("/proposals/drafts/{draft}")))
    })
}

pub fn nomination(submission: Submission, place: Place) -> Running {
    Box::pin(async move {
        taking_part(&submission, place)?;
        let answer = match submission.fields.text("answer") {
            "accepted" => Answer::Accepted,
            _ => Answer::Declined,
        };
        let form = Filled::of(&submission);
        given(
            &submission,
            place,
            form,
            ProposalCommand::AnswerNomination(answer),
            "nomination",
        )
        .await
    })
}
