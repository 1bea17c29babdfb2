//! What can be sent from the live page.

use services::{
    CommandError,
    minutes::{self, NotesRefused, NotesSent, Roll, RunRefused},
};
use uuid::Uuid;

use super::live_path;
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission},
    outcome,
};

const PAGE: &str = "/meetings/{key}/live";

/// `POST /meetings/KEY/live/begin`
pub const BEGIN: Command = Command::new("/meetings/{key}/live/begin", PAGE, begin);
/// `POST /meetings/KEY/live/end`
pub const END: Command = Command::new("/meetings/{key}/live/end", PAGE, end);
/// `POST /meetings/KEY/live/next`: from the item that the sender has before them.
pub const NEXT: Command = Command::new("/meetings/{key}/live/next", PAGE, next);
/// `POST /meetings/KEY/live/go`: to an item.
pub const GO: Command = Command::new("/meetings/{key}/live/go", PAGE, go);
/// `POST /meetings/KEY/live/items`: what comes up.
pub const ADD: Command = Command::new("/meetings/{key}/live/items", PAGE, add);
/// `POST /meetings/KEY/live/scribe`
pub const SCRIBE: Command = Command::new("/meetings/{key}/live/scribe", PAGE, scribe);
/// `POST /meetings/KEY/live/here`: whoever sends it is there.
pub const HERE: Command = Command::new("/meetings/{key}/live/here", PAGE, here);
/// `POST /meetings/KEY/live/roll`: someone of the roll is there, or is not.
pub const ROLL: Command = Command::new("/meetings/{key}/live/roll", PAGE, roll);
/// `POST /meetings/KEY/live/roll/also`: someone who is not on the roll.
pub const ALSO: Command = Command::new("/meetings/{key}/live/roll/also", PAGE, also);
/// `POST /meetings/KEY/live/notes/ITEM`: from a form, or from the script that saves as one types.
pub const NOTES: Command = Command {
    largest_body: 768 * 1024,
    ..Command::new("/meetings/{key}/live/notes/{item}", PAGE, notes)
};

type Refused = CommandError<RunRefused>;

fn failure(error: Refused, form: Filled) -> Failure {
    outcome::failure(error, form, |refusal| match refusal {
        RunRefused::NoName => "name",
        RunRefused::NoTitle => "title",
        RunRefused::Nobody(_) => "scribe",
        RunRefused::Begun | RunRefused::NotUnderWay | RunRefused::Cancelled => "",
    })
}

fn back(submission: &Submission, done: &str) -> Done {
    let path = live_path(submission.parameter("key"));
    Done::GoTo(if done.is_empty() {
        path
    } else {
        format!("{path}?done={done}")
    })
}

fn begin(submission: Submission) -> Running {
    Box::pin(async move {
        minutes::begin(&submission.context, submission.parameter("key"))
            .await
            .map_err(|error| failure(error, Filled::of(&submission)))?;
        Ok(back(&submission, "begun"))
    })
}

fn end(submission: Submission) -> Running {
    Box::pin(async move {
        minutes::end(&submission.context, submission.parameter("key"))
            .await
            .map_err(|error| failure(error, Filled::of(&submission)))?;
        Ok(back(&submission, "ended"))
    })
}

fn next(submission: Submission) -> Running {
    Box::pin(async move {
        let from = submission.fields.text("from").parse::<Uuid>().ok();
        minutes::next_item(&submission.context, submission.parameter("key"), from)
            .await
            .map_err(|error| failure(error, Filled::of(&submission)))?;
        Ok(back(&submission, ""))
    })
}

fn go(submission: Submission) -> Running {
    Box::pin(async move {
        // An id that is none is nobody’s item; who may is asked first.
        let item = submission.fields.text("item").parse().unwrap_or_default();
        minutes::go_to(&submission.context, submission.parameter("key"), item)
            .await
            .map_err(|error| failure(error, Filled::of(&submission)))?;
        Ok(back(&submission, ""))
    })
}

fn add(submission: Submission) -> Running {
    Box::pin(async move {
        let title = submission.fields.text("title").to_owned();
        minutes::add_item(&submission.context, submission.parameter("key"), &title)
            .await
            .map_err(|error| failure(error, Filled::of(&submission)))?;
        Ok(back(&submission, "added"))
    })
}

fn scribe(submission: Submission) -> Running {
    Box::pin(async move {
        let typed = submission.fields.text("scribe").to_owned();
        minutes::name_scribe(&submission.context, submission.parameter("key"), &typed)
            .await
            .map_err(|error| failure(error, Filled::of(&submission)))?;
        Ok(back(&submission, ""))
    })
}

async fn say(submission: &Submission, said: Roll) -> Result<(), Failure> {
    minutes::called(&submission.context, submission.parameter("key"), said)
        .await
        .map_err(|error| failure(error, Filled::of(submission)))
}

fn here(submission: Submission) -> Running {
    Box::pin(async move {
        say(&submission, Roll::IAmHere).await?;
        Ok(back(&submission, "here"))
    })
}

fn roll(submission: Submission) -> Running {
    Box::pin(async move {
        let said = Roll::Called {
            attendance: submission.fields.text("who").parse().unwrap_or_default(),
            present: submission.fields.ticked("present"),
        };
        say(&submission, said).await?;
        Ok(back(&submission, ""))
    })
}

fn also(submission: Submission) -> Running {
    Box::pin(async move {
        let name = submission.fields.text("name").to_owned();
        say(&submission, Roll::AlsoHere(name)).await?;
        Ok(back(&submission, ""))
    })
}

/// The most characters of the name that a page gives itself.
const LONGEST_WRITER: usize = 40;

fn notes(submission: Submission) -> Running {
    Box::pin(async move {
        let item = submission.parameter("item").parse().unwrap_or_default();
        let fields = &submission.fields;
        // A form has its line ends as the web has them.
        let text = |name: &str| fields.raw(name).replace("\r\n", "\n");
        let sent = NotesSent {
            writer: fields.text("writer").chars().take(LONGEST_WRITER).collect(),
            turn: fields.text("turn").parse().unwrap_or(0),
            base: text("base"),
            text: text("text"),
        };
        let by_script = !sent.writer.is_empty();
        let saved =
            minutes::write_notes(&submission.context, submission.parameter("key"), item, sent)
                .await
                .map_err(|error| {
                    outcome::failure(error, Filled::of(&submission), |refusal| match refusal {
                        NotesRefused::Closed | NotesRefused::Cancelled | NotesRefused::TooLong => {
                            ""
                        }
                    })
                })?;
        if by_script {
            return Ok(Done::Show(
                Filled::default()
                    .showing("text", saved.text)
                    .showing("version", saved.version.to_string())
                    .showing("overlaps", saved.overlaps.to_string()),
            ));
        }
        let done = if saved.overlaps > 0 {
            "overlap"
        } else {
            "saved"
        };
        Ok(Done::GoTo(format!(
            "{}?done={done}#item-{item}",
            live_path(submission.parameter("key"))
        )))
    })
}
