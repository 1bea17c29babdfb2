//! The meeting after a meeting: where an item goes that comes too late, or that is put off.

use domain::{
    agenda::frozen_from,
    schedule::{Convener, MeetingState},
};
use jiff::Timestamp;
use sea_orm::ConnectionTrait;

use crate::{
    Context, ReadError,
    meeting::Meeting,
    policy,
    schedule::{Place, Wanted, coming_on},
};

/// The next meeting of the same series whose agenda is not frozen yet; for one of the committee's that is of no series, the
/// committee's next. Five queries.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn following(context: &Context, meeting: &Meeting) -> Result<Option<Meeting>, ReadError> {
    let wanted = match (meeting.series, meeting.convener) {
        (Some(series), _) => Wanted {
            series: Some(series),
            ..Wanted::default()
        },
        (None, Convener::Committee) => Wanted {
            of_committee: true,
            ..Wanted::default()
        },
        (None, Convener::Combined | Convener::Group { .. }) => return Ok(None),
    };
    let after = Place::beginning(meeting.starts_at.saturating_add(1));
    let connection = context.database.connection();
    unfrozen(connection, context, wanted, Some(after)).await
}

/// The first meeting from a place on that is to take place and whose agenda is not frozen. Five queries.
pub(super) async fn unfrozen(
    connection: &impl ConnectionTrait,
    context: &Context,
    wanted: Wanted,
    from: Option<Place>,
) -> Result<Option<Meeting>, ReadError> {
    let rules = policy::rules_on(connection, context.today()).await?;
    let now = context.now();
    let read = coming_on(connection, now, wanted, from).await?;
    Ok(read.meetings.into_iter().find(|meeting| {
        let starts = Timestamp::from_microsecond(meeting.starts_at).unwrap_or_default();
        meeting.state == MeetingState::Planned
            && now < frozen_from(starts, rules.agenda_freeze_hours).as_microsecond()
    }))
}
