//! What is told to the record of changes of the schedule.

use domain::{
    event::Event,
    ids::{GroupId, SeriesId},
    schedule::ScheduleEvent,
    slug::Slug,
};
use sea_orm::DatabaseTransaction;

use crate::{Context, WriteError, record};

/// What a change of the schedule is about.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    /// The series, where it is about one or its meeting.
    pub series: Option<SeriesId>,
    /// The series' address, or the meeting's own name in its address.
    pub slug: Slug,
    /// What it is called.
    pub title: String,
    /// The group whose own it is.
    pub group: Option<GroupId>,
}

/// Adds a change to the record; `newest` is what the pen gave.
pub(crate) async fn tell(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    subject: Subject,
    change: ScheduleEvent,
) -> Result<i64, WriteError> {
    let event = Event::Schedule {
        series: subject.series,
        slug: subject.slug,
        title: subject.title,
        group: subject.group,
        change,
    };
    record::tell(transaction, context, newest, event).await
}
