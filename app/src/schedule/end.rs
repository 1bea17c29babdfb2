//! Ending a series, from its page.

use leptos::prelude::*;
use services::schedule::{self, StoredSeries};

use super::series_path;
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    meeting::refused,
    ui::{Banner, BannerKind, Button, DateField, SubmitLook},
};

/// Ending a series.
pub const END: Command = Command::new(
    "/meetings/series/{series}/end",
    "/meetings/series/{series}",
    end,
);

/// The form.
pub fn ending(stored: &StoredSeries, today: domain::Day) -> AnyView {
    let to = format!("{}/end", series_path(stored.series.slug.as_str()));
    let form = filled(&to);
    let day = if form.was_sent() {
        form.fields.text("from").parse().ok()
    } else {
        Some(today)
    };
    let problem = form.problem("");
    view! {
        <details class="panel" open=form.was_sent()>
            <summary>"End the series"</summary>
            <form class="form panel-content" method="post" action=to>
                {(!problem.is_empty()).then(|| view! {
                    <Banner kind=BannerKind::Problem><p>{problem}</p></Banner>
                })}
                <input type="hidden" name="version" value=stored.version.to_string() />
                <DateField
                    name="from" label="The last day on which there can be one" value=day
                    error=form.problem("from")
                    hint="Its page and its meetings of before stay. Planned ones after that day are cancelled."
                />
                <Button text="End series" look=SubmitLook::Outlined />
            </form>
        </details>
    }
    .into_any()
}

fn end(submission: Submission) -> Running {
    Box::pin(async move {
        let slug = submission.parameter("series").to_owned();
        let stored = schedule::series(&submission.context, &slug).await?;
        let (action, resource) = stored.series.convener.right_to_run();
        submission.context.may(action, resource)?;
        let mut form = Filled::of(&submission);
        let Some(last) = form.optional_day("from") else {
            if form.problem("from").is_empty() {
                form.refuse("from", "Say which day is the last.");
            }
            return Err(Failure::Invalid(form));
        };
        // A form without a version was made from none that there ever was.
        let version = form.fields.text("version").parse().unwrap_or(-1);
        schedule::end_series(&submission.context, &slug, version, last)
            .await
            .map_err(|error| refused(error, form))?;
        Ok(Done::GoTo(format!("{}?done=ended", series_path(&slug))))
    })
}
