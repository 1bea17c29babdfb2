//! `/groups/SLUG/decisions`: what the group’s leads decided, and the form with which they record it.

use domain::{
    decision::DecisionNumber,
    permission::{Action, Resource},
};
use leptos::prelude::*;
use services::{
    group,
    group_decision::{self, NewDecision, of_group},
};

use super::place::{GroupTabs, at_todays_address, group_path, requested, trail};
use crate::{
    address::address,
    command::{Command, Done, Filled, Running, Submission, filled},
    decision::{DECISION_LEDE, decision_fields, field_of, line, typed_decision},
    outcome::failure,
    page::{PageTitle, context, page, parameter, query, require},
    ui::{Button, Crumb, Empty, Field, List, PageHeader, Pagination, SubmitLook},
};

/// What can be sent from the form.
pub const DECISION_COMMANDS: &[Command] = &[Command::new(
    "/groups/{slug}/decisions/new",
    "/groups/{slug}/decisions/new",
    take,
)];

/// The decisions of and about a group.
#[component]
pub fn GroupDecisionsPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let words = query("words").unwrap_or_default();
    let after = query("after");
    let requested = requested();
    page(async move {
        let (id, name, read) = of_group(&context, &slug, &words, after.as_deref())
            .await
            .map_err(at_todays_address(&requested))?;
        let runs = context.may(Action::RunGroup, Resource::Group(id)).is_ok();
        let path = format!("{}/decisions", group_path(&name.slug));
        let title = format!("Decisions of {}", name.name);
        let actions = runs.then(|| {
            view! { <a class="button button-filled" href=format!("{path}/new")>"Record a decision"</a> }.into_any()
        });
        let lines = read
            .lines
            .iter()
            .map(|decision| line(decision, &read.names, false, None))
            .collect_view();
        let list = if read.lines.is_empty() {
            let title = if words.is_empty() {
                "No decision is recorded yet".to_owned()
            } else {
                format!("No decision of the group speaks of “{words}”")
            };
            view! {
                <Empty title=title>
                    <p>"Here will be what the leads decide in technical matters, with the options and the reasons, and what the committee decides about the group."</p>
                </Empty>
            }
            .into_any()
        } else {
            view! { <List>{lines}</List> }.into_any()
        };
        let next = read
            .next
            .map(|next| address(&path, &[("words", &words), ("after", &next)]));
        let first = after.map(|_| address(&path, &[("words", &words)]));
        let disagree = address("/escalations/new", &[("group", &name.slug)]);
        let escalations = address("/escalations", &[("group", &name.slug)]);
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader title=title trail=trail(&name, Some("Decisions"), None) actions=actions.unwrap_or_else(|| ().into_any()) />
            <GroupTabs slug=name.slug.clone() name=name.name.clone() current="Decisions" />
            <form class="form-line" method="get" action=path.clone()>
                <Field name="words" label="With the words" kind="search" value=words.clone() />
                <div class="buttons"><Button text="Search" /></div>
            </form>
            {list}
            <Pagination first=first next=next />
            <p class="document-note">
                "You disagree with a decision or a design? Talk to the leads first; then "
                <a href=disagree>"escalate it"</a>". "
                <a href=escalations>"Escalations about this group"</a>
            </p>
        }
        .into_any())
    })
}

/// The form for a new decision.
#[component]
pub fn NewDecisionPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let supersedes = query("supersedes").unwrap_or_default();
    let requested = requested();
    page(async move {
        let (id, name) = group::at(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        require(&context, Action::RunGroup, Resource::Group(id))?;
        let path = format!("{}/decisions", group_path(&name.slug));
        let action = format!("{path}/new");
        let form = filled(&action);
        let mut trail = trail(&name, None, None);
        trail.pop();
        trail.extend([
            Crumb::link(group_path(&name.slug), name.name.clone()),
            Crumb::link(path, "Decisions"),
            Crumb::here("Record a decision"),
        ]);
        let fresh = NewDecision {
            supersedes: DecisionNumber::try_from(supersedes).into_iter().collect(),
            ..NewDecision::default()
        };
        let fields = decision_fields(&form, &fresh);
        Ok(view! {
            <PageTitle subject=format!("Record a decision of {}", name.name) />
            <PageHeader
                title="Record a decision" trail=trail
                lede=DECISION_LEDE
            />
            <form class="form" method="post" action=action>
                {fields}
                <div class="buttons"><Button text="Record it" look=SubmitLook::Filled /></div>
            </form>
        }
        .into_any())
    })
}

/// `POST /groups/{slug}/decisions/new`.
fn take(submission: Submission) -> Running {
    Box::pin(async move {
        let slug = submission.parameter("slug").to_owned();
        let (id, _) = group::at(&submission.context, &slug).await?;
        submission
            .context
            .may(Action::RunGroup, Resource::Group(id))?;
        let mut form = Filled::of(&submission);
        let new = typed_decision(&mut form);
        form.checked()?;
        let number = group_decision::take(&submission.context, &slug, new)
            .await
            .map_err(|error| failure(error, form, field_of))?;
        Ok(Done::GoTo(format!("/decisions/{number}?done=recorded")))
    })
}
