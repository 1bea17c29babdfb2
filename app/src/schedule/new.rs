//! `/meetings/series/new`: planning a series. Its next dates are shown before it is saved.

use domain::{
    schedule::{About, Pattern, Recurrence, Weekday},
    time_zone::TimeZoneName,
};
use jiff::civil::time;
use leptos::prelude::*;
use services::{
    Context,
    schedule::{self, NewSeries},
};

use super::{
    form::{PatternFields, SAVE, SHOWN, STEP, Start, pattern_of},
    preview::preview,
    series_path,
};
use crate::{
    command::{Command, Done, Failure, Filled, Running, Submission, filled},
    meeting::{
        AboutFields, ReaderZone, about_of, convener_of, conveners, may_plan_something, not_allowed,
        refuse_all, refused,
    },
    page::{PageTitle, context, holds_for_now, page, query},
    ui::{Banner, BannerKind, Crumb, PageHeader, Section, Select},
};

const ADDRESS: &str = "/meetings/series/new";

/// Planning a series.
pub const PLAN: Command = Command::new(ADDRESS, ADDRESS, plan);

/// The form.
#[component]
pub fn NewSeriesPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    let group = query("group");
    let form = filled(ADDRESS);
    page(async move {
        let conveners = conveners(&context, group.as_deref()).await?;
        let zone = ReaderZone::of(&context, None).await?.name();
        let of = form.value(
            "of",
            &group.map_or_else(String::new, |slug| format!("group:{slug}")),
        );
        let start = Start {
            pattern: usual(&context, zone),
            from_label: "The first day on which there can be one",
            from_hint: "Every second week or month is counted from here.",
            with_end: true,
        };
        let shown = shown_dates(&context, &form);
        let problem = form.problem("");
        Ok(view! {
            <PageTitle subject="Plan a series" />
            <PageHeader
                title="Plan a series"
                trail=vec![
                    Crumb::link("/meetings", "Meetings"),
                    Crumb::link("/meetings/series", "Series"),
                    Crumb::here("Plan a series"),
                ]
                lede="Meetings that recur. First you see their next dates, then you save it."
            />
            {(!problem.is_empty()).then(|| view! {
                <Banner kind=BannerKind::Problem><p>{problem}</p></Banner>
            })}
            <form class="form meeting-form" method="post" action=ADDRESS>
                <Select name="of" label="Whose meetings" choices=conveners.0 selected=of error=form.problem("of") />
                <AboutFields form=form.clone() about=About { place: "Online".to_owned(), ..About::default() } />
                <PatternFields form=form.clone() start=start />
                {buttons(shown, "Plan series")}
            </form>
        }
        .into_any())
    })
}

/// A series as one plans it usually.
fn usual(context: &Context, zone: TimeZoneName) -> Pattern {
    Pattern {
        from: context.today(),
        until: None,
        recurrence: Recurrence::each_week(Weekday::Wednesday),
        time: time(16, 0, 0, 0),
        minutes: 60,
        zone,
    }
}

/// What the form comes to, once it was sent and holds.
pub fn shown_dates(context: &Context, form: &Filled) -> Option<AnyView> {
    form.shown.get(SHOWN)?;
    let mut form = form.clone();
    let pattern = pattern_of(&mut form);
    Some(preview(context, &pattern))
}

/// The way on: to see the dates, and once they are seen, to save.
pub fn buttons(shown: Option<AnyView>, save: &'static str) -> AnyView {
    match shown {
        None => view! {
            <div class="buttons">
                <button class="button button-filled" type="submit" name=STEP value="look">"Show the next dates"</button>
            </div>
            <p class="hint">"Nothing is saved yet."</p>
        }
        .into_any(),
        Some(shown) => view! {
            <Section title="The next dates" id="dates">{shown}</Section>
            <div class="buttons">
                <button class="button" type="submit" name=STEP value="look">"Show the dates again"</button>
                <button class="button button-filled" type="submit" name=STEP value=SAVE>{save}</button>
            </div>
            <p class="hint">"Nothing is saved yet. Everyone’s calendars follow once it is."</p>
        }
        .into_any(),
    }
}

fn plan(submission: Submission) -> Running {
    Box::pin(async move {
        if !may_plan_something(&submission.context) {
            return Err(not_allowed(&submission.context).into());
        }
        let mut form = Filled::of(&submission);
        let convener = convener_of(&submission.context, &mut form).await?;
        if let Some(convener) = convener {
            let (action, resource) = convener.right_to_run();
            submission.context.may(action, resource)?;
        }
        let pattern = pattern_of(&mut form);
        let about = about_of(&form);
        form.checked()?;
        let problems = [about.trimmed().problems(), pattern.problems()].concat();
        refuse_all(&mut form, &problems);
        form.checked()?;
        let Some(convener) = convener else {
            return Err(Failure::Invalid(form));
        };
        if form.fields.text(STEP) != SAVE {
            return Ok(Done::Show(form.showing(SHOWN, "yes")));
        }
        let wanted = NewSeries {
            convener,
            about,
            pattern,
        };
        let slug = schedule::plan_series(&submission.context, wanted)
            .await
            .map_err(|error| refused(error, form))?;
        Ok(Done::GoTo(format!(
            "{}?done=planned",
            series_path(slug.as_str())
        )))
    })
}
