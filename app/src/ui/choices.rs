//! Boxes to tick and values to choose one of, with all of them in sight.

use leptos::prelude::*;

use super::{Choice, Icon};

/// One box to tick; it sends "yes".
#[component]
pub fn Checkbox(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] ticked: bool,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: String,
) -> impl IntoView {
    let id = format!("field-{name}");
    let words = Words::of(&id, hint, error);
    view! {
        <div class="field">
            <div class="choice">
                <input
                    type="checkbox" name=name id=id.clone() value="yes" checked=ticked
                    aria-describedby=words.by() aria-invalid=words.invalid()
                />
                <label for=id>{label}</label>
            </div>
            {words.hint()}
            {words.error()}
        </div>
    }
}

/// Several boxes of one name, each of which sends its value when it is ticked.
#[component]
pub fn Checkboxes(
    name: &'static str,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(optional)] ticked: Vec<String>,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: String,
) -> impl IntoView {
    choices_of("checkbox", name, label, choices, &ticked, hint, error)
}

/// One value of a few, all of them in sight.
#[component]
pub fn Radios(
    name: &'static str,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] selected: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: String,
) -> impl IntoView {
    choices_of("radio", name, label, choices, &[selected], hint, error)
}

fn choices_of(
    kind: &'static str,
    name: &'static str,
    label: String,
    choices: Vec<Choice>,
    chosen: &[String],
    hint: String,
    error: String,
) -> AnyView {
    let id = format!("field-{name}");
    let words = Words::of(&id, hint, error);
    let rows = choices
        .into_iter()
        .enumerate()
        .map(|(place, choice)| {
            let id = format!("{id}-{place}");
            let checked = chosen.contains(&choice.value);
            view! {
                <div class="choice">
                    <input type=kind name=name id=id.clone() value=choice.value checked=checked />
                    <label for=id>{choice.text}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset
            class="field" id=id aria-describedby=words.by() aria-invalid=words.invalid()
        >
            <legend>{label}</legend>
            {words.hint()}
            {rows}
            {words.error()}
        </fieldset>
    }
    .into_any()
}

/// Hint and error, with the ids that tie them to a control.
struct Words {
    hint: (String, String),
    error: (String, String),
}

impl Words {
    fn of(id: &str, hint: String, error: String) -> Self {
        Self {
            hint: (format!("{id}-hint"), hint),
            error: (format!("{id}-error"), error),
        }
    }

    fn by(&self) -> Option<String> {
        let ids: Vec<&str> = [&self.hint, &self.error]
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(id, _)| id.as_str())
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn invalid(&self) -> Option<&'static str> {
        (!self.error.1.is_empty()).then_some("true")
    }

    fn hint(&self) -> Option<AnyView> {
        let (id, words) = self.hint.clone();
        (!words.is_empty()).then(|| view! { <p class="field-hint" id=id>{words}</p> }.into_any())
    }

    fn error(&self) -> Option<AnyView> {
        let (id, words) = self.error.clone();
        (!words.is_empty()).then(|| {
            view! {
                <p class="field-error" id=id>{Icon::CircleAlert.view()}<span>{words}</span></p>
            }
            .into_any()
        })
    }
}
