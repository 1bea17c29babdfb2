//! `/groups/SLUG/roadmap`: what a group will do over the next months, and whether that is still right.

use domain::roadmap::{Freshness, Month, RoadmapItem};
use leptos::prelude::*;
use services::roadmap::{self, Current, RoadmapError, RoadmapPage as Read};

use super::item::{ItemStateBadge, carried, links};
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    group::{GroupTabs, at_todays_address, group_path, requested, trail},
    outcome::done,
    page::{PageTitle, context, page, parameter, query},
    ui::{
        Banner, BannerKind, Columns, DateText, DayFormat, Empty, MarginSection, PageHeader,
        Section, SubmitLook, long_date,
    },
};

const PAGE: &str = "/groups/{slug}/roadmap";

/// `POST /groups/SLUG/roadmap/confirm`.
pub const CONFIRM: Command = Command::new("/groups/{slug}/roadmap/confirm", PAGE, confirm);

/// A group's roadmap; `?version=` shows an older one.
#[component]
pub fn RoadmapPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let version = query("version");
    let requested = requested();
    let done = done(&[
        ("published", "The new version is published."),
        (
            "confirmed",
            "Noted: the roadmap is still right as of today.",
        ),
    ]);
    page(async move {
        let version = match version {
            None => None,
            Some(typed) => Some(typed.parse().map_err(|_| services::ReadError::NotFound)?),
        };
        let read = roadmap::page(&context, &slug, version)
            .await
            .map_err(at_todays_address(&requested))?;
        let path = format!("{}/roadmap", group_path(&read.group.slug));
        let refused = filled(&format!("{path}/confirm")).problem("");
        let title = format!("{} Group Roadmap", read.group.name);
        let old = read
            .current
            .as_ref()
            .filter(|current| current.version.line.number != current.newest)
            .map(|current| old(current, &path));
        let stale = read
            .current
            .as_ref()
            .filter(|_| old.is_none())
            .and_then(|current| stale(&read, current));
        let actions = read.editable.then(|| actions(&read, &path));
        let lede = lede(&read);
        let margin = margin(&read, &path);
        let body = match &read.current {
            Some(current) => months(current, read.this_month, read.months),
            None => empty(&read, &path),
        };
        let subject = title.clone();
        Ok(view! {
            <PageTitle subject=subject />
            <PageHeader
                title=title
                trail=trail(&read.group, Some("Roadmap"), None)
                lede=lede
                actions=actions.unwrap_or_else(|| ().into_any())
            />
            {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
            {(!refused.is_empty()).then(|| view! {
                <Banner kind=BannerKind::Problem><p>{refused}</p></Banner>
            })}
            {old}
            {stale}
            <GroupTabs slug=read.group.slug.clone() name=read.group.name.clone() current="Roadmap" />
            <Columns margin=margin>{body}</Columns>
        }
        .into_any())
    })
}

fn lede(read: &Read) -> String {
    match &read.current {
        None => format!(
            "What the group will have brought about in the next {}.",
            counted_months(read.months)
        ),
        Some(current) => {
            let by = |name: &Option<services::history::Name>| {
                name.as_ref()
                    .map_or_else(String::new, |name| format!(" by {}", name.name))
            };
            let line = &current.version.line;
            let published = format!(
                "Version {}, published {}{}.",
                line.number,
                long_date(line.on),
                by(&line.by)
            );
            if current.looked_on > line.on && line.number == current.newest {
                let looked = long_date(current.looked_on);
                format!(
                    "{published} Found still right {looked}{}.",
                    by(&current.looked_by)
                )
            } else {
                published
            }
        }
    }
}

/// "3 months"
pub fn counted_months(months: u32) -> String {
    domain::words::counted(months as usize, "month", "months")
}

fn old(current: &Current, path: &str) -> AnyView {
    let number = current.version.line.number;
    let (newest, diff) = (
        path.to_owned(),
        format!("{path}/diff?from={number}&to={}", current.newest),
    );
    view! {
        <Banner kind=BannerKind::Past>
            <p>
                "This is version "{number}". "<a href=newest>"See the newest"</a>", or "
                <a href=diff>"what changed since"</a>"."
            </p>
        </Banner>
    }
    .into_any()
}

fn stale(read: &Read, current: &Current) -> Option<AnyView> {
    match current.freshness {
        Freshness::Fresh => None,
        Freshness::Stale { since } => {
            let days = read.stale_after_days;
            Some(
                view! {
                    <Banner kind=BannerKind::Problem>
                        <p>
                            "Stale since "<DateText day=since />": nobody has said for "{days}
                            " days that it is still right."
                        </p>
                    </Banner>
                }
                .into_any(),
            )
        }
    }
}

fn actions(read: &Read, path: &str) -> AnyView {
    let edit = format!("{path}/edit");
    let words = if read.current.is_some() {
        "Edit"
    } else {
        "Write it"
    };
    let confirm = read.current.as_ref().map(|current| {
        let version = current.newest.to_string();
        view! {
            <form method="post" action=format!("{path}/confirm")>
                <input type="hidden" name="version" value=version />
                <crate::ui::Button text="Still right" look=SubmitLook::Filled />
            </form>
        }
    });
    view! { {confirm}<a class="button" href=edit>{words}</a> }.into_any()
}

