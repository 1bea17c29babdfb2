//! `/toc/agenda`: what is open in the community and wants the committee's time, read anew each time.

use domain::{
    agenda::{AgendaSource, Matter},
    permission::{Action, Resource},
};
use leptos::prelude::*;
use services::{
    agenda::{OpenMatter, TocAgenda, toc_agenda},
    history::Names,
};

use crate::{
    committee::{TocTab, TocTabs},
    page::{PageTitle, context, holds_for_now, page},
    ui::{Empty, Item, List, PageHeader, Section},
};

/// The page.
#[component]
pub fn TocAgendaPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    page(async move {
        let read = toc_agenda(&context).await?;
        // The committee’s other pages are its own.
        let tabs = context
            .may(Action::Decide, Resource::Community)
            .is_ok()
            .then(|| view! { <TocTabs current=TocTab::Agenda /> });
        let sections = AgendaSource::ALL
            .into_iter()
            .filter_map(|source| section(source, &read))
            .collect_view();
        let nothing = read.open.is_empty().then(|| {
            view! {
                <Empty title="Nothing is open">
                    <p>"Here will be what can be decided, concerns, waivers, petitions, and reports that were flagged or are missing. It leaves the list when it is settled."</p>
                </Empty>
            }
        });
        Ok(view! {
            <PageTitle subject="The committee’s agenda" />
            <PageHeader
                title="The committee’s agenda"
                lede="It fills itself from what is open, and what is settled leaves it."
            />
            {tabs}
            {sections}
            {nothing}
        }
        .into_any())
    })
}

/// What comes from one source; nothing where nothing is open.
fn section(source: AgendaSource, read: &TocAgenda) -> Option<AnyView> {
    let items: Vec<AnyView> = read
        .open
        .iter()
        .filter(|open| open.matter.source() == source)
        .map(|open| line(open, &read.names))
        .collect();
    (!items.is_empty())
        .then(|| view! { <Section title=source.words()><List>{items}</List></Section> }.into_any())
}

fn line(open: &OpenMatter, names: &Names) -> AnyView {
    let title = match place(&open.matter, names) {
        Some(href) => view! { <a href=href>{open.title.clone()}</a> }.into_any(),
        None => open.title.clone().into_any(),
    };
    let by = open
        .by
        .and_then(|person| names.person(person))
        .map(|name| format!(" Brought by {}.", name.name));
    let secondary = view! { {open.why.clone()}{by} }.into_any();
    let minutes = format!("{} min", open.matter.source().minutes()).into_any();
    view! { <Item title=title secondary=secondary aside=minutes /> }.into_any()
}

/// Where the open thing is.
fn place(matter: &Matter, names: &Names) -> Option<String> {
    match matter {
        Matter::Decision { proposal }
        | Matter::Concern { proposal, .. }
        | Matter::Waiver { proposal }
        | Matter::Petition { proposal } => Some(format!("/proposals/{proposal}")),
        Matter::Report { group, .. } => names
            .group(*group)
            .map(|name| format!("/groups/{}/reports", name.slug)),
        Matter::Escalation { .. } | Matter::ActionItem { .. } => None,
    }
}
