//! What shows a standing.

use leptos::prelude::*;
use services::text;

/// A sentence, or a link where it is the address of a page.
#[component]
pub fn Evidence(text: String) -> impl IntoView {
    match text::safe_address(&text) {
        Some(href) if href.starts_with("http") => {
            let href = href.to_owned();
            view! { <a class="evidence" href=href rel="nofollow noopener">{text}</a> }.into_any()
        }
        Some(_) | None => view! { <span class="evidence">{text}</span> }.into_any(),
    }
}
