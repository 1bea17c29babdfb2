//! `/groups/SLUG/reports/PERIOD`: a report as a document, and what the committee says of it.

use domain::report::ReportWords;
use leptos::prelude::*;
use services::{
    report::{self, ReportPage as Read},
    text,
};

use super::{
    facts::facts,
    marking::{Marking, marks},
    period_in, report_path, title_of,
};
use crate::{
    group::{at_todays_address, group_path, requested, trail},
    outcome::done,
    page::{PageTitle, context, page, parameter},
    ui::{
        Banner, BannerKind, Columns, DateText, Document, MarginSection, PageHeader, Section,
        long_date,
    },
};

/// A submitted report.
#[component]
pub fn ReportPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let period = parameter("period");
    let requested = requested();
    let done = done(&[
        (
            "submitted",
            "The report is submitted. It is final, and the committee sees it.",
        ),
        (
            "read",
            "Noted: you have read it, and it needs no discussion.",
        ),
        ("flagged", "Flagged: it takes time of the next meeting."),
        ("discussed", "Noted what came of it. Its flags are settled."),
    ]);
    page(async move {
        let period = period_in(&period)?;
        let read = report::page(&context, &slug, period)
            .await
            .map_err(at_todays_address(&requested))?;
        let path = report_path(&read.group.slug, period);
        let title = format!("{}, {}", title_of(period), read.group.name);
        let by = read
            .names
            .person(read.report.submitted_by)
            .map_or_else(String::new, |name| format!(" by {}", name.name));
        let lede = format!("Submitted {}{by}.", long_date(read.report.submitted_on));
        let known = facts(&read.report.facts);
        let discussed = discussed(&read);
        let margin = margin(&read, &path);
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader title=title trail=trail(&read.group, Some(&title_of(period)), None) lede=lede />
            {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
            <Columns margin=margin>
                <Document html=words_html(&read.report.words) />
                <Section title="From the record">
                    <div class="report-facts document">{known}</div>
                </Section>
                {discussed}
            </Columns>
        }
        .into_any())
    })
}

/// The leads' words as one document.
pub fn words_html(words: &ReportWords) -> String {
    let mut body = words.summary.clone();
    for (heading, text) in [
        ("What comes next", &words.next),
        ("What the committee could help with", &words.needs),
    ] {
        if !text.trim().is_empty() {
            body.push_str(&format!("\n\n## {heading}\n\n{text}"));
        }
    }
    text::markdown_among_others(&body).html
}

fn discussed(read: &Read) -> Option<AnyView> {
    read.report.discussed.as_ref().map(|(on, by, outcome)| {
        let by = read
            .names
            .person(*by)
            .map(|name| format!(", noted by {}", name.name));
        let (on, html) = (*on, text::markdown_among_others(outcome).html);
        view! {
            <Section title="What came of talking about it">
                <Document html=html />
                <p class="document-note">"On "<DateText day=on />{by}"."</p>
            </Section>
        }
        .into_any()
    })
}

fn margin(read: &Read, path: &str) -> AnyView {
    let all = format!("{}/reports", group_path(&read.group.slug));
    let of_time = format!("/reports?period={}", read.report.period);
    let said = marks(&read.marks, &read.names);
    let marking = read.markable.then(|| {
        view! { <Marking read=read.clone() path=path.to_owned() /> }
    });
    view! {
        <MarginSection title="What the committee says">{said}</MarginSection>
        {marking}
        <MarginSection title="More reports">
            <ul class="margin-links">
                <li><a href=all>"All reports of the group"</a></li>
                <li><a href=of_time>"All groups’ reports on this time"</a></li>
            </ul>
        </MarginSection>
    }
    .into_any()
}
