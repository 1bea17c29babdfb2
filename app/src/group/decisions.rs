//! `/groups/SLUG/decisions`: what the group’s leads decided, and the form with which they record it.

use domain::{
    decision::DecisionNumber,
    permission::{Action, Resource},
};
use leptos::prelude::*;
use services::{
    group,
    group_decision::{self, DecisionRefusal, LONGEST_TEXT, LONGEST_TITLE, NewDecision, of_group},
};

use super::place::{GroupTabs, at_todays_address, group_path, requested, trail};
use crate::{
    address::address,
    command::{Command, Done, Filled, Running, Submission, filled},
    decision::line,
    outcome::failure,
    page::{PageTitle, context, page, parameter, query, require},
    ui::{Button, Crumb, Empty, Field, List, PageHeader, Pagination, SubmitLook, TextArea},
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
        let field = |name: &str| (form.value(name, ""), form.problem(name));
        let (title, title_problem) = field("title");
        let (about, about_problem) = field("context");
        let (options, options_problem) = field("options");
        let (reasons, reasons_problem) = field("reasons");
        let (links, links_problem) = field("links");
        Ok(view! {
            <PageTitle subject=format!("Record a decision of {}", name.name) />
            <PageHeader
                title="Record a decision" trail=trail
                lede="It gets the next number and is public at once. It is never edited: what no longer holds is superseded by a later one."
            />
            <form class="form" method="post" action=action>
                <Field name="title" label="What was decided" hint="In a line: “Routes are matched in the order in which they are written”." value=title error=title_problem />
                <TextArea name="context" label="Context" hint="What the question was, and why it had to be decided. Markdown." rows=6 value=about error=about_problem />
                <TextArea name="options" label="Options" hint="What could have been done, with what speaks for and against it. Markdown." rows=8 value=options error=options_problem />
                <TextArea name="reasons" label="Reasons" hint="Why it was decided so. Markdown." rows=8 value=reasons error=reasons_problem />
                <TextArea name="links" label="Links" hint="One address in each line: the design, the discussion, the change." rows=3 value=links error=links_problem />
                <Field name="supersedes" label="In the place of" hint="Numbers of earlier decisions of the group that no longer hold, such as 2026-014." value=form.value("supersedes", &supersedes) error=form.problem("supersedes") />
                <div class="buttons"><Button text="Record it" look=SubmitLook::Filled /></div>
            </form>
        }
        .into_any())
    })
}

/// Numbers as they are typed, with commas or spaces between them; what is none is noted.
pub fn numbers(form: &mut Filled, field: &str) -> Vec<DecisionNumber> {
    let typed = form.fields.text(field).to_owned();
    let mut numbers = Vec::new();
    for word in typed.split([',', ' ', ';']).filter(|word| !word.is_empty()) {
        match DecisionNumber::try_from(word.to_owned()) {
            Ok(number) => numbers.push(number),
            Err(problem) => form.refuse(field, format!("{problem}.")),
        }
    }
    numbers
}

fn field_of(refusal: &DecisionRefusal) -> &'static str {
    match refusal {
        DecisionRefusal::NoTitle => "title",
        DecisionRefusal::NoReasons => "reasons",
        DecisionRefusal::Address(_) | DecisionRefusal::TooManyLinks => "links",
        DecisionRefusal::NoSuchDecision(_) => "supersedes",
    }
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
        let new = NewDecision {
            title: form.required("title", LONGEST_TITLE, "Say in a line what was decided."),
            context: form.optional("context", LONGEST_TEXT),
            options: form.optional("options", LONGEST_TEXT),
            reasons: form.required("reasons", LONGEST_TEXT, "Say why."),
            links: form
                .optional("links", LONGEST_TEXT)
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
            supersedes: numbers(&mut form, "supersedes"),
        };
        form.checked()?;
        let number = group_decision::take(&submission.context, &slug, new)
            .await
            .map_err(|error| failure(error, form, field_of))?;
        Ok(Done::GoTo(format!("/decisions/{number}?done=recorded")))
    })
}
