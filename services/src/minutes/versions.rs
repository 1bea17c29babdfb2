//! From the draft of minutes to what stands, and its corrections.

use domain::{
    ids::PersonId,
    minutes::{
        DraftAttendee, DraftItem, DraftOf, MinutesCommand, MinutesEvent, MinutesRefusal,
        MinutesState, RecordingLink, RecordingState, Standing, decide, draft,
    },
    permission::{Action, Resource},
    schedule::{AgendaItemState, Convener, MeetingState},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder,
};

use super::{
    Held, held,
    live::{actions, decisions, items, outcomes, roll},
    sitting::{address, save, sitting_for},
    tell::tell,
};
use crate::{
    CommandError, Context, ReadError, WriteError,
    entities::{meeting, minutes, person, sitting},
    history::Names,
    record,
};

/// The longest minutes, in characters.
pub const LONGEST_MINUTES: usize = 400_000;

/// Why the minutes are left as they are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperRefused {
    /// The rules stand against it.
    #[error(transparent)]
    Rule(#[from] MinutesRefusal),
    /// Someone changed them meanwhile.
    #[error(
        "Someone else changed the minutes meanwhile. Their text is below, yours is kept in the form."
    )]
    Stale,
    /// There are none yet.
    #[error("There are no minutes yet: they begin when the meeting has ended.")]
    None,
    /// Nobody would know why.
    #[error("Say what was wrong.")]
    NoReason,
    /// Nothing is different.
    #[error("Nothing is different from the version that stands.")]
    Same,
    /// Too long.
    #[error("Minutes have at most {LONGEST_MINUTES} characters.")]
    TooLong,
}

type Refused = CommandError<PaperRefused>;

/// Who approves and publishes: a group’s leads, the committee.
pub(super) fn right_to_approve(convener: Convener) -> (Action, Resource) {
    match convener {
        Convener::Group { group } => (Action::RunGroup, Resource::Group(group)),
        Convener::Committee | Convener::Combined => (Action::Decide, Resource::Community),
    }
}

/// The address of the first later meeting of the same series, or of the same convener, that has begun.
pub(super) async fn later_meeting(
    connection: &impl ConnectionTrait,
    row: &meeting::Model,
) -> Result<Option<String>, ReadError> {
    let query = meeting::Entity::find()
        .filter(meeting::Column::StartsAt.gt(row.starts_at))
        .filter(
            meeting::Column::State.is_in([MeetingState::UnderWay.key(), MeetingState::Held.key()]),
        )
        .order_by_asc(meeting::Column::StartsAt)
        .order_by_asc(meeting::Column::Key);
    let query = match row.series_id {
        Some(series) => query.filter(meeting::Column::SeriesId.eq(series)),
        None => {
            let query = query.filter(meeting::Column::Convener.eq(row.convener.as_str()));
            match row.group_id {
                Some(group) => query.filter(meeting::Column::GroupId.eq(group)),
                None => query,
            }
        }
    };
    Ok(query.one(connection).await?.map(|row| row.key))
}

/// The draft as what happened makes it.
pub(super) async fn generated(
    connection: &impl ConnectionTrait,
    row: &meeting::Model,
    sitting: &sitting::Model,
) -> Result<String, ReadError> {
    let id = domain::ids::MeetingId(row.id);
    let items = items(connection, id).await?;
    let decisions = decisions(connection, &[id.0]).await?;
    let promised = actions(connection, &[id.0]).await?;
    let roll = roll(connection, id).await?;
    let scribe = match sitting.scribe_id {
        Some(scribe) => person::Entity::find_by_id(scribe)
            .one(connection)
            .await?
            .map(|person| person.name),
        None => None,
    };
    let groups = items
        .iter()
        .flat_map(|item| item.groups.iter().copied())
        .collect();
    let names = Names::of(connection, groups, Default::default(), Default::default()).await?;
    let recording = (sitting.recording_state == RecordingState::Published.key())
        .then(|| RecordingLink::new(&sitting.recording_link).ok())
        .flatten();
    Ok(draft(&DraftOf {
        on: record::day_of(&row.day)?,
        scribe,
        roll: roll
            .into_iter()
            .map(|attendee| DraftAttendee {
                name: attendee.name,
                present: attendee.present,
            })
            .collect(),
        items: items
            .into_iter()
            .map(|item| DraftItem {
                groups: item
                    .groups
                    .iter()
                    .filter_map(|group| names.group(*group))
                    .map(|name| name.name.clone())
                    .collect(),
                was_reached: item.state == AgendaItemState::Discussed,
                outcomes: outcomes(item.id, &decisions, &promised),
                title: item.title,
                notes: item.notes,
            })
            .collect(),
        recording,
    }))
}

/// Minutes inside a transaction.
struct Minuted {
    held: Held,
    sitting: sitting::Model,
    state: MinutesState,
    newest: i64,
}

