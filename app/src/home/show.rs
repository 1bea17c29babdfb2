//! `/`: what this is, who is active, what changed lately, who decides.

use domain::{
    group::GroupState,
    policy::Policy,
    words::{capitalized, counted, enumerated, number},
};
use leptos::prelude::*;
use services::home::{GroupAtHome, Home, PersonAtHome, read};
use services::{announcement, proposal};

use super::yours;

use crate::{
    announcement::announced_lately,
    duty::done_here,
    history::{Detail, EventLine},
    meeting::coming_section,
    page::{PageTitle, context, page},
    site::Site,
    ui::{Columns, Empty, List, MarginSection, PageHeader, Person, Section, StateBadge},
};

/// So many open proposals are named.
const PROPOSED: u64 = 6;

/// So many announcements are named.
const ANNOUNCED: u64 = 4;

/// The front door.
#[component]
pub fn HomePage() -> impl IntoView {
    let context = context();
    let community = expect_context::<Site>().community.to_string();
    let done = done_here();
    page(async move {
        let mut home = read(&context).await?;
        let proposed = proposal::open_titles(&context, PROPOSED).await?;
        let announced = announced_lately(announcement::newest(&context, None, ANNOUNCED).await?);
        let meetings = coming_section(&context).await?;
        let announced = view! { {meetings}{announced} }.into_any();
        let body = if let Some(yours) = home.yours.take() {
            yours::page(yours, home, (proposed, announced), done, &context)
        } else {
            signed_out(home, proposed, announced, community)
        };
        Ok(view! {
            <PageTitle subject="Home" />
            {body}
        }
        .into_any())
    })
}

fn signed_out(
    home: Home,
    proposed: Vec<(u32, String)>,
    announced: AnyView,
    community: String,
) -> AnyView {
    let since = home
        .since
        .map_or_else(String::new, |day| format!(" since {}", day.year()));
    let lede = format!(
        "The working groups of {community}{since}: what each is for, who leads it and how it came about. \
         Everything here is public, and every line says when it happened."
    );
    let body = if home.since.is_some() {
        at_work(home, proposed, announced)
    } else {
        beginning()
    };
    view! {
        <PageHeader title=community lede=lede />
        {body}
    }
    .into_any()
}

fn at_work(home: Home, proposed: Vec<(u32, String)>, announced: AnyView) -> AnyView {
    let who = who(&home);
    let margin = margin(home.rules, home.committee, proposed);
    let groups = home.groups.into_iter().map(group).collect_view();
    let newest = home
        .newest
        .into_iter()
        .map(|entry| view! { <EventLine entry=entry detail=Detail::Day /> })
        .collect_view();
    view! {
        <Columns margin=margin>
            <Section title="Who is active">
                <p>{who}</p>
                <ul class="front-groups" data-keys="list">{groups}</ul>
                <p><a href="/groups">"All groups, and what became of the others"</a></p>
            </Section>
            {announced}
            <Section title="What changed lately">
                <List dense=true>{newest}</List>
                <p><a href="/history">"Everything that happened"</a></p>
            </Section>
        </Columns>
    }
    .into_any()
}

/// "Nine groups are active, one is being set up and one is closing. 31 people from ten organizations lead them."
fn who(home: &Home) -> String {
    let counts = home.counts;
    let is = |count: usize| if count == 1 { "is" } else { "are" };
    let mut states = vec![format!(
        "{} {} active",
        counted(counts.active, "group", "groups"),
        is(counts.active)
    )];
    for (count, words) in [
        (counts.setting_up, "being set up"),
        (counts.closing, "closing"),
    ] {
        if count > 0 {
            states.push(format!("{} {} {words}", number(count), is(count)));
        }
    }
    let states: Vec<&str> = states.iter().map(String::as_str).collect();
    let mut sentence = format!("{}.", capitalized(&enumerated(&states)));
    if home.leading_people > 0 {
        let people = capitalized(&counted(home.leading_people, "person", "people"));
        let from = match home.leading_organizations {
            0 => String::new(),
            organizations => format!(
                " from {}",
                counted(organizations, "organization", "organizations")
            ),
        };
        let lead = if home.leading_people == 1 {
            "leads"
        } else {
            "lead"
        };
        sentence.push_str(&format!(" {people}{from} {lead} them."));
    }
    sentence
}

fn group(group: GroupAtHome) -> AnyView {
    let badge = match group.state {
        GroupState::Active => None,
        state @ (GroupState::SettingUp
        | GroupState::Closing
        | GroupState::Dissolved
        | GroupState::Merged) => Some(view! { <StateBadge state=state /> }),
    };
    view! {
        <li>
            <a href=format!("/groups/{}", group.slug)>{group.name}</a>
            {badge}
            {(!group.description.is_empty()).then(|| view! { <p>{group.description}</p> })}
        </li>
    }
    .into_any()
}

/// The open proposals; nothing where there are none.
pub fn being_decided(proposed: Vec<(u32, String)>) -> Option<AnyView> {
    (!proposed.is_empty()).then(|| {
        let lines = proposed
            .into_iter()
            .map(|(number, title)| {
                view! { <li><a href=format!("/proposals/{number}")>{title}</a></li> }
            })
            .collect_view();
        view! {
            <MarginSection title="Being decided"><ul class="margin-links">{lines}</ul></MarginSection>
        }
        .into_any()
    })
}

fn margin(
    rules: Option<Policy>,
    committee: Vec<PersonAtHome>,
    proposed: Vec<(u32, String)>,
) -> AnyView {
    let proposed = being_decided(proposed);
    let rules = rules.map(|rules| {
        let seats = (!committee.is_empty()).then(|| {
            let people = committee
                .into_iter()
                .map(|member| {
                    view! {
                        <Person name=member.name href=format!("/people/{}", member.handle) />
                    }
                })
                .collect_view();
            view! { <div class="people">{people}</div> }
        });
        view! {
            <MarginSection title="Who decides">
                <p>{rules.who_decides()}</p>
                {seats}
                <ul class="margin-links">
                    <li><a href="/committee">"Seats and terms"</a></li>
                    <li><a href="/policy">"The rules in words"</a></li>
                </ul>
            </MarginSection>
        }
    });
    view! {
        {proposed}
        {rules}
        <MarginSection title="Look around">
            <ul class="ways-on">
                <li><a href="/people">"People"</a>", and what they lead"</li>
                <li><a href="/organizations">"Organizations"</a>", and how much each carries"</li>
                <li><a href="/history">"History"</a>", to the day"</li>
                <li><a href="/announcements">"Announcements"</a>", and a feed of them"</li>
                <li><a href="/reports">"Reports"</a>", all of a time on one page"</li>
            </ul>
        </MarginSection>
    }
    .into_any()
}

/// Where nothing is in the record yet.
pub fn beginning() -> AnyView {
    view! {
        <Empty title="No group is in the record yet">
            <p>
                "Here will be the groups, what changed lately and who decides. Begin with the registry that you have, a Markdown table or a "
                <code>"sigs.yaml"</code>": "
            </p>
            <p><code>"charterhouse import registry FILE"</code></p>
            <p>"Or look at an invented community first, in a folder of its own: "</p>
            <p><code>"charterhouse serve --demo --data DIR"</code></p>
        </Empty>
    }
    .into_any()
}
