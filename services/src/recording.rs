//! Recordings of meetings: which are expected, published, missing.

use domain::{
    Day,
    ids::{GroupId, PersonId, SeriesId},
    minutes::{BadLink, MinutesEvent, RecordingLink, RecordingState},
    permission::Action,
    schedule::{MeetingAddress, MeetingState},
};
use jiff::Span;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::OnConflict,
};
use uuid::Uuid;

use crate::{
    CommandError, Context, ReadError,
    entities::{meeting, series_recording, sitting},
    meeting::Meeting,
    minutes::{self, Held},
    policy, record, schedule,
};

/// So many missing recordings are listed.
const MOST: u64 = 200;

/// A recording that should be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingRecording {
    /// The address of the meeting.
    pub meeting: String,
    /// What it is called.
    pub title: String,
    /// Its day.
    pub day: Day,
    /// The group whose meeting it was.
    pub group: Option<GroupId>,
    /// Whether it was made, and only is not published.
    pub was_made: bool,
    /// What is said about it.
    pub note: String,
}

/// The recordings that are missing, of the newest meetings first: those that are said to be, and those that were expected and
/// are not published after the policy’s days. Four queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn missing(context: &Context) -> Result<Vec<MissingRecording>, ReadError> {
    let connection = context.database.connection();
    let today = context.today();
    let rules = policy::rules_on(connection, today).await?;
    let last = due_before(today, rules.recording_due_days);
    let rows: Vec<(Uuid, String, String)> = sitting::Entity::find()
        .select_only()
        .columns([
            sitting::Column::MeetingId,
            sitting::Column::RecordingState,
            sitting::Column::RecordingNote,
        ])
        .filter(
            Condition::any()
                .add(sitting::Column::RecordingState.eq(RecordingState::Missing.key()))
                .add(
                    Condition::all()
                        .add(sitting::Column::RecordingState.is_in([
                            RecordingState::Expected.key(),
                            RecordingState::Recorded.key(),
                        ]))
                        .add(sitting::Column::Day.lt(last.to_string())),
                ),
        )
        .order_by_desc(sitting::Column::Day)
        .limit(MOST)
        .into_tuple()
        .all(connection)
        .await?;
    let meetings = meeting::Entity::find()
        .filter(meeting::Column::Id.is_in(rows.iter().map(|(id, _, _)| *id)))
        .filter(meeting::Column::State.eq(MeetingState::Held.key()))
        .all(connection)
        .await?;
    rows.into_iter()
        .filter_map(|(id, state, note)| {
            let meeting = meetings.iter().find(|meeting| meeting.id == id)?;
            Some(record::day_of(&meeting.day).map(|day| MissingRecording {
                meeting: meeting.key.clone(),
                title: meeting.title.clone(),
                day,
                group: meeting.group_id.map(GroupId),
                was_made: state == RecordingState::Recorded.key(),
                note,
            }))
        })
        .collect()
}

/// The first day whose recording is not overdue yet.
fn due_before(today: Day, days: u32) -> Day {
    today.saturating_sub(Span::new().days(i64::from(days)))
}

/// How a recording shows: what is expected and overdue is missing.
pub(crate) fn shown(state: &str, day: Day, today: Day, days: u32) -> RecordingState {
    let state = RecordingState::of_key(state).unwrap_or(RecordingState::NotExpected);
    match state {
        RecordingState::Expected | RecordingState::Recorded if day < due_before(today, days) => {
            RecordingState::Missing
        }
        RecordingState::Expected
        | RecordingState::Recorded
        | RecordingState::NotExpected
        | RecordingState::Published
        | RecordingState::Missing => state,
    }
}

/// What the recording of a meeting that begins is: expected where its series is recorded.
pub(crate) async fn expected_of(
    connection: &impl ConnectionTrait,
    held: &Held,
) -> Result<String, ReadError> {
    let before = held
        .sitting
        .as_ref()
        .map(|sitting| sitting.recording_state.clone())
        .filter(|state| state != RecordingState::NotExpected.key());
    if let Some(before) = before {
        return Ok(before);
    }
    let recorded = match held.row.series_id {
        Some(series) => is_recorded(connection, series).await?,
        None => false,
    };
    Ok(if recorded {
        RecordingState::Expected.key()
    } else {
        RecordingState::NotExpected.key()
    }
    .to_owned())
}

/// Whether the meetings of a series are recorded. One query.
///
/// # Errors
/// When the database fails.
pub async fn of_series(context: &Context, series: SeriesId) -> Result<bool, ReadError> {
    is_recorded(context.database.connection(), series.0).await
}

async fn is_recorded(connection: &impl ConnectionTrait, series: Uuid) -> Result<bool, ReadError> {
    Ok(series_recording::Entity::find_by_id(series)
        .one(connection)
        .await?
        .is_some_and(|row| row.recorded))
}

/// What is said of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordingSaid {
    /// The meeting is not recorded.
    NotExpected,
    /// There is to be one.
    Expected,
    /// It was made.
    Recorded,
    /// It can be watched there.
    Published(String),
    /// There is none, and why.
    Missing(String),
}

