//! `/groups/SLUG/checklist`: the steps of setting up or closing, worked through by the group’s leads.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::{
    checklist::{self, Checklist, ChecklistError, ChecklistPage as Read, Report, Task},
    history::Name,
    person::{Meant, meant},
};

use super::place::{at_todays_address, group_path, requested, trail};
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    page::{PageTitle, context, holds_for_now, page, parameter},
    ui::{Banner, BannerKind, Button, DateText, Empty, Field, Icon, PageHeader, SubmitLook},
};

const PAGE: &str = "/groups/{slug}/checklist";

/// What can be sent from the page.
pub const CHECKLIST_COMMANDS: &[Command] = &[
    Command::new("/groups/{slug}/checklist/{step}/done", PAGE, done),
    Command::new("/groups/{slug}/checklist/{step}/open", PAGE, open),
    Command::new("/groups/{slug}/checklist/{step}/owner", PAGE, owner),
    Command::new("/groups/{slug}/checklist/finish", PAGE, finish),
];

/// The page.
#[component]
pub fn ChecklistPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let requested = requested();
    let form = use_context::<Filled>().unwrap_or_default();
    page(async move {
        holds_for_now();
        let read = checklist::page(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        let may = context
            .may(Action::RunGroup, Resource::Group(read.group))
            .is_ok();
        Ok(drawn(read, may, &form, context.today()))
    })
}

fn drawn(read: Read, may: bool, form: &Filled, today: domain::Day) -> AnyView {
    let name = Name {
        slug: read.slug.clone(),
        name: read.name.clone(),
    };
    let (title, lede, button) = match read.checklist {
        Some(Checklist::SettingUp) => (
            "Setting up",
            "What turns the decision into an active group. When every step is done, its leads say so.",
            "The group is set up",
        ),
        Some(Checklist::Closing) => (
            "Closing",
            "What is handed over before the group ends. When every step is done, its leads say so.",
            "The group is closed",
        ),
        None => ("Checklist", "", ""),
    };
    let open = read.tasks.iter().filter(|task| task.done.is_none()).count();
    let path = format!("{}/checklist", group_path(&read.slug));
    let finished = (may && open == 0 && read.checklist.is_some()).then(|| {
        let action = format!("{path}/finish");
        view! {
            <form method="post" action=action>
                <Button text=button look=SubmitLook::Filled />
            </form>
        }
    });
    let problem = form.problem("");
    let body = if read.checklist.is_none() {
        view! {
            <Empty title="There is nothing to work through">
                <p>"Here are the steps of setting a group up, and of closing it."</p>
            </Empty>
        }
        .into_any()
    } else {
        let none = read.tasks.is_empty().then(|| {
            view! {
                <Empty title="No steps are kept for this group">
                    <p>"A registry showed it like this; a decision would have brought a checklist along. Its leads can say that everything is done."</p>
                </Empty>
            }
        });
        let steps = read
            .tasks
            .iter()
            .map(|task| step(task, &read, may, &path, today))
            .collect_view();
        view! { {none}<ol class="checklist">{steps}</ol>{finished} }.into_any()
    };
    let subject = format!("{title}: {}", name.name);
    view! {
        <PageTitle subject=subject />
        <PageHeader title=title trail=trail(&name, Some(title), None) lede=lede />
        {(!problem.is_empty()).then(|| view! { <Banner kind=BannerKind::Problem><p>{problem}</p></Banner> })}
        {body}
    }
    .into_any()
}

