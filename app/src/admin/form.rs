//! A day in a form.

use leptos::prelude::*;

use crate::{command::Filled, ui::Field};

/// A day of a form that came back keeps what was typed, also where that is no day.
#[component]
pub fn DayField(
    name: &'static str,
    #[prop(into)] label: String,
    filled: Filled,
    #[prop(optional, into)] otherwise: String,
    #[prop(optional, into)] hint: String,
) -> impl IntoView {
    let value = filled.value(name, &otherwise);
    let is_day = value.is_empty() || value.parse::<domain::Day>().is_ok();
    let kind = if is_day { "date" } else { "text" };
    let error = filled.problem(name);
    view! { <Field name=name label=label kind=kind value=value hint=hint error=error /> }
}
