//! On which coming agendas a group is: what its leads see.

use domain::{
    ids::GroupId,
    schedule::{AgendaItemState, MeetingAddress, MeetingState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::{
    Context, ReadError,
    entities::{agenda_item, agenda_item_group, meeting},
    meeting::of_row,
};

/// So many coming meetings are looked at.
const MEETINGS: u64 = 10;

/// A coming meeting on whose agenda a group is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concerning {
    /// The meeting's address.
    pub address: MeetingAddress,
    /// What it is called.
    pub title: String,
    /// When it begins, in microseconds since 1970.
    pub starts_at: i64,
    /// The items that concern the group, in the order of the agenda.
    pub items: Vec<String>,
}

/// The coming meetings on whose agenda a group is, the next one first. Two queries.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn concerning(context: &Context, group: GroupId) -> Result<Vec<Concerning>, ReadError> {
    let connection = context.database.connection();
    let tagged = |column| {
        agenda_item_group::Entity::find()
            .select_only()
            .column(column)
            .filter(agenda_item_group::Column::GroupId.eq(group.0))
            .into_query()
    };
    let meetings = meeting::Entity::find()
        .filter(meeting::Column::EndsAt.gt(context.now()))
        .filter(
            meeting::Column::State
                .is_in([MeetingState::Planned.key(), MeetingState::UnderWay.key()]),
        )
        .filter(meeting::Column::Id.in_subquery(tagged(agenda_item_group::Column::MeetingId)))
        .order_by_asc(meeting::Column::StartsAt)
        .order_by_asc(meeting::Column::Key)
        .limit(MEETINGS)
        .all(connection)
        .await?;
    if meetings.is_empty() {
        return Ok(Vec::new());
    }
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::MeetingId.is_in(meetings.iter().map(|row| row.id)))
        .filter(agenda_item::Column::State.eq(AgendaItemState::Planned.key()))
        .filter(agenda_item::Column::Id.in_subquery(tagged(agenda_item_group::Column::ItemId)))
        .order_by_asc(agenda_item::Column::Position)
        .all(connection)
        .await?;
    meetings
        .iter()
        .map(|row| {
            let meeting = of_row(row)?;
            Ok(Concerning {
                address: meeting.address,
                title: meeting.title,
                starts_at: meeting.starts_at,
                items: items
                    .iter()
                    .filter(|item| item.meeting_id == row.id)
                    .map(|item| item.title.clone())
                    .collect(),
            })
        })
        .collect()
}
