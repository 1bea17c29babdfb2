//! The way to drafted amendments, for those who may write them.

use leptos::prelude::*;
use services::proposal::Amendment;

use crate::ui::Section;

/// A part of a page that leads to the drafts; nothing where there is none for the reader.
pub fn drafted_amendments(amendments: Vec<Amendment>) -> Option<AnyView> {
    (!amendments.is_empty()).then(|| {
        let lines = amendments
            .into_iter()
            .map(|amendment| {
                view! {
                    <li>
                        <a href=format!("/proposals/drafts/{}", amendment.draft)>
                            "A charter with the work of decision "{amendment.decision}
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <Section title="Drafted for you">
                <ul>{lines}</ul>
                <p class="hint">"Change it, submit it, or throw it away. Only who may write it sees this."</p>
            </Section>
        }
        .into_any()
    })
}
