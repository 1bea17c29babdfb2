//! What can be sent from a proposal’s page.

use domain::{
    decision::{DecisionNumber, Outcome},
    ids::{ConcernId, GroupId, PersonId},
    lead_rules::LeadRule,
    permission::{Action, Resource},
    proposal::{Answer, Choice, ProposalCommand},
};
use services::{
    group,
    proposal::{
        DecisionWords, act, begin_revision, comment_on, id_of_number, resolve_comment, take,
    },
};
use uuid::Uuid;

use super::{failure, ongoing::rule_key};
use crate::command::{Command, Done, Failure, Filled, Running, Submission};

const PAGE: &str = "/proposals/{number}";

/// All of them.
pub const COMMANDS: &[Command] = &[
    Command::new("/proposals/{number}/position", PAGE, position),
    Command::new("/proposals/{number}/concerns", PAGE, raise),
    Command::new(
        "/proposals/{number}/concerns/{concern}/answer",
        PAGE,
        answer,
    ),
    Command::new(
        "/proposals/{number}/concerns/{concern}/resolve",
        PAGE,
        resolve,
    ),
    Command::new("/proposals/{number}/hold", PAGE, hold),
    Command::new("/proposals/{number}/release", PAGE, release),
    Command::new("/proposals/{number}/changes", PAGE, changes),
    Command::new("/proposals/{number}/withdraw", PAGE, withdraw),
    Command::new("/proposals/{number}/revise", PAGE, revise),
    Command::new("/proposals/{number}/nomination", PAGE, nomination),
    Command::new("/proposals/{number}/waive", PAGE, waive),
    Command::new("/proposals/{number}/decide", PAGE, decide),
    Command::new("/proposals/{number}/comments", PAGE, comment),
    Command::new(
        "/proposals/{number}/comments/{comment}/resolve",
        PAGE,
        resolve_one,
    ),
];

/// The longest text of one contribution, in characters.
const LONGEST: usize = 20_000;

/// Goes on when the actor may: that comes before anything is looked at.
fn allowed(submission: &Submission, action: Action) -> Result<(), Failure> {
    Ok(submission.context.may(action, Resource::Community)?)
}

fn number(submission: &Submission) -> Result<u32, Failure> {
    submission
        .parameter("number")
        .parse()
        .map_err(|_| Failure::NotFound)
}

fn concern(submission: &Submission) -> Result<ConcernId, Failure> {
    submission
        .parameter("concern")
        .parse()
        .map(ConcernId)
        .map_err(|_| Failure::NotFound)
}

/// Gives a command and leads back to the page.
async fn given(
    submission: &Submission,
    form: Filled,
    command: ProposalCommand,
    done: &str,
) -> Result<Done, Failure> {
    let number = number(submission)?;
    act(&submission.context, number, command)
        .await
        .map_err(|error| failure::of_act(error, form))?;
    Ok(Done::GoTo(format!("/proposals/{number}?done={done}")))
}

fn position(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission, Action::Decide)?;
        let mut form = Filled::of(&submission);
        let rationale = form.required(
            "rationale",
            LONGEST,
            "Say why: your reasons stand beside your position.",
        );
        let typed = form.optional("group", 200);
        let group = if typed.is_empty() {
            None
        } else {
            group::meant(&submission.context, &typed).await?
        };
        let choice = match (form.fields.text("choice"), group) {
            ("approve", _) => Some(Choice::Approve),
            ("request_changes", _) => Some(Choice::RequestChanges),
            ("decline", _) => Some(Choice::Decline),
            ("abstain", _) => Some(Choice::Abstain),
            ("recuse", _) => Some(Choice::Recuse),
            ("subgroup_of", Some(group)) => Some(Choice::SubgroupOf { group }),
            ("subsume_into", Some(group)) => Some(Choice::SubsumeInto { group }),
            ("subgroup_of" | "subsume_into", None) => {
                form.refuse(
                    "group",
                    if typed.is_empty() {
                        "Name the group.".to_owned()
                    } else {
                        format!("No group is called “{typed}”.")
                    },
                );
                None
            }
            (_, _) => {
                form.refuse("choice", "Choose what you want.");
                None
            }
        };
        form.checked()?;
        let Some(choice) = choice else {
            return Err(Failure::Invalid(form));
        };
        let revision = form.fields.text("revision").parse().unwrap_or(0);
        let command = ProposalCommand::StatePosition {
            revision,
            choice,
            rationale,
        };
        given(&submission, form, command, "position").await
    })
}

fn raise(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission, Action::Decide)?;
        let mut form = Filled::of(&submission);
        let title = form.required("title", 120, "Give it a name of a few words.");
        let body = form.optional("body", LONGEST);
        form.checked()?;
        let command = ProposalCommand::RaiseConcern {
            concern: ConcernId(submission.context.new_id()),
            title,
            body,
        };
        given(&submission, form, command, "concern").await
    })
}