async fn minuted(
    transaction: &DatabaseTransaction,
    context: &Context,
    meeting: &domain::schedule::MeetingAddress,
) -> Result<Minuted, Refused> {
    let newest = record::take_pen(transaction).await?;
    let held = held(transaction, context, meeting).await?;
    let sitting = sitting_for(transaction, &held).await?;
    let state = sitting
        .minutes_state
        .as_deref()
        .and_then(MinutesState::of_key)
        .ok_or(CommandError::Refused(PaperRefused::None));
    // Whoever may not is told so first.
    context.may(Action::KeepRecords, held.resource())?;
    Ok(Minuted {
        state: state?,
        held,
        sitting,
        newest,
    })
}

/// Whether the actor may keep the records of a meeting: for a command that looks at its form before it does anything. Four
/// queries at most.
///
/// # Errors
/// When they may not, there is no such meeting, or the database fails.
pub async fn may_keep(context: &Context, meeting: &str) -> Result<(), ReadError> {
    let found = crate::meeting::find(context, &address(meeting)?).await?;
    let scribe = match found.id {
        Some(id) => super::sitting::sitting_of(context.database.connection(), id.0)
            .await?
            .and_then(|sitting| sitting.scribe_id)
            .map(PersonId),
        None => None,
    };
    Ok(context.may(Action::KeepRecords, super::resource(found.convener, scribe))?)
}

/// Edits the draft, or what is in review.
///
/// # Errors
/// When the actor may not, someone edited it since `version`, the minutes are final, or the database fails.
pub async fn edit_draft(
    context: &Context,
    meeting: &str,
    version: i32,
    text: String,
) -> Result<(), Refused> {
    let address = address(meeting)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let mut minuted = minuted(transaction, &own, &address).await?;
                if !minuted.state.is_working_text() {
                    return Err(CommandError::Refused(MinutesRefusal::Final.into()));
                }
                if minuted.sitting.draft_version != version {
                    return Err(CommandError::Refused(PaperRefused::Stale));
                }
                if text.chars().count() > LONGEST_MINUTES {
                    return Err(CommandError::Refused(PaperRefused::TooLong));
                }
                minuted.sitting.draft = text.replace("\r\n", "\n");
                minuted.sitting.draft_version += 1;
                save(transaction, minuted.sitting).await?;
                Ok(())
            })
        })
        .await
}

/// Makes the draft anew from the notes: what was edited in it by hand goes.
///
/// # Errors
/// When the actor may not, someone edited it since `version`, it is no draft any more, or the database fails.
pub async fn from_notes(context: &Context, meeting: &str, version: i32) -> Result<(), Refused> {
    let address = address(meeting)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let mut minuted = minuted(transaction, &own, &address).await?;
                if minuted.state != MinutesState::Draft {
                    return Err(CommandError::Refused(MinutesRefusal::Final.into()));
                }
                if minuted.sitting.draft_version != version {
                    return Err(CommandError::Refused(PaperRefused::Stale));
                }
                minuted.sitting.draft = String::new();
                minuted.sitting.draft_version += 1;
                save(transaction, minuted.sitting).await?;
                Ok(())
            })
        })
        .await
}

/// Does something to the minutes: review, back to the draft, approval, publication. Minutes that are approved can be published
/// with the same step.
///
/// # Errors
/// When the actor may not, the rules stand against it, or the database fails.
pub async fn act(
    context: &Context,
    meeting: &str,
    command: MinutesCommand,
    publish_too: bool,
) -> Result<MinutesState, Refused> {
    let address = address(meeting)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let minuted = minuted(transaction, &own, &address).await?;
                match command {
                    MinutesCommand::Approve | MinutesCommand::Publish => {
                        let (action, resource) = right_to_approve(minuted.held.convener);
                        own.may(action, resource)?;
                    }
                    MinutesCommand::Review { .. }
                    | MinutesCommand::BackToDraft
                    | MinutesCommand::Correct => {}
                }
                step(transaction, &own, minuted, command, publish_too).await
            })
        })
        .await
}

