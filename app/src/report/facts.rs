//! What the record knows of a period, under its headings.

use domain::report::{Fact, FactKind};
use leptos::prelude::*;

use crate::ui::{DateText, DayFormat};

/// The facts in the order of their headings; where the record knows nothing, that is said.
pub fn facts(facts: &[Fact]) -> AnyView {
    FactKind::ALL
        .into_iter()
        .map(|kind| {
            let lines: Vec<AnyView> = facts
                .iter()
                .filter(|fact| fact.kind == kind)
                .map(line)
                .collect();
            let body = if lines.is_empty() {
                view! { <p class="hint">{kind.none()}</p> }.into_any()
            } else {
                view! { <ul>{lines}</ul> }.into_any()
            };
            view! { <h3>{kind.heading()}</h3>{body} }
        })
        .collect_view()
        .into_any()
}

fn line(fact: &Fact) -> AnyView {
    let words = fact.text.clone();
    // Only addresses of this site come out of the record.
    let words = match fact.page.clone().filter(|page| page.starts_with('/')) {
        Some(page) => view! { <a href=page>{words}</a> }.into_any(),
        None => words.into_any(),
    };
    let on = fact
        .on
        .map(|on| view! { ", "<DateText day=on format=DayFormat::Short /> });
    view! { <li>{words}{on}</li> }.into_any()
}
