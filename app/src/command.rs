//! The way of a command: a form is sent to an address, its fields are read, a use case does it, and the answer leads to a
//! page that shows it. A form that cannot be taken comes back on its page with what was typed and what is wrong.
//!
//! `server` answers the POST addresses in [`crate::COMMANDS`] with these functions; they do nothing but read fields and call
//! `services`.

use std::{collections::BTreeMap, future::Future, pin::Pin};

use domain::permission::{Action, Denied};
use services::{Context, ReadError, WriteError};

/// One address to which a form can be sent.
#[derive(Clone, Copy)]
pub struct Command {
    /// The address, with parameters in braces: `/groups/{slug}/delegates`.
    pub path: &'static str,
    /// The address of the page that the form is on, with the same parameters.
    pub page: &'static str,
    /// The largest body that is read, in bytes.
    pub largest_body: usize,
    /// What the actor must be allowed to do to the community before the body is read: what is large is not read from
    /// everyone.
    pub before_reading: Option<Action>,
    /// Reads the fields and does it.
    pub run: fn(Submission) -> Running,
}

/// What a command comes to.
pub type Running = Pin<Box<dyn Future<Output = Result<Done, Failure>> + Send>>;

/// The largest body of an ordinary form, in bytes.
pub const ORDINARY_BODY: usize = 64 * 1024;

impl Command {
    /// A command whose form is on the page at `page`.
    pub const fn new(
        path: &'static str,
        page: &'static str,
        run: fn(Submission) -> Running,
    ) -> Self {
        Self {
            path,
            page,
            largest_body: ORDINARY_BODY,
            before_reading: None,
            run,
        }
    }

    /// The same with a larger body, for files, from whoever may do this to the community.
    #[must_use]
    pub const fn with_body(self, largest_body: usize, action: Action) -> Self {
        Self {
            largest_body,
            before_reading: Some(action),
            ..self
        }
    }
}

/// What was sent, by whom.
#[derive(Clone)]
pub struct Submission {
    /// The context, with who acts.
    pub context: Context,
    /// The parameters of the address: `slug`.
    pub parameters: BTreeMap<String, String>,
    /// The form's fields.
    pub fields: Fields,
    /// The files that were sent with it.
    pub files: Vec<SentFile>,
    /// The list of duties that the form was answered from, to which its sender comes back: only ever a page of this site
    /// that has one.
    pub return_to: Option<String>,
}

/// A file that was sent with a form, to the byte: it may be no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentFile {
    /// The name of the field.
    pub field: String,
    /// The file's name as the browser gives it.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

impl Submission {
    /// A parameter of the address; empty where the address has none of that name.
    #[must_use]
    pub fn parameter(&self, name: &str) -> &str {
        self.parameters.get(name).map_or("", String::as_str)
    }
}

/// The fields of a form, in its order. A name may come several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// These fields.
    #[must_use]
    pub fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// What was typed, without white space around it; empty where the field is missing.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// What was typed, to the letter.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value)
    }

    /// Whether there is such a field, be it empty.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// All fields with their values, in the form's order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// All values of a field, such as ticked boxes of one name.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether a box is ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// It shows at this address of this site.
    GoTo(String),
    /// It shows on the form's page, this once: a new token, the result of a trial.
    Show(Filled),
}

/// Why it was not done; nothing was changed then.
#[derive(Debug)]
pub enum Failure {
    /// Something in the form cannot be taken.
    Invalid(Filled),
    /// Someone else changed the same meanwhile.
    Conflict(Filled),
    /// The actor may not.
    Denied(Denied),
    /// There is no such thing.
    NotFound,
    /// The database or the record failed.
    Broken(WriteError),
}

impl From<Denied> for Failure {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        Self::Broken(error)
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NotFound | ReadError::Moved(_) => Self::NotFound,
            ReadError::Denied(denied) => Self::Denied(denied),
            ReadError::Database(_) | ReadError::Damaged(_) => Self::Broken(error.into()),
        }
    }
}

/// A form as it was sent, with what is wrong or what came of it. The page of the form finds it as a Leptos context.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The address that the form was sent to, with its parameters filled in; set by the server.
    pub sent_to: String,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong, by field; an empty name for the form as a whole.
    pub problems: Vec<(String, String)>,
    /// What is shown this once, by name.
    pub shown: BTreeMap<String, String>,
}

impl Filled {
    /// The form as it was sent, nothing wrong with it yet.
    #[must_use]
    pub fn of(submission: &Submission) -> Self {
        Self {
            fields: submission.fields.clone(),
            ..Self::default()
        }
    }

    /// Notes what is wrong with a field; with an empty name, with the form.
    pub fn refuse(&mut self, field: &str, problem: impl Into<String>) {
        self.problems.push((field.to_owned(), problem.into()));
    }

    /// The same with something to show this once.
    #[must_use]
    pub fn showing(mut self, name: &str, value: impl Into<String>) -> Self {
        self.shown.insert(name.to_owned(), value.into());
        self
    }

    /// A field that must be there, of at most so many characters; what is wrong is noted, and an empty text given.
    pub fn required(&mut self, field: &str, most: usize, missing: &str) -> String {
        let text = self.optional(field, most);
        if text.is_empty() && self.problem(field).is_empty() {
            self.refuse(field, missing);
        }
        text
    }

    /// A field of at most so many characters, which may be empty.
    pub fn optional(&mut self, field: &str, most: usize) -> String {
        let text = self.fields.text(field).to_owned();
        if text.chars().count() > most {
            self.refuse(field, format!("Use at most {most} characters."));
            return String::new();
        }
        text
    }

    /// A day, where one is typed.
    pub fn optional_day(&mut self, field: &str) -> Option<domain::Day> {
        let typed = self.fields.text(field).to_owned();
        if typed.is_empty() {
            return None;
        }
        let day = typed.parse().ok();
        if day.is_none() {
            self.refuse(
                field,
                format!("“{typed}” is no day. Write it like 2024-08-14."),
            );
        }
        day
    }

    /// Goes on when nothing is wrong.
    ///
    /// # Errors
    /// The form, when something is.
    pub fn checked(&self) -> Result<(), Failure> {
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(Failure::Invalid(self.clone()))
        }
    }

    /// What is wrong with a field, in a sentence or two; empty where nothing is.
    #[must_use]
    pub fn problem(&self, field: &str) -> String {
        let problems: Vec<&str> = self
            .problems
            .iter()
            .filter(|(of, _)| of == field)
            .map(|(_, problem)| problem.as_str())
            .collect();
        problems.join(" ")
    }
}

/// The form that was sent to `address` and is to be shown again; an empty one when none was.
#[must_use]
pub fn filled(address: &str) -> Filled {
    leptos::prelude::use_context::<Filled>()
        .filter(|filled| filled.sent_to == address)
        .unwrap_or_default()
}

impl Filled {
    /// Whether this form was sent and is shown again.
    #[must_use]
    pub fn was_sent(&self) -> bool {
        !self.sent_to.is_empty()
    }

    /// What stands in a field: what was typed, or for a fresh form `otherwise`.
    #[must_use]
    pub fn value(&self, field: &str, otherwise: &str) -> String {
        if self.was_sent() {
            self.fields.raw(field).to_owned()
        } else {
            otherwise.to_owned()
        }
    }

    /// Whether a box is ticked: as it was sent, or for a fresh form `otherwise`.
    #[must_use]
    pub fn is_ticked(&self, field: &str, otherwise: bool) -> bool {
        if self.was_sent() {
            self.fields.ticked(field)
        } else {
            otherwise
        }
    }
}
