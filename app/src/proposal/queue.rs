//! `/proposals`: every proposal, whose turn it is and what is still needed; today or as it stood on a past day.

use domain::{Day, proposal::ProposalState};
use leptos::prelude::*;
use services::{
    history::Names,
    proposal::{QueueLine, Wanted, drafts_of, queue},
};

use super::words::{ProposalStateBadge, ask_words, stands, turn_words, waiting_words};
use crate::{
    address::address,
    page::{PageTitle, context, holds_for_now, on_day, page, query},
    past::{PastBanner, PastDayField, on_same_day},
    ui::{Button, Empty, Item, List, PageHeader, Pagination, Section, Tab, Tabs},
};

/// The public queue.
#[component]
pub fn ProposalsPage() -> impl IntoView {
    let context = context();
    let ended = query("view").as_deref() == Some("ended");
    let after = query("after").and_then(|after| after.parse().ok());
    let on = on_day(context.today());
    page(async move {
        holds_for_now();
        let past = on.past();
        let day = past.map(|day| day.to_string()).unwrap_or_default();
        let wanted = if ended { Wanted::Ended } else { Wanted::Open };
        let read = queue(&context, wanted, after, past).await?;
        // Who has not signed in has none.
        let drafts = match past {
            None => drafts_of(&context).await.unwrap_or_default(),
            Some(_) => Vec::new(),
        };
        let tabs = vec![
            Tab::new(on_same_day("/proposals", past), "Open"),
            Tab::new(
                address("/proposals", &[("view", "ended"), ("on", &day)]),
                "Decided or withdrawn",
            ),
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
                &[("view", view), ("after", &next.to_string()), ("on", &day)],
            )
        });
        let view_key = if ended { "ended" } else { "" };
        let first = after.map(|_: u32| address("/proposals", &[("view", view_key), ("on", &day)]));
        let today = address("/proposals", &[("view", view_key)]);
        let banner = past.map(|day| {
            view! { <PastBanner day=day subject="Proposals" today=today /> }
        });
        let other_day = view! {
            <form class="form-line" method="get" action="/proposals">
                {ended.then(|| view! { <input type="hidden" name="view" value="ended" /> })}
                <PastDayField on=on />
                <div class="buttons"><Button text="Show" /></div>
            </form>
        };
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
            lines(read.lines, &read.names, past)
        };
        Ok(view! {
            <PageTitle subject="Proposals" />
            <PageHeader
                title="Proposals"
                lede="What the committee is asked to decide, in the order in which it came. A proposal that is changed keeps its place."
                actions=actions
            />
            {banner}
            {own}
            <Tabs label="Proposals" tabs=tabs current=current />
            {list}
            <Pagination first=first next=next />
            {other_day}
        }
        .into_any())
    })
}

fn lines(lines: Vec<QueueLine>, names: &Names, past: Option<Day>) -> AnyView {
    let items = lines
        .into_iter()
        .map(|line| {
            let href = on_same_day(&format!("/proposals/{}", line.number), past);
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
                    <a href=on_same_day(&format!("/decisions/{decision}"), past)>"Decision "{decision.to_string()}</a>
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
                .ask
                .map(|ask| view! { <span class="needs-you">{ask_words(ask)}</span> });
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
