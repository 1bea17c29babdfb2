//! What can be sent from an agenda.

use domain::{
    agenda::{AgendaProblem, Step},
    ids::AgendaItemId,
    permission::{Action, Resource},
    schedule::MeetingAddress,
};
use services::{
    CommandError, Context,
    agenda::{self, AgendaRefusal, NewItem},
};

use super::shown::{Shown, agenda_path};
use crate::command::{Command, Done, Failure, Filled, Running, Submission};

/// The page of an agenda.
const PAGE: &str = "/meetings/{key}/agenda";

/// The page of an item.
const ITEM: &str = "/meetings/{key}/agenda/{item}";

/// All of them.
pub const AGENDA_COMMANDS: &[Command] = &[
    Command::new(PAGE, PAGE, add),
    Command::new("/meetings/{key}/agenda/take", PAGE, take),
    Command::new(ITEM, ITEM, change),
    Command::new("/meetings/{key}/agenda/{item}/withdraw", ITEM, withdraw),
    Command::new("/meetings/{key}/agenda/{item}/postpone", ITEM, postpone),
    Command::new("/meetings/{key}/agenda/{item}/decline", ITEM, decline),
    Command::new("/meetings/{key}/agenda/{item}/move", PAGE, step),
    Command::new("/meetings/{key}/agenda/{item}/box", PAGE, time_box),
];

/// What an agenda's page says when something was done.
pub const AGENDA_DONE: &[(&str, &str)] = &[
    ("added", "It is on the agenda."),
    (
        "next",
        "That agenda is frozen: what you asked for is on the agenda of the next meeting, which is this one.",
    ),
    ("changed", "It is changed."),
    ("withdrawn", "It is off the agenda."),
    ("postponed", "It is on the agenda of the next meeting now."),
    (
        "declined",
        "It is off the agenda, and the reason stands below it.",
    ),
    ("boxed", "It has that time now."),
    ("taken", "It is on the agenda."),
    ("all-taken", "Everything that is open is on the agenda."),
];

fn failure(error: CommandError<AgendaRefusal>, mut form: Filled) -> Failure {
    match error {
        CommandError::Denied(denied) => Failure::Denied(denied),
        CommandError::NotFound => Failure::NotFound,
        CommandError::Failed(error) => Failure::Broken(error),
        CommandError::Refused(AgendaRefusal::Invalid(problems)) => {
            for problem in problems {
                let field = match problem {
                    AgendaProblem::NoTitle | AgendaProblem::LongTitle => "title",
                    AgendaProblem::Minutes => "minutes",
                    AgendaProblem::Material => "material",
                    AgendaProblem::ManyGroups => "groups",
                    AgendaProblem::NoReason | AgendaProblem::LongReason => "reason",
                };
                form.refuse(field, problem.to_string());
            }
            Failure::Invalid(form)
        }
        CommandError::Refused(refusal @ AgendaRefusal::NoSuchGroup(_)) => {
            form.refuse("groups", refusal.to_string());
            Failure::Invalid(form)
        }
        CommandError::Refused(refusal @ (AgendaRefusal::Stale | AgendaRefusal::Settled)) => {
            form.refuse("", refusal.to_string());
            Failure::Conflict(form)
        }
        CommandError::Refused(
            refusal @ (AgendaRefusal::Closed
            | AgendaRefusal::Frozen
            | AgendaRefusal::Full
            | AgendaRefusal::NoNext),
        ) => {
            form.refuse("", refusal.to_string());
            Failure::Invalid(form)
        }
    }
}

/// Whoever changes an agenda takes part: that comes before anything is looked up.
fn takes_part(context: &Context) -> Result<(), Failure> {
    Ok(context.may(Action::TakePart, Resource::Community)?)
}

fn address_of(submission: &Submission) -> Result<MeetingAddress, Failure> {
    MeetingAddress::new(submission.parameter("key")).map_err(|_| Failure::NotFound)
}

fn item_of(submission: &Submission) -> Result<AgendaItemId, Failure> {
    agenda::item_id(submission.parameter("item")).ok_or(Failure::NotFound)
}

fn version_of(form: &Filled) -> i32 {
    form.fields.text("version").parse().unwrap_or(0)
}

/// The minutes as they were typed: nothing for no box, and what is no number is refused.
fn minutes_of(form: &mut Filled) -> Option<u16> {
    let typed = form.fields.text("minutes").to_owned();
    if typed.is_empty() {
        return None;
    }
    let minutes = typed.parse().ok();
    if minutes.is_none() {
        form.refuse("minutes", AgendaProblem::Minutes.to_string());
    }
    minutes
}

/// What was typed of an item. The groups stand in one field, with commas between them.
fn written(form: &mut Filled) -> NewItem {
    NewItem {
        title: form.fields.text("title").to_owned(),
        minutes: minutes_of(form),
        material: form.fields.text("material").to_owned(),
        groups: form
            .fields
            .text("groups")
            .split(',')
            .map(|group| group.trim().to_owned())
            .filter(|group| !group.is_empty())
            .collect(),
    }
}

