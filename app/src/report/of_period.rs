//! `/reports`: all reports on one time on one page, with who owes one.

use leptos::prelude::*;
use services::{
    history::Name,
    report::{self, MarkLine, PeriodPage, ReportOfPeriod},
};

use super::{
    list::cadence_words, marking::marks, period_in, report_path, show::words_html, title_of,
};
use crate::{
    address::address,
    group::group_path,
    page::{PageTitle, context, page, query},
    ui::{
        Button, Choice, DateText, Document, Empty, PageHeader, Pagination, Section, Select,
        long_date,
    },
};

/// The page.
#[component]
pub fn ReportsPage() -> impl IntoView {
    let context = context();
    let (period, after) = (query("period"), query("after"));
    page(async move {
        let asked = period.as_deref().map(period_in).transpose()?;
        let after = match after.as_deref() {
            None => None,
            Some(place) => Some(place.parse().map_err(|_| services::ReadError::NotFound)?),
        };
        let read = report::of_period(&context, asked, after).await?;
        let Some(period) = read.period else {
            return Ok(view! {
                <PageTitle subject="Reports" />
                <PageHeader title="Reports" lede=cadence_words(read.cadence) />
                <Empty title="Nobody has reported yet">
                    <p>"Here will be the reports of all groups on one time, with what the committee says of each."</p>
                </Empty>
            }
            .into_any());
        };
        let title = format!(
            "Reports on {}",
            title_of(period).trim_start_matches("Report on ")
        );
        let key = period.to_string();
        let page_at = |after: Option<String>| {
            address(
                "/reports",
                &[
                    ("period", &key),
                    ("after", after.as_deref().unwrap_or_default()),
                ],
            )
        };
        let first = after.map(|_| page_at(None));
        let next = read.next.map(|next| page_at(Some(next.to_string())));
        let lede = lede(&read);
        let missing = missing(&read);
        let choices = read
            .periods
            .iter()
            .map(|period| {
                let words = domain::words::capitalized(&period.words());
                Choice::new(period.to_string(), words)
            })
            .collect();
        let reports = if read.reports.is_empty() {
            view! {
                <Empty title="No report on this time is here yet">
                    <p>"Each group’s leads write one and submit it."</p>
                </Empty>
            }
            .into_any()
        } else {
            read.reports
                .iter()
                .map(|entry| one(entry, &read))
                .collect_view()
                .into_any()
        };
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader title=title lede=lede />
            <form class="form-line" method="get" action="/reports" aria-label="Another time">
                <Select name="period" label="Time" choices=choices selected=period.to_string() />
                <Button text="Show" />
            </form>
            {missing}
            {reports}
            <Pagination first=first next=next />
        }
        .into_any())
    })
}

fn lede(read: &PeriodPage) -> String {
    let cadence = cadence_words(read.cadence);
    match read.due_on {
        Some(due) if due < read.today => format!("{cadence} These were due {}.", long_date(due)),
        Some(due) => format!("{cadence} These are due by {}.", long_date(due)),
        None => cadence,
    }
}

fn missing(read: &PeriodPage) -> Option<AnyView> {
    (!read.missing.is_empty()).then(|| {
        let late = read.due_on.is_some_and(|due| due < read.today);
        let title = if late { "Missing" } else { "Still to come" };
        let groups = read
            .missing
            .iter()
            .map(|Name { slug, name }| {
                let href = format!("{}/reports", group_path(slug));
                view! { <li><a href=href>{name.clone()}</a></li> }
            })
            .collect_view();
        view! { <Section title=title><ul class="report-missing">{groups}</ul></Section> }.into_any()
    })
}

fn one(entry: &ReportOfPeriod, read: &PeriodPage) -> AnyView {
    let report = &entry.report;
    let Some(group) = read.names.group(report.group) else {
        return ().into_any();
    };
    let by = read
        .names
        .person(report.submitted_by)
        .map(|name| format!(" by {}", name.name));
    let href = report_path(&group.slug, report.period);
    let flagged = entry.marks.iter().any(MarkLine::is_open_flag);
    let said = marks(&entry.marks, &read.names);
    let class = if flagged {
        "report-of-period flagged"
    } else {
        "report-of-period"
    };
    view! {
        <article class=class>
            <h2><a href=href>{group.name.clone()}</a></h2>
            <p class="hint">"Submitted "<DateText day=report.submitted_on />{by}</p>
            <Document html=words_html(&report.words) />
            {said}
        </article>
    }
    .into_any()
}