/// The one text of a form that has no other field.
fn text(submission: &Submission, missing: &str) -> Result<(Filled, String), Failure> {
    let mut form = Filled::of(submission);
    let text = form.required("text", LONGEST, missing);
    form.checked()?;
    Ok((form, text))
}

fn answer(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission, Action::TakePart)?;
        let concern = concern(&submission)?;
        let (form, answer) = text(&submission, "Write an answer.")?;
        let command = ProposalCommand::AnswerConcern { concern, answer };
        given(&submission, form, command, "answered").await
    })
}

fn resolve(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission, Action::Decide)?;
        let concern = concern(&submission)?;
        let (form, how) = text(&submission, "Say how it was resolved.")?;
        let command = ProposalCommand::ResolveConcern { concern, how };
        given(&submission, form, command, "resolved").await
    })
}

fn hold(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission, Action::Decide)?;
        let (form, reason) = text(&submission, "Say why.")?;
        given(&submission, form, ProposalCommand::Hold { reason }, "held").await
    })
}

fn release(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission, Action::Decide)?;
        let form = Filled::of(&submission);
        given(&submission, form, ProposalCommand::Release, "released").await
    })
}

fn changes(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission, Action::Decide)?;
        let (form, reason) = text(&submission, "Say what is to change.")?;
        let command = ProposalCommand::RequestChanges { reason };
        given(&submission, form, command, "changes").await
    })
}

fn withdraw(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission, Action::TakePart)?;
        let mut form = Filled::of(&submission);
        let reason = form.optional("text", LONGEST);
        form.checked()?;
        let command = ProposalCommand::Withdraw { reason };
        given(&submission, form, command, "withdrawn").await
    })
}

fn revise(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission, Action::TakePart)?;
        let number = number(&submission)?;
        let id = id_of_number(&submission.context, number).await?;
        let draft = begin_revision(&submission.context, id)
            .await
            .map_err(|error| failure::of_draft(error, Filled::of(&submission)))?;
        Ok(Done::GoTo(format!("/proposals/drafts/{draft}")))
    })
}

fn nomination(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission, Action::TakePart)?;
        let answer = match submission.fields.text("answer") {
            "accepted" => Answer::Accepted,
            _ => Answer::Declined,
        };
        let form = Filled::of(&submission);
        given(
            &submission,
            form,
            ProposalCommand::AnswerNomination(answer),
            "nomination",
        )
        .await
    })
}

fn waive(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission, Action::Decide)?;
        let mut form = Filled::of(&submission);
        let reason = form.required("text", LONGEST, "Say why.");
        let typed = form.fields.text("rule").to_owned();
        let (key, person) = typed
            .split_once(':')
            .map_or((typed.as_str(), None), |(key, person)| (key, Some(person)));
        let rule = [
            LeadRule::NumberOfLeads,
            LeadRule::Organizations,
            LeadRule::Membership,
            LeadRule::Maintainership,
        ]
        .into_iter()
        .find(|rule| rule_key(*rule) == key);
        if rule.is_none() {
            form.refuse("rule", "Choose a rule.");
        }
        form.checked()?;
        let Some(rule) = rule else {
            return Err(Failure::Invalid(form));
        };
        let person = person
            .and_then(|person| person.parse::<Uuid>().ok())
            .map(PersonId);
        let command = ProposalCommand::Waive {
            rule,
            person,
            reason,
        };
        given(&submission, form, command, "waived").await
    })
}

fn decide(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission, Action::Decide)?;
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
        Ok(Done::GoTo(format!("/decisions/{taken}")))
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

fn comment(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission, Action::TakePart)?;
        let number = number(&submission)?;
        let mut form = Filled::of(&submission);
        let body = form.required("body", LONGEST, "Write something.");
        let passage = form.optional("passage", 2_000);
        form.checked()?;
        let id = comment_on(&submission.context, number, passage, body)
            .await
            .map_err(|error| failure::of_act(error, form))?;
        Ok(Done::GoTo(format!(
            "/proposals/{number}?done=comment#comment-{id}"
        )))
    })
}

fn resolve_one(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission, Action::TakePart)?;
        let number = number(&submission)?;
        let id = submission
            .parameter("comment")
            .parse()
            .map_err(|_| Failure::NotFound)?;
        resolve_comment(&submission.context, number, id)
            .await
            .map_err(|error| failure::of_act(error, Filled::of(&submission)))?;
        Ok(Done::GoTo(format!(
            "/proposals/{number}?done=resolved#comment-{id}"
        )))
    })
}
