//! `/groups/SLUG/subgroups`: a group’s subgroups, which its leads begin and end with no further process.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::group::{self, NewSubgroup, Subgroup, SubgroupRefusal, Subgroups};

use super::place::{at_todays_address, group_path, requested, trail};
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    outcome::{done, failure},
    page::{PageTitle, context, page, parameter},
    ui::{
        Banner, BannerKind, Button, DateText, DayFormat, Empty, Field, Icon, Item, List,
        PageHeader, Section,
    },
};

const PAGE: &str = "/groups/{slug}/subgroups";

/// The longest name, in characters.
const LONGEST_NAME: usize = 80;

/// The longest of the other lines, in characters.
const LONGEST_LINE: usize = 300;

/// What can be sent from the page.
pub const SUBGROUP_COMMANDS: &[Command] = &[
    Command::new(PAGE, PAGE, start),
    Command::new("/groups/{slug}/subgroups/{subgroup}/end", PAGE, end),
];

/// A group's subgroups.
#[component]
pub fn SubgroupsPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let requested = requested();
    let done = done(&[
        (
            "started",
            "The subgroup is at work from today. It has a page of its own.",
        ),
        ("ended", "The subgroup has ended. Its page stays."),
    ]);
    page(async move {
        let read = group::subgroups(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        let runs = context
            .may(Action::RunGroup, Resource::Group(read.id))
            .is_ok();
        Ok(drawn(&read, runs, done))
    })
}

fn drawn(read: &Subgroups, runs: bool, done: Option<String>) -> AnyView {
    let path = format!("{}/subgroups", group_path(&read.group.slug));
    let title = format!("Subgroups of {}", read.group.name);
    let at_work = if read.at_work.is_empty() {
        view! {
            <Empty title="The group has no subgroup">
                <p>"A subgroup looks at one set of problems or one technology. The leads begin and end it as they need it."</p>
            </Empty>
        }
        .into_any()
    } else {
        let lines = read
            .at_work
            .iter()
            .map(|subgroup| line(subgroup, runs, &path))
            .collect_view();
        view! { <List>{lines}</List> }.into_any()
    };
    let ended = (!read.ended.is_empty()).then(|| {
        let lines = read
            .ended
            .iter()
            .map(|subgroup| line(subgroup, false, &path))
            .collect_view();
        view! { <Section title="Ended"><List>{lines}</List></Section> }
    });
    let problem: String = read
        .at_work
        .iter()
        .map(|subgroup| filled(&format!("{path}/{}/end", subgroup.name.slug)).problem(""))
        .collect();
    let form = filled(&path);
    let start = (runs && read.alive).then(|| {
        view! {
            <Section title="Begin a subgroup">
                <form class="form" method="post" action=path.clone()>
                    <Field name="name" label="Name" value=form.value("name", "") error=form.problem("name") />
                    <Field name="purpose" label="What it is for" hint="In a sentence." value=form.value("purpose", "") error=form.problem("purpose") />
                    <Field name="contact" label="Whom to ask" hint="Someone’s handle, a channel, an address." value=form.value("contact", "") error=form.problem("contact") />
                    <p class="hint">"It is at work at once, with a page of its own. It can be ended here at any time."</p>
                    <div class="buttons"><Button text="Begin it" /></div>
                </form>
            </Section>
        }
    });
    view! {
        <PageTitle subject=title.clone() />
        <PageHeader title=title trail=trail(&read.group, Some("Subgroups"), None) lede="Ad hoc teams within the group, with a special focus. Its leads begin and end them; there is no further process." />
        {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
        {(!problem.is_empty()).then(|| view! { <Banner kind=BannerKind::Problem><p>{problem}</p></Banner> })}
        <Section title="At work">{at_work}</Section>
        {ended}
        {start}
    }
    .into_any()
}

fn line(subgroup: &Subgroup, may_end: bool, path: &str) -> AnyView {
    let name = subgroup.name.name.clone();
    let title = view! { <a href=group_path(&subgroup.name.slug)>{name.clone()}</a> }.into_any();
    let days = match subgroup.until {
        None => view! { "Since "<DateText day=subgroup.since format=DayFormat::Short /> }.into_any(),
        Some(until) => view! {
            <DateText day=subgroup.since format=DayFormat::Short />" to "<DateText day=until format=DayFormat::Short />
        }
        .into_any(),
    };
    let secondary = view! { {subgroup.purpose.clone()}" "{days} }.into_any();
    if !may_end {
        return view! { <Item icon=Icon::Users title=title secondary=secondary /> }.into_any();
    }
    let end = view! {
        <form method="post" action=format!("{path}/{}/end", subgroup.name.slug)>
            <button class="button" type="submit">"End"<span class="visually-hidden">" "{name}</span></button>
        </form>
    }
    .into_any();
    view! { <Item icon=Icon::Users title=title secondary=secondary aside=end /> }.into_any()
}

async fn allowed(submission: &Submission) -> Result<(), Failure> {
    let (id, _) = group::at(&submission.context, submission.parameter("slug")).await?;
    Ok(submission
        .context
        .may(Action::RunGroup, Resource::Group(id))?)
}

fn start(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let slug = submission.parameter("slug").to_owned();
        let mut form = Filled::of(&submission);
        let new = NewSubgroup {
            name: form.required("name", LONGEST_NAME, "Give it a name."),
            purpose: form.required("purpose", LONGEST_LINE, "Say what it is for."),
            contact: form.required("contact", LONGEST_LINE, "Say whom to ask."),
        };
        form.checked()?;
        group::start_subgroup(&submission.context, &slug, new)
            .await
            .map_err(|error| failure(error, form, field_of))?;
        Ok(Done::GoTo(format!("/groups/{slug}/subgroups?done=started")))
    })
}

fn field_of(refusal: &SubgroupRefusal) -> &'static str {
    match refusal {
        SubgroupRefusal::NotAtWork | SubgroupRefusal::NameTaken | SubgroupRefusal::Group(_) => {
            "name"
        }
    }
}

fn end(submission: Submission) -> Running {
    Box::pin(async move {
        allowed(&submission).await?;
        let slug = submission.parameter("slug").to_owned();
        group::end_subgroup(&submission.context, &slug, submission.parameter("subgroup"))
            .await
            .map_err(|error| failure(error, Filled::of(&submission), |_| ""))?;
        Ok(Done::GoTo(format!("/groups/{slug}/subgroups?done=ended")))
    })
}
