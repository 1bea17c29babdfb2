//! What one asks next of a group: who leads it, whether that meets the rules, where it is found, what is around it.

use domain::{
    Day,
    group::{GroupKind, GroupState, Period},
    lead_rules::Verdict,
    link::{Link, LinkKind},
    permission::{Action, Resource},
    proposal::ProposalKind,
    roadmap::Freshness,
    seat::Role,
};
use leptos::prelude::*;
use services::{
    group::{GroupPage, Holder},
    history::Name,
    roadmap::Glance,
    text,
};

use super::place::group_path;
use crate::{
    address::address,
    meeting::next_of_group,
    past::on_same_day,
    ui::{DateText, FindingLine, Findings, Icon, MarginSection, Person, long_date},
};

/// The margin of a group that lives.
#[component]
pub fn Margin(page: GroupPage, past: Option<Day>) -> impl IntoView {
    let led = page.holders.iter().any(|holder| holder.role.leads());
    let nobody = (!led).then(|| {
        view! {
            <MarginSection title="Leads">
                <p class="hint">"The record names nobody who leads it."</p>
            </MarginSection>
        }
    });
    let holders = Role::ALL
        .into_iter()
        .filter_map(|role| {
            let holders: Vec<Holder> = page
                .holders
                .iter()
                .filter(|holder| holder.role == role)
                .cloned()
                .collect();
            (!holders.is_empty()).then(|| {
                view! {
                    <MarginSection title=plural(role)>
                        <Holders holders=holders past=past />
                    </MarginSection>
                }
            })
        })
        .collect_view();
    let findings = (!page.findings.is_empty()).then(|| {
        let lines = page
            .findings
            .iter()
            .map(|finding| {
                let evidence = if finding.verdict == Verdict::Fail {
                    format!("{}.", finding.evidence)
                } else {
                    finding.evidence.clone()
                };
                let remedy = page
                    .broken
                    .iter()
                    .find(|broken| broken.finding.rule == finding.rule)
                    .map(|broken| view! { <span class="finding-remedy">{broken.remedy.clone()}</span> });
                view! {
                    <FindingLine verdict=finding.verdict text=evidence>{remedy}</FindingLine>
                }
            })
            .collect_view();
        view! {
            <MarginSection title="Lead rules">
                <div id="lead-rules"><Findings>{lines}</Findings></div>
            </MarginSection>
        }
    });
    let links: Vec<Link> = page.group.links_listed().cloned().collect();
    let runs = past.is_none()
        && use_context::<services::Context>().is_some_and(|context| {
            context
                .may(Action::KeepRecords, Resource::Group(page.group.id))
                .is_ok()
        });
    let run = runs.then(|| {
        let href = format!("{}/manage", group_path(&page.slug));
        let announce = format!("{}/announce", group_path(&page.slug));
        view! {
            <MarginSection title="For you who run it">
                <ul class="margin-links">
                    <li><a href=href>"What it owes, and what you can do"</a></li>
                    <li><a href=announce>"Announce something"</a></li>
                </ul>
            </MarginSection>
        }
    });
    let checklist = match page.group.now().state {
        GroupState::SettingUp => Some("What is left to set it up"),
        GroupState::Closing => Some("What is left to close it"),
        GroupState::Active | GroupState::Dissolved | GroupState::Merged => None,
    };
    let next = past.is_none().then(|| {
        let steps = checklist.map(|words| {
            let href = format!("{}/checklist", group_path(&page.slug));
            view! { <li><a href=href>{words}</a></li> }
        });
        // For a month it is news.
        let news = page.group.now().state == GroupState::Active
            && page.state_since > page.day.saturating_sub(jiff::Span::new().days(30))
            && page.life.stretches.len() > 1;
        let formed = news.then(|| {
            let href = format!("{}/formed", group_path(&page.slug));
            view! { <li><a href=href>"Tell others that it is at work"</a></li> }
        });
        let down = may(&page, Action::StepDown).then(|| {
            let href = format!("{}/step-down", group_path(&page.slug));
            view! { <li><a href=href>"Step down as a lead"</a></li> }
        });
        let proposals = changes(page.group.now(), may(&page, Action::Petition))
            .into_iter()
            .map(|(kind, words)| {
                let href = propose(kind, &page.group.now().name);
                view! { <li><a href=href>{words}</a></li> }
            })
            .collect_view();
        let disagree = address("/escalations/new", &[("group", &page.slug)]);
        view! {
            <MarginSection title="What could change">
                <ul class="margin-links">
                    {steps}
                    {formed}
                    {down}
                    <li><a href=disagree>"Disagree with it"</a></li>
                </ul>
                <details class="margin-more">
                    <summary>"Propose a change"</summary>
                    <ul class="margin-links">{proposals}</ul>
                </details>
            </MarginSection>
        }
    });
    let meeting = next_of_group(page.next_meeting.clone(), &group_path(&page.slug));
    let roadmap = past.is_none().then(|| roadmap(&page));
    view! {
        {nobody}
        {holders}
        {run}
        {findings}
        {meeting}
        {roadmap}
        {next}
        <Meetings links=links.clone() />
        <WhereToFind links=links />
        <Around page=page past=past />
    }
}

