//! `/admin/imports/ID`: what files that were handed in would mean for the record as it is now.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::{
    ReadError,
    registry::drafts::{DraftId, FileRead, trial},
};

use super::{draft_address, outcome::outcome};
use crate::{
    admin::{AdminPage, AdminTab},
    command::filled,
    page::{context, page, parameter, require},
    ui::{Banner, BannerKind, Crumb, DateText, Item, List, Section},
};

/// As many rows that were left out as a file lists.
const LISTED_ROWS: usize = 100;

/// The page.
#[component]
pub fn ImportDraftPage() -> impl IntoView {
    let context = context();
    let id = parameter("draft");
    let action = draft_address(&id);
    let sent = filled(&action);
    page(async move {
        require(&context, Action::Administer, Resource::Community)?;
        let id: DraftId = id.parse().map_err(|_| ReadError::NotFound)?;
        let trial = trial(&context, id).await?;
        // It comes back with nothing wrong in it when the record has moved on.
        let conflict = (sent.was_sent() && sent.problems.is_empty()).then(|| {
            view! {
                <Banner kind=BannerKind::Problem>
                    <p>
                        "The record has changed since you looked, and the files mean something else now. Nothing was imported. This is what they mean now."
                    </p>
                </Banner>
            }
        });
        let files = trial.files.iter().map(file).collect_view();
        let outcome = outcome(&action, trial.outcome, &trial.draft.answers, &sent);
        Ok(view! {
            <AdminPage
                tab=AdminTab::Imports
                title="What the files mean"
                lede="Nothing is written yet. The files are kept for a day."
                trail=vec![Crumb::here("What the files mean")]
            >
                {conflict}
                <Section title="Files">
                    <List>{files}</List>
                </Section>
                {outcome}
            </AdminPage>
        }
        .into_any())
    })
}

fn file(file: &FileRead) -> AnyView {
    let title = file.name.clone().into_any();
    let left_out = (!file.left_out.is_empty()).then(|| {
        let rows = file
            .left_out
            .iter()
            .take(LISTED_ROWS)
            .map(|row| view! { <li>{row.to_string()}</li> })
            .collect_view();
        let summary = match file.left_out.len() {
            1 => "One row is left out".to_owned(),
            several => format!("{several} rows are left out"),
        };
        let more = file.left_out.len().saturating_sub(LISTED_ROWS);
        view! {
            <details>
                <summary>{summary}</summary>
                <ul class="file-problems">
                    {rows}
                    {(more > 0).then(|| view! { <li>{format!("and {more} more")}</li> })}
                </ul>
            </details>
        }
    });
    let (format, as_of, how) = (file.format, file.as_of, file.day_from.words());
    let secondary = view! {
        <p>{format}", as of "<DateText day=as_of />" ("{how}")"</p>
        {left_out}
    }
    .into_any();
    view! { <Item title=title secondary=secondary /> }.into_any()
}
