//! Coming agendas on which groups are.

use std::collections::BTreeMap;

use domain::{
    duty::{Duty, Matter},
    ids::GroupId,
    permission::Action,
    schedule::{AgendaItemState, MeetingState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::scope::Scope;
use crate::{
    ReadError,
    entities::{agenda_item, agenda_item_group, meeting},
};

/// So many coming meetings are looked at.
const MEETINGS: u64 = 40;

/// The coming agendas on which the groups of the scope are: one duty for each group and meeting. At most three queries.
pub async fn read(scope: &Scope<'_>) -> Result<Vec<Duty>, ReadError> {
    let groups: Vec<GroupId> = scope
        .groups_for(Action::KeepRecords)
        .map(|(id, _)| id)
        .collect();
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let connection = scope.connection();
    let tagged = agenda_item_group::Entity::find()
        .filter(agenda_item_group::Column::GroupId.is_in(groups.iter().map(|group| group.0)));
    let meetings = meeting::Entity::find()
        .filter(meeting::Column::EndsAt.gt(scope.context.now()))
        .filter(
            meeting::Column::State
                .is_in([MeetingState::Planned.key(), MeetingState::UnderWay.key()]),
        )
        .filter(
            meeting::Column::Id.in_subquery(
                tagged
                    .clone()
                    .select_only()
                    .column(agenda_item_group::Column::MeetingId)
                    .into_query(),
            ),
        )
        .order_by_asc(meeting::Column::StartsAt)
        .order_by_asc(meeting::Column::Key)
        .limit(MEETINGS)
        .all(connection)
        .await?;
    if meetings.is_empty() {
        return Ok(Vec::new());
    }
    let tags = tagged
        .filter(
            agenda_item_group::Column::MeetingId.is_in(meetings.iter().map(|meeting| meeting.id)),
        )
        .all(connection)
        .await?;
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::Id.is_in(tags.iter().map(|tag| tag.item_id)))
        .filter(agenda_item::Column::State.eq(AgendaItemState::Planned.key()))
        .order_by_asc(agenda_item::Column::Position)
        .all(connection)
        .await?;
    let mut duties = Vec::new();
    for meeting in meetings {
        let mut titles: BTreeMap<Uuid, Vec<String>> = BTreeMap::new();
        for item in items.iter().filter(|item| item.meeting_id == meeting.id) {
            for tag in tags.iter().filter(|tag| tag.item_id == item.id) {
                titles
                    .entry(tag.group_id)
                    .or_default()
                    .push(item.title.clone());
            }
        }
        let begins = scope.local(meeting.starts_at);
        duties.extend(titles.into_iter().map(|(group, items)| Duty {
            matter: Matter::BeAtMeeting {
                meeting: meeting.key.clone(),
                title: meeting.title.clone(),
                begins: begins.datetime(),
                items,
            },
            group: scope.name(GroupId(group)),
            due: Some(begins.date()),
        }));
    }
    Ok(duties)
}
