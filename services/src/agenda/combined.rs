//! The next meeting of all groups together, for a group that is new: what its agenda has of it, and that it is put there.

use std::collections::BTreeSet;

use domain::{
    ids::{GroupId, MeetingId},
    schedule::{AgendaItemState, MeetingAddress},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};

use super::{
    change::{NewItem, insert},
    following::unfrozen,
};
use crate::{
    CommandError, Context, ReadError, WriteError,
    entities::{agenda_item, agenda_item_group},
    meeting::{Meeting, row_for},
    schedule::{Wanted, coming_on},
};

/// How long a new group has for introducing itself, in minutes.
const INTRODUCTION: u16 = 5;

/// The next meeting of all groups together, and what is on its agenda for one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CombinedMeeting {
    /// The meeting.
    pub meeting: Meeting,
    /// What concerns the group, in the order of the agenda.
    pub items: Vec<String>,
}

fn combined() -> Wanted {
    Wanted {
        combined: true,
        ..Wanted::default()
    }
}

/// The next meeting of all groups together with what concerns a group. Six queries at most.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub(crate) async fn next_combined(
    connection: &impl ConnectionTrait,
    context: &Context,
    group: GroupId,
) -> Result<Option<CombinedMeeting>, ReadError> {
    let read = coming_on(connection, context.now(), combined(), None).await?;
    let Some(meeting) = read.meetings.into_iter().find(Meeting::takes_place) else {
        return Ok(None);
    };
    let items = match meeting.id {
        Some(id) => items_of(connection, id, group).await?,
        None => Vec::new(),
    };
    Ok(Some(CombinedMeeting { meeting, items }))
}

async fn items_of(
    connection: &impl ConnectionTrait,
    meeting: MeetingId,
    group: GroupId,
) -> Result<Vec<String>, ReadError> {
    let tags = agenda_item_group::Entity::find()
        .filter(agenda_item_group::Column::MeetingId.eq(meeting.0))
        .filter(agenda_item_group::Column::GroupId.eq(group.0))
        .all(connection)
        .await?;
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::Id.is_in(tags.iter().map(|tag| tag.item_id)))
        .filter(agenda_item::Column::State.ne(AgendaItemState::Withdrawn.key()))
        .order_by_asc(agenda_item::Column::Position)
        .all(connection)
        .await?;
    Ok(items.into_iter().map(|item| item.title).collect())
}

/// Puts a group that is new on the agenda of the next meeting of all groups that is not frozen, and gives that meeting's
/// address; nothing where none is planned, or it is full. To be done with the pen.
pub(crate) async fn introduce(
    transaction: &DatabaseTransaction,
    context: &Context,
    group: GroupId,
    name: &str,
) -> Result<Option<MeetingAddress>, WriteError> {
    let Some(meeting) = unfrozen(transaction, context, combined(), None).await? else {
        return Ok(None);
    };
    let row = row_for(transaction, context, &meeting.address).await?;
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
        Ok(_) => Ok(Some(meeting.address)),
        Err(CommandError::Failed(error)) => Err(error),
        Err(CommandError::Denied(_) | CommandError::NotFound | CommandError::Refused(_)) => {
            Ok(None)
        }
    }
}
