//! The fields with which a decision on no proposal is recorded, by the leads of a group or after a meeting.

use domain::decision::DecisionNumber;
use leptos::prelude::*;
use services::group_decision::{DecisionRefusal, LONGEST_TEXT, LONGEST_TITLE, NewDecision};

use crate::{
    command::Filled,
    ui::{Field, TextArea},
};

/// What its page says of a decision that is being recorded.
pub const LEDE: &str = "It gets the next number and is public at once. It is never edited: what no longer holds is superseded by a later one.";

/// The fields: as they were sent, or for a fresh form with these words.
pub fn decision_fields(form: &Filled, fresh: &NewDecision) -> AnyView {
    let field = |name: &str, fresh: &str| (form.value(name, fresh), form.problem(name));
    let (title, title_problem) = field("title", &fresh.title);
    let (about, about_problem) = field("context", &fresh.context);
    let (options, options_problem) = field("options", &fresh.options);
    let (reasons, reasons_problem) = field("reasons", &fresh.reasons);
    let (links, links_problem) = field("links", &fresh.links.join("\n"));
    let earlier: Vec<String> = fresh.supersedes.iter().map(ToString::to_string).collect();
    let (supersedes, supersedes_problem) = field("supersedes", &earlier.join(", "));
    view! {
        <Field name="title" label="What was decided" hint="In a line: “Routes are matched in the order in which they are written”." value=title error=title_problem />
        <TextArea name="context" label="Context" hint="What the question was, and why it had to be decided. Markdown." rows=6 value=about error=about_problem />
        <TextArea name="options" label="Options" hint="What could have been done, with what speaks for and against it. Markdown." rows=8 value=options error=options_problem />
        <TextArea name="reasons" label="Reasons" hint="Why it was decided so. Markdown." rows=8 value=reasons error=reasons_problem />
        <TextArea name="links" label="Links" hint="One address in each line: the design, the discussion, the change." rows=3 value=links error=links_problem />
        <Field name="supersedes" label="In the place of" hint="Numbers of earlier decisions that no longer hold, such as 2026-014." value=supersedes error=supersedes_problem />
    }
    .into_any()
}

/// What was typed; what is wrong is noted.
pub fn typed_decision(form: &mut Filled) -> NewDecision {
    NewDecision {
        title: form.required("title", LONGEST_TITLE, "Say in a line what was decided."),
        context: form.optional("context", LONGEST_TEXT),
        options: form.optional("options", LONGEST_TEXT),
        reasons: form.required("reasons", LONGEST_TEXT, "Say why."),
        links: form
            .optional("links", LONGEST_TEXT)
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
        supersedes: numbers(form, "supersedes"),
    }
}

/// Numbers as they are typed, with commas or spaces between them; what is none is noted.
pub fn numbers(form: &mut Filled, field: &str) -> Vec<DecisionNumber> {
    let typed = form.fields.text(field).to_owned();
    let mut numbers = Vec::new();
    for word in typed.split([',', ' ', ';']).filter(|word| !word.is_empty()) {
        match DecisionNumber::try_from(word.to_owned()) {
            Ok(number) => numbers.push(number),
            Err(problem) => form.refuse(field, format!("{problem}.")),
        }
    }
    numbers
}

/// The field that a refusal stands at.
pub fn field_of(refusal: &DecisionRefusal) -> &'static str {
    match refusal {
        DecisionRefusal::NoTitle => "title",
        DecisionRefusal::NoReasons => "reasons",
        DecisionRefusal::Address(_) | DecisionRefusal::TooManyLinks => "links",
        DecisionRefusal::NoSuchDecision(_) => "supersedes",
    }
}
