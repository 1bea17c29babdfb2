//! `/groups/SLUG/reports/PERIOD/edit`: a report that is being written.

use domain::{
    permission::{Action, Resource},
    report::{LONGEST_WORDS, Period, ReportWords},
};
use leptos::prelude::*;
use services::report::{self, DraftPage as Read};

use super::{facts::facts, failure, period_in, report_path, title_of};
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    group::{at_todays_address, requested, trail},
    outcome::done,
    page::{PageTitle, context, holds_for_now, page, parameter},
    ui::{Banner, BannerKind, Button, Columns, MarginSection, PageHeader, Section, TextArea},
};

const PAGE: &str = "/groups/{slug}/reports/{period}/edit";

/// `POST /groups/SLUG/reports/PERIOD/edit`: keeps or submits it.
pub const SAVE: Command = Command {
    largest_body: 512 * 1024,
    ..Command::new(PAGE, PAGE, save)
};

/// `POST /groups/SLUG/reports/PERIOD/discard`.
pub const DISCARD: Command = Command::new("/groups/{slug}/reports/{period}/discard", PAGE, discard);

/// The form, with the facts of the record.
#[component]
pub fn ReportDraftPage() -> impl IntoView {
    holds_for_now();
    let context = context();
    let slug = parameter("slug");
    let period = parameter("period");
    let requested = requested();
    let saved = done(&[("saved", "Saved. Only who runs the group sees it.")]);
    page(async move {
        let period = period_in(&period)?;
        let read = report::draft(&context, &slug, period)
            .await
            .map_err(at_todays_address(&requested))?;
        let path = report_path(&read.group.slug, period);
        let form = filled(&format!("{path}/edit"));
        let thrown = filled(&format!("{path}/discard"));
        let title = format!("{}, {}", title_of(period), read.group.name);
        let conflict = conflict(&read, &form).or_else(|| conflict(&read, &thrown));
        let problem = form.problem("");
        let margin = margin(&read, &path);
        let body = body(&read, &form, &path);
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader
                title=title trail=trail(&read.group, Some("A report’s draft"), None)
                lede="The record’s facts stand below. Add what they do not say."
            />
            {saved.map(|words| view! { <Banner kind=BannerKind::Notice><p>{words}</p></Banner> })}
            {conflict}
            {(!problem.is_empty()).then(|| view! {
                <Banner kind=BannerKind::Problem><p>{problem}</p></Banner>
            })}
            <Columns margin=margin>{body}</Columns>
        }
        .into_any())
    })
}

/// After a stale version was sent: what the other one wrote, beside what is in the form.
fn conflict(read: &Read, form: &Filled) -> Option<AnyView> {
    let stale = form.was_sent()
        && form.problems.is_empty()
        && form.fields.text("version") != read.draft.version.to_string();
    stale.then(|| {
        let who = read
            .changed_by
            .as_ref()
            .map_or_else(|| "Someone else".to_owned(), |name| name.name.clone());
        let theirs = [
            ("What happened", read.draft.words.summary.clone()),
            ("What comes next", read.draft.words.next.clone()),
            ("What would help", read.draft.words.needs.clone()),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(heading, text)| view! { <h3>{heading}</h3><pre class="report-theirs">{text}</pre> })
        .collect_view();
        view! {
            <Banner kind=BannerKind::Problem>
                <p>
                    {who}" changed this draft while you wrote. What you typed is below, and nothing of it is lost; save it to put it in the place of theirs."
                </p>
            </Banner>
            <details class="roadmap-conflict" open=true>
                <summary>"What they wrote"</summary>
                {theirs}
            </details>
        }
        .into_any()
    })
}

fn body(read: &Read, form: &Filled, path: &str) -> AnyView {
    let version = read.draft.version.to_string();
    let words = &read.draft.words;
    let again = version.clone();
    let known = facts(&read.facts);
    let discard_to = format!("{path}/discard");
    let save_to = format!("{path}/edit");
    view! {
        <form class="form" method="post" action=save_to>
            <input type="hidden" name="version" value=version />
            <TextArea
                name="summary" label="What happened" rows=8
                hint="How the group is, in your words. Markdown."
                value=form.value("summary", &words.summary) error=form.problem("summary")
            />
            <TextArea
                name="next" label="What comes next" rows=5 hint="May be empty. Markdown."
                value=form.value("next", &words.next) error=form.problem("next")
            />
            <TextArea
                name="needs" label="What the committee could help with" rows=3
                hint="May be empty. Markdown."
                value=form.value("needs", &words.needs) error=form.problem("needs")
            />
            <div class="buttons">
                <button class="button button-filled" type="submit" name="then" value="save">"Save the draft"</button>
                <button class="button" type="submit" name="then" value="submit">"Submit the report"</button>
            </div>
        </form>
        <Section title="From the record">
            <div class="report-facts">{known}</div>
        </Section>
        <Section title="Without this draft">
            <form class="form" method="post" action=discard_to>
                <input type="hidden" name="version" value=again />
                <Button text="Throw the draft away" />
            </form>
        </Section>
    }
    .into_any()
}

fn margin(read: &Read, path: &str) -> AnyView {
    let running = format!("The report is on {}.", read.draft.period.called());
    let all = path
        .rsplit_once('/')
        .map_or_else(String::new, |(all, _)| all.to_owned());
    view! {
        <MarginSection title="What happens next">
            <p>{running}</p>
            <p>"Submitted, it is final and everyone can read it, with the facts as the record has them at that moment."</p>
            <p>"The members of the committee then read it, or flag it for a meeting."</p>
            <p><a href=all>"All reports of the group"</a></p>
        </MarginSection>
    }
    .into_any()
}

/// Goes on when the actor runs the group: that comes before anything else is looked at.
async fn allowed(submission: &Submission) -> Result<Period, Failure> {
    let slug = submission.parameter("slug");
    let group = services::group::id_at(&submission.context, slug).await?;
    submission
        .context
        .may(Action::RunGroup, Resource::Group(group))?;
    Ok(period_in(submission.parameter("period"))?)
}

fn save(submission: Submission) -> Running {
    Box::pin(async move {
        let period = allowed(&submission).await?;
        let slug = submission.parameter("slug").to_owned();
        let mut form = Filled::of(&submission);
        let words = ReportWords {
            summary: form.optional("summary", LONGEST_WORDS),
            next: form.optional("next", LONGEST_WORDS),
            needs: form.optional("needs", LONGEST_WORDS),
        };
        form.checked()?;
        let version = form.fields.text("version").parse().unwrap_or(0);
        let context = &submission.context;
        let path = report_path(&slug, period);
        if form.fields.text("then") == "submit" {
            report::submit(context, &slug, period, version, words)
                .await
                .map_err(|error| failure(error, form, "summary"))?;
            return Ok(Done::GoTo(format!("{path}?done=submitted")));
        }
        report::save(context, &slug, period, version, &words)
            .await
            .map_err(|error| failure(error, form, "summary"))?;
        Ok(Done::GoTo(format!("{path}/edit?done=saved")))
    })
}

fn discard(submission: Submission) -> Running {
    Box::pin(async move {
        let period = allowed(&submission).await?;
        let slug = submission.parameter("slug").to_owned();
        let form = Filled::of(&submission);
        let version = form.fields.text("version").parse().unwrap_or(0);
        report::discard(&submission.context, &slug, period, version)
            .await
            .map_err(|error| failure(error, form, ""))?;
        Ok(Done::GoTo(format!("/groups/{slug}/reports?done=discarded")))
    })
}
