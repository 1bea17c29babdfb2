//! What the record has of meetings of groups.

use std::collections::BTreeMap;

use domain::{health::Facts, ids::GroupId, schedule::MeetingState};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use crate::{
    ReadError,
    entities::{agenda_item_group, meeting},
    record,
};

#[derive(FromQueryResult)]
struct Met {
    group_id: Uuid,
    newest: String,
}

/// When they last met: at a meeting of their own, or at one with something of theirs on its agenda. Two queries.
pub async fn read(
    connection: &impl ConnectionTrait,
    groups: &[GroupId],
    facts: &mut BTreeMap<Uuid, Facts>,
) -> Result<(), ReadError> {
    let ids = || groups.iter().map(|group| group.0);
    let own = meeting::Entity::find()
        .select_only()
        .column(meeting::Column::GroupId)
        .column_as(meeting::Column::Day.max(), "newest")
        .filter(meeting::Column::GroupId.is_in(ids()))
        .filter(meeting::Column::State.eq(MeetingState::Held.key()))
        .group_by(meeting::Column::GroupId)
        .into_model::<Met>()
        .all(connection)
        .await?;
    let others = agenda_item_group::Entity::find()
        .select_only()
        .column(agenda_item_group::Column::GroupId)
        .column_as(meeting::Column::Day.max(), "newest")
        .join(
            JoinType::InnerJoin,
            agenda_item_group::Entity::belongs_to(meeting::Entity)
                .from(agenda_item_group::Column::MeetingId)
                .to(meeting::Column::Id)
                .into(),
        )
        .filter(agenda_item_group::Column::GroupId.is_in(ids()))
        .filter(meeting::Column::State.eq(MeetingState::Held.key()))
        .group_by(agenda_item_group::Column::GroupId)
        .into_model::<Met>()
        .all(connection)
        .await?;
    for row in own.into_iter().chain(others) {
        if let Some(facts) = facts.get_mut(&row.group_id) {
            facts.met_on = facts.met_on.max(Some(record::day_of(&row.newest)?));
        }
    }
    Ok(())
}
