//! The next meeting of all groups together, for a group that is new: what its agenda has of it, and that it is put there.

use std::collections::BTreeSet;

use domain::{
    ids::{GroupId, MeetingId},
    schedule::{Convener, MeetingAddress},
};
use sea_orm::DatabaseTransaction;

use super::{
    change::{NewItem, insert},
    concerning::{Concerning, concerning},
    following::unfrozen,
};
use crate::{
    CommandError, Context, ReadError, WriteError,
    meeting::{Meeting, row_for},
    schedule::{Wanted, coming_on},
};

/// How long a new group has for introducing itself, in minutes.
const INTRODUCTION: u16 = 5;

fn combined() -> Wanted {
    Wanted {
        combined: true,
        ..Wanted::default()
    }
}

/// The meeting of all groups together to which a group goes, with what is on its agenda for the group: the first on whose
/// agenda it is, or else the next. Seven queries at most.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub(crate) async fn combined_for(
    context: &Context,
    group: GroupId,
) -> Result<Option<Concerning>, ReadError> {
    let on_its_agenda = concerning(context, group)
        .await?
        .into_iter()
        .find(|on| on.meeting.convener == Convener::Combined);
    if on_its_agenda.is_some() {
        return Ok(on_its_agenda);
    }
    let read = coming_on(
        context.database.connection(),
        context.now(),
        combined(),
        None,
    )
    .await?;
    Ok(read
        .meetings
        .into_iter()
        .find(Meeting::takes_place)
        .map(|meeting| Concerning {
            meeting,
            items: Vec::new(),
        }))
}

/// Puts a group that is new on the agenda of the next meeting of all groups that is not frozen, and gives that meeting's
/// address; nothing where none is planned, or it is full. To be done with the pen.
pub(crate) async fn introduce(
    transaction: &DatabaseTransaction,
    context: &Context,
    who: (GroupId, &str),
) -> Result<Option<MeetingAddress>, WriteError> {
    match unfrozen(transaction, context, combined(), None).await? {
        Some(meeting) => introduce_at(transaction, context, who, meeting.address).await,
        None => Ok(None),
    }
}

/// The same for the meeting at that address.
pub(crate) async fn introduce_at(
    transaction: &DatabaseTransaction,
    context: &Context,
    (group, name): (GroupId, &str),
    address: MeetingAddress,
) -> Result<Option<MeetingAddress>, WriteError> {
    let row = row_for(transaction, context, &address).await?;
    let item = NewItem {
        title: format!("{name} is new and introduces itself"),
        minutes: Some(INTRODUCTION),
        ..NewItem::default()
    };
    let groups = BTreeSet::from([group]);
    match insert(
        transaction,
        context,
        MeetingId(row.id),
        (None, None),
        &item,
        &groups,
    )
    .await
    {
        Ok(_) => Ok(Some(address)),
        Err(CommandError::Failed(error)) => Err(error),
        Err(CommandError::Denied(_) | CommandError::NotFound | CommandError::Refused(_)) => {
            Ok(None)
        }
    }
}
