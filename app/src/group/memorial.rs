//! A group that has ended: what it was, from when to when, what became of it, who led it.

use domain::{Day, group::GroupState, link::Link, proposal::ProposalKind};
use leptos::prelude::*;
use services::{group::GroupPage, text};

use super::{
    margin::{Around, Holders, WhereToFind, propose},
    place::group_path,
};
use crate::{
    past::on_same_day,
    ui::{DateText, Document, MarginSection, Section},
};

/// Its life in a few sentences.
#[component]
pub fn Memorial(page: GroupPage, past: Option<Day>) -> impl IntoView {
    let now = page.group.now();
    let kind = now.kind.words().to_lowercase();
    let parent = now.parent.and_then(|id| page.name_of(id)).map(|parent| {
        let href = on_same_day(&group_path(&parent.slug), past);
        view! { " of "<a href=href>{parent.name.clone()}</a> }
    });
    let successor = now.successor.and_then(|id| page.name_of(id)).cloned();
    let end = match (now.state, successor) {
        (GroupState::Merged, Some(successor)) => {
            let href = on_same_day(&group_path(&successor.slug), past);
            view! { "It was merged into "<a href=href>{successor.name}</a>", which carries its work on." }
                .into_any()
        }
        (GroupState::Merged, None) => "It was merged into another group.".into_any(),
        (
            GroupState::SettingUp
            | GroupState::Active
            | GroupState::Closing
            | GroupState::Dissolved,
            _,
        ) => "It was dissolved.".into_any(),
    };
    let earlier = earlier_names(&page);
    let report = page.group.final_report.clone().map(|report| {
        let rendered = text::markdown(&report.body);
        let by = page.names.person(report.by).cloned().map(|name| {
            let href = on_same_day(&format!("/people/{}", name.slug), past);
            view! { "by "<a href=href>{name.name}</a>", " }
        });
        view! {
            <Section title="Final report" id="final-report">
                <Document html=rendered.html />
                <p class="final-report-note">"Given "{by}<DateText day=report.on />" as the last word of its record."</p>
            </Section>
        }
    });
    view! {
        <div class="memorial">
            <p>
                {now.name.clone()}" was a "{kind}{parent}" from "<DateText day=page.life.formed_on />
                " to "<DateText day=page.state_since />". "{end}
            </p>
            {(!earlier.is_empty()).then(|| view! {
                <p>"Before, it was called "{earlier}"."</p>
            })}
        </div>
        {report}
    }
}

/// The names that it had before its last one, oldest first.
fn earlier_names(page: &GroupPage) -> String {
    let last = &page.group.now().name;
    let mut names: Vec<&str> = Vec::new();
    for period in &page.group.periods {
        if period.name != *last && !names.contains(&period.name.as_str()) {
            names.push(&period.name);
        }
    }
    domain::words::enumerated(&names)
}

/// Who led it, where its material is, what is around it.
#[component]
pub fn RememberedMargin(page: GroupPage, past: Option<Day>) -> impl IntoView {
    let links: Vec<Link> = page.group.links_listed().cloned().collect();
    let led = if page.holders.is_empty() {
        view! { <p class="hint">"The record names nobody who led it."</p> }.into_any()
    } else {
        view! { <Holders holders=page.holders.clone() past=past /> }.into_any()
    };
    let revive = past.is_none().then(|| {
        let href = propose(ProposalKind::Revive, &page.group.now().name);
        view! {
            <MarginSection title="What could change">
                <p><a href=href>"Propose to bring it back"</a></p>
            </MarginSection>
        }
    });
    view! {
        <MarginSection title="Led by">{led}</MarginSection>
        {revive}
        <WhereToFind links=links />
        <Around page=page past=past />
    }
}
