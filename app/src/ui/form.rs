//! Fields and buttons of plain HTML forms.

use leptos::prelude::*;

use super::Icon;

/// What stands around a control: label, hint, error. The control gets the ids of hint and error for `aria-describedby`.
fn around(
    name: &str,
    label: String,
    hint: String,
    error: String,
    control: impl FnOnce(Described) -> AnyView,
) -> AnyView {
    let id = format!("field-{name}");
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described: Vec<&str> = [(&hint, &hint_id), (&error, &error_id)]
        .into_iter()
        .filter(|(words, _)| !words.is_empty())
        .map(|(_, id)| id.as_str())
        .collect();
    let control = control(Described {
        id: id.clone(),
        by: (!described.is_empty()).then(|| described.join(" ")),
        invalid: (!error.is_empty()).then_some("true"),
    });
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            {control}
            {(!error.is_empty()).then(|| view! {
                <p class="field-error" id=error_id>{Icon::CircleAlert.view()}<span>{error}</span></p>
            })}
        </div>
    }
    .into_any()
}

fn told_apart(name: &str, apart: &str) -> String {
    if apart.is_empty() {
        name.to_owned()
    } else {
        format!("{name}-{apart}")
    }
}

/// How a control is tied to the words around it.
struct Described {
    id: String,
    by: Option<String>,
    invalid: Option<&'static str>,
}

/// A line of text. `kind` is the input's type: "text" unless said otherwise.
#[component]
pub fn Field(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] required: bool,
    /// What the browser may fill in by itself: "name", "off".
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Which keys a telephone offers: "numeric".
    #[prop(optional_no_strip)]
    inputmode: Option<&'static str>,
    /// Values to choose from while typing; others can be typed as well.
    #[prop(optional)]
    suggestions: Vec<String>,
    /// What tells it apart from a field of the same name in another form of the page.
    #[prop(optional, into)]
    apart: String,
) -> impl IntoView {
    let id = told_apart(name, &apart);
    let list = (!suggestions.is_empty()).then(|| format!("field-{id}-suggestions"));
    let suggestions = list.clone().map(|id| {
        let options = suggestions
            .into_iter()
            .map(|value| view! { <option value=value></option> })
            .collect_view();
        view! { <datalist id=id>{options}</datalist> }
    });
    around(&id, label, hint, error, |described| {
        view! {
            <input
                class="input" type=kind name=name id=described.id value=value required=required
                autocomplete=autocomplete list=list inputmode=inputmode
                aria-describedby=described.by aria-invalid=described.invalid
            />
            {suggestions}
        }
        .into_any()
    })
}

/// Several lines of text.
#[component]
pub fn TextArea(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: String,
    #[prop(optional)] required: bool,
    /// How many lines can be seen at once.
    #[prop(default = 6)]
    rows: u32,
    /// What tells it apart from a field of the same name in another form of the page.
    #[prop(optional, into)]
    apart: String,
) -> impl IntoView {
    let id = told_apart(name, &apart);
    around(&id, label, hint, error, |described| {
        // A browser drops the first line break behind the tag: one that was typed stays behind ours.
        // As inner HTML: a marker of the renderer's own would stand in the field.
        let escaped = value.replace('&', "&amp;").replace('<', "&lt;");
        view! {
            <textarea
                class="input" name=name id=described.id rows=rows required=required
                aria-describedby=described.by aria-invalid=described.invalid
                inner_html=format!("\n{escaped}")
            ></textarea>
        }
        .into_any()
    })
}

/// A day, `value` and limits as in `2024-08-14`, or nothing.
#[component]
pub fn DateField(
    name: &'static str,
    #[prop(into)] label: String,
    value: Option<domain::Day>,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: String,
    /// The last day that can be chosen.
    #[prop(optional)]
    latest: Option<domain::Day>,
    /// What tells it apart from a field of the same name in another form of the page.
    #[prop(optional, into)]
    apart: String,
) -> impl IntoView {
    around(&told_apart(name, &apart), label, hint, error, |described| {
        view! {
            <input
                class="input" type="date" name=name id=described.id
                value=value.map(|day| day.to_string()) max=latest.map(|day| day.to_string())
                aria-describedby=described.by aria-invalid=described.invalid
            />
        }
        .into_any()
    })
}

/// One of the values to choose from.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub text: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            text: text.into(),
        }
    }
}

/// One value of several.
#[component]
pub fn Select(
    name: &'static str,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] selected: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: String,
    /// What tells it apart from a field of the same name in another form of the page.
    #[prop(optional, into)]
    apart: String,
) -> impl IntoView {
    let options = choices
        .into_iter()
        .map(|choice| {
            let chosen = choice.value == selected;
            view! { <option value=choice.value selected=chosen>{choice.text}</option> }
        })
        .collect_view();
    around(&told_apart(name, &apart), label, hint, error, |described| {
        view! {
            <select
                class="input" name=name id=described.id
                aria-describedby=described.by aria-invalid=described.invalid
            >
                {options}
            </select>
        }
        .into_any()
    })
}

/// How a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SubmitLook {
    /// The one thing to do on the page: filled, once a page.
    Filled,
    /// Any other.
    #[default]
    Outlined,
}

/// The button that sends its form; its words are the verb.
#[component]
pub fn Button(#[prop(into)] text: String, #[prop(optional)] look: SubmitLook) -> impl IntoView {
    let class = match look {
        SubmitLook::Filled => "button button-filled",
        SubmitLook::Outlined => "button",
    };
    view! { <button class=class type="submit">{text}</button> }
}