fn empty(read: &Read, path: &str) -> AnyView {
    let edit = format!("{path}/edit");
    let how = if read.editable {
        view! { <p><a href=edit>"Write the first version"</a></p> }.into_any()
    } else {
        view! { <p>"The group’s leads write it."</p> }.into_any()
    };
    view! {
        <Empty title="The group has no roadmap yet">
            <p>"Here will be what it wants to have brought about, month by month."</p>
            {how}
        </Empty>
    }
    .into_any()
}

/// The items month by month: what is carried over in this one; what lies behind, folded.
fn months(current: &Current, this_month: Month, ahead: u32) -> AnyView {
    let items = &current.version.items;
    let last = this_month.plus(i32::try_from(ahead).unwrap_or(3) - 1);
    let shown_in = |month: Month| -> Vec<&RoadmapItem> {
        items
            .iter()
            .filter(|item| item.shown_in(this_month) == month)
            .collect()
    };
    let mut months: Vec<Month> = (0..i32::try_from(ahead).unwrap_or(3))
        .map(|month| this_month.plus(month))
        .collect();
    let later = items
        .iter()
        .map(|item| item.shown_in(this_month))
        .filter(|month| *month > last);
    months.extend(later);
    months.sort_unstable();
    months.dedup();
    let sections = months
        .into_iter()
        .map(|month| {
            let items = shown_in(month);
            let body = if items.is_empty() {
                view! { <p class="hint">"Nothing is planned for this month."</p> }.into_any()
            } else {
                list(items, this_month)
            };
            view! { <Section title=month.words()>{body}</Section> }
        })
        .collect_view();
    let mut behind: Vec<&RoadmapItem> = items
        .iter()
        .filter(|item| item.shown_in(this_month) < this_month)
        .collect();
    behind.sort_by_key(|item| std::cmp::Reverse(item.month));
    let behind = (!behind.is_empty()).then(|| {
        let count = domain::words::counted(behind.len(), "item", "items");
        let list = list(behind, this_month);
        view! {
            <details class="roadmap-behind">
                <summary>{format!("Behind us: {count}")}</summary>
                {list}
            </details>
        }
    });
    view! { {sections}{behind} }.into_any()
}

fn list(items: Vec<&RoadmapItem>, this_month: Month) -> AnyView {
    let rows = items
        .into_iter()
        .map(|item| {
            let note = carried(item, this_month)
                .map(|words| view! { <p class="hint roadmap-carried">{words}</p> });
            let month = (item.month < this_month && !item.is_overdue(this_month))
                .then(|| view! { <p class="hint">{item.month.words()}</p> });
            view! {
                <li>
                    <ItemStateBadge state=item.state />
                    <div>
                        <p class="roadmap-outcome">{item.outcome.clone()}</p>
                        {note}
                        {month}
                        {links(item)}
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="roadmap-items">{rows}</ul> }.into_any()
}

fn margin(read: &Read, path: &str) -> AnyView {
    let versions = read.current.as_ref().map(|current| {
        let compare = (current.versions.len() > 1).then(|| {
            view! { <p><a href=format!("{path}/diff")>"What changed last"</a></p> }
        });
        let lines = current
            .versions
            .iter()
            .map(|line| {
                let href = format!("{path}?version={}", line.number);
                let summary = (!line.summary.is_empty())
                    .then(|| view! { <p class="hint">{line.summary.clone()}</p> });
                view! {
                    <li>
                        <a href=href>"Version "{line.number}</a>", "
                        <DateText day=line.on format=DayFormat::Short />
                        {summary}
                    </li>
                }
            })
            .collect_view();
        view! {
            <MarginSection title="Versions">
                {compare}
                <ul class="roadmap-versions">{lines}</ul>
            </MarginSection>
        }
    });
    let rules = format!(
        "A roadmap looks {} ahead. After {} days without a look it is stale.",
        counted_months(read.months),
        read.stale_after_days
    );
    view! {
        {versions}
        <MarginSection title="The rules">
            <p>{rules}</p>
            <p><a href="/roadmap">"The roadmaps of all groups"</a></p>
        </MarginSection>
    }
    .into_any()
}

fn confirm(submission: Submission) -> Running {
    Box::pin(async move {
        let slug = submission.parameter("slug").to_owned();
        let form = Filled::of(&submission);
        let version = form.fields.text("version").parse().unwrap_or(0);
        roadmap::confirm(&submission.context, &slug, version)
            .await
            .map_err(|error| failure(error, form))?;
        Ok(Done::GoTo(format!("/groups/{slug}/roadmap?done=confirmed")))
    })
}

fn failure(error: RoadmapError, mut form: Filled) -> Failure {
    match error {
        RoadmapError::NotFound => Failure::NotFound,
        RoadmapError::Denied(denied) => Failure::Denied(denied),
        RoadmapError::Ended => {
            form.refuse("", RoadmapError::Ended.to_string());
            Failure::Invalid(form)
        }
        RoadmapError::Refused(_) => {
            form.refuse(
                "",
                "Someone published another version meanwhile: look at this one, and say again whether it is right.",
            );
            Failure::Conflict(form)
        }
        RoadmapError::Failed(error) => Failure::Broken(error),
    }
}
