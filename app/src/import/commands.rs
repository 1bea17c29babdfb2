//! `POST /admin/imports` hands files in; `POST /admin/imports/ID` answers questions about them, imports them as they were
//! shown, or throws them away.

use domain::{
    permission::{Action, Resource},
    registry::Answer,
};
use services::{
    WriteError,
    registry::{
        drafts::{
            DraftId, HandInError, HandedInFile, Kind, NewDraft, Said, TakeInError, discard,
            hand_in, say, take_in,
        },
        formats::BadRows,
    },
};

use super::{ADDRESS, draft_address};
use crate::{
    address::address,
    command::{Command, Done, Failure, Fields, Filled, Running, Submission},
};

/// The largest upload, in bytes: several times the largest registry known.
const LARGEST_UPLOAD: usize = 16 * 1024 * 1024;

/// What pasted text is called in messages and in the list of imports.
const PASTED: &str = "pasted text";

/// The form for files.
pub const HAND_IN: Command = Command::new(ADDRESS, ADDRESS, |submission| {
    Box::pin(take_files(submission)) as Running
})
.with_body(LARGEST_UPLOAD, Action::Administer);

/// The forms of files that were handed in.
pub const TAKE_IN: Command = Command::new(
    "/admin/imports/{draft}",
    "/admin/imports/{draft}",
    |submission| Box::pin(go_on(submission)) as Running,
);

async fn take_files(submission: Submission) -> Result<Done, Failure> {
    let context = &submission.context;
    context.may(Action::Administer, Resource::Community)?;
    let mut filled = Filled::of(&submission);
    let as_of = filled.optional_day("as_of");
    let Some(kind) = Kind::of_key(filled.fields.text("kind")) else {
        filled.refuse("kind", "Say what the files are.");
        return Err(Failure::Invalid(filled));
    };
    filled.checked()?;
    let new = NewDraft {
        kind,
        as_of,
        bad_rows: if filled.fields.ticked("skip_bad_rows") {
            BadRows::Skip
        } else {
            BadRows::Refuse
        },
        files: files(&submission),
    };
    match hand_in(context, new).await {
        Ok(draft) => Ok(Done::GoTo(draft_address(&draft.to_string()))),
        Err(HandInError::Denied(denied)) => Err(denied.into()),
        Err(HandInError::Write(error)) => Err(error.into()),
        Err(error @ HandInError::DayOfSeveral) => {
            filled.refuse("as_of", error.to_string());
            Err(Failure::Invalid(filled))
        }
        Err(error @ (HandInError::NoFile | HandInError::TooManyFiles)) => {
            filled.refuse("files", error.to_string());
            Err(Failure::Invalid(filled))
        }
        Err(HandInError::Unreadable(problems)) => {
            for line in problems.iter().flat_map(|problem| problem.lines()) {
                filled.refuse("unreadable", line);
            }
            Err(Failure::Invalid(filled))
        }
    }
}

/// The files that were sent, and the text that was pasted. A browser sends an empty file where none was chosen.
fn files(submission: &Submission) -> Vec<HandedInFile> {
    let sent = submission
        .files
        .iter()
        .filter(|file| !file.name.is_empty() || !file.content.is_empty())
        .map(|file| HandedInFile {
            name: file.name.clone(),
            bytes: file.content.clone(),
        });
    let text = submission.fields.raw("text");
    let pasted = (!text.trim().is_empty()).then(|| HandedInFile {
        name: PASTED.to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    sent.chain(pasted).collect()
}

async fn go_on(submission: Submission) -> Result<Done, Failure> {
    let context = &submission.context;
    context.may(Action::Administer, Resource::Community)?;
    let id: DraftId = submission
        .parameter("draft")
        .parse()
        .map_err(|_| Failure::NotFound)?;
    let mut filled = Filled::of(&submission);
    let here = Done::GoTo(draft_address(&id.to_string()));
    match submission.fields.text("step") {
        "answer" => {
            let answers = answers(&submission.fields);
            if answers.is_empty() {
                filled.refuse("answer", "Choose an answer.");
                return Err(Failure::Invalid(filled));
            }
            say(context, id, Said::Answers(answers)).await?;
            Ok(here)
        }
        "end_most" if submission.fields.ticked("ending_most") => {
            say(context, id, Said::EndingMostIsMeant).await?;
            Ok(here)
        }
        "end_most" => {
            filled.refuse("ending_most", "Tick the box if it is meant.");
            Err(Failure::Invalid(filled))
        }
        "forget" => {
            say(context, id, Said::Nothing).await?;
            Ok(here)
        }
        "discard" => {
            discard(context, id).await?;
            Ok(Done::GoTo(address(ADDRESS, &[("done", "discarded")])))
        }
        "import" => {
            let Ok(shown) = submission.fields.text("agreement").parse() else {
                return Err(Failure::Conflict(filled));
            };
            match take_in(context, id, shown).await {
                Ok(_) => Ok(Done::GoTo(address(ADDRESS, &[("done", "imported")]))),
                Err(TakeInError::Differs) => Err(Failure::Conflict(filled)),
                Err(TakeInError::Read(error)) => Err(error.into()),
                Err(TakeInError::Write(
                    error @ (WriteError::Database(_) | WriteError::Damaged(_)),
                )) => Err(error.into()),
            }
        }
        _ => {
            filled.refuse("", "Choose what is to be done.");
            Err(Failure::Invalid(filled))
        }
    }
}

/// The answers to questions, `answer.N` about the group `gone.N`; and the one that was given without being asked.
fn answers(fields: &Fields) -> Vec<Answer> {
    let asked = (0..).map_while(|number| {
        let gone = fields.text(&format!("gone.{number}"));
        (!gone.is_empty()).then(|| answer(gone, fields.text(&format!("answer.{number}"))))
    });
    let unasked = answer(
        fields.text("gone"),
        &format!("{}:{}", fields.text("became"), fields.text("candidate")),
    );
    asked.chain([unasked]).flatten().collect()
}

/// `rename:NEW`, `merge:INTO` or `ended:` as an answer about a group that is gone.
fn answer(gone: &str, said: &str) -> Option<Answer> {
    let (what, candidate) = said.split_once(':')?;
    let named = !gone.is_empty() && (what == "ended" || !candidate.is_empty());
    match what {
        "rename" if named => Some(Answer::Rename(gone.to_owned(), candidate.to_owned())),
        "merge" if named => Some(Answer::Merge(gone.to_owned(), candidate.to_owned())),
        "ended" if named => Some(Answer::Ended(gone.to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_has_its_answer_and_one_without_is_left_open() {
        let fields = Fields::new(
            [
                ("gone.0", "Paths"),
                ("answer.0", "rename:Paths: the sequel"),
                ("gone.1", "Seals"),
                ("gone.2", "Tests"),
                ("answer.2", "ended:"),
                ("gone", "Gates"),
                ("became", "merge"),
                ("candidate", "Locks"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
        );
        assert_eq!(
            answers(&fields),
            [
                Answer::Rename("Paths".to_owned(), "Paths: the sequel".to_owned()),
                Answer::Ended("Tests".to_owned()),
                Answer::Merge("Gates".to_owned(), "Locks".to_owned()),
            ]
        );
    }

    #[test]
    fn what_is_no_answer_is_none() {
        for said in ["", "rename:", "merge:", "other:Paths", "ended"] {
            assert_eq!(answer("Paths", said), None, "{said}");
        }
        assert_eq!(answer("", "ended:"), None);
    }
}
