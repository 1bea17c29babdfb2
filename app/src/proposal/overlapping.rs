//! Groups that overlap with what is proposed, with the passages that match.

use leptos::prelude::*;
use services::proposal::OverlapLine;

use crate::ui::MarginSection;

/// A part of the margin; nothing where nothing overlaps.
pub fn overlapping(alike: Vec<OverlapLine>) -> Option<AnyView> {
    (!alike.is_empty()).then(|| {
        let lines = alike
            .into_iter()
            .map(|line| {
                let passages = line
                    .passages
                    .into_iter()
                    .map(|passage| view! { <li>{passage}</li> })
                    .collect_view();
                view! {
                    <li>
                        <a href=format!("/groups/{}", line.name.slug)>{line.name.name}</a>
                        ", "{line.per_cent}" % alike"
                        <ul class="passages">{passages}</ul>
                    </li>
                }
            })
            .collect_view();
        view! {
            <MarginSection title="Groups that overlap">
                <p>"The committee wants few groups. Would a subgroup of one of these do?"</p>
                <ul class="overlaps">{lines}</ul>
            </MarginSection>
        }
        .into_any()
    })
}
