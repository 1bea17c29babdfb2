//! Moving and cancelling single meetings, and planning one that is of no series.

use domain::{
    ids::{GroupId, SeriesId},
    schedule::{About, Convener, MeetingAddress, MeetingState, ScheduleEvent, problem_of_length},
    slug::Slug,
    time_zone::TimeZoneName,
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, IntoActiveModel};

use super::{
    Meeting, find,
    row::{insert, row_for},
};
use crate::{
    CommandError, Context, WriteError,
    entities::meeting,
    record,
    schedule::{ScheduleRefusal, Subject, free_slug, tell},
};

type Refused = CommandError<ScheduleRefusal>;

/// Where and when a meeting is moved to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// When it begins, on the clocks of its own time zone.
    pub starts: DateTime,
    /// For how many minutes.
    pub minutes: u16,
    /// Where it is.
    pub place: String,
    /// Where one joins.
    pub join_link: String,
    /// Why; may be empty.
    pub reason: String,
}

/// A meeting of its own that someone plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMeeting {
    /// Whose.
    pub convener: Convener,
    /// What is said of it.
    pub about: About,
    /// When it begins, on the clocks of the time zone.
    pub starts: DateTime,
    /// For how many minutes.
    pub minutes: u16,
    /// In which time zone.
    pub zone: TimeZoneName,
}

/// The longest reason, in characters.
const LONGEST_REASON: usize = 1_000;

/// Plans a meeting that is of no series, and gives its address.
///
/// # Errors
/// When the actor may not, something is wrong with it, or the database fails.
pub async fn plan_meeting(
    context: &Context,
    wanted: NewMeeting,
) -> Result<MeetingAddress, Refused> {
    let (action, resource) = wanted.convener.right_to_run();
    context.may(action, resource)?;
    let about = wanted.about.trimmed();
    let mut problems = about.problems();
    problems.extend(problem_of_length(wanted.minutes));
    if !problems.is_empty() {
        return Err(CommandError::Refused(ScheduleRefusal::Invalid(problems)));
    }
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let wished = Slug::of_name(&about.title).unwrap_or_else(Slug::unnamed);
                let slug = free_slug(transaction, wished).await?;
                let (starts, starts_at, ends_at) =
                    instants(&wanted.zone, wanted.starts, wanted.minutes);
                let planned = Meeting {
                    id: None,
                    address: MeetingAddress {
                        slug: slug.clone(),
                        day: wanted.starts.date(),
                    },
                    series: None,
                    convener: wanted.convener,
                    title: about.title.clone(),
                    description: about.description.clone(),
                    starts_at,
                    ends_at,
                    planned_at: starts_at,
                    moved: false,
                    zone: wanted.zone.clone(),
                    state: MeetingState::Planned,
                    place: about.place.clone(),
                    join_link: about.join_link.clone(),
                    reason: String::new(),
                    agenda_frozen_at: None,
                    sequence: 0,
                    version: 0,
                };
                insert(transaction, &own, &planned).await?;
                let subject = Subject {
                    series: None,
                    slug,
                    title: about.title.clone(),
                    group: wanted.convener.group(),
                };
                let change = ScheduleEvent::MeetingScheduled {
                    convener: wanted.convener,
                    about: Box::new(about),
                    starts,
                    minutes: wanted.minutes,
                    zone: wanted.zone,
                };
                tell(transaction, &own, newest, subject, change).await?;
                Ok(planned.address)
            })
        })
        .await
}

/// An hour of a zone as an instant, and its beginning and end in microseconds.
fn instants(zone: &TimeZoneName, local: DateTime, minutes: u16) -> (Timestamp, i64, i64) {
    let starts = zone
        .zone()
        .to_ambiguous_timestamp(local)
        .compatible()
        .or_else(|_| TimeZone::UTC.to_timestamp(local))
        .unwrap_or(Timestamp::MAX);
    let starts_at = starts.as_microsecond();
    let length = i64::from(minutes).saturating_mul(60_000_000);
    (starts, starts_at, starts_at.saturating_add(length))
}

