//! On which coming agendas groups are: what their leads see.

use std::collections::BTreeMap;

use domain::{
    ids::GroupId,
    schedule::{AgendaItemState, MeetingState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use crate::{
    Context, ReadError,
    entities::{agenda_item, agenda_item_group, meeting},
    meeting::{Meeting, of_row},
};

/// So many coming meetings are looked at.
const MEETINGS: u64 = 40;

/// A coming meeting on whose agenda a group is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concerning {
    /// The meeting.
    pub meeting: Meeting,
    /// The items that concern the group, in the order of the agenda.
    pub items: Vec<String>,
}

/// The coming meetings on whose agenda a group is, the next one first. Three queries.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn concerning(context: &Context, group: GroupId) -> Result<Vec<Concerning>, ReadError> {
    let found = concerning_each(context, &[group]).await?;
    Ok(found
        .into_iter()
        .map(|(_, concerning)| concerning)
        .collect())
}

/// The same of several groups, each with what concerns it; the next meeting comes first. At most three queries, none for no group.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub(crate) async fn concerning_each(
    context: &Context,
    groups: &[GroupId],
) -> Result<Vec<(GroupId, Concerning)>, ReadError> {
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let connection = context.database.connection();
    let tagged = agenda_item_group::Entity::find()
        .filter(agenda_item_group::Column::GroupId.is_in(groups.iter().map(|group| group.0)));
    let on_whose_agenda = tagged
        .clone()
        .select_only()
        .column(agenda_item_group::Column::MeetingId)
        .into_query();
    let meetings = meeting::Entity::find()
        .filter(meeting::Column::EndsAt.gt(context.now()))
        .filter(
            meeting::Column::State
                .is_in([MeetingState::Planned.key(), MeetingState::UnderWay.key()]),
        )
        .filter(meeting::Column::Id.in_subquery(on_whose_agenda))
        .order_by_asc(meeting::Column::StartsAt)
        .order_by_asc(meeting::Column::Key)
        .limit(MEETINGS)
        .all(connection)
        .await?;
    if meetings.is_empty() {
        return Ok(Vec::new());
    }
    let tags = tagged
        .filter(agenda_item_group::Column::MeetingId.is_in(meetings.iter().map(|row| row.id)))
        .all(connection)
        .await?;
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::Id.is_in(tags.iter().map(|tag| tag.item_id)))
        .filter(agenda_item::Column::State.eq(AgendaItemState::Planned.key()))
        .order_by_asc(agenda_item::Column::Position)
        .all(connection)
        .await?;
    let mut found = Vec::new();
    for row in &meetings {
        let meeting = of_row(row)?;
        let mut titles: BTreeMap<Uuid, Vec<String>> = BTreeMap::new();
        for item in items.iter().filter(|item| item.meeting_id == row.id) {
            for tag in tags.iter().filter(|tag| tag.item_id == item.id) {
                titles
                    .entry(tag.group_id)
                    .or_default()
                    .push(item.title.clone());
            }
        }
        found.extend(titles.into_iter().map(|(group, items)| {
            let concerning = Concerning {
                meeting: meeting.clone(),
                items,
            };
            (GroupId(group), concerning)
        }));
    }
    Ok(found)
}
