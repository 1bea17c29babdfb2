//! One proposal of the committee’s queue, open: everything that is needed to decide on it, and the forms for it.

use domain::{lead_rules::Verdict as RuleVerdict, proposal::ProposalState};
use leptos::prelude::*;
use services::{
    Context, ReadError,
    proposal::{self as service, CommitteeLine, OverlapLine, ProposalPage as Read},
};
use uuid::Uuid;

use crate::{
    command::Filled,
    proposal::{
        about::{self, margin, request},
        act::Place,
        concerns::Concerns,
        deciding::Deciding,
        discussion::Comments,
        ongoing::Holds,
        overlapping::overlapping,
        positions::{Positions, StatePosition},
        show::{reader_of, shared, stands_now},
        words::ProposalStateBadge,
    },
    ui::{Banner, BannerKind, Columns, Icon},
};

/// The proposal with that number.
pub async fn entry(
    context: &Context,
    number: u32,
    comments_after: Option<Uuid>,
    queue: &[CommitteeLine],
    form: Filled,
    done: Option<&'static str>,
) -> Result<AnyView, ReadError> {
    let read = service::page(context, number, comments_after, None).await?;
    let alike = service::overlaps(context, &read.record.revision().request).await?;
    let place = queue.iter().position(|entry| entry.line.number == number);
    let beside = |step: isize| {
        let place = place?.checked_add_signed(step)?;
        queue.get(place).map(|entry| entry.line.number)
    };
    let around = about::beside(context, &read).await?;
    let ways = ways(beside(-1), beside(1), number);
    let asked = request(&read, around.before);
    Ok(drawn(context, read, alike, ways, asked, form, done))
}

/// Links to the entries before and after, with their keys.
fn ways(before: Option<u32>, after: Option<u32>, number: u32) -> AnyView {
    let before = before.map(|number| {
        view! {
            <a href=format!("/toc/{number}#entry") rel="prev" data-keys="previous">{Icon::ArrowLeft.view()}"Previous"</a>
        }
    });
    let after = after.map(|number| {
        view! {
            <a href=format!("/toc/{number}#entry") rel="next" data-keys="next">"Next"{Icon::ArrowRight.view()}</a>
        }
    });
    view! {
        <nav class="queue-ways" aria-label="Proposals in the queue">
            {before}
            <a href=format!("/proposals/{number}")>"Its page"</a>
            {after}
        </nav>
    }
    .into_any()
}

fn drawn(
    context: &Context,
    read: Read,
    alike: Vec<OverlapLine>,
    ways: AnyView,
    asked: AnyView,
    form: Filled,
    done: Option<&'static str>,
) -> AnyView {
    let reader = reader_of(context, &read);
    let in_review = read.record.state == ProposalState::InReview;
    let problem = form.problem("");
    let shared = shared(&read, Place::Queue);
    let stands = stands_now(&read);
    let state = read.record.state;
    let failing = read.findings.as_ref().is_some_and(|findings| {
        findings
            .after
            .iter()
            .any(|finding| finding.verdict != RuleVerdict::Pass)
    });
    let alike = overlapping(alike);
    let around = margin(&read);
    let margin = view! { {around}{alike} }.into_any();
    let own = form.clone();
    let position = (reader.elector && in_review)
        .then(move || view! { <StatePosition read=shared form=own reader=reader /> });
    let rules = failing.then(|| view! { <p class="hint">"A lead rule does not hold or cannot be told: see the margin."</p> });
    let title = read.title;
    view! {
        <article class="entry" id="entry" aria-labelledby="entry-title">
            <header class="entry-header">
                <h2 id="entry-title">{title}</h2>
                <ProposalStateBadge state=state />
                {ways}
            </header>
            {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
            {(!problem.is_empty()).then(|| view! { <Banner kind=BannerKind::Problem><p>{problem}</p></Banner> })}
            <p class="lede">{stands}</p>
            {rules}
            <Columns margin=margin>
                {position}
                <Deciding read=shared form=form.clone() reader=reader />
                <details class="asked"><summary>"What is asked, in full"</summary>{asked}</details>
                <Positions read=shared />
                <Concerns read=shared form=form.clone() reader=reader />
                <Holds read=shared form=form.clone() reader=reader />
                <Comments read=shared form=form reader=reader />
            </Columns>
        </article>
    }
    .into_any()
}
