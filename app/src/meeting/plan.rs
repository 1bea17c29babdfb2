//! `/meetings/new`: planning one meeting that is of no series.

use domain::{permission::Denied, schedule::About, time_zone::TimeZoneName};
use jiff::ToSpan;
use leptos::prelude::*;
use services::{
    ReadError,
    meeting::{self, NewMeeting},
};

use super::{
    form::{
        AboutFields, Conveners, HourFields, about_of, convener_of, minutes_of, time_of, zone_of,
    },
    may_plan_something, refused,
    when::ReaderZone,
};
use crate::{
    command::{Command, Done, Filled, Running, Submission, filled},
    page::{PageTitle, context, holds_for_now, page, query},
    ui::{Banner, BannerKind, Button, Crumb, DateField, PageHeader, Select, SubmitLook},
};

/// Planning a meeting.
pub const PLAN_MEETING: Command = Command::new(ADDRESS, ADDRESS, plan);

const ADDRESS: &str = "/meetings/new";

/// The form.
#[component]
pub fn NewMeetingPage() -> impl IntoView {
    let context = context();
    holds_for_now();
    let group = query("group");
    let form = filled(ADDRESS);
    page(async move {
        let conveners = conveners(&context, group.as_deref()).await?;
        let zone = ReaderZone::of(&context, None).await?.name();
        let tomorrow = context.today().saturating_add(1.day());
        let of = form.value(
            "of",
            &group.map_or_else(String::new, |slug| format!("group:{slug}")),
        );
        let day = form
            .value("day", "")
            .parse()
            .ok()
            .or((!form.was_sent()).then_some(tomorrow));
        let problem = form.problem("");
        Ok(view! {
            <PageTitle subject="Plan one meeting" />
            <PageHeader
                title="Plan one meeting"
                trail=vec![Crumb::link("/meetings", "Meetings"), Crumb::here("Plan one meeting")]
                lede="A meeting that is of no series. It has a page of its own at once, and is in everyone’s calendars."
            />
            {(!problem.is_empty()).then(|| view! {
                <Banner kind=BannerKind::Problem><p>{problem}</p></Banner>
            })}
            <form class="form meeting-form" method="post" action=ADDRESS>
                <Select name="of" label="Whose meeting" choices=conveners.0 selected=of error=form.problem("of") />
                <AboutFields form=form.clone() about=About { place: "Online".to_owned(), ..About::default() } />
                <DateField name="day" label="Day" value=day error=form.problem("day") />
                <HourFields form=form time="16:00".to_owned() minutes="60".to_owned() zone=zone />
                <div class="buttons"><Button text="Plan meeting" look=SubmitLook::Filled /></div>
            </form>
        }
        .into_any())
    })
}

/// For whom the reader may plan; an error for who may plan nothing.
pub async fn conveners(
    context: &services::Context,
    group: Option<&str>,
) -> Result<Conveners, ReadError> {
    let conveners = Conveners::of(context, group).await?;
    if conveners.0.is_empty() {
        return Err(ReadError::Denied(not_allowed(context)));
    }
    Ok(conveners)
}

/// Why somebody may plan nothing.
pub fn not_allowed(context: &services::Context) -> Denied {
    let (action, resource) = domain::schedule::Convener::Committee.right_to_run();
    context
        .may(action, resource)
        .err()
        .unwrap_or(Denied::NotYours)
}

fn plan(submission: Submission) -> Running {
    Box::pin(async move {
        if !may_plan_something(&submission.context) {
            return Err(not_allowed(&submission.context).into());
        }
        let mut form = Filled::of(&submission);
        let convener = convener_of(&submission.context, &mut form).await?;
        let day = form.optional_day("day");
        if day.is_none() && form.problem("day").is_empty() {
            form.refuse("day", "Say on which day.");
        }
        let time = time_of(&mut form, "time");
        let minutes = minutes_of(&mut form, "minutes");
        let zone: TimeZoneName = zone_of(&mut form);
        form.checked()?;
        let (Some(convener), Some(day)) = (convener, day) else {
            return Err(crate::command::Failure::Invalid(form));
        };
        let wanted = NewMeeting {
            convener,
            about: about_of(&form),
            starts: day.to_datetime(time),
            minutes,
            zone,
        };
        let address = meeting::plan_meeting(&submission.context, wanted)
            .await
            .map_err(|error| refused(error, form))?;
        Ok(Done::GoTo(format!("/meetings/{address}?done=planned")))
    })
}