/// Whether the reader may do that for the group.
fn may(page: &GroupPage, action: Action) -> bool {
    use_context::<services::Context>()
        .is_some_and(|context| context.may(action, Resource::Group(page.group.id)).is_ok())
}

/// Where a change of that kind of a group is proposed.
pub fn propose(kind: ProposalKind, group: &str) -> String {
    address("/proposals/new", &[("kind", kind.key()), ("group", group)])
}

/// What can be proposed about a group as it is now.
fn changes(now: &Period, petitions: bool) -> Vec<(ProposalKind, &'static str)> {
    let place = if now.kind == GroupKind::Subgroup {
        "Make it a group of its own"
    } else {
        "Make it a subgroup"
    };
    let charter = petitions.then_some((ProposalKind::Recharter, "Propose another charter"));
    let always = [
        (ProposalKind::ChangeLeads, "Propose a change of leads"),
        (ProposalKind::Rename, "Propose another name"),
        (ProposalKind::Convert, place),
        (ProposalKind::Merge, "Merge it into another group"),
    ];
    let end = (petitions && now.state == GroupState::Active)
        .then_some((ProposalKind::Dissolve, "Petition to dissolve it"));
    charter.into_iter().chain(always).chain(end).collect()
}

/// How the group's roadmap stands.
fn roadmap(page: &GroupPage) -> AnyView {
    let href = format!("{}/roadmap", group_path(&page.slug));
    let body = match page.roadmap {
        None => view! { <p class="hint">"There is none yet."</p> }.into_any(),
        Some(Glance {
            version,
            looked_on,
            freshness,
        }) => {
            let link = view! { <a href=href>"Version "{version}</a> };
            match freshness {
                Freshness::Fresh => view! {
                    <p>{link}", right as of "<DateText day=looked_on /></p>
                }
                .into_any(),
                Freshness::Stale { .. } => view! {
                    <p>{link}</p>
                    <Findings>
                        <FindingLine
                            verdict=Verdict::Fail
                            text=format!("Stale: nobody has looked at it since {}", long_date(looked_on))
                        />
                    </Findings>
                }
                .into_any(),
            }
        }
    };
    view! { <MarginSection title="Roadmap">{body}</MarginSection> }.into_any()
}

/// People with where they are and since when they hold their seat.
#[component]
pub fn Holders(holders: Vec<Holder>, past: Option<Day>) -> impl IntoView {
    let people = holders
        .into_iter()
        .map(|holder| {
            let href = on_same_day(&format!("/people/{}", holder.person.slug), past);
            let years = match holder.until {
                None => format!("since {}", holder.since.year()),
                Some(until) if until.year() == holder.since.year() => until.year().to_string(),
                Some(until) => format!("{} to {}", holder.since.year(), until.year()),
            };
            let secondary: Vec<String> = holder
                .area
                .into_iter()
                .chain(holder.organization.map(|organization| organization.name))
                .chain([years])
                .collect();
            view! {
                <li><Person name=holder.person.name href=href secondary=secondary.join(" · ") /></li>
            }
        })
        .collect_view();
    view! { <ul class="people">{people}</ul> }
}

/// Regular meetings with their day and hour.
#[component]
fn Meetings(links: Vec<Link>) -> impl IntoView {
    let meetings: Vec<Link> = links
        .into_iter()
        .filter(|link| link.kind == LinkKind::Meeting)
        .collect();
    (!meetings.is_empty()).then(|| {
        let meetings = meetings
            .into_iter()
            .map(|meeting| {
                let detail = meeting
                    .detail
                    .clone()
                    .map(|detail| view! { <span class="meeting-when">{detail}</span> });
                view! { <li>{linked(&meeting)}{detail}</li> }
            })
            .collect_view();
        view! {
            <MarginSection title="Meetings"><ul class="meetings">{meetings}</ul></MarginSection>
        }
    })
}

