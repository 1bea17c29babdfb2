//! `/toc/agenda`: the agenda of the committee's next meeting, with what is open in the community and comes on it by itself.

use domain::permission::{Action, Resource};
use leptos::prelude::*;
use services::{
    agenda::{TocAgenda, toc_agenda},
    meeting::Meeting,
};

use super::{
    commands::AGENDA_DONE,
    open::by_source,
    page::place_and_time,
    shown::{Shown, agenda_path, drawn},
    words::when,
};
use crate::{
    committee::{TocTab, TocTabs},
    outcome::done,
    page::{PageTitle, context, holds_for_now, page},
    ui::{Banner, BannerKind, Empty, PageHeader, Section},
};

/// The page.
#[component]
pub fn TocAgendaPage() -> impl IntoView {
    let context = context();
    let done = done(AGENDA_DONE);
    holds_for_now();
    page(async move {
        let read = toc_agenda(&context).await?;
        // The committee’s other pages are its own.
        let tabs = context
            .may(Action::Decide, Resource::Community)
            .is_ok()
            .then(|| view! { <TocTabs current=TocTab::Agenda /> });
        let lede = match &read.meeting {
            Some(meeting) => format!("{}: {}", meeting.title, place_and_time(meeting)),
            None => "It fills itself from what is open, and what is settled leaves it.".to_owned(),
        };
        let body = match &read.meeting {
            Some(meeting) => of_meeting(&context, &read, meeting),
            None => without_meeting(&read),
        };
        Ok(view! {
            <PageTitle subject="The committee’s agenda" />
            <PageHeader title="The committee’s agenda" lede=lede />
            {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
            {tabs}
            {body}
        }
        .into_any())
    })
}

fn of_meeting(context: &services::Context, read: &TocAgenda, meeting: &Meeting) -> AnyView {
    let next = read.agenda.next.as_ref().map(|next| {
        let href = agenda_path(&next.address);
        let words = when(next);
        view! { <p class="agenda-next hint">"After it: "<a href=href>{words}</a></p> }
    });
    let alone = agenda_path(&meeting.address);
    view! {
        {drawn(context, read, meeting, Shown::Committee)}
        {next}
        <p class="hint"><a href=alone>"This agenda under its lasting address"</a></p>
    }
    .into_any()
}

/// No meeting of the committee is planned: what is open waits.
fn without_meeting(read: &TocAgenda) -> AnyView {
    if read.open.is_empty() {
        return view! {
            <Empty title="Nothing is open">
                <p>"Here will be what can be decided, concerns, waivers, petitions, and reports that were flagged or are missing. It leaves the list when it is settled."</p>
            </Empty>
        }
        .into_any();
    }
    let open = by_source(&read.open, &read.names, &|_| None);
    view! {
        <Section title="Open, and no meeting is planned">
            <p class="hint">"As soon as a meeting of the committee is planned, this comes on its agenda."</p>
            {open}
        </Section>
    }
    .into_any()
}
