//! What can be sent from the pages of escalations.

use domain::{
    decision::DecisionNumber,
    escalation::{Alternate, EscalationCommand, EscalationRefusal, LONGEST_TEXT, LONGEST_TITLE},
    permission::{Action, Resource},
};
use services::{
    CommandError,
    escalation::{self, ActRefusal, NewEscalation, Verdict},
};

use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission},
    decision::numbers,
    outcome::failure,
};

const PAGE: &str = "/escalations/{number}";

/// The longest line of a form, in characters.
const LONGEST_LINE: usize = 500;

/// The largest body of a form with long texts, in bytes.
const LARGEST_BODY: usize = 512 * 1024;

/// All of them.
pub const ESCALATION_COMMANDS: &[Command] = &[
    Command::new("/escalations/new", "/escalations/new", open)
        .with_body(LARGEST_BODY, Action::TakePart),
    Command::new("/escalations/{number}/answers", PAGE, answer)
        .with_body(LARGEST_BODY, Action::TakePart),
    Command::new("/escalations/{number}/case", PAGE, case)
        .with_body(LARGEST_BODY, Action::TakePart),
    Command::new("/escalations/{number}/alternate", PAGE, alternate)
        .with_body(LARGEST_BODY, Action::TakePart),
    Command::new("/escalations/{number}/affected", PAGE, affected),
    Command::new("/escalations/{number}/climb", PAGE, climb),
    Command::new("/escalations/{number}/settle", PAGE, settle),
    Command::new("/escalations/{number}/withdraw", PAGE, withdraw),
    Command::new("/escalations/{number}/decide", PAGE, decide)
        .with_body(LARGEST_BODY, Action::Decide),
];

fn allowed(submission: &Submission) -> Result<u32, Failure> {
    submission
        .context
        .may(Action::TakePart, Resource::Community)?;
    submission
        .parameter("number")
        .parse()
        .map_err(|_| Failure::NotFound)
}

fn field_of(refusal: &ActRefusal) -> &'static str {
    match refusal {
        ActRefusal::Rule(rule) => match rule {
            EscalationRefusal::NoTitle => "title",
            EscalationRefusal::NoProblem => "problem",
            EscalationRefusal::NothingTried => "tried",
            EscalationRefusal::GroupIsIn => "group",
            EscalationRefusal::Empty => "text",
            EscalationRefusal::NotOpened
            | EscalationRefusal::OpenedAlready
            | EscalationRefusal::Over
            | EscalationRefusal::NotAsked
            | EscalationRefusal::NotASide
            | EscalationRefusal::NoParty
            | EscalationRefusal::NotOpener
            | EscalationRefusal::AtTheTop
            | EscalationRefusal::NotReady(_)
            | EscalationRefusal::NotOnAgenda
            | EscalationRefusal::NotCommittee
            | EscalationRefusal::Recused => "",
        },
        ActRefusal::NoSuchDecision(_) => "decision",
        ActRefusal::NoSuchGroup(_) => "group",
        ActRefusal::Address => "link",
        ActRefusal::NoVerdict => "title",
    }
}

fn to(number: u32, key: &str) -> Done {
    Done::GoTo(format!("/escalations/{number}?done={key}"))
}

/// A decision's number, where one is typed.
fn one_number(form: &mut Filled) -> Option<DecisionNumber> {
    numbers(form, "decision").first().copied()
}

fn open(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::TakePart, Resource::Community)?;
        let mut form = Filled::of(&submission);
        let new = NewEscalation {
            group: form.required("group", LONGEST_LINE, "Choose the group."),
            title: form.required("title", LONGEST_TITLE, "Say in a line what it is about."),
            decision: one_number(&mut form),
            problem: form.required(
                "problem",
                LONGEST_TEXT,
                "Say what the underlying problem is.",
            ),
            tried: form.required(
                "tried",
                LONGEST_TEXT,
                "Say what was tried. The first recourse is to talk to the leads of the group.",
            ),
            affected: form
                .optional("affected", LONGEST_TEXT)
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
        };
        form.checked()?;
        match escalation::open(&submission.context, new).await {
            Ok(number) => Ok(to(number, "opened")),
            // In this form the group that nobody knows is one of the others.
            Err(CommandError::Refused(refusal @ ActRefusal::NoSuchGroup(_))) => {
                form.refuse("affected", refusal.to_string());
                Err(Failure::Invalid(form))
            }
            Err(CommandError::NotFound) => {
                form.refuse("group", "There is no such group.");
                Err(Failure::Invalid(form))
            }
            Err(error) => Err(failure(error, form, field_of)),
        }
    })
}

