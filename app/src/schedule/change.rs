//! `/meetings/series/SLUG/change`: what is said of a series, and when it is from a day on. What was before stays.

use domain::{schedule::Pattern, slug::Slug};
use leptos::prelude::*;
use services::{
    Context, ReadError,
    schedule::{self, StoredSeries},
};

use super::{
    form::{PatternFields, SAVE, SHOWN, STEP, Start, pattern_of},
    new::{buttons, shown_dates},
    series_path,
};
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    meeting::{AboutFields, about_of, refuse_all, refused},
    page::{PageTitle, context, holds_for_now, page, parameter},
    ui::{Banner, BannerKind, Crumb, PageHeader},
};

const PAGE: &str = "/meetings/series/{series}/change";

/// Changing a series.
pub const CHANGE: Command = Command::new(PAGE, PAGE, change);

/// The form.
#[component]
pub fn ChangeSeriesPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    let slug = parameter("series");
    page(async move {
        let stored = schedule::series(&context, &slug).await?;
        let (action, resource) = stored.series.convener.right_to_run();
        context.may(action, resource)?;
        let pattern = newest(&context, &stored)?;
        let path = series_path(stored.series.slug.as_str());
        let to = format!("{path}/change");
        let form = filled(&to);
        let version = match form.problem("").is_empty() {
            true => form.value("version", &stored.version.to_string()),
            // Whoever was told that somebody else changed it goes on from what is there now.
            false => stored.version.to_string(),
        };
        let start = Start {
            pattern,
            from_label: "From which day on",
            from_hint: "What was planned before that day stays. Agendas of meetings that fall away go to the next one.",
            with_end: true,
        };
        let shown = shown_dates(&context, &form);
        let problem = form.problem("");
        let title = format!("Change “{}”", stored.series.about.title);
        let about = stored.series.about.clone();
        Ok(view! {
            <PageTitle subject=title.clone() />
            <PageHeader
                title=title
                trail=vec![
                    Crumb::link("/meetings", "Meetings"),
                    Crumb::link(path, about.title.clone()),
                    Crumb::here("Change"),
                ]
                lede="Its address stays, and so does what was."
            />
            {(!problem.is_empty()).then(|| view! {
                <Banner kind=BannerKind::Problem><p>{problem}</p></Banner>
            })}
            <form class="form meeting-form" method="post" action=to>
                <input type="hidden" name="version" value=version />
                <AboutFields form=form.clone() about=about />
                <PatternFields form=form start=start />
                {buttons(shown, "Change series")}
            </form>
        }
        .into_any())
    })
}

/// The newest pattern, as it would go on from today.
fn newest(context: &Context, stored: &StoredSeries) -> Result<Pattern, ReadError> {
    let newest =
        stored.series.newest().cloned().ok_or_else(|| {
            ReadError::Damaged(format!("series “{}” is never", stored.series.slug))
        })?;
    // Every second week is counted from the first day: it goes on from the next one that there is.
    let from = newest
        .from(context.instant())
        .next()
        .map_or(context.today(), |next| next.day)
        .max(newest.from);
    Ok(Pattern { from, ..newest })
}

fn change(submission: Submission) -> Running {
    Box::pin(async move {
        let slug = Slug::new(submission.parameter("series")).map_err(|_| Failure::NotFound)?;
        let stored = schedule::series(&submission.context, slug.as_str()).await?;
        let (action, resource) = stored.series.convener.right_to_run();
        submission.context.may(action, resource)?;
        let mut form = Filled::of(&submission);
        let pattern = pattern_of(&mut form);
        let about = about_of(&form);
        form.checked()?;
        let problems = [about.trimmed().problems(), pattern.problems()].concat();
        refuse_all(&mut form, &problems);
        form.checked()?;
        if form.fields.text(STEP) != SAVE {
            return Ok(Done::Show(form.showing(SHOWN, "yes")));
        }
        // A form without a version was made from none that there ever was.
        let version = form.fields.text("version").parse().unwrap_or(-1);
        let pattern = if is_as_it_was(&submission.context, &stored, &pattern) {
            stored.series.newest().cloned().unwrap_or(pattern)
        } else {
            pattern
        };
        schedule::change_series(&submission.context, slug.as_str(), version, about, pattern)
            .await
            .map_err(|error| refused(error, form))?;
        Ok(Done::GoTo(format!(
            "{}?done=changed",
            series_path(slug.as_str())
        )))
    })
}

/// Whether only what is said of it changes: the pattern is the one that the form began with.
fn is_as_it_was(context: &Context, stored: &StoredSeries, pattern: &Pattern) -> bool {
    newest(context, stored).is_ok_and(|newest| newest == *pattern)
}
