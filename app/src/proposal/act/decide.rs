//! Taking the decision.

use domain::{
    decision::{DecisionNumber, Outcome},
    ids::GroupId,
};
use services::proposal::{DecisionWords, take};

use super::{LONGEST, Place, elector, number};
use crate::{
    command::{Done, Failure, Filled, Running, Submission},
    proposal::failure,
};

pub fn decide(submission: Submission, place: Place) -> Running {
    Box::pin(async move {
        elector(&submission, place).await?;
        let number = number(&submission)?;
        let mut form = Filled::of(&submission);
        let words = DecisionWords {
            reasons: form.required("reasons", LONGEST, "Say why."),
            conditions: form.optional("conditions", LONGEST),
            review_on: form.optional_day("review_on"),
            reapply_from: form.optional_day("reapply_from"),
            supersedes: supersedes(&mut form),
        };
        let outcome = outcome(form.fields.text("outcome"));
        if outcome.is_none() {
            form.refuse("", "The page is out of date: reload it and look again.");
        }
        form.checked()?;
        let Some(outcome) = outcome else {
            return Err(Failure::Invalid(form));
        };
        let revision = form.fields.text("revision").parse().unwrap_or(0);
        let taken = take(&submission.context, number, revision, outcome, words)
            .await
            .map_err(|error| failure::of_take(error, form))?;
        Ok(Done::GoTo(match place {
            Place::Page => format!("/decisions/{taken}"),
            Place::Queue => format!("/toc?decided={taken}"),
        }))
    })
}

fn supersedes(form: &mut Filled) -> Vec<DecisionNumber> {
    let typed = form.optional("supersedes", 200);
    let mut numbers = Vec::new();
    for number in typed.split([',', ' ']).filter(|number| !number.is_empty()) {
        match DecisionNumber::try_from(number.to_owned()) {
            Ok(number) => numbers.push(number),
            Err(error) => form.refuse("supersedes", format!("{error}.")),
        }
    }
    numbers
}

fn outcome(key: &str) -> Option<Outcome> {
    let group = |id: &str| id.parse().ok().map(GroupId);
    match key.split_once(':') {
        Some(("subgroup_of", id)) => group(id).map(|group| Outcome::SubgroupOf { group }),
        Some(("subsumed_into", id)) => group(id).map(|group| Outcome::SubsumedInto { group }),
        Some(_) => None,
        None => match key {
            "formed" => Some(Outcome::Formed),
            "approved" => Some(Outcome::Approved),
            "declined" => Some(Outcome::Declined),
            _ => None,
        },
    }
}
