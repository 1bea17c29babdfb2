//! `/toc`: what waits for the committee, what needs the reader first; `/toc/N`: the same with one proposal open, to act on it
//! without leaving the queue. `n` and `p` lead to the next and the previous one.

mod entry;

use domain::{
    lead_rules::Verdict as RuleVerdict,
    permission::{Action, Resource},
    words::{capitalized, counted},
};
use leptos::prelude::*;
use services::{
    ReadError,
    history::Names,
    proposal::{CommitteeLine, CommitteeQueue, Mark, committee_queue},
};

use super::{
    parts::name,
    show::done_words,
    words::{ProposalStateBadge, ask_words, stands, time_left, turn_words, waiting_words},
};
use crate::{
    command::Filled,
    committee::{TocTab, TocTabs},
    group::watched,
    page::{PageTitle, context, page, parameter, query, require},
    ui::{Banner, BannerKind, Empty, Icon, PageHeader},
};

/// The committee’s queue, with its first or the chosen proposal open.
#[component]
pub fn TocPage() -> impl IntoView {
    let context = context();
    let chosen = parameter("number");
    let comments_after = query("comments_after").and_then(|after| after.parse().ok());
    let done = query("done").and_then(|key| done_words(&key));
    let decided = query("decided");
    let form = use_context::<Filled>().unwrap_or_default();
    page(async move {
        require(&context, Action::Decide, Resource::Community)?;
        let read = committee_queue(&context).await?;
        let open = match chosen.as_str() {
            "" => read.lines.first().map(|entry| entry.line.number),
            number => Some(number.parse().map_err(|_| ReadError::NotFound)?),
        };
        let entry = match open {
            Some(number) => {
                Some(entry::entry(&context, number, comments_after, &read.lines, form, done).await?)
            }
            None => None,
        };
        let decided = decided
            .and_then(|number| domain::decision::DecisionNumber::try_from(number).ok())
            .map(|number| {
                view! {
                    <Banner kind=BannerKind::Notice>
                        <p>"It is decided: "<a href=format!("/decisions/{number}")>"decision "{number.to_string()}</a>"."</p>
                    </Banner>
                }
            });
        let watched = watched(&context).await?;
        let reports = crate::report::for_the_committee(&context).await?;
        let lede = lede(&read);
        let list = if read.lines.is_empty() {
            view! {
                <Empty title="Nothing waits for the committee">
                    <p>"Here will be what is proposed: what needs you first."</p>
                </Empty>
            }
            .into_any()
        } else {
            list(read, open, context.now())
        };
        Ok(view! {
            <PageTitle subject="Waiting for the committee" />
            <PageHeader title="Waiting for the committee" lede=lede />
            <TocTabs current=TocTab::Waiting />
            {decided}
            {list}
            {entry}
            {reports}
            {watched}
        }
        .into_any())
    })
}

fn lede(read: &CommitteeQueue) -> String {
    match read
        .lines
        .iter()
        .filter(|entry| entry.line.ask.is_some())
        .count()
    {
        0 => "Nothing needs you.".to_owned(),
        needing => format!(
            "{} you.",
            capitalized(&counted(needing, "proposal needs", "proposals need"))
        ),
    }
}

fn list(read: CommitteeQueue, open: Option<u32>, now: i64) -> AnyView {
    let rows = read
        .lines
        .iter()
        .map(|entry| row(entry, &read.names, open, now))
        .collect_view();
    view! {
        <p class="queue-keys keys-hint">
            <kbd>"j"</kbd>" "<kbd>"k"</kbd>" move, "<kbd>"Enter"</kbd>" opens, "
            <kbd>"n"</kbd>" "<kbd>"p"</kbd>" next and previous proposal"
        </p>
        <ol class="queue" data-keys="list" aria-label="Proposals">{rows}</ol>
    }
    .into_any()
}

fn row(entry: &CommitteeLine, names: &Names, open: Option<u32>, now: i64) -> AnyView {
    let line = &entry.line;
    let here = (open == Some(line.number)).then_some("true");
    let revision = if line.revision > 1 {
        format!(", revision {}", line.revision)
    } else {
        String::new()
    };
    let state = match line.ask {
        Some(ask) => view! {
            <span class="state state-in-review">{Icon::Scale.view()}<span>{ask_words(ask)}</span></span>
        }
        .into_any(),
        None => view! { <ProposalStateBadge state=line.state /> }.into_any(),
    };
    let left = time_left(&line.tally, now).map(|left| view! { <p>{left}</p> });
    let stand = stands(&line.tally, names);
    let stand = if stand.is_empty() {
        format!(
            "{} {}.",
            turn_words(line.turn),
            waiting_words(line.days_waiting)
        )
    } else {
        stand
    };
    let found = found(entry);
    view! {
        <li aria-current=here>
            <div>
                <a class="queue-title" href=format!("/toc/{}#entry", line.number)>{line.title.clone()}</a>
                <p class="hint">"Number "{line.number}", by "{name(names, line.author)}{revision}</p>
            </div>
            <div>{state}{left}</div>
            <div>{marks(&entry.marks)}<p>{stand}</p></div>
            <div>{found}</div>
        </li>
    }
    .into_any()
}

/// One mark for each seat; the words beside it say the same.
fn marks(marks: &[Mark]) -> AnyView {
    let marks = marks
        .iter()
        .map(|mark| {
            let class = match mark {
                Mark::For => "mark mark-for",
                Mark::Otherwise => "mark mark-otherwise",
                Mark::Against => "mark mark-against",
                Mark::Abstains => "mark mark-abstains",
                Mark::Recused => "mark mark-recused",
                Mark::Silent => "mark",
            };
            view! { <span class=class></span> }
        })
        .collect_view();
    view! { <div class="marks" aria-hidden="true">{marks}</div> }.into_any()
}

/// What the row says of findings and concerns.
fn found(entry: &CommitteeLine) -> AnyView {
    let concerns = entry
        .concerns
        .iter()
        .map(|concern| view! { <p class="queue-concern">"Open concern: "{concern.clone()}</p> })
        .collect_view();
    let failing: Vec<String> = entry
        .findings
        .iter()
        .filter(|finding| finding.verdict == RuleVerdict::Fail)
        .map(|finding| finding.evidence.clone())
        .collect();
    let rules = match (entry.findings.is_empty(), failing.is_empty()) {
        (true, _) => "No lead changes".to_owned(),
        (false, true) => "No lead rule fails".to_owned(),
        (false, false) => failing.join("; "),
    };
    view! { {concerns}<p>{rules}</p> }.into_any()
}
