//! Controls of the draft’s form, and what stands in them.

use leptos::prelude::*;
use services::proposal::Draft;

use crate::command::Filled;

/// What stands in the form: what was sent and comes back; else what is kept of the draft, also where it could not be read.
pub struct Written<'a> {
    /// The form that was sent.
    pub form: &'a Filled,
    /// The draft.
    pub draft: &'a Draft,
}

impl Written<'_> {
    /// What was typed into a field and could not be read.
    pub fn unreadable(&self, field: &str) -> Option<&str> {
        self.draft
            .unreadable
            .iter()
            .find(|unreadable| unreadable.field == field)
            .filter(|_| !self.form.was_sent())
            .map(|unreadable| unreadable.typed.as_str())
    }

    /// What stands in a field; `otherwise` is what the draft says.
    pub fn value(&self, field: &str, otherwise: &str) -> String {
        self.unreadable(field)
            .map_or_else(|| self.form.value(field, otherwise), str::to_owned)
    }

    /// What is wrong with a field.
    pub fn problem(&self, field: &str) -> String {
        if self.form.was_sent() {
            return self.form.problem(field);
        }
        self.draft
            .unreadable
            .iter()
            .filter(|unreadable| unreadable.field == field)
            .map(|unreadable| unreadable.problem.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// A field of any kind whose name is made here: `ui::Field` takes fixed names.
pub fn input(
    name: String,
    label: String,
    value: String,
    problem: String,
    list: Option<&'static str>,
) -> AnyView {
    let id = format!("field-{name}");
    let error_id = format!("{id}-error");
    let invalid = (!problem.is_empty()).then_some("true");
    let described = (!problem.is_empty()).then(|| error_id.clone());
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input class="input" name=name id=id value=value list=list aria-invalid=invalid aria-describedby=described />
            {(!problem.is_empty()).then(|| view! { <p class="field-error" id=error_id><span>{problem}</span></p> })}
        </div>
    }
    .into_any()
}

pub fn select(
    name: String,
    label: String,
    choices: Vec<(String, String)>,
    selected: String,
) -> AnyView {
    let id = format!("field-{name}");
    let options = choices
        .into_iter()
        .map(|(value, text)| {
            let chosen = value == selected;
            view! { <option value=value selected=chosen>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select class="input" name=name id=id>{options}</select>
        </div>
    }
    .into_any()
}

pub fn area(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    form: &Written<'_>,
    value: &str,
    rows: u32,
) -> AnyView {
    view! {
        <crate::ui::TextArea
            name=name label=label hint=hint rows=rows
            value=form.value(name, value) error=form.problem(name)
        />
    }
    .into_any()
}

pub fn line(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    form: &Written<'_>,
    value: &str,
) -> AnyView {
    view! {
        <crate::ui::Field
            name=name label=label hint=hint value=form.value(name, value) error=form.problem(name)
        />
    }
    .into_any()
}