/// Why it is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordingRefused {
    /// The address is none.
    #[error(transparent)]
    Link(#[from] BadLink),
    /// Nobody would know why.
    #[error("Say what became of it.")]
    NoReason,
    /// There is nothing to watch yet.
    #[error("The meeting has not begun yet.")]
    NotBegun,
}

/// Says how far the recording of a meeting is: whoever keeps its records can.
///
/// # Errors
/// When the actor may not, the address is not well-formed, or the database fails.
pub async fn say(
    context: &Context,
    meeting: &str,
    said: RecordingSaid,
) -> Result<(), CommandError<RecordingRefused>> {
    let address = MeetingAddress::new(meeting).map_err(|_| CommandError::NotFound)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let held = minutes::held(transaction, &own, &address).await?;
                own.may(Action::KeepRecords, held.resource())?;
                let refuse = |refusal| CommandError::Refused(refusal);
                let has_begun = matches!(held.state, MeetingState::UnderWay | MeetingState::Held);
                let (state, link, note, needs_begun) = match said {
                    RecordingSaid::NotExpected => {
                        (RecordingState::NotExpected, None, String::new(), false)
                    }
                    RecordingSaid::Expected => {
                        (RecordingState::Expected, None, String::new(), false)
                    }
                    RecordingSaid::Recorded => {
                        (RecordingState::Recorded, None, String::new(), true)
                    }
                    RecordingSaid::Published(link) => {
                        let link = RecordingLink::new(&link).map_err(|bad| refuse(bad.into()))?;
                        (RecordingState::Published, Some(link), String::new(), true)
                    }
                    RecordingSaid::Missing(reason) => {
                        if reason.trim().is_empty() {
                            return Err(refuse(RecordingRefused::NoReason));
                        }
                        (RecordingState::Missing, None, reason, true)
                    }
                };
                if needs_begun && !has_begun {
                    return Err(refuse(RecordingRefused::NotBegun));
                }
                let by: Option<PersonId> = own.actor().person_id();
                let event = match state {
                    RecordingState::Published => {
                        link.as_ref().map(|link| MinutesEvent::RecordingPublished {
                            by,
                            link: link.to_string(),
                        })
                    }
                    RecordingState::Missing => Some(MinutesEvent::RecordingMissing {
                        by,
                        reason: note.clone(),
                    }),
                    RecordingState::NotExpected
                    | RecordingState::Expected
                    | RecordingState::Recorded => None,
                };
                minutes::put_recording(
                    transaction,
                    &held,
                    state,
                    link.map(|link| link.to_string()).unwrap_or_default(),
                    note,
                )
                .await?;
                if let Some(event) = event {
                    let today = own.today();
                    minutes::tell(transaction, &own, newest, &held, today, vec![event]).await?;
                }
                Ok(())
            })
        })
        .await
}

/// A recording as its own page shows it.
#[derive(Clone, Debug)]
pub struct ShownRecording {
    /// Of which meeting.
    pub meeting: Meeting,
    /// How far it is.
    pub state: RecordingState,
    /// Where it is, where it is published.
    pub link: Option<RecordingLink>,
}

/// The recording of the meeting at that address. Five queries at most.
///
/// # Errors
/// When there is no such meeting, or the database fails.
pub async fn shown_of(context: &Context, meeting: &str) -> Result<ShownRecording, ReadError> {
    let connection = context.database.connection();
    let address = MeetingAddress::new(meeting).map_err(|_| ReadError::NotFound)?;
    let meeting = crate::meeting::find(context, &address).await?;
    let row = match meeting.id {
        Some(id) => sitting::Entity::find_by_id(id.0).one(connection).await?,
        None => None,
    };
    let Some(row) = row else {
        return Ok(ShownRecording {
            meeting,
            state: RecordingState::NotExpected,
            link: None,
        });
    };
    let today = context.today();
    let rules = policy::rules_on(connection, today).await?;
    let state = shown(
        &row.recording_state,
        meeting.address.day,
        today,
        rules.recording_due_days,
    );
    Ok(ShownRecording {
        link: (state == RecordingState::Published)
            .then(|| RecordingLink::new(&row.recording_link).ok())
            .flatten(),
        meeting,
        state,
    })
}

/// Says whether the meetings of a series are recorded: whoever runs them can. It holds for meetings that begin from now on.
///
/// # Errors
/// When the actor may not, there is no such series, or the database fails.
pub async fn record_series(
    context: &Context,
    slug: &str,
    recorded: bool,
) -> Result<(), CommandError<std::convert::Infallible>> {
    let series = schedule::series(context, slug).await?.series;
    let (action, resource) = series.convener.right_to_run();
    context.may(action, resource)?;
    let row = series_recording::ActiveModel {
        series_id: Set(series.id.0),
        recorded: Set(recorded),
    };
    series_recording::Entity::insert(row)
        .on_conflict(
            OnConflict::column(series_recording::Column::SeriesId)
                .update_column(series_recording::Column::Recorded)
                .to_owned(),
        )
        .exec_without_returning(context.database.connection())
        .await?;
    Ok(())
}
