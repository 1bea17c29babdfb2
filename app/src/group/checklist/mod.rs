//! `/groups/SLUG/checklist`: the steps of setting up or closing, worked through by the group’s leads.

mod commands;
mod report;
mod step;
mod telling;

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::{
    Context,
    checklist::{self, Checklist, ChecklistPage as Read},
    history::Name,
    text,
};

pub use commands::CHECKLIST_COMMANDS;

use super::place::{at_todays_address, group_path, requested, trail};
use crate::{
    command::Filled,
    outcome::done,
    page::{PageTitle, context, holds_for_now, page, parameter},
    ui::{Banner, BannerKind, Button, Document, Empty, PageHeader, Section, SubmitLook},
};

/// What a reader may do here.
#[derive(Clone, Copy)]
struct Reader {
    may: bool,
    today: domain::Day,
}

/// The page.
#[component]
pub fn ChecklistPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let requested = requested();
    let form = use_context::<Filled>().unwrap_or_default();
    let done = done(&[
        (
            "report",
            "The report is saved. It becomes part of the record when the group is closed.",
        ),
        (
            "announced",
            "It is announced, and the step is done with it.",
        ),
        ("done", "That action item is done."),
        (
            "dropped",
            "That action item will not be done, and the reason stands with it.",
        ),
        ("reopened", "That action item is open again."),
        ("handed", "That action item is handed over."),
    ]);
    page(async move {
        holds_for_now();
        let read = checklist::page(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        let reader = Reader {
            may: context
                .may(Action::RunGroup, Resource::Group(read.group.id))
                .is_ok(),
            today: context.today(),
        };
        Ok(drawn(&context, &read, reader, &form, done))
    })
}

fn drawn(
    context: &Context,
    read: &Read,
    reader: Reader,
    form: &Filled,
    done: Option<String>,
) -> AnyView {
    let name = Name {
        slug: read.slug.clone(),
        name: read.group.now().name.clone(),
    };
    let (title, lede) = match read.checklist {
        Some(Checklist::SettingUp) => (
            "Setting up",
            "What turns the decision into an active group. When every step is done, its leads say so.",
        ),
        Some(Checklist::Closing) => (
            "Closing",
            "What is handed over before the group ends, and what is written of it. When all is done, its leads say so.",
        ),
        None => ("Checklist", ""),
    };
    let problem = form.problem("");
    let body = match read.checklist {
        None => view! {
            <Empty title="There is nothing to work through">
                <p>"Here are the steps of setting a group up, and of closing it."</p>
            </Empty>
        }
        .into_any(),
        Some(checklist) => steps(context, read, checklist, reader),
    };
    let subject = format!("{title}: {}", name.name);
    view! {
        <PageTitle subject=subject />
        <PageHeader title=title trail=trail(&name, Some(title), None) lede=lede />
        {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
        {(!problem.is_empty()).then(|| view! { <Banner kind=BannerKind::Problem><p>{problem}</p></Banner> })}
        {body}
    }
    .into_any()
}

fn steps(context: &Context, read: &Read, checklist: Checklist, reader: Reader) -> AnyView {
    let path = format!("{}/checklist", group_path(&read.slug));
    let none = read.tasks.is_empty().then(|| {
        view! {
            <Empty title="No steps are kept for this group">
                <p>"A registry showed it like this; a decision would have brought a checklist along. Its leads can say that everything is done."</p>
            </Empty>
        }
    });
    let done = read.tasks.iter().filter(|task| task.is_met()).count();
    let progress = (!read.tasks.is_empty()).then(|| {
        let words = format!("Steps done: {done} of {}.", read.tasks.len());
        view! { <p class="checklist-progress">{words}</p> }
    });
    let list = read
        .tasks
        .iter()
        .map(|task| step::step(context, task, read, reader, &path))
        .collect_view();
    let entry = read.entry.as_ref().map(|entry| {
        let rendered = text::markdown_among_others(entry);
        view! {
            <Section title="Its entry in the registry">
                <p class="hint">"In the words of the export, which has it since the decision."</p>
                <div class="card checklist-entry"><Document html=rendered.html /></div>
            </Section>
        }
    });
    let report = read
        .report
        .as_ref()
        .map(|report| report::section(report, read, reader, &path));
    let telling = telling::section(read, checklist, reader, &path);
    let finish = (reader.may && done == read.tasks.len()).then(|| finish(checklist, &path));
    view! {
        {none}
        {progress}
        <ol class="checklist">{list}</ol>
        {telling}
        {report}
        {entry}
        {finish}
    }
    .into_any()
}

fn finish(checklist: Checklist, path: &str) -> AnyView {
    let action = format!("{path}/finish");
    let (words, button) = match checklist {
        Checklist::SettingUp => (
            "Every step is done. Say so, and the group is at work from today: its page, the registry and its lifeline show it.",
            "The group is set up",
        ),
        Checklist::Closing => (
            "Every step is done. Say so, and the group has ended: its seats are vacated, the final report becomes part of the record, and its page stays as a memorial.",
            "The group is closed",
        ),
    };
    view! {
        <Section title="Done?">
            <p>{words}</p>
            <form method="post" action=action>
                <Button text=button look=SubmitLook::Filled />
            </form>
        </Section>
    }
    .into_any()
}