async fn act(
    submission: &Submission,
    number: u32,
    form: Filled,
    command: EscalationCommand,
    key: &str,
) -> Result<Done, Failure> {
    form.checked()?;
    escalation::act(&submission.context, number, command)
        .await
        .map_err(|error| failure(error, form, field_of))?;
    Ok(to(number, key))
}

fn answer(submission: Submission) -> Running {
    Box::pin(async move {
        let number = allowed(&submission)?;
        let mut form = Filled::of(&submission);
        let text = form.required("text", LONGEST_TEXT, "Write an answer.");
        let command = EscalationCommand::Answer(text);
        act(&submission, number, form, command, "replied").await
    })
}

fn case(submission: Submission) -> Running {
    Box::pin(async move {
        let number = allowed(&submission)?;
        let mut form = Filled::of(&submission);
        let text = form.required("text", LONGEST_TEXT, "Write what speaks for your side.");
        let command = EscalationCommand::StateCase(text);
        act(&submission, number, form, command, "case").await
    })
}

fn alternate(submission: Submission) -> Running {
    Box::pin(async move {
        let number = allowed(&submission)?;
        let mut form = Filled::of(&submission);
        let alternate = Alternate {
            title: form.required("title", LONGEST_TITLE, "Say in a line what should be done."),
            body: form.required("body", LONGEST_TEXT, "Say how."),
            link: form.optional("link", LONGEST_LINE),
        };
        let command = EscalationCommand::LinkAlternate(alternate);
        act(&submission, number, form, command, "alternate").await
    })
}

fn affected(submission: Submission) -> Running {
    Box::pin(async move {
        let number = allowed(&submission)?;
        let mut form = Filled::of(&submission);
        let group = form.required("group", LONGEST_LINE, "Name the group.");
        form.checked()?;
        escalation::bring_in(&submission.context, number, &group)
            .await
            .map_err(|error| failure(error, form, field_of))?;
        Ok(to(number, "affected"))
    })
}

fn climb(submission: Submission) -> Running {
    Box::pin(async move {
        let number = allowed(&submission)?;
        escalation::climb(&submission.context, number)
            .await
            .map_err(|error| failure(error, Filled::of(&submission), field_of))?;
        Ok(to(number, "climbed"))
    })
}

fn settle(submission: Submission) -> Running {
    Box::pin(async move {
        let number = allowed(&submission)?;
        let mut form = Filled::of(&submission);
        let how = form.required("text", LONGEST_TEXT, "Say how it was settled.");
        let decision = one_number(&mut form);
        let command = EscalationCommand::Settle { how, decision };
        act(&submission, number, form, command, "settled").await
    })
}

fn withdraw(submission: Submission) -> Running {
    Box::pin(async move {
        let number = allowed(&submission)?;
        let mut form = Filled::of(&submission);
        let reason = form.required("text", LONGEST_TEXT, "Say why.");
        let command = EscalationCommand::Withdraw(reason);
        act(&submission, number, form, command, "withdrawn").await
    })
}

fn decide(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::Decide, Resource::Community)?;
        let number = allowed(&submission)?;
        let mut form = Filled::of(&submission);
        let verdict = Verdict {
            title: form.required("title", LONGEST_TITLE, "Say in a line what was decided."),
            options: form.optional("options", LONGEST_TEXT),
            reasons: form.required("text", LONGEST_TEXT, "Say why."),
            supersedes: numbers(&mut form, "supersedes"),
        };
        form.checked()?;
        escalation::decide(&submission.context, number, verdict)
            .await
            .map_err(|error| {
                failure(error, form, |refusal| {
                    if matches!(refusal, ActRefusal::NoSuchDecision(_)) {
                        "supersedes"
                    } else {
                        field_of(refusal)
                    }
                })
            })?;
        Ok(to(number, "decided"))
    })
}
