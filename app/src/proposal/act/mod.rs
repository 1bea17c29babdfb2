//! What can be sent from a proposal’s page, and from the committee’s queue, which shows the same forms.

mod authors;
mod ballot;
mod decide;
mod discuss;

use domain::{
    ids::ConcernId,
    permission::{Action, Resource},
    proposal::ProposalCommand,
};
use services::proposal::{act, is_elector};

use super::failure;
use crate::command::{Command, Done, Failure, Filled, Running, Submission};

const PAGE: &str = "/proposals/{number}";
const QUEUE: &str = "/toc/{number}";

/// Where a form stands, and where its answer leads back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the proposal’s own page.
    Page,
    /// In the committee’s queue.
    Queue,
}

impl Place {
    /// The address of the page with that proposal; its forms are sent to addresses below it.
    #[must_use]
    pub fn address(self, number: u32) -> String {
        match self {
            Self::Page => format!("/proposals/{number}"),
            Self::Queue => format!("/toc/{number}"),
        }
    }
}

impl Place {
    /// Where the answer leads to.
    fn after(self, number: u32, done: &str) -> String {
        let address = self.address(number);
        match self {
            Self::Page => format!("{address}?done={done}"),
            Self::Queue => format!("{address}?done={done}#entry"),
        }
    }
}

const fn on_page(path: &'static str, run: fn(Submission) -> Running) -> Command {
    Command::new(path, PAGE, run)
}

const fn in_queue(path: &'static str, run: fn(Submission) -> Running) -> Command {
    Command::new(path, QUEUE, run)
}

/// All of them.
pub const COMMANDS: &[Command] = &[
    on_page("/proposals/{number}/position", |sent| {
        ballot::position(sent, Place::Page)
    }),
    on_page("/proposals/{number}/concerns", |sent| {
        ballot::raise(sent, Place::Page)
    }),
    on_page("/proposals/{number}/concerns/{concern}/answer", |sent| {
        discuss::answer(sent, Place::Page)
    }),
    on_page("/proposals/{number}/concerns/{concern}/resolve", |sent| {
        ballot::resolve(sent, Place::Page)
    }),
    on_page("/proposals/{number}/hold", |sent| {
        ballot::hold(sent, Place::Page)
    }),
    on_page("/proposals/{number}/release", |sent| {
        ballot::release(sent, Place::Page)
    }),
    on_page("/proposals/{number}/changes", |sent| {
        ballot::changes(sent, Place::Page)
    }),
    on_page("/proposals/{number}/waive", |sent| {
        ballot::waive(sent, Place::Page)
    }),
    on_page("/proposals/{number}/decide", |sent| {
        decide::decide(sent, Place::Page)
    }),
    on_page("/proposals/{number}/comments", |sent| {
        discuss::comment(sent, Place::Page)
    }),
    on_page("/proposals/{number}/comments/{comment}/resolve", |sent| {
        discuss::resolve_one(sent, Place::Page)
    }),
    on_page("/proposals/{number}/withdraw", |sent| {
        authors::withdraw(sent, Place::Page)
    }),
    on_page("/proposals/{number}/revise", |sent| {
        authors::revise(sent, Place::Page)
    }),
    on_page("/proposals/{number}/nomination", |sent| {
        authors::nomination(sent, Place::Page)
    }),
    in_queue("/toc/{number}/position", |sent| {
        ballot::position(sent, Place::Queue)
    }),
    in_queue("/toc/{number}/concerns", |sent| {
        ballot::raise(sent, Place::Queue)
    }),
    in_queue("/toc/{number}/concerns/{concern}/answer", |sent| {
        discuss::answer(sent, Place::Queue)
    }),
    in_queue("/toc/{number}/concerns/{concern}/resolve", |sent| {
        ballot::resolve(sent, Place::Queue)
    }),
    in_queue("/toc/{number}/hold", |sent| {
        ballot::hold(sent, Place::Queue)
    }),
    in_queue("/toc/{number}/release", |sent| {
        ballot::release(sent, Place::Queue)
    }),
    in_queue("/toc/{number}/changes", |sent| {
        ballot::changes(sent, Place::Queue)
    }),
    in_queue("/toc/{number}/waive", |sent| {
        ballot::waive(sent, Place::Queue)
    }),
    in_queue("/toc/{number}/decide", |sent| {
        decide::decide(sent, Place::Queue)
    }),
    in_queue("/toc/{number}/comments", |sent| {
        discuss::comment(sent, Place::Queue)
    }),
    in_queue("/toc/{number}/comments/{comment}/resolve", |sent| {
        discuss::resolve_one(sent, Place::Queue)
    }),
];

/// The longest text of one contribution, in characters.
const LONGEST: usize = 20_000;

/// Goes on when the actor may discuss: that comes before anything is looked at. The queue is the committee’s.
fn taking_part(submission: &Submission, place: Place) -> Result<(), Failure> {
    let action = match place {
        Place::Page => Action::TakePart,
        Place::Queue => Action::Decide,
    };
    Ok(submission.context.may(action, Resource::Community)?)
}

/// Goes on when the actor has a seat in this ballot, or one on the committee, who is then told that it is none of theirs.
async fn elector(submission: &Submission, place: Place) -> Result<(), Failure> {
    taking_part(submission, place)?;
    let elector = is_elector(&submission.context, number(submission)?).await?;
    let ballot = Resource::Ballot { elector };
    Ok(submission.context.may(Action::Decide, ballot)?)
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
    place: Place,
    form: Filled,
    command: ProposalCommand,
    done: &str,
) -> Result<Done, Failure> {
    let number = number(submission)?;
    act(&submission.context, number, command)
        .await
        .map_err(|error| failure::of_act(error, form))?;
    Ok(Done::GoTo(place.after(number, done)))
}

/// The one text of a form that has no other field.
fn text(submission: &Submission, missing: &str) -> Result<(Filled, String), Failure> {
    let mut form = Filled::of(submission);
    let text = form.required("text", LONGEST, missing);
    form.checked()?;
    Ok((form, text))
}
