//! From rows to roadmaps.

use domain::{
    ids::GroupId,
    roadmap::{ItemState, Roadmap, RoadmapItem},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    ReadError,
    entities::{roadmap, roadmap_item},
    record::of_json,
};

/// A group's roadmap as it stands. Two queries.
pub(super) async fn current(
    connection: &impl ConnectionTrait,
    group: GroupId,
) -> Result<Option<(roadmap::Model, Roadmap)>, ReadError> {
    let Some(row) = roadmap::Entity::find_by_id(group.0).one(connection).await? else {
        return Ok(None);
    };
    let items = roadmap_item::Entity::find()
        .filter(roadmap_item::Column::GroupId.eq(group.0))
        .order_by_asc(roadmap_item::Column::Place)
        .all(connection)
        .await?
        .into_iter()
        .map(item)
        .collect::<Result<_, _>>()?;
    let roadmap = Roadmap {
        version: count(row.version),
        items,
        highest: count(row.highest),
    };
    Ok(Some((row, roadmap)))
}

pub(super) fn item(row: roadmap_item::Model) -> Result<RoadmapItem, ReadError> {
    Ok(RoadmapItem {
        number: count(row.number),
        month: row
            .month
            .parse()
            .map_err(|_| ReadError::Damaged(format!("“{}” is no month", row.month)))?,
        state: ItemState::of_key(&row.state)
            .ok_or_else(|| ReadError::Damaged(format!("“{}” is no state of an item", row.state)))?,
        links: of_json(&row.links)?,
        outcome: row.outcome,
    })
}

/// A count as the database keeps it.
pub(super) fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or_default()
}