fn step(task: &Task, read: &Read, may: bool, path: &str, today: domain::Day) -> AnyView {
    let called = |person: Option<domain::ids::PersonId>| {
        person
            .and_then(|person| read.names.person(person))
            .map(|name| name.name.clone())
    };
    let base = format!("{path}/{}", task.id);
    let version = task.version.to_string();
    let owner = called(task.owner).unwrap_or_else(|| "nobody yet".to_owned());
    let due = task.due_on;
    let state = match task.done {
        Some((by, _)) => {
            let by = called(by).unwrap_or_else(|| "the portal".to_owned());
            view! { <span class="state state-active">{Icon::Check.view()}<span>"Done by "{by}</span></span> }
                .into_any()
        }
        None if due < today => {
            view! { <span class="state state-closing">{Icon::CircleAlert.view()}<span>"Overdue"</span></span> }
                .into_any()
        }
        None => view! { <span class="state state-setting-up">{Icon::CircleDashed.view()}<span>"Open"</span></span> }
            .into_any(),
    };
    let evidence = (!task.evidence.is_empty()).then(|| {
        let shown = task.evidence.clone();
        view! { <p class="evidence">{shown}</p> }
    });
    let forms = may.then(|| {
        let (done_to, owner_to, open_to) = (
            format!("{base}/done"),
            format!("{base}/owner"),
            format!("{base}/open"),
        );
        let done_form = filled(&done_to);
        let owner_form = filled(&owner_to);
        let (one, two, three) = (version.clone(), version.clone(), version);
        if task.done.is_some() {
            view! {
                <form method="post" action=open_to>
                    <input type="hidden" name="version" value=one />
                    <Button text="Not done after all" />
                </form>
            }
            .into_any()
        } else {
            view! {
                <form class="form-line" method="post" action=done_to>
                    <input type="hidden" name="version" value=two />
                    <Field name="evidence" label="What shows it" value=done_form.value("evidence", "") error=done_form.problem("evidence") />
                    <div class="buttons"><Button text="Done" /></div>
                </form>
                <form class="form-line" method="post" action=owner_to>
                    <input type="hidden" name="version" value=three />
                    <Field name="owner" label="Who sees to it" value=owner_form.value("owner", "") error=owner_form.problem("owner") />
                    <div class="buttons"><Button text="Hand over" /></div>
                </form>
            }
            .into_any()
        }
    });
    let sentence = task.sentence.clone();
    view! {
        <li>
            <p class="checklist-sentence">{sentence}</p>
            {state}
            <p class="hint">"Seen to by "{owner}", due "<DateText day=due /></p>
            {evidence}
            {forms}
        </li>
    }
    .into_any()
}

fn failure(error: ChecklistError, mut form: Filled) -> Failure {
    match error {
        ChecklistError::NotFound => Failure::NotFound,
        ChecklistError::Denied(denied) => Failure::Denied(denied),
        error @ ChecklistError::Stale => {
            form.refuse("", error.to_string());
            Failure::Conflict(form)
        }
        error @ (ChecklistError::StepsOpen | ChecklistError::Refused(_)) => {
            form.refuse("", error.to_string());
            Failure::Invalid(form)
        }
        ChecklistError::Write(error) => Failure::Broken(error),
    }
}

/// Goes on when the actor may run the group: that comes before anything else is looked at.
async fn allowed(submission: &Submission) -> Result<(), Failure> {
    let group = checklist::page(&submission.context, submission.parameter("slug"))
        .await?
        .group;
    Ok(submission
        .context
        .may(Action::RunGroup, Resource::Group(group))?)
}

async fn said(submission: &Submission, form: Filled, what: Report) -> Result<Done, Failure> {
    let slug = submission.parameter("slug");
    let step = submission
        .parameter("step")
        .parse()
        .map_err(|_| Failure::NotFound)?;
    let version = form.fields.text("version").parse().unwrap_or(0);
    checklist::report(&submission.context, slug, step, version, what)
        .await
        .map_err(|error| failure(error, form))?;
    Ok(Done::GoTo(format!("/groups/{slug}/checklist")))
}

fn done(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let mut form = Filled::of(&submission);
        let evidence = form.required(
            "evidence",
            1_000,
            "Say what shows it: a link, or a sentence.",
        );
        form.checked()?;
        said(&submission, form, Report::Done(evidence)).await
    })
}

fn open(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let form = Filled::of(&submission);
        said(&submission, form, Report::Open).await
    })
}

fn owner(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let mut form = Filled::of(&submission);
        let typed = form.required("owner", 200, "Say who.");
        form.checked()?;
        match meant(&submission.context, &typed).await? {
            Meant::One(person) => said(&submission, form, Report::Owner(person)).await,
            Meant::Several | Meant::Nobody => {
                form.refuse("owner", format!("“{typed}” is nobody’s handle."));
                Err(Failure::Invalid(form))
            }
        }
    })
}

fn finish(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let slug = submission.parameter("slug").to_owned();
        checklist::finish(&submission.context, &slug)
            .await
            .map_err(|error| failure(error, Filled::of(&submission)))?;
        Ok(Done::GoTo(format!("/groups/{slug}")))
    })
}
