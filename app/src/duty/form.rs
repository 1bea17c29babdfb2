//! The short forms of a list of duties. Several of one kind can stand on a page: their fields have ids of their own.

use leptos::prelude::*;

use super::return_to::RETURN_TO;
use crate::{command::filled, ui::Icon};

/// The field that says from which list a form is sent.
pub fn back_to(list: &str) -> AnyView {
    view! { <input type="hidden" name=RETURN_TO value=list.to_owned() /> }.into_any()
}

/// Hidden fields.
pub fn hidden(fields: Vec<(&'static str, String)>) -> AnyView {
    fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view()
        .into_any()
}

/// A button for one click; `about` follows its words for those who hear them without the line above.
pub fn button(words: &'static str, about: &str) -> AnyView {
    let about = format!(": {about}");
    view! {
        <button class="button" type="submit">
            {words}<span class="visually-hidden">{about}</span>
        </button>
    }
    .into_any()
}

/// A form of one click.
pub fn one_click(
    action: String,
    list: &str,
    fields: Vec<(&'static str, String)>,
    words: &'static str,
    about: &str,
) -> AnyView {
    let problem = filled(&action).problem("");
    view! {
        <form method="post" action=action>
            {back_to(list)}
            {hidden(fields)}
            {button(words, about)}
            {wrong(problem, String::new())}
        </form>
    }
    .into_any()
}

/// How much is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// A line.
    Line,
    /// Several lines, behind a word that opens the form.
    Lines,
}

/// A form with one text.
pub struct OneText {
    /// Where it is sent.
    pub action: String,
    /// The field's name.
    pub name: &'static str,
    /// The field's words.
    pub label: &'static str,
    /// How much is to be written.
    pub text: Text,
    /// Hidden fields.
    pub fields: Vec<(&'static str, String)>,
    /// The button's words.
    pub words: &'static str,
    /// Tells its field from others of the page.
    pub key: String,
}

impl OneText {
    /// The form, sent from that list; with what was typed where it comes back.
    pub fn view(self, list: &str, about: &str) -> AnyView {
        let form = filled(&self.action);
        let id = format!("duty-{}-{}", self.name, self.key);
        let error_id = format!("{id}-error");
        let problem = [form.problem(self.name), form.problem("")]
            .into_iter()
            .filter(|problem| !problem.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let described = (!problem.is_empty()).then(|| error_id.clone());
        let invalid = (!problem.is_empty()).then_some("true");
        let value = form.value(self.name, "");
        let field = match self.text {
            Text::Line => view! {
                <input
                    class="input" type="text" name=self.name id=id.clone() value=value
                    aria-describedby=described aria-invalid=invalid autocomplete="off"
                />
            }
            .into_any(),
            Text::Lines => {
                let escaped = value.replace('&', "&amp;").replace('<', "&lt;");
                view! {
                    <textarea
                        class="input" name=self.name id=id.clone() rows="3"
                        aria-describedby=described aria-invalid=invalid
                        inner_html=format!("\n{escaped}")
                    ></textarea>
                }
                .into_any()
            }
        };
        let class = match self.text {
            Text::Line => "form-line",
            Text::Lines => "form",
        };
        let inside = view! {
            <form class=class method="post" action=self.action>
                {back_to(list)}
                {hidden(self.fields)}
                <div class="field"><label for=id>{self.label}</label>{field}</div>
                <div class="buttons">{button(self.words, about)}</div>
                {wrong(problem, error_id)}
            </form>
        };
        match self.text {
            Text::Line => inside.into_any(),
            Text::Lines => view! {
                <details open=form.was_sent()>
                    <summary>
                        {self.words}<span class="visually-hidden">{format!(": {about}")}</span>
                    </summary>
                    {inside}
                </details>
            }
            .into_any(),
        }
    }
}

/// What is wrong with a form, at its end.
fn wrong(problem: String, id: String) -> Option<AnyView> {
    (!problem.is_empty()).then(|| {
        let id = (!id.is_empty()).then_some(id);
        view! {
            <p class="field-error" id=id role="alert">{Icon::CircleAlert.view()}<span>{problem}</span></p>
        }
        .into_any()
    })
}
