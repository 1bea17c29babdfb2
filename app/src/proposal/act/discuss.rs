//! What whoever takes part says: comments, and answers to concerns.

use domain::proposal::ProposalCommand;
use services::proposal::{comment_on, resolve_comment};

use super::{LONGEST, Place, concern, given, number, taking_part, text};
use crate::{
    command::{Done, Failure, Filled, Running, Submission},
    proposal::failure,
};

pub fn answer(submission: Submission, place: Place) -> Running {
    Box::pin(async move {
        taking_part(&submission, place)?;
        let concern = concern(&submission)?;
        let (form, answer) = text(&submission, "Write an answer.")?;
        let command = ProposalCommand::AnswerConcern { concern, answer };
        given(&submission, place, form, command, "answered").await
    })
}

pub fn comment(submission: Submission, place: Place) -> Running {
    Box::pin(async move {
        taking_part(&submission, place)?;
        let number = number(&submission)?;
        let mut form = Filled::of(&submission);
        let body = form.required("body", LONGEST, "Write something.");
        let passage = form.optional("passage", 2_000);
        form.checked()?;
        let id = comment_on(&submission.context, number, passage, body)
            .await
            .map_err(|error| failure::of_act(error, form))?;
        Ok(Done::GoTo(format!(
            "{}?done=comment#comment-{id}",
            place.address(number)
        )))
    })
}

pub fn resolve_one(submission: Submission, place: Place) -> Running {
    Box::pin(async move {
        taking_part(&submission, place)?;
        let number = number(&submission)?;
        let id = submission
            .parameter("comment")
            .parse()
            .map_err(|_| Failure::NotFound)?;
        resolve_comment(&submission.context, number, id)
            .await
            .map_err(|error| failure::of_act(error, Filled::of(&submission)))?;
        Ok(Done::GoTo(format!(
            "{}?done=resolved#comment-{id}",
            place.address(number)
        )))
    })
}
