//! `/proposals/new`: what would you like to propose? The answer begins a draft.

use domain::{
    group::GroupKind,
    ids::GroupId,
    permission::{Action, Resource},
    proposal::{ProposalKind, Request},
};
use leptos::prelude::*;
use services::{
    group,
    proposal::{DraftError, begin},
};

use super::failure;
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    page::{PageTitle, context, page, query, require},
    ui::{Button, Choice, Field, PageHeader, Radios, SubmitLook},
};

const ADDRESS: &str = "/proposals/new";

/// What can be sent here.
pub const COMMANDS: &[Command] = &[Command::new(ADDRESS, ADDRESS, begin_draft)];

/// What a kind is for, to choose by.
fn about(kind: ProposalKind) -> &'static str {
    match kind {
        ProposalKind::Form => "Form a new group",
        ProposalKind::Recharter => "Give a group another charter",
        ProposalKind::ChangeLeads => "Change who leads a group",
        ProposalKind::Rename => "Give a group another name",
        ProposalKind::Merge => "Merge a group into another",
        ProposalKind::Convert => "Make a group a subgroup, or a subgroup a group",
        ProposalKind::Dissolve => "Dissolve a group",
        ProposalKind::Revive => "Bring a dissolved group back",
    }
}

/// The page. `?kind=` and `?group=` choose beforehand.
#[component]
pub fn NewProposalPage() -> impl IntoView {
    let context = context();
    let kind = query("kind").unwrap_or_else(|| ProposalKind::Form.key().to_owned());
    let group = query("group").unwrap_or_default();
    let form = filled(ADDRESS);
    page(async move {
        require(&context, Action::TakePart, Resource::Community)?;
        let groups = group::living(&context).await?;
        let choices = ProposalKind::ALL
            .into_iter()
            .map(|kind| Choice::new(kind.key(), about(kind)))
            .collect();
        let suggestions = groups.into_iter().map(|(_, name)| name.name).collect();
        Ok(view! {
            <PageTitle subject="Propose something" />
            <PageHeader
                title="What would you like to propose?"
                lede="A draft is yours alone. You can write it over several days; the committee sees it when you submit it."
            />
            <form class="form" method="post" action=ADDRESS>
                <Radios
                    name="kind" label="I propose to" choices=choices
                    selected=form.value("kind", &kind) error=form.problem("kind")
                />
                <Field
                    name="group" label="Which group"
                    hint="Its name. Leave it empty for a new group."
                    value=form.value("group", &group) error=form.problem("group") suggestions=suggestions
                />
                <div class="buttons"><Button text="Begin a draft" look=SubmitLook::Filled /></div>
            </form>
        }
        .into_any())
    })
}

fn begin_draft(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::TakePart, Resource::Community)?;
        let context = &submission.context;
        let mut form = Filled::of(&submission);
        let typed = form.optional("group", 200);
        let kind = ProposalKind::of_key(form.fields.text("kind"));
        let Some(kind) = kind else {
            form.refuse("kind", "Choose what you propose.");
            return Err(Failure::Invalid(form));
        };
        let group = if typed.is_empty() {
            None
        } else {
            group::meant(context, &typed).await?
        };
        let request = match (kind, group) {
            (ProposalKind::Form, _) => empty_form(),
            (kind, Some(group)) => about_group(context, kind, group).await?,
            (_, None) if typed.is_empty() => {
                form.refuse("group", "Say which group it is about.");
                return Err(Failure::Invalid(form));
            }
            (_, None) => {
                form.refuse("group", format!("No group is called “{typed}”."));
                return Err(Failure::Invalid(form));
            }
        };
        match begin(context, request).await {
            Ok(id) => Ok(Done::GoTo(format!("/proposals/drafts/{id}"))),
            Err(error @ DraftError::TooMany) => {
                form.refuse("", error.to_string());
                Err(Failure::Invalid(form))
            }
            Err(error) => Err(failure::of_draft(error, form)),
        }
    })
}

fn empty_form() -> Request {
    Request::Form {
        name: String::new(),
        group_kind: GroupKind::WorkingGroup,
        parent: None,
        description: String::new(),
        charter: Box::default(),
        leads: Vec::new(),
        roadmap: Vec::new(),
        meeting_link: String::new(),
        stakeholders: Vec::new(),
    }
}

async fn about_group(
    context: &services::Context,
    kind: ProposalKind,
    group: GroupId,
) -> Result<Request, Failure> {
    let reason = String::new();
    Ok(match kind {
        ProposalKind::Form => empty_form(),
        ProposalKind::Recharter => Request::Recharter {
            group,
            charter: services::proposal::charter_of(context, group).await?,
            reason,
        },
        ProposalKind::ChangeLeads => Request::ChangeLeads {
            group,
            changes: Vec::new(),
            reason,
        },
        ProposalKind::Rename => Request::Rename {
            group,
            name: String::new(),
            reason,
        },
        ProposalKind::Merge => Request::Merge {
            group,
            into: group,
            reason,
        },
        ProposalKind::Convert => Request::Convert {
            group,
            group_kind: GroupKind::Subgroup,
            parent: None,
            reason,
        },
        ProposalKind::Dissolve => Request::Dissolve { group, reason },
        ProposalKind::Revive => Request::Revive {
            group,
            leads: Vec::new(),
            reason,
        },
    })
}
