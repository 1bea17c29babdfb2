//! Meetings follow their series: what has a row keeps in step when the series changes.

use domain::{
    ids::MeetingId,
    schedule::{AgendaItemState, MeetingAddress, MeetingState, Series},
};
use jiff::Timestamp;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait,
    IntoActiveModel, QueryFilter, QueryOrder, prelude::Expr,
};

use super::row_for;
use crate::{
    Context, WriteError,
    entities::{agenda_item, agenda_item_group, meeting},
    record,
};

/// Brings the planned meetings of a series that are still to come into line with it. A meeting whose day is none any more
/// is cancelled, and its agenda goes to the next meeting that there is.
pub(crate) async fn follow_series(
    transaction: &DatabaseTransaction,
    context: &Context,
    before: &Series,
    after: &Series,
    why: &str,
) -> Result<(), WriteError> {
    let rows = meeting::Entity::find()
        .filter(meeting::Column::SeriesId.eq(before.id.0))
        .filter(meeting::Column::State.eq(MeetingState::Planned.key()))
        .filter(meeting::Column::StartsAt.gt(context.now()))
        .order_by_asc(meeting::Column::StartsAt)
        .all(transaction)
        .await?;
    for row in rows {
        let day = record::day_of(&row.day)?;
        let Some((pattern, occurrence)) = after.occurrence(day) else {
            call_off(transaction, context, after, row, why).await?;
            continue;
        };
        let next = |of_row: &str, before: &str, after: &str| {
            if of_row == before {
                after.to_owned()
            } else {
                of_row.to_owned()
            }
        };
        let planned_at = occurrence.starts.as_microsecond();
        let place = next(&row.place, &before.about.place, &after.about.place);
        let join_link = next(
            &row.join_link,
            &before.about.join_link,
            &after.about.join_link,
        );
        let (sequence, version) = (row.sequence, row.version);
        let moved = row.moved;
        let mut change = row.into_active_model();
        change.title = Set(after.about.title.clone());
        change.description = Set(after.about.description.clone());
        change.place = Set(place);
        change.join_link = Set(join_link);
        change.planned_at = Set(planned_at);
        if !moved {
            change.starts_at = Set(planned_at);
            change.ends_at = Set(occurrence.ends.as_microsecond());
            change.time_zone = Set(pattern.zone.to_string());
        }
        change.sequence = Set(sequence.saturating_add(1));
        change.version = Set(version.saturating_add(1));
        change.changed_at = Set(context.now());
        change.update(transaction).await?;
    }
    Ok(())
}

async fn call_off(
    transaction: &DatabaseTransaction,
    context: &Context,
    after: &Series,
    row: meeting::Model,
    why: &str,
) -> Result<(), WriteError> {
    let from = Timestamp::from_microsecond(row.starts_at).unwrap_or(Timestamp::MIN);
    let next = after
        .patterns
        .iter()
        .filter_map(|pattern| pattern.from(from).next())
        .min();
    if let Some(next) = next {
        let address = MeetingAddress {
            slug: after.slug.clone(),
            day: next.day,
        };
        let into = row_for(transaction, context, &address).await?;
        carry_over(transaction, MeetingId(row.id), MeetingId(into.id)).await?;
    }
    let (sequence, version) = (row.sequence, row.version);
    let mut change = row.into_active_model();
    change.state = Set(MeetingState::Cancelled.key().to_owned());
    change.reason = Set(why.to_owned());
    change.sequence = Set(sequence.saturating_add(1));
    change.version = Set(version.saturating_add(1));
    change.changed_at = Set(context.now());
    change.update(transaction).await?;
    Ok(())
}

/// What is planned on one agenda goes behind what stands on another.
async fn carry_over(
    transaction: &DatabaseTransaction,
    from: MeetingId,
    into: MeetingId,
) -> Result<(), WriteError> {
    const BEHIND: i32 = 10_000;
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::MeetingId.eq(from.0))
        .filter(agenda_item::Column::State.eq(AgendaItemState::Planned.key()))
        .all(transaction)
        .await?;
    if items.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = items.iter().map(|item| item.id).collect();
    agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::MeetingId, Expr::value(into.0))
        .col_expr(
            agenda_item::Column::Position,
            Expr::col(agenda_item::Column::Position).add(BEHIND),
        )
        .filter(agenda_item::Column::Id.is_in(ids.iter().copied()))
        .exec(transaction)
        .await?;
    agenda_item_group::Entity::update_many()
        .col_expr(agenda_item_group::Column::MeetingId, Expr::value(into.0))
        .filter(agenda_item_group::Column::ItemId.is_in(ids))
        .exec(transaction)
        .await?;
    Ok(())
}
