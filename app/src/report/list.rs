//! `/groups/SLUG/reports` and `/groups/SLUG/reports/new`: a group's reports, and beginning one.

use domain::{
    permission::{Action, Resource},
    policy::ReportCadence,
};
use leptos::prelude::*;
use services::report::{self, GroupReports, ReportLine};

use super::{ask::AskForm, failure, report_path, title_of};
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    group::{GroupTabs, at_todays_address, group_path, requested, trail},
    outcome::done,
    page::{PageTitle, context, page, parameter, require},
    ui::{
        Banner, BannerKind, Columns, DateText, DayFormat, Empty, Icon, Item, List, MarginSection,
        PageHeader, Section, SubmitLook, long_date,
    },
};

const PAGE: &str = "/groups/{slug}/reports/new";

/// `POST /groups/SLUG/reports/new`.
pub const BEGIN: Command = Command::new(PAGE, PAGE, begin);

/// All reports of a group.
#[component]
pub fn GroupReportsPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let requested = requested();
    let done = done(&[
        ("asked", "The group’s leads see that a report is wanted."),
        ("discarded", "The draft is thrown away."),
    ]);
    page(async move {
        let read = report::of_group(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        let path = format!("{}/reports", group_path(&read.group.slug));
        let title = format!("Reports of {}", read.group.name);
        let wanted = wanted(&read);
        let actions = read.runs.then(|| {
            view! { <a class="button button-filled" href=format!("{path}/new")>"Write a report"</a> }
                .into_any()
        });
        let ask = read.may_ask.then(|| {
            let form = filled(&format!("{path}/ask"));
            view! { <AskForm path=format!("{path}/ask") form=form today=context.today() /> }
        });
        let margin = margin(&read);
        let list = list(&read);
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader
                title=title trail=trail(&read.group, Some("Reports"), None)
                lede=cadence_words(read.cadence)
                actions=actions.unwrap_or_else(|| ().into_any())
            />
            {done.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
            {wanted}
            <GroupTabs slug=read.group.slug.clone() name=read.group.name.clone() current="Reports" />
            <Columns margin=margin>{list}{ask}</Columns>
        }
        .into_any())
    })
}

/// How often groups report, in a sentence.
pub fn cadence_words(cadence: ReportCadence) -> String {
    let every = |count: u32, one: &str, many: &str| match count {
        1 => format!("Every group reports once a {one}."),
        _ => format!(
            "Every group reports every {} {many}.",
            domain::words::number(count as usize)
        ),
    };
    match cadence {
        ReportCadence::AsAppropriate => {
            "A group reports when there is something to say, and when the committee asks."
                .to_owned()
        }
        ReportCadence::EveryWeeks { weeks } => every(weeks, "week", "weeks"),
        ReportCadence::EveryMonths { months: 12 } => "Every group reports once a year.".to_owned(),
        ReportCadence::EveryMonths { months } => every(months, "month", "months"),
    }
}

fn wanted(read: &GroupReports) -> Option<AnyView> {
    read.request.as_ref().map(|request| {
        let by = read
            .names
            .person(request.by)
            .map_or_else(|| "The committee".to_owned(), |name| name.name.clone());
        let words = format!(
            "{by} asked for a report by {}: {}",
            long_date(request.due_on),
            request.reason
        );
        view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> }.into_any()
    })
}

fn list(read: &GroupReports) -> AnyView {
    if read.reports.is_empty() {
        return view! {
            <Empty title="The group has not reported yet">
                <p>"Here will be every report that it submits, with what the committee says of it."</p>
            </Empty>
        }
        .into_any();
    }
    let rows = read
        .reports
        .iter()
        .map(|line| {
            let href = report_path(&read.group.slug, line.period);
            let title = view! { <a href=href>{title_of(line.period)}</a> }.into_any();
            let by = read
                .names
                .person(line.submitted_by)
                .map(|name| format!(" by {}", name.name));
            let secondary = view! {
                "Submitted "<DateText day=line.submitted_on format=DayFormat::Short />{by}
            }
            .into_any();
            view! { <Item title=title secondary=secondary aside=read_badge(line) /> }
        })
        .collect_view();
    view! { <List>{rows}</List> }.into_any()
}

fn read_badge(line: &ReportLine) -> AnyView {
    if line.flags > 0 {
        badge("report-flagged", Icon::CircleAlert, "Flagged".to_owned())
    } else if line.discussed {
        badge("report-read", Icon::Check, "Discussed".to_owned())
    } else if line.read > 0 {
        badge("report-read", Icon::Check, format!("Read by {}", line.read))
    } else {
        badge(
            "report-unread",
            Icon::CircleDashed,
            "Not read yet".to_owned(),
        )
    }
}

