//! How a charter will read, while it is written.

use domain::proposal::CharterDraft;
use leptos::prelude::*;
use services::text;

use crate::{command::Fields, ui::Document};

/// The charter of what was typed, rendered and sanitised, or that nothing is written yet.
pub fn reading(charter: Option<String>) -> AnyView {
    match charter.filter(|text| !text.trim().is_empty()) {
        Some(text) => view! { <Document html=text::markdown(&text).html /> }.into_any(),
        None => view! { <p class="hint">"Nothing is written yet."</p> }.into_any(),
    }
}

/// The same for the fields of a draft’s form, as a piece of the page.
#[must_use]
pub fn charter_preview(fields: &Fields) -> String {
    let charter = if fields.has("charter") {
        fields.raw("charter").to_owned()
    } else {
        let part = |name: &str| fields.text(name).to_owned();
        CharterDraft {
            mission: part("mission"),
            goals: part("goals"),
            topics: part("topics"),
            subsystems: part("subsystems"),
            repositories: part("repositories"),
            responsibilities: part("responsibilities"),
        }
        .markdown()
    };
    Owner::new().with(|| reading(Some(charter)).to_html())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn previewed(fields: &[(&str, &str)]) -> String {
        charter_preview(&Fields::new(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        ))
    }

    #[test]
    fn what_is_typed_is_rendered_and_no_script_comes_through() {
        let html = previewed(&[
            ("mission", "Say **when** the water comes."),
            ("goals", "<script>alert(1)</script><b onclick=x>A table</b>"),
        ]);
        assert!(html.contains("<strong>when</strong>"), "{html}");
        assert!(html.contains("A table"), "{html}");
        assert!(
            !html.contains("<script") && !html.contains("onclick="),
            "{html}"
        );
        assert!(previewed(&[("charter", "# Whole")]).contains("Whole"));
        assert!(previewed(&[]).contains("Nothing is written yet."));
    }
}
