//! Somebody's text, rendered and sanitised elsewhere, with its table of contents.

use leptos::prelude::*;
pub use services::text::Heading;

/// A document. `html` must be rendered and **sanitised** already: it goes into the page as it is.
#[component]
pub fn Document(#[prop(into)] html: String) -> impl IntoView {
    view! { <div class="document" inner_html=html></div> }
}

/// A document's table of contents; for a `MarginSection`. Draws nothing for fewer than two headings.
#[component]
pub fn Contents(headings: Vec<Heading>) -> impl IntoView {
    (headings.len() > 1).then(|| {
        let links = headings
            .into_iter()
            .map(|heading| {
                view! {
                    <li class=format!("level-{}", heading.level)>
                        <a href=format!("#{}", heading.id)>{heading.text}</a>
                    </li>
                }
            })
            .collect_view();
        view! { <nav class="contents" aria-label="Contents"><ol>{links}</ol></nav> }
    })
}
