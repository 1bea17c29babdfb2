//! Roadmaps: the newest version with its items, and every version as it was published.

use domain::{
    event::{DatedEvent, Event},
    ids::GroupId,
    roadmap::{RoadmapEvent, RoadmapItem},
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    prelude::Expr,
    sea_query::{OnConflict, SimpleExpr},
};

use super::{insert_all, number};
use crate::{
    WriteError,
    entities::{roadmap, roadmap_item, roadmap_version},
    record::json,
};

/// Writes what happened to roadmaps, in the order of history.
pub(super) async fn write(
    transaction: &DatabaseTransaction,
    events: &[DatedEvent],
) -> Result<(), WriteError> {
    for dated in events {
        let Event::Roadmap { group, change } = &dated.event else {
            continue;
        };
        match change {
            RoadmapEvent::Published {
                version,
                items,
                summary,
                by,
                at,
            } => {
                let on = dated.on.to_string();
                let highest = items.iter().map(|item| item.number).max().unwrap_or(0);
                let row = roadmap::Model {
                    group_id: group.0,
                    version: number(*version),
                    highest: number(highest),
                    published_on: on.clone(),
                    looked_on: on.clone(),
                    looked_at: at.as_microsecond(),
                    looked_by: by.map(|by| by.0),
                };
                replace(transaction, row).await?;
                let version = roadmap_version::Model {
                    group_id: group.0,
                    version: number(*version),
                    published_on: on,
                    published_at: at.as_microsecond(),
                    published_by: by.map(|by| by.0),
                    summary: summary.clone(),
                    items: json(items)?,
                };
                roadmap_version::Entity::insert(version.into_active_model())
                    .exec_without_returning(transaction)
                    .await?;
                write_items(transaction, *group, items).await?;
            }
            RoadmapEvent::Confirmed { by, at, .. } => {
                roadmap::Entity::update_many()
                    .col_expr(roadmap::Column::LookedOn, Expr::value(dated.on.to_string()))
                    .col_expr(roadmap::Column::LookedAt, Expr::value(at.as_microsecond()))
                    .col_expr(roadmap::Column::LookedBy, Expr::value(by.map(|by| by.0)))
                    .filter(roadmap::Column::GroupId.eq(group.0))
                    .exec(transaction)
                    .await?;
            }
        }
    }
    Ok(())
}

/// Puts the row of the newest version in the place of the one before. The highest number that was ever given stays.
async fn replace(transaction: &DatabaseTransaction, row: roadmap::Model) -> Result<(), WriteError> {
    let given = Expr::col((roadmap::Entity, roadmap::Column::Highest));
    let highest: SimpleExpr = Expr::case(given.clone().gt(row.highest), given)
        .finally(row.highest)
        .into();
    roadmap::Entity::insert(row.into_active_model())
        .on_conflict(
            OnConflict::column(roadmap::Column::GroupId)
                .update_columns([
                    roadmap::Column::Version,
                    roadmap::Column::PublishedOn,
                    roadmap::Column::LookedOn,
                    roadmap::Column::LookedAt,
                    roadmap::Column::LookedBy,
                ])
                .value(roadmap::Column::Highest, highest)
                .to_owned(),
        )
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

async fn write_items(
    transaction: &DatabaseTransaction,
    group: GroupId,
    items: &[RoadmapItem],
) -> Result<(), WriteError> {
    roadmap_item::Entity::delete_many()
        .filter(roadmap_item::Column::GroupId.eq(group.0))
        .exec(transaction)
        .await?;
    let rows = items
        .iter()
        .zip(1..)
        .map(|(item, place)| {
            Ok(roadmap_item::Model {
                group_id: group.0,
                number: number(item.number),
                place,
                outcome: item.outcome.clone(),
                month: item.month.to_string(),
                state: item.state.key().to_owned(),
                links: json(&item.links)?,
            })
        })
        .collect::<Result<_, WriteError>>()?;
    insert_all::<roadmap_item::Entity>(transaction, rows).await
}