/// Moves a meeting to another time or place.
///
/// # Errors
/// When the actor may not, it has begun or is cancelled, someone changed it since `version`, or the database fails.
pub async fn move_to(
    context: &Context,
    address: &MeetingAddress,
    version: i32,
    to: Move,
) -> Result<(), Refused> {
    let about = About {
        title: "-".to_owned(),
        description: cut(&to.reason),
        place: to.place,
        join_link: to.join_link,
    }
    .trimmed();
    let mut problems = about.problems();
    problems.extend(problem_of_length(to.minutes));
    if !problems.is_empty() {
        return Err(CommandError::Refused(ScheduleRefusal::Invalid(problems)));
    }
    change(context, address, version, move |row, now| {
        planned(&row, now)?;
        let zone = TimeZoneName::new(&row.time_zone).unwrap_or_else(|_| TimeZoneName::utc());
        let (starts, starts_at, ends_at) = instants(&zone, to.starts, to.minutes);
        let told = ScheduleEvent::MeetingMoved {
            day: day_of(&row)?,
            before: Timestamp::from_microsecond(row.starts_at).unwrap_or(Timestamp::MIN),
            starts,
            minutes: to.minutes,
            place_before: row.place.clone(),
            place: about.place.clone(),
            join_link_before: row.join_link.clone(),
            join_link: about.join_link.clone(),
            reason: about.description.clone(),
        };
        let mut change = row.into_active_model();
        change.starts_at = Set(starts_at);
        change.ends_at = Set(ends_at);
        change.moved = Set(true);
        change.place = Set(about.place);
        change.join_link = Set(about.join_link);
        change.reason = Set(about.description);
        Ok((change, told))
    })
    .await
}

/// Cancels a meeting. What stands on its agenda stays there.
///
/// # Errors
/// When the actor may not, it has begun or is cancelled, someone changed it since `version`, or the database fails.
pub async fn cancel(
    context: &Context,
    address: &MeetingAddress,
    version: i32,
    reason: String,
) -> Result<(), Refused> {
    let reason = cut(reason.trim());
    change(context, address, version, move |row, now| {
        planned(&row, now)?;
        let told = ScheduleEvent::MeetingCancelled {
            day: day_of(&row)?,
            reason: reason.clone(),
        };
        let mut change = row.into_active_model();
        change.state = Set(MeetingState::Cancelled.key().to_owned());
        change.reason = Set(reason);
        Ok((change, told))
    })
    .await
}

/// A cancelled meeting takes place after all.
///
/// # Errors
/// When the actor may not, it is not cancelled or its time has passed, someone changed it since `version`, or the database
/// fails.
pub async fn reinstate(
    context: &Context,
    address: &MeetingAddress,
    version: i32,
) -> Result<(), Refused> {
    change(context, address, version, move |row, now| {
        if row.state != MeetingState::Cancelled.key() {
            return Err(CommandError::Refused(ScheduleRefusal::NotCancelled));
        }
        if row.ends_at <= now {
            return Err(CommandError::Refused(ScheduleRefusal::Begun));
        }
        let told = ScheduleEvent::MeetingReinstated { day: day_of(&row)? };
        let mut change = row.into_active_model();
        change.state = Set(MeetingState::Planned.key().to_owned());
        change.reason = Set(String::new());
        Ok((change, told))
    })
    .await
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST_REASON).collect()
}

fn day_of(row: &meeting::Model) -> Result<domain::Day, Refused> {
    Ok(record::day_of(&row.day)?)
}

/// Whether it is still to come, so that it can be moved or cancelled.
fn planned(row: &meeting::Model, now: i64) -> Result<(), Refused> {
    match MeetingState::of_key(&row.state) {
        Some(MeetingState::Cancelled) => Err(CommandError::Refused(ScheduleRefusal::Cancelled)),
        Some(MeetingState::Planned) if row.ends_at > now => Ok(()),
        Some(MeetingState::Planned | MeetingState::UnderWay | MeetingState::Held) | None => {
            Err(CommandError::Refused(ScheduleRefusal::Begun))
        }
    }
}

async fn change(
    context: &Context,
    address: &MeetingAddress,
    version: i32,
    work: impl FnOnce(meeting::Model, i64) -> Result<(meeting::ActiveModel, ScheduleEvent), Refused>
    + Send
    + 'static,
) -> Result<(), Refused> {
    let found = find(context, address).await?;
    let (action, resource) = found.convener.right_to_run();
    context.may(action, resource)?;
    let (own, address) = (context.clone(), address.clone());
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                if super::find::find_on(transaction, &address).await?.version != version {
                    return Err(CommandError::Refused(ScheduleRefusal::Stale));
                }
                let row = row_for(transaction, &own, &address).await?;
                let subject = subject(&address, &row);
                let (sequence, version) = (row.sequence, row.version);
                let (mut change, told) = work(row, own.now())?;
                change.sequence = Set(sequence.saturating_add(1));
                change.version = Set(version.saturating_add(1));
                change.changed_at = Set(own.now());
                write(transaction, change).await?;
                tell(transaction, &own, newest, subject, told).await?;
                Ok(())
            })
        })
        .await
}

async fn write(
    transaction: &DatabaseTransaction,
    change: meeting::ActiveModel,
) -> Result<(), WriteError> {
    change.update(transaction).await?;
    Ok(())
}

fn subject(address: &MeetingAddress, row: &meeting::Model) -> Subject {
    Subject {
        series: row.series_id.map(SeriesId),
        slug: address.slug.clone(),
        title: row.title.clone(),
        group: row.group_id.map(GroupId),
    }
}