/// How a report stands, as icon, word and colour.
pub fn badge(class: &str, icon: Icon, words: String) -> AnyView {
    view! { <span class=format!("state {class}")>{icon.view()}<span>{words}</span></span> }
        .into_any()
}

fn margin(read: &GroupReports) -> AnyView {
    let drafts = (!read.drafts.is_empty()).then(|| {
        let lines = read
            .drafts
            .iter()
            .map(|draft| {
                let href = format!("{}/edit", report_path(&read.group.slug, draft.period));
                view! { <li><a href=href>{title_of(draft.period)}</a></li> }
            })
            .collect_view();
        view! { <MarginSection title="Drafts"><ul>{lines}</ul></MarginSection> }
    });
    view! {
        {drafts}
        <MarginSection title="How reports are read">
            <p>"Each member of the committee marks a report as read, or flags it with a comment. Only flagged ones take time of a meeting."</p>
            <p><a href="/reports">"The reports of all groups"</a></p>
        </MarginSection>
    }
    .into_any()
}

/// On which time to report.
#[component]
pub fn NewReportPage() -> impl IntoView {
    let context = context();
    let slug = parameter("slug");
    let requested = requested();
    page(async move {
        let group = services::group::id_at(&context, &slug)
            .await
            .map_err(at_todays_address(&requested))?;
        require(&context, Action::RunGroup, Resource::Group(group))?;
        let read = report::of_group(&context, &slug).await?;
        let path = format!("{}/reports/new", group_path(&read.group.slug));
        let refused = filled(&path).problem("");
        let title = format!("Write a report of {}", read.group.name);
        let begun = read.drafts.iter().map(|draft| {
            let href = format!("{}/edit", report_path(&read.group.slug, draft.period));
            let title = view! { <a href=href>{title_of(draft.period)}</a> }.into_any();
            view! { <Item title=title secondary="A draft is begun.".into_any() /> }.into_any()
        });
        let offered = read.offered.iter().map(|offered| {
            let due = offered.due_on.map(|due| {
                let over = offered.period.is_over(context.today());
                if over {
                    format!("Due by {}.", long_date(due))
                } else {
                    format!("This time is still running; due by {}.", long_date(due))
                }
            });
            let begin = view! {
                <form method="post" action=path.clone()>
                    <input type="hidden" name="period" value=offered.period.to_string() />
                    <button class=button(SubmitLook::Outlined) type="submit">
                        "Begin"<span class="visually-hidden">" the "{title_of(offered.period).to_lowercase()}</span>
                    </button>
                </form>
            }
            .into_any();
            view! {
                <Item
                    title=title_of(offered.period).into_any()
                    secondary=due.unwrap_or_else(|| "Since the last report, or as far back as it reaches.".to_owned()).into_any()
                    aside=begin
                />
            }
            .into_any()
        });
        let rows: Vec<AnyView> = begun.chain(offered).collect();
        let body = if rows.is_empty() {
            view! {
                <Empty title="There is nothing to report on">
                    <p>"The group has reported on all of its time. The next report can be begun when there is more of it."</p>
                </Empty>
            }
            .into_any()
        } else {
            view! { <List>{rows}</List> }.into_any()
        };
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader
                title=title trail=trail(&read.group, Some("Write a report"), None)
                lede="The portal drafts it from the record; you add your words, and submit it when it is right."
            />
            {(!refused.is_empty()).then(|| view! {
                <Banner kind=BannerKind::Problem><p>{refused}</p></Banner>
            })}
            <Section title="On which time">{body}</Section>
        }
        .into_any())
    })
}

fn button(look: SubmitLook) -> &'static str {
    match look {
        SubmitLook::Filled => "button button-filled",
        SubmitLook::Outlined => "button",
    }
}

fn begin(submission: Submission) -> Running {
    Box::pin(async move {
        let context = &submission.context;
        let slug = submission.parameter("slug").to_owned();
        let group = services::group::id_at(context, &slug).await?;
        context.may(Action::RunGroup, Resource::Group(group))?;
        let mut form = Filled::of(&submission);
        let Ok(period) = form.fields.text("period").parse() else {
            form.refuse("", "Choose the time that the report is on.");
            return Err(Failure::Invalid(form));
        };
        report::begin(context, &slug, period)
            .await
            .map_err(|error| failure(error, form, ""))?;
        Ok(Done::GoTo(format!("{}/edit", report_path(&slug, period))))
    })
}
