//! What can be sent from a draft’s page.

use domain::{
    ids::PersonId,
    permission::{Action, Resource},
    proposal::Answer,
};
use services::{
    Context,
    person::{self, Meant},
    proposal::{
        Draft, DraftError, Unreadable, answer_draft_nomination, as_text, load, names_of_request,
        save, submit, throw_away,
    },
};
use uuid::Uuid;

use super::{PAGE, TYPED};
use crate::{
    address::address,
    command::{Command, Done, Failure, Fields, Filled, Running, Submission},
    proposal::{
        failure,
        read_draft::{self, LEADS},
    },
};

/// All of them. The script of the page sends the first one too, as one goes.
pub const COMMANDS: &[Command] = &[
    Command::new(PAGE, PAGE, keep).with_body(2 * 1024 * 1024, Action::TakePart),
    Command::new("/proposals/drafts/{id}/throw-away", PAGE, discard),
    Command::new("/proposals/drafts/{id}/nomination", PAGE, answer),
];

fn id_of(submission: &Submission) -> Result<Uuid, Failure> {
    submission
        .parameter("id")
        .parse()
        .map_err(|_| Failure::NotFound)
}

fn keep(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::TakePart, Resource::Community)?;
        let context = &submission.context;
        let id = id_of(&submission)?;
        let mut form = Filled::of(&submission);
        nominate(&mut form);
        let mut draft = load(context, id)
            .await
            .map_err(|error| failure::of_draft(error, form.clone()))?;
        draft.request = read_draft::request(context, &mut form, &draft.request).await?;
        draft.summary = form.optional("summary", 2_000);
        draft.co_authors = co_authors(context, &mut form).await?;
        let then = form.fields.text("then").to_owned();
        // What cannot be read is kept too: half a name is no reason to lose the charter beside it.
        draft.unreadable = unreadable(&form);
        draft.version = form.fields.text("version").parse().unwrap_or(0);
        match save(context, &draft).await {
            Ok(saved) => set(&mut form, "version", &saved.to_string()),
            Err(error) => return Err(not_saved(context, error, &draft, form).await),
        }
        // Also what is not submitted is saved: nothing that was typed is lost, and the page says what it lacks.
        if then == "submit" {
            form.checked()?;
        }
        let page = format!("/proposals/drafts/{id}");
        Ok(Done::GoTo(match then.as_str() {
            "submit" => {
                let number = submit(context, id)
                    .await
                    .map_err(|error| failure::of_act(error, form))?;
                format!("/proposals/{number}?done=submitted")
            }
            "search" => {
                let people = form.fields.text("people");
                format!("{}#leads", address(&page, &[("people", people)]))
            }
            "preview" => format!("{page}?done=saved#draft-preview"),
            _ if form.fields.has("nominate") => format!("{page}?done=saved#leads"),
            _ => format!("{page}?done=saved"),
        }))
    })
}

/// Puts whom a button nominates into the first empty row.
fn nominate(form: &mut Filled) {
    let handle = form.fields.text("nominate").to_owned();
    if handle.is_empty() {
        return;
    }
    let row = (1..=LEADS)
        .map(|place| format!("lead_{place}"))
        .find(|row| form.fields.text(row).is_empty());
    let Some(row) = row else {
        form.refuse(
            "people",
            "Every row is taken: empty one of them, then nominate.",
        );
        return;
    };
    set(form, &row, &handle);
}

/// Puts something into a field, as if it had been typed.
fn set(form: &mut Filled, field: &str, text: &str) {
    let fields = form
        .fields
        .pairs()
        .map(|(name, value)| {
            let value = if name == field { text } else { value };
            (name.to_owned(), value.to_owned())
        })
        .collect();
    form.fields = Fields::new(fields);
}

/// What was typed into the fields that could not be read. The role and the change of a row go with its name.
fn unreadable(form: &Filled) -> Vec<Unreadable> {
    let mut kept: Vec<Unreadable> = Vec::new();
    let mut keep = |field: &str, problem: String| {
        if !field.is_empty() && kept.iter().all(|other| other.field != field) {
            kept.push(Unreadable {
                field: field.to_owned(),
                typed: form.fields.raw(field).to_owned(),
                problem,
            });
        }
    };
    for (field, _) in &form.problems {
        keep(field, form.problem(field));
        if let Some(place) = field.strip_prefix("lead_") {
            keep(&format!("role_{place}"), String::new());
            keep(&format!("change_{place}"), String::new());
        }
    }
    kept
}

/// Why nothing was saved; where someone else saved meanwhile, with what was typed as one text, to stand beside theirs.
async fn not_saved(context: &Context, error: DraftError, typed: &Draft, form: Filled) -> Failure {
    let stale = matches!(error, DraftError::Stale(_));
    match (stale, failure::of_draft(error, form)) {
        (true, Failure::Conflict(form)) => {
            match names_of_request(context, &typed.request, &[]).await {
                Ok(names) => {
                    Failure::Conflict(form.showing(TYPED, as_text(&typed.request, &names)))
                }
                Err(error) => error.into(),
            }
        }
        (_, failure) => failure,
    }
}

/// The people in a list with commas.
async fn co_authors(context: &Context, form: &mut Filled) -> Result<Vec<PersonId>, Failure> {
    let typed = form.optional("co_authors", 500);
    let mut people = Vec::new();
    for name in typed
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        match person::meant(context, name).await? {
            Meant::One(person) => people.push(person),
            Meant::Several | Meant::Nobody => {
                form.refuse(
                    "co_authors",
                    format!("“{name}” is nobody’s handle; it is the last part of the address of their page."),
                );
            }
        }
    }
    Ok(people)
}

fn discard(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::TakePart, Resource::Community)?;
        let id = id_of(&submission)?;
        throw_away(&submission.context, id)
            .await
            .map_err(|error| failure::of_draft(error, Filled::of(&submission)))?;
        Ok(Done::GoTo("/proposals".to_owned()))
    })
}

fn answer(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::TakePart, Resource::Community)?;
        let id = id_of(&submission)?;
        let said = match submission.fields.text("answer") {
            "accepted" => Answer::Accepted,
            _ => Answer::Declined,
        };
        answer_draft_nomination(&submission.context, id, said)
            .await
            .map_err(|error| failure::of_act(error, Filled::of(&submission)))?;
        Ok(Done::GoTo(format!("/proposals/drafts/{id}?done=saved")))
    })
}