/// All other links, by what they lead to.
#[component]
pub fn WhereToFind(links: Vec<Link>) -> impl IntoView {
    let facts: Vec<AnyView> = LinkKind::ALL
        .into_iter()
        .filter(|kind| *kind != LinkKind::Meeting)
        .filter_map(|kind| {
            let entries: Vec<&Link> = links.iter().filter(|link| link.kind == kind).collect();
            (!entries.is_empty()).then(|| {
                let entries = entries
                    .into_iter()
                    .map(|link| {
                        let detail = link
                            .detail
                            .clone()
                            .map(|detail| view! { " "<span class="hint">{detail}</span> });
                        view! { <dd>{linked(link)}{detail}</dd> }
                    })
                    .collect_view();
                view! { <dt>{kind.word()}</dt>{entries} }.into_any()
            })
        })
        .collect();
    (!facts.is_empty()).then(|| {
        view! {
            <MarginSection title="Where to find it"><dl class="facts">{facts}</dl></MarginSection>
        }
    })
}

/// A link by its label; only the label where the address is none that a page may link to.
fn linked(link: &Link) -> AnyView {
    let label = link.label.clone();
    match link.url.as_deref().and_then(text::safe_address) {
        Some(url) => {
            view! { <a href=url.to_owned() rel="nofollow noopener">{label}</a> }.into_any()
        }
        None => label.into_any(),
    }
}

/// The groups around it: those it is part of, its subgroups, its stakeholders, those whose work it carries on.
#[component]
pub fn Around(page: GroupPage, past: Option<Day>) -> impl IntoView {
    let now = page.group.now();
    let parent = now.parent.and_then(|id| page.name_of(id)).cloned();
    let stakeholders: Vec<Name> = now
        .stakeholders
        .iter()
        .filter_map(|id| page.name_of(*id))
        .cloned()
        .collect();
    let all_subgroups = page.more_subgroups.then(|| {
        let on = past.map(|day| day.to_string()).unwrap_or_default();
        let href = address(
            "/groups",
            &[("view", "list"), ("within", &page.slug), ("on", &on)],
        );
        view! { <p><a href=href>"All subgroups"</a></p> }
    });
    let their_own = past.is_none().then(|| {
        let href = format!("{}/subgroups", group_path(&page.slug));
        let words = if page.subgroups.is_empty() {
            "Subgroups"
        } else {
            "What they are for, and those that ended"
        };
        view! { <p><a href=href>{words}</a></p> }
    });
    let predecessors = page
        .predecessors
        .iter()
        .map(|predecessor| {
            let href = group_path(&predecessor.name.slug);
            view! {
                <li>
                    <a href=href>{predecessor.name.name.clone()}</a>
                    <span class="hint">", merged "<DateText day=predecessor.on /></span>
                </li>
            }
        })
        .collect_view();
    view! {
        {parent.map(|parent| view! {
            <MarginSection title="Part of"><Groups groups=vec![parent] past=past /></MarginSection>
        })}
        {(!page.subgroups.is_empty()).then(|| view! {
            <MarginSection title="Subgroups">
                <Groups groups=page.subgroups.clone() past=past />
                {all_subgroups}
            </MarginSection>
        })}
        {their_own}
        {(!stakeholders.is_empty()).then(|| view! {
            <MarginSection title="Stakeholders"><Groups groups=stakeholders past=past /></MarginSection>
        })}
        {(!page.predecessors.is_empty()).then(|| view! {
            <MarginSection title="Carries on the work of"><ul>{predecessors}</ul></MarginSection>
        })}
    }
}

#[component]
fn Groups(groups: Vec<Name>, past: Option<Day>) -> impl IntoView {
    let groups = groups
        .into_iter()
        .map(|group| {
            let href = on_same_day(&group_path(&group.slug), past);
            view! { <li>{Icon::Users.view()}<a href=href>{group.name}</a></li> }
        })
        .collect_view();
    view! { <ul class="groups-around">{groups}</ul> }
}

/// The heading above those who hold a role.
fn plural(role: Role) -> &'static str {
    match role {
        Role::Lead => "Leads",
        Role::Chair => "Chairs",
        Role::TechLead => "Tech leads",
        Role::Delegate => "Delegates",
        Role::Liaison => "Liaison",
        Role::EmeritusLead => "Emeritus leads",
    }
}
