//! `/proposals`: every proposal, whose turn it is and what is still needed; `/toc`: the same for the committee, what needs the
//! reader first.

use domain::{
    permission::{Action, Resource},
    proposal::{ProposalState, Verdict},
    words::{capitalized, counted},
};
use leptos::prelude::*;
use services::{
    history::Names,
    proposal::{QueueLine, Wanted, drafts_of, queue},
};

use super::words::{ProposalStateBadge, stands, turn_words, waiting_words};
use crate::{
    address::address,
    group::watched,
    page::{PageTitle, context, holds_for_now, page, query, require},
    ui::{Empty, Item, List, PageHeader, Pagination, Section, Tab, Tabs},
};

/// The public queue.
#[component]
pub fn ProposalsPage() -> impl IntoView {
    let context = context();
    let ended = query("view").as_deref() == Some("ended");
    let after = query("after").and_then(|after| after.parse().ok());
    page(async move {
        holds_for_now();
        let wanted = if ended { Wanted::Ended } else { Wanted::Open };
        let read = queue(&context, wanted, after).await?;
        // Who has not signed in has none.
        let drafts = drafts_of(&context).await.unwrap_or_default();
        let tabs = vec![
            Tab::new("/proposals", "Open"),
            Tab::new("/proposals?view=ended", "Decided or withdrawn"),
        ];
        let current = if ended {
            "Decided or withdrawn"
        } else {
            "Open"
        };
        let next = read.next.map(|next| {
            let view = if ended { "ended" } else { "" };
            address(
                "/proposals",
                &[("view", view), ("after", &next.to_string())],
            )
        });
        let first = after.map(|_: u32| {
            if ended {
                "/proposals?view=ended"
            } else {
                "/proposals"
            }
            .to_owned()
        });
        let own = (!drafts.is_empty()).then(|| {
            let lines = drafts
                .into_iter()
                .map(|draft| {
                    let href = format!("/proposals/drafts/{}", draft.id);
                    let title = super::draft::title_of(&draft.request);
                    view! { <Item title=view! { <a href=href>{title}</a> }.into_any() secondary=view! { "Draft, yours alone until you submit it" }.into_any() /> }
                })
                .collect_view();
            view! { <Section title="Your drafts"><List>{lines}</List></Section> }
        });
        let actions =
            view! { <a class="button button-filled" href="/proposals/new">"Propose something"</a> }
                .into_any();
        let list = if read.lines.is_empty() {
            view! {
                <Empty title=if ended { "Nothing was decided yet" } else { "Nothing is proposed at the moment" }>
                    <p>"Here will be every proposal with its place, whose turn it is and what is still needed."</p>
                </Empty>
            }
            .into_any()
        } else {
            lines(read.lines, &read.names)
        };
        Ok(view! {
            <PageTitle subject="Proposals" />
            <PageHeader
                title="Proposals"
                lede="What the committee is asked to decide, in the order in which it came. A proposal that is changed keeps its place."
                actions=actions
            />
            {own}
            <Tabs label="Proposals" tabs=tabs current=current />
            {list}
            <Pagination first=first next=next />
        }
        .into_any())
    })
}

/// The committee’s queue.
#[component]
pub fn TocPage() -> impl IntoView {
    let context = context();
    page(async move {
        require(&context, Action::Decide, Resource::Community)?;
        let mut read = queue(&context, Wanted::Open, None).await?;
        let needing = read.lines.iter().filter(|line| line.needs_reader).count();
        // What needs the reader first; then what could be decided; then by place.
        read.lines.sort_by_key(|line| {
            (
                !line.needs_reader,
                !matches!(line.tally.verdict, Verdict::Ready(_)),
                line.number,
            )
        });
        let watched = watched(&context).await?;
        let reports = crate::report::for_the_committee(&context).await?;
        let lede = match needing {
            0 => "Nothing needs your position.".to_owned(),
            needing => format!(
                "{} your position.",
                capitalized(&counted(needing, "proposal needs", "proposals need"))
            ),
        };
        let list = if read.lines.is_empty() {
            view! {
                <Empty title="Nothing waits for the committee">
                    <p>"Here will be what is proposed: what needs you first."</p>
                </Empty>
            }
            .into_any()
        } else {
            lines(read.lines, &read.names)
        };
        Ok(view! {
            <PageTitle subject="Waiting for the committee" />
            <PageHeader title="Waiting for the committee" lede=lede />
            {list}
            {reports}
            {watched}
        }
        .into_any())
    })
}

fn lines(lines: Vec<QueueLine>, names: &Names) -> AnyView {
    let items = lines
        .into_iter()
        .map(|line| {
            let href = format!("/proposals/{}", line.number);
            let author = names
                .person(line.author)
                .map_or_else(String::new, |name| name.name.clone());
            let revision = if line.revision > 1 {
                format!(", revision {}", line.revision)
            } else {
                String::new()
            };
            let needs = match (line.state, line.decision) {
                (ProposalState::Decided, Some(decision)) => view! {
                    <a href=format!("/decisions/{decision}")>"Decision "{decision.to_string()}</a>
                }
                .into_any(),
                (ProposalState::Decided | ProposalState::Withdrawn, _) => ().into_any(),
                (ProposalState::ChangesRequested, _) => {
                    view! { "Waiting for its author "{waiting_words(line.days_waiting)}"." }.into_any()
                }
                (ProposalState::InReview, _) => view! {
                    {turn_words(line.turn)}" "{waiting_words(line.days_waiting)}". "{stands(&line.tally, names)}
                }
                .into_any(),
            };
            let mine = line
                .needs_reader
                .then(|| view! { <span class="needs-you">"Your position"</span> });
            view! {
                <Item
                    title=view! { <a href=href>{line.title}</a> }.into_any()
                    secondary=view! {
                        <p>"Number "{line.number}", proposed by "{author}{revision}</p>
                        <p>{needs}</p>
                    }.into_any()
                    aside=view! { <ProposalStateBadge state=line.state />{mine} }.into_any()
                />
            }
        })
        .collect_view();
    view! { <List>{items}</List> }.into_any()
}
