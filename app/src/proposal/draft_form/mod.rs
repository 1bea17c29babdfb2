//! The form of a draft, by the sort of proposal. The script `draft.js` saves it as one goes; everything works without it.

mod controls;
mod forming;
mod leads;

use domain::{
    ids::{GroupId, PersonId},
    policy::Policy,
    proposal::Request,
};
use leptos::prelude::*;
use services::{
    history::{Name, Names},
    proposal::{Candidate, Draft},
};

pub use controls::Written;
use controls::{area, line};

use super::preview::reading;
use crate::ui::{Banner, BannerKind, Button, SubmitLook};

/// A draft with what its form shows beside it.
pub struct Reading<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Names of whom it names.
    pub names: &'a Names,
    /// The rules of today.
    pub rules: &'a Policy,
    /// Groups to choose from.
    pub groups: &'a [(GroupId, Name)],
    /// Who is nominated, with what the lead rules find of each.
    pub nominated: &'a [Candidate],
    /// What was searched for among people.
    pub searched: &'a str,
    /// Whom that found.
    pub found: &'a [Candidate],
}

/// The form around the fields. `unsaved` says that it comes back with what is not saved.
#[component]
pub fn DraftForm(
    fields: AnyView,
    draft: String,
    version: String,
    saved: String,
    unsaved: bool,
) -> impl IntoView {
    let action = format!("/proposals/drafts/{draft}");
    let away = format!("{action}/throw-away");
    view! {
        <template id="draft-offer">
            <div class="draft-offer">
                <Banner kind=BannerKind::Notice>
                    <p>"This browser kept text of this draft that was not saved, from "<span data-draft="when"></span>"."</p>
                    <div class="buttons">
                        <button class="button button-filled" type="button" data-draft="restore">"Put it back"</button>
                        <button class="button" type="button" data-draft="forget">"Throw it away"</button>
                    </div>
                </Banner>
            </div>
        </template>
        <form class="form" id="draft-form" method="post" action=action data-draft=draft data-unsaved=unsaved.then_some("")>
            <input type="hidden" name="version" value=version />
            // Enter in a field does what the first button of a form does: it must be this one.
            <button class="visually-hidden" type="submit" name="then" value="save" tabindex="-1" aria-hidden="true">
                "Save"
            </button>
            {fields}
            <p class="draft-status" id="draft-status" role="status">{saved}</p>
            <div class="buttons">
                <button class="button button-filled" type="submit" name="then" value="submit">"Submit to the committee"</button>
                <button class="button" type="submit" name="then" value="save">"Save the draft"</button>
            </div>
            <p class="field-hint">"Submitting saves it, opens the ballot, announces it and shows it to everyone."</p>
        </form>
        <form class="form" method="post" action=away>
            <Button text="Throw the draft away" look=SubmitLook::Outlined />
        </form>
    }
}

impl Reading<'_> {
    /// The fields for what is asked.
    pub fn fields(&self, form: &Written<'_>) -> AnyView {
        let reason = |reason: &str| {
            area(
                "reason",
                "Why",
                "What makes it necessary, and what was tried. Markdown.",
                form,
                reason,
                6,
            )
        };
        let parts = match &self.draft.request {
            Request::Form { .. } => self.forming(form),
            Request::Recharter { charter, reason: why, .. } => view! {
                {area("charter", "The charter", "The whole charter as it is to be, in Markdown. The difference to the one in force is shown to everyone.", form, charter, 20)}
                {self.preview()}
                {reason(why)}
            }
            .into_any(),
            Request::ChangeLeads { changes, reason: why, .. } => view! {
                {self.lead_changes(form, changes)}
                {reason(why)}
            }
            .into_any(),
            Request::Rename { name, reason: why, .. } => view! {
                {line("name", "The new name", "Its old address will lead to the new one.", form, name)}
                {reason(why)}
            }
            .into_any(),
            Request::Merge { group, into, reason: why } => {
                let into = if group == into { String::new() } else { self.group_name(*into) };
                view! {
                    {self.group_field("into", "Into which group", form, &into)}
                    {reason(why)}
                }
                .into_any()
            }
            Request::Convert { group_kind, parent, reason: why, .. } => view! {
                {self.kinds(form, *group_kind)}
                {self.group_field("parent", "Part of which group", form, &parent.map(|parent| self.group_name(parent)).unwrap_or_default())}
                {reason(why)}
            }
            .into_any(),
            Request::Dissolve { reason: why, .. } => reason(why),
            Request::Revive { leads, reason: why, .. } => view! {
                {self.leads(form, leads)}
                {reason(why)}
            }
            .into_any(),
        };
        let co_authors = self
            .draft
            .co_authors
            .iter()
            .map(|person| self.handle(*person))
            .collect::<Vec<_>>()
            .join(", ");
        let summary = self.draft.of.is_some().then(|| {
            area(
                "summary",
                "What changed",
                "In a sentence or two, for those who have read the revision before.",
                form,
                &self.draft.summary,
                3,
            )
        });
        let groups = self
            .groups
            .iter()
            .map(|(_, name)| view! { <option value=name.name.clone()></option> })
            .collect_view();
        view! {
            <datalist id="living-groups">{groups}</datalist>
            {parts}
            {summary}
            {line("co_authors", "Who writes with you", "Their handles, with commas between. They can edit this draft and its revisions.", form, &co_authors)}
        }
        .into_any()
    }

    /// How the charter will read; the script renews it while one types.
    fn preview(&self) -> AnyView {
        let inside = reading(self.draft.request.charter());
        view! {
            <div class="buttons">
                <button class="button" type="submit" name="then" value="preview">"Save and preview"</button>
            </div>
            <section class="draft-preview" id="draft-preview" data-live="" data-preview="/proposals/preview" aria-label="The charter as it will read">
                {inside}
            </section>
        }
        .into_any()
    }

    pub(super) fn handle(&self, person: PersonId) -> String {
        self.names
            .person(person)
            .map_or_else(String::new, |name| name.slug.clone())
    }

    pub(super) fn group_name(&self, group: GroupId) -> String {
        self.names
            .group(group)
            .map_or_else(String::new, |name| name.name.clone())
    }
}
