//! The meeting after a meeting: where an item goes that comes too late, or that is put off.

use domain::{
    agenda::frozen_from,
    ids::MeetingId,
    schedule::{AgendaItemState, Convener, MeetingState},
};
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::{
    change::{NewItem, insert},
    read::items,
};
use crate::{
    CommandError, Context, ReadError, WriteError,
    meeting::{Meeting, row_for},
    policy,
    schedule::{Place, Wanted, coming_on},
};

/// The next meeting of the same series whose agenda is not frozen yet; for one of the committee's that is of no series, the
/// committee's next. Five queries.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn following(context: &Context, meeting: &Meeting) -> Result<Option<Meeting>, ReadError> {
    following_on(context.database.connection(), context, meeting).await
}

async fn following_on(
    connection: &impl ConnectionTrait,
    context: &Context,
    meeting: &Meeting,
) -> Result<Option<Meeting>, ReadError> {
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
    unfrozen(connection, context, wanted, Some(after)).await
}

/// What a meeting that ended had no time for goes behind what stands on the agenda of the next, as far as it fits there. To
/// be done with the pen.
pub(crate) async fn carry_over(
    transaction: &DatabaseTransaction,
    context: &Context,
    ended: &Meeting,
) -> Result<(), WriteError> {
    let Some(from) = ended.id else {
        return Ok(());
    };
    let waiting = items(transaction, from)
        .await?
        .into_iter()
        .filter(|item| item.state == AgendaItemState::Postponed);
    let Some(next) = following_on(transaction, context, ended).await? else {
        return Ok(());
    };
    let mut into = None;
    for item in waiting {
        let into = match into {
            Some(id) => id,
            None => *into.insert(MeetingId(
                row_for(transaction, context, &next.address).await?.id,
            )),
        };
        let text = NewItem {
            title: item.title,
            minutes: item.minutes,
            material: item.material,
            groups: Vec::new(),
        };
        let asked = (item.asked_by, item.matter.as_ref());
        let groups = item.groups.into_iter().collect();
        match insert(transaction, context, into, asked, &text, &groups).await {
            Ok(_) => {}
            Err(CommandError::Failed(error)) => return Err(error),
            Err(CommandError::Denied(_) | CommandError::NotFound | CommandError::Refused(_)) => {
                break;
            }
        }
    }
    Ok(())
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
