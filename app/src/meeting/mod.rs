//! Meetings: all of them as a list and as a month, one of them, and what is done with it.

mod badge;
mod change;
mod form;
mod line;
mod list;
mod month;
mod next;
mod of_group;
mod parts;
mod plan;
mod show;
mod when;

pub use change::MEETING_COMMANDS;
pub use line::{MeetingDays, meeting_path};
pub use list::MeetingsPage;
pub use next::{coming_section, next_of_group};
pub use of_group::GroupMeetingsPage;
pub use plan::NewMeetingPage;
pub use show::MeetingPage;
pub use when::{ReaderZone, zone_asked};

pub(crate) use form::{
    AboutFields, HourFields, about_of, convener_of, minutes_of, time_of, zone_of,
};
pub(crate) use line::whose;
pub(crate) use plan::{conveners, not_allowed};
pub(crate) use when::{instant, weekday_and_date};

use domain::{
    permission::{Action, Resource},
    schedule::{ScheduleField, ScheduleProblem},
};
use services::{Context, schedule::ScheduleRefusal};

/// Whether the reader may plan anything: the committee, and the leads of any group.
pub(crate) fn may_plan_something(context: &Context) -> bool {
    context.may(Action::Decide, Resource::Community).is_ok()
        || context.actor().person().is_some_and(|person| {
            person.seats.iter().any(|(group, _)| {
                context
                    .may(Action::RunGroup, Resource::Group(*group))
                    .is_ok()
            })
        })
}

/// The field that a problem stands at.
pub(crate) fn field_name(field: ScheduleField) -> &'static str {
    match field {
        ScheduleField::Title => "title",
        ScheduleField::Description => "description",
        ScheduleField::Place => "place",
        ScheduleField::JoinLink => "join_link",
        ScheduleField::Recurrence => "every",
        ScheduleField::Minutes => "minutes",
        ScheduleField::Until => "until",
    }
}

/// A refusal at the fields that it is about.
pub(crate) fn refused(
    error: services::CommandError<ScheduleRefusal>,
    mut form: crate::command::Filled,
) -> crate::command::Failure {
    use crate::command::Failure;
    match error {
        services::CommandError::Refused(ScheduleRefusal::Invalid(problems)) => {
            refuse_all(&mut form, &problems);
            Failure::Invalid(form)
        }
        services::CommandError::Refused(refusal @ ScheduleRefusal::Stale) => {
            form.refuse("", refusal.to_string());
            Failure::Conflict(form)
        }
        error @ (services::CommandError::Denied(_)
        | services::CommandError::NotFound
        | services::CommandError::Refused(_)
        | services::CommandError::Failed(_)) => {
            crate::outcome::failure(error, form, |refusal| match refusal {
                ScheduleRefusal::Passed => "from",
                ScheduleRefusal::Invalid(_)
                | ScheduleRefusal::Stale
                | ScheduleRefusal::Begun
                | ScheduleRefusal::Cancelled
                | ScheduleRefusal::NotCancelled => "",
            })
        }
    }
}

/// Notes what is wrong at each field.
pub(crate) fn refuse_all(
    form: &mut crate::command::Filled,
    problems: &[(ScheduleField, ScheduleProblem)],
) {
    for (field, problem) in problems {
        form.refuse(field_name(*field), problem.to_string());
    }
}
