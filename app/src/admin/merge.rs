//! `/admin/people/HANDLE/merge`: what would move from another person to this one, and the form that does it.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::{
    ReadError, admin,
    person::{MergePreview, MergeProblem, merge, preview, undo_merge},
};

use super::{AdminPage, AdminTab};
use crate::{
    command::{Done, Filled, Running, Submission, filled},
    outcome::failure,
    page::{context, page, parameter, query, require},
    ui::{Button, Crumb, Field, Section, SubmitLook},
};

/// Merging someone into the person of the page.
#[component]
pub fn AdminMergePage() -> impl IntoView {
    let context = context();
    let handle = parameter("handle");
    let asked = query("with").unwrap_or_default();
    page(async move {
        require(&context, Action::Administer, Resource::Community)?;
        let record = admin::person(&context, &handle).await?;
        if let Some(into) = record.merged_into {
            return Err(ReadError::Moved(format!(
                "/admin/people/{}/merge",
                into.slug
            )));
        }
        let path = format!("/admin/people/{}/merge", record.handle);
        let refused = filled(&path);
        let who = refused.value("with", &asked);
        let found = match who.is_empty() {
            true => None,
            false => preview(&context, &record.handle, &who).await?,
        };
        let problem = match (&found, refused.problem("with")) {
            (None, problem) if problem.is_empty() && !who.is_empty() => {
                MergeProblem::Nobody(who.clone()).to_string()
            }
            (_, problem) => problem,
        };
        let title = format!("Merge someone into {}", record.name);
        let trail = vec![
            Crumb::link(
                format!("/admin/people/{}", record.handle),
                record.name.clone(),
            ),
            Crumb::here("Merge"),
        ];
        let lede = format!(
            "Where two in the record turn out to be one, {} carries both records on. It can be undone.",
            record.name
        );
        Ok(view! {
            <AdminPage tab=AdminTab::People title=title trail=trail lede=lede>
                <form class="form" method="get" action=path.clone()>
                    <Field
                        name="with" label="Who is the same person"
                        hint="Their handle or account, or the address of their page."
                        value=who error=problem autocomplete="off" required=true
                    />
                    <Button text="See what would move" />
                </form>
                {found.map(|found| moves(found, path))}
            </AdminPage>
        }
        .into_any())
    })
}

fn moves(found: MergePreview, path: String) -> AnyView {
    let seats: Vec<String> = found
        .seats
        .iter()
        .map(|seat| format!("{} of {}", seat.role.word(), seat.group_name))
        .collect();
    let committee = (found.committee_terms > 0)
        .then(|| domain::words::counted(found.committee_terms, "term in a seat", "terms in seats"));
    let identities = (found.identities > 0)
        .then(|| domain::words::counted(found.identities, "account", "accounts"));
    let rows = [
        ("Accounts", found.accounts),
        ("Organizations", found.organizations),
        ("Standing", found.standings),
        ("Seats in groups", seats),
        ("Committee", committee.into_iter().collect()),
        ("Signs in with", identities.into_iter().collect()),
    ]
    .into_iter()
    .map(|(term, values)| {
        let values = if values.is_empty() {
            view! { <dd class="secondary">"nothing"</dd> }.into_any()
        } else {
            values
                .into_iter()
                .map(|value| view! { <dd>{value}</dd> })
                .collect_view()
                .into_any()
        };
        view! { <dt>{term}</dt>{values} }
    })
    .collect_view();
    let from = format!("/people/{}", found.from.slug);
    view! {
        <Section title=format!("What would move from {} to {}", found.from.name, found.into.name)>
            <dl class="facts">{rows}</dl>
            <p>
                <a href=from>{found.from.name.clone()}</a>
                " would be in no list any more; the address of their page would lead to "
                {found.into.name.clone()}", who could sign in with the accounts of both. Where the two differ for the same days, what the record says of "
                {found.into.name.clone()}" stands."
            </p>
            <form method="post" action=path>
                <input type="hidden" name="with" value=found.from.slug />
                <Button
                    text=format!("Merge {} into {}", found.from.name, found.into.name)
                    look=SubmitLook::Filled
                />
            </form>
        </Section>
    }
    .into_any()
}

/// `POST /admin/people/{handle}/merge`.
pub fn merge_people(submission: Submission) -> Running {
    Box::pin(async move {
        let handle = submission.parameter("handle").to_owned();
        let filled = Filled::of(&submission);
        let who = filled.fields.text("with").to_owned();
        match merge(&submission.context, &handle, &who).await {
            Ok(()) => Ok(Done::GoTo(format!("/admin/people/{handle}?done=merged"))),
            Err(error) => Err(failure(error, filled, field_of)),
        }
    })
}

/// `POST /admin/people/{handle}/merge/undo`.
pub fn undo(submission: Submission) -> Running {
    Box::pin(async move {
        let handle = submission.parameter("handle").to_owned();
        let filled = Filled::of(&submission);
        match undo_merge(&submission.context, &handle).await {
            Ok(()) => Ok(Done::GoTo(format!("/admin/people/{handle}?done=unmerged"))),
            Err(error) => Err(failure(error, filled, field_of)),
        }
    })
}

fn field_of(problem: &MergeProblem) -> &'static str {
    match problem {
        MergeProblem::Nobody(_) | MergeProblem::Rules(_) | MergeProblem::NotMerged => "with",
    }
}