async fn step(
    transaction: &DatabaseTransaction,
    context: &Context,
    minuted: Minuted,
    command: MinutesCommand,
    publish_too: bool,
) -> Result<MinutesState, Refused> {
    let Minuted {
        held,
        mut sitting,
        state,
        newest,
    } = minuted;
    let later = later_meeting(transaction, &held.row).await?;
    let standing = Standing {
        state,
        review_until: sitting
            .review_until
            .as_deref()
            .map(record::day_of)
            .transpose()?,
        is_held: held.state == MeetingState::Held,
        later_meeting_began: later.is_some(),
    };
    let refuse = |refusal: MinutesRefusal| CommandError::Refused(refusal.into());
    let today = context.today();
    let mut next = decide(standing, command, today).map_err(refuse)?;
    let mut events = Vec::new();
    let by = context.actor().person_id();
    match command {
        MinutesCommand::Review { until } => {
            sitting.review_until = Some(until.to_string());
            // From here on, nothing changes the text but who edits it.
            if sitting.draft.is_empty() {
                sitting.draft = generated(transaction, &held.row, &sitting).await?;
                sitting.draft_version += 1;
            }
            super::write::forget_writers(transaction, held.id()).await?;
        }
        MinutesCommand::BackToDraft => sitting.review_until = None,
        MinutesCommand::Approve => {
            let (Some(by), Some(at)) = (by, later) else {
                return Err(refuse(MinutesRefusal::NoLaterMeeting));
            };
            sitting.approved_at_meeting = Some(at.clone());
            sitting.approved_by = Some(by.0);
            sitting.approved_at = Some(context.now());
            events.push(MinutesEvent::Approved { by, at });
            if publish_too {
                let approved = Standing {
                    state: next,
                    ..standing
                };
                next = decide(approved, MinutesCommand::Publish, today).map_err(refuse)?;
            }
        }
        MinutesCommand::Publish => {}
        MinutesCommand::Correct => return Err(refuse(MinutesRefusal::NotPublished)),
    }
    if next == MinutesState::Published && state != MinutesState::Published {
        sitting.minutes_version = 1;
        let body = sitting.draft.clone();
        add_version(transaction, context, &held, 1, body, String::new()).await?;
        events.push(MinutesEvent::Published { by, version: 1 });
    }
    sitting.minutes_state = Some(next.key().to_owned());
    save(transaction, sitting).await?;
    if !events.is_empty() {
        tell(transaction, context, newest, &held, today, events).await?;
    }
    Ok(next)
}

pub(super) async fn add_version(
    transaction: &DatabaseTransaction,
    context: &Context,
    held: &Held,
    version: i32,
    body: String,
    reason: String,
) -> Result<(), WriteError> {
    let row = minutes::ActiveModel {
        id: Set(context.new_id()),
        meeting_id: Set(held.row.id),
        version: Set(version),
        body: Set(body),
        reason: Set(reason),
        written_by: Set(context.actor().person_id().map(|person| person.0)),
        written_at: Set(context.now()),
    };
    minutes::Entity::insert(row)
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

/// Puts a new version in the place of the one that stands; the older ones stay to be read and compared.
///
/// # Errors
/// When the actor may not, someone corrected them since `version`, nothing is different, or the database fails.
pub async fn correct(
    context: &Context,
    meeting: &str,
    version: i32,
    text: String,
    reason: String,
) -> Result<i32, Refused> {
    let address = address(meeting)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let mut minuted = minuted(transaction, &own, &address).await?;
                let refuse = |refusal| CommandError::Refused(refusal);
                if minuted.state != MinutesState::Published {
                    return Err(refuse(MinutesRefusal::NotPublished.into()));
                }
                if reason.trim().is_empty() {
                    return Err(refuse(PaperRefused::NoReason));
                }
                if text.chars().count() > LONGEST_MINUTES {
                    return Err(refuse(PaperRefused::TooLong));
                }
                if minuted.sitting.minutes_version != version {
                    return Err(refuse(PaperRefused::Stale));
                }
                let text = text.replace("\r\n", "\n");
                let before = minutes::Entity::find()
                    .filter(minutes::Column::MeetingId.eq(minuted.held.row.id))
                    .filter(minutes::Column::Version.eq(version))
                    .one(transaction)
                    .await?;
                if before.is_some_and(|before| before.body.trim() == text.trim()) {
                    return Err(refuse(PaperRefused::Same));
                }
                let Some(by) = own.actor().person_id() else {
                    return Err(CommandError::Denied(domain::permission::Denied::SignIn));
                };
                let next = version.saturating_add(1);
                add_version(transaction, &own, &minuted.held, next, text, reason.clone()).await?;
                minuted.sitting.minutes_version = next;
                save(transaction, minuted.sitting).await?;
                let change = MinutesEvent::Corrected {
                    by,
                    version: u32::try_from(next).unwrap_or_default(),
                    reason,
                };
                let today = own.today();
                tell(
                    transaction,
                    &own,
                    minuted.newest,
                    &minuted.held,
                    today,
                    vec![change],
                )
                .await?;
                Ok(next)
            })
        })
        .await
}

/// Writes how far the recording is.
pub(crate) async fn put_recording(
    transaction: &DatabaseTransaction,
    held: &Held,
    state: RecordingState,
    link: String,
    note: String,
) -> Result<(), WriteError> {
    let mut sitting = sitting_for(transaction, held).await?;
    sitting.recording_state = state.key().to_owned();
    sitting.recording_link = link;
    sitting.recording_note = note;
    save(transaction, sitting).await?;
    Ok(())
}
