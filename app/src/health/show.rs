//! `/toc/health`: how every group is doing, from evidence.

use domain::{
    health::Health,
    permission::{Action, Resource},
    words::{capitalized, counted, number},
};
use leptos::prelude::*;
use services::{
    health::{self, Ask, Asked, HealthPage as Read},
    policy,
    proposal::DraftError,
};

use super::row::row;
use crate::{
    address::address,
    command::{Command, Done, Failure, Filled, Running, Submission},
    committee::{TocTab, TocTabs},
    page::{PageTitle, context, page, query, require},
    ui::{Empty, PageHeader, Pagination, Section, Table},
};

const ADDRESS: &str = "/toc/health";

/// What can be sent from the page.
pub const COMMANDS: &[Command] = &[Command::new("/toc/health/{slug}/draft", ADDRESS, draft)];

/// The page.
#[component]
pub fn HealthPage() -> impl IntoView {
    let context = context();
    let wanted = query("show").and_then(|key| Health::of_key(&key));
    let (from, after) = (query("from"), query("after"));
    page(async move {
        require(&context, Action::Decide, Resource::Community)?;
        let asked = Asked {
            health: wanted,
            from: from.as_deref(),
            after: after.as_deref(),
        };
        let read = health::page(&context, asked).await?;
        let versions = policy::versions(&context.database).await?;
        let rules = policy::in_force(&versions, context.today())
            .map(|version| version.rules.health)
            .unwrap_or_default();
        let show = wanted.map_or("", Health::key);
        let next = read.next.as_ref().map(|next| {
            let parts = [("show", show), ("from", &next.from), ("after", &next.after)];
            address(ADDRESS, &parts)
        });
        let first = from.or(after).map(|_| address(ADDRESS, &[("show", show)]));
        let lede = lede(&read);
        let filter = filter(&read, wanted);
        let list = table(read, wanted);
        Ok(view! {
            <PageTitle subject="Health of groups" />
            <PageHeader title="Health of groups" lede=lede />
            <TocTabs current=TocTab::Health />
            {filter}
            {list}
            <Pagination first=first next=next />
            <Section title="By which numbers">
                <p class="secondary">{rules.sentence()}" "<a href="/policy">"The rules in words"</a></p>
            </Section>
        }
        .into_any())
    })
}

/// How many of those that were looked at are late with something.
fn lede(read: &Read) -> String {
    let count = |wanted: Health| {
        read.counts
            .iter()
            .find(|(health, _)| *health == wanted)
            .map_or(0, |(_, count)| *count)
    };
    let looked_at: usize = read.counts.iter().map(|(_, count)| count).sum();
    if looked_at == 0 {
        return String::new();
    }
    let is = |count: usize, what: &str| match count {
        0 => format!("none is {what}"),
        1 => format!("one is {what}"),
        count => format!("{} are {what}", number(count)),
    };
    let groups = counted(looked_at, "group", "groups");
    let of = if read.of_all {
        ""
    } else {
        " of a larger community"
    };
    format!(
        "{}{of}: {}, {}.",
        capitalized(&groups),
        is(count(Health::Failing), "failing"),
        is(count(Health::InGrace), "in grace"),
    )
}

/// How many are doing how, each the way to see only these.
fn filter(read: &Read, wanted: Option<Health>) -> AnyView {
    let all: usize = read.counts.iter().map(|(_, count)| count).sum();
    let link = |href: String, words: String, count: usize, is_current: bool| {
        let current = is_current.then_some("true");
        view! { <li><a href=href aria-current=current>{words}" "<span class="filter-count">{count}</span></a></li> }
    };
    let each = read
        .counts
        .iter()
        .filter(|(health, count)| *count > 0 || wanted == Some(*health))
        .map(|(health, count)| {
            let href = address(ADDRESS, &[("show", health.key())]);
            link(
                href,
                health.words().to_owned(),
                *count,
                wanted == Some(*health),
            )
        })
        .collect_view();
    view! {
        <nav class="health-filter" aria-label="How they are doing">
            <ul>{link(ADDRESS.to_owned(), "All".to_owned(), all, wanted.is_none())}{each}</ul>
        </nav>
    }
    .into_any()
}

fn table(read: Read, wanted: Option<Health>) -> AnyView {
    if read.groups.is_empty() {
        let words = match wanted {
            None => "No group is at work".to_owned(),
            Some(health) => format!("None of these groups: {}", health.words().to_lowercase()),
        };
        return view! {
            <Empty title=words>
                <p>"Here will be the groups of the community, each with what shows how it is doing."</p>
            </Empty>
        }
        .into_any();
    }
    let rows = read.groups.into_iter().map(row).collect_view();
    view! {
        <div class="health">
            <Table id="health" caption="How each group is doing, the worst first" caption_hidden=true>
                <thead>
                    <tr>
                        <th scope="col">"Group"</th>
                        <th scope="col">"Health"</th>
                        <th scope="col">"What shows it"</th>
                        <th scope="col">"What could follow"</th>
                    </tr>
                </thead>
                <tbody data-keys="list">{rows}</tbody>
            </Table>
        </div>
    }
    .into_any()
}

fn draft(submission: Submission) -> Running {
    Box::pin(async move {
        submission
            .context
            .may(Action::Decide, Resource::Community)?;
        let mut form = Filled::of(&submission);
        let Some(ask) = Ask::of_key(form.fields.text("ask")) else {
            form.refuse("", "Choose what to propose.");
            return Err(Failure::Invalid(form));
        };
        match health::propose(&submission.context, submission.parameter("slug"), ask).await {
            Ok(id) => Ok(Done::GoTo(format!("/proposals/drafts/{id}"))),
            Err(DraftError::NotFound) => Err(Failure::NotFound),
            Err(DraftError::Denied(denied)) => Err(Failure::Denied(denied)),
            Err(DraftError::Write(error)) => Err(Failure::Broken(error)),
            Err(error @ (DraftError::TooMany | DraftError::Stale(_))) => {
                form.refuse("", error.to_string());
                Err(Failure::Invalid(form))
            }
        }
    })
}