/// The page on which the form stood.
fn page_of(submission: &Submission, address: &MeetingAddress) -> String {
    Shown::of_key(submission.fields.text("from")).path(address)
}

/// Back to where the form stood, which says what was done.
fn back(submission: &Submission, address: &MeetingAddress, done: &str) -> Done {
    let page = page_of(submission, address);
    Done::GoTo(format!("{page}?done={done}#agenda"))
}

fn add(submission: Submission) -> Running {
    Box::pin(async move {
        takes_part(&submission.context)?;
        let address = address_of(&submission)?;
        let mut form = Filled::of(&submission);
        let item = written(&mut form);
        form.checked()?;
        let added = agenda::add(&submission.context, &address, item)
            .await
            .map_err(|error| failure(error, form))?;
        Ok(if added.on == address {
            back(&submission, &address, "added")
        } else {
            Done::GoTo(format!("{}?done=next#agenda", agenda_path(&added.on)))
        })
    })
}

fn change(submission: Submission) -> Running {
    Box::pin(async move {
        takes_part(&submission.context)?;
        let (address, item) = (address_of(&submission)?, item_of(&submission)?);
        let mut form = Filled::of(&submission);
        let text = written(&mut form);
        // Who may not is told so, whatever is wrong with what they typed.
        agenda::may_change(&submission.context, &address, item).await?;
        form.checked()?;
        let version = version_of(&form);
        agenda::change(&submission.context, &address, item, version, text)
            .await
            .map_err(|error| failure(error, form))?;
        Ok(back(&submission, &address, "changed"))
    })
}

fn withdraw(submission: Submission) -> Running {
    Box::pin(async move {
        takes_part(&submission.context)?;
        let (address, item) = (address_of(&submission)?, item_of(&submission)?);
        let form = Filled::of(&submission);
        let version = version_of(&form);
        agenda::withdraw(&submission.context, &address, item, version)
            .await
            .map_err(|error| failure(error, form))?;
        Ok(back(&submission, &address, "withdrawn"))
    })
}

fn postpone(submission: Submission) -> Running {
    Box::pin(async move {
        takes_part(&submission.context)?;
        let (address, item) = (address_of(&submission)?, item_of(&submission)?);
        let form = Filled::of(&submission);
        let version = version_of(&form);
        let reason = form.fields.text("reason").to_owned();
        agenda::postpone(&submission.context, &address, item, version, reason)
            .await
            .map_err(|error| failure(error, form))?;
        Ok(back(&submission, &address, "postponed"))
    })
}

fn decline(submission: Submission) -> Running {
    Box::pin(async move {
        takes_part(&submission.context)?;
        let (address, item) = (address_of(&submission)?, item_of(&submission)?);
        let form = Filled::of(&submission);
        let version = version_of(&form);
        let reason = form.fields.text("reason").to_owned();
        agenda::decline(&submission.context, &address, item, version, reason)
            .await
            .map_err(|error| failure(error, form))?;
        Ok(back(&submission, &address, "declined"))
    })
}

fn step(submission: Submission) -> Running {
    Box::pin(async move {
        takes_part(&submission.context)?;
        let (address, item) = (address_of(&submission)?, item_of(&submission)?);
        agenda::may_order(&submission.context, &address).await?;
        let mut form = Filled::of(&submission);
        let Some(step) = Step::read(form.fields.text("to")) else {
            form.refuse("", "Say where it goes.");
            return Err(Failure::Invalid(form));
        };
        let seen = form.fields.text("seen").to_owned();
        agenda::step(&submission.context, &address, item, &seen, step)
            .await
            .map_err(|error| failure(error, form))?;
        // The order itself shows it.
        Ok(Done::GoTo(format!(
            "{}#agenda",
            page_of(&submission, &address)
        )))
    })
}

fn time_box(submission: Submission) -> Running {
    Box::pin(async move {
        takes_part(&submission.context)?;
        let (address, item) = (address_of(&submission)?, item_of(&submission)?);
        agenda::may_order(&submission.context, &address).await?;
        let mut form = Filled::of(&submission);
        let minutes = minutes_of(&mut form);
        form.checked()?;
        let version = version_of(&form);
        agenda::give_time(&submission.context, &address, item, version, minutes)
            .await
            .map_err(|error| failure(error, form))?;
        Ok(back(&submission, &address, "boxed"))
    })
}

fn take(submission: Submission) -> Running {
    Box::pin(async move {
        takes_part(&submission.context)?;
        let address = address_of(&submission)?;
        agenda::may_order(&submission.context, &address).await?;
        let mut form = Filled::of(&submission);
        if form.fields.ticked("all") {
            agenda::take_all(&submission.context, &address)
                .await
                .map_err(|error| failure(error, form))?;
            return Ok(back(&submission, &address, "all-taken"));
        }
        let Some(matter) = agenda::matter_of(form.fields.text("matter")) else {
            form.refuse("", AgendaRefusal::Settled.to_string());
            return Err(Failure::Conflict(form));
        };
        agenda::take(&submission.context, &address, &matter)
            .await
            .map_err(|error| failure(error, form))?;
        Ok(back(&submission, &address, "taken"))
    })
}
