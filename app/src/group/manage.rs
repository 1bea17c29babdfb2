//! `/groups/SLUG/manage`: what a group owes and what can be done for it, for those who run it.

use domain::{
    duty::summary,
    group::GroupState,
    permission::{Action, Resource},
};
use leptos::prelude::*;
use services::{
    Context,
    duty::{GroupDuties, of_group},
};

use super::place::{at_todays_address, group_path, requested, trail};
use crate::{
    address::address,
    duty::{Duties, done_here},
    page::{PageTitle, context, page, parameter},
    ui::{Banner, BannerKind, PageHeader, Section, StateBadge},
};

/// The page.
#[component]
pub fn ManagePage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let requested = requested();
    let done = done_here();
    page(async move {
        let read = of_group(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        let title = format!("Run {}", read.name.name);
        let lede = summary(&read.duties, context.today());
        let state = view! { <StateBadge state=read.state /> }.into_any();
        let list = format!("{}/manage", group_path(&read.name.slug));
        let ways = ways(&read, &context);
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader
                title=title trail=trail(&read.name, Some("Run it"), None) lede=lede state=state
            />
            {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
            <Section title="Needs you" id="needs-me">
                <Duties
                    duties=read.duties list=list today=context.today() context=context
                    of_one_group=true
                />
            </Section>
            <Section title="What you can do"><ul class="ways">{ways}</ul></Section>
        }
        .into_any())
    })
}

/// Something that can be done for a group: where, what it is called, what it is for.
struct Way {
    href: String,
    words: &'static str,
    about: &'static str,
}

/// What the actor can do for the group as it stands.
fn ways(read: &GroupDuties, context: &Context) -> Vec<AnyView> {
    let runs = context
        .may(Action::RunGroup, Resource::Group(read.group))
        .is_ok();
    let mut ways = Vec::new();
    let path = group_path(&read.name.slug);
    let mut way = |href: String, words: &'static str, about: &'static str| {
        ways.push(Way { href, words, about });
    };
    let propose = |kind: &str| {
        address(
            "/proposals/new",
            &[("kind", kind), ("group", &read.name.name)],
        )
    };
    if runs {
        match read.state {
            GroupState::SettingUp | GroupState::Closing => way(
                format!("{path}/checklist"),
                "Checklist",
                "Its steps, who sees to each, and what shows that it is done.",
            ),
            GroupState::Active | GroupState::Dissolved | GroupState::Merged => {}
        }
        way(
            format!("{path}/announce"),
            "Announce something",
            "It stands among the announcements and in the feed.",
        );
        way(
            format!("{path}/delegates"),
            "Delegates",
            "Appoint and dismiss who may take notes and edit for the leads.",
        );
        if read.state.is_alive() {
            way(
                format!("{path}/roadmap/edit"),
                "Edit the roadmap",
                "What it will bring about over the next months; earlier versions stay.",
            );
            way(
                format!("{path}/documents"),
                "Documents",
                "The group’s folder: pages with their versions, and documents elsewhere.",
            );
            way(
                format!("{path}/decisions/new"),
                "Record a decision",
                "What the leads decided in a technical matter, with the options and the reasons.",
            );
            way(
                format!("{path}/subgroups"),
                "Subgroups",
                "Begin one for a special focus, or end it; there is no further process.",
            );
            way(
                format!("{path}/reports/new"),
                "Write a report",
                "Drafted from the record; you add the words.",
            );
            way(
                format!("{path}/meetings"),
                "Plan and change meetings",
                "Series and single ones; everyone’s calendars follow.",
            );
            way(
                propose("recharter"),
                "Change the charter",
                "Write the next one and propose it to the committee.",
            );
            way(
                propose("change_leads"),
                "Change who leads",
                "Nominate someone, or thank someone who goes.",
            );
            if context
                .may(Action::StepDown, Resource::Group(read.group))
                .is_ok()
            {
                way(
                    format!("{path}/step-down"),
                    "Step down",
                    "Leave your own seat; nobody has to agree.",
                );
            }
            way(
                propose("rename"),
                "Give it another name",
                "Its old address goes on leading to it.",
            );
            way(
                propose("merge"),
                "Merge it into another group",
                "Its work goes on there.",
            );
            way(
                propose("dissolve"),
                "Petition to close it",
                "The committee decides; then a checklist of handing over begins.",
            );
        }
    }
    way(
        format!("{path}/history"),
        "History",
        "Everything that happened to the group, to the day.",
    );
    ways.into_iter()
        .map(|way| view! { <li><a href=way.href>{way.words}</a><p>{way.about}</p></li> }.into_any())
        .collect()
}
