//! The order of an agenda.

use domain::{
    ids::{AgendaItemId, MeetingId},
    schedule::{AgendaItemState, MeetingAddress},
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, prelude::Expr,
};
use uuid::Uuid;

use super::{
    AgendaRefusal,
    change::{Refused, changeable, row_on},
};
use crate::{
    CommandError, Context,
    entities::agenda_item,
    meeting::{self, Meeting},
    record,
};

/// Where an item goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One place earlier.
    Up,
    /// One place later.
    Down,
}

/// Moves an item by one place. The first that goes up, and the last that goes down, stays.
///
/// # Errors
/// When the actor does not run the meeting, there is no such item, or the database fails.
pub async fn step(
    context: &Context,
    address: &MeetingAddress,
    item: AgendaItemId,
    step: Step,
) -> Result<(), Refused> {
    let meeting = run_by(context, address).await?;
    row_on(context.database.connection(), &meeting, item).await?;
    reorder(context, &meeting, move |order| {
        if let Some(at) = order.iter().position(|id| *id == item.0) {
            let to = match step {
                Step::Up => at.saturating_sub(1),
                Step::Down => (at + 1).min(order.len() - 1),
            };
            order.swap(at, to);
        }
        Ok(())
    })
    .await
}

/// Puts all items in an order; it must name exactly those that stand on the agenda.
///
/// # Errors
/// When the actor does not run the meeting, the agenda has other items, or the database fails.
pub async fn arrange(
    context: &Context,
    address: &MeetingAddress,
    wanted: Vec<AgendaItemId>,
) -> Result<(), Refused> {
    let meeting = run_by(context, address).await?;
    reorder(context, &meeting, move |order| {
        let wanted: Vec<Uuid> = wanted.into_iter().map(|item| item.0).collect();
        let (mut before, mut after) = (order.clone(), wanted.clone());
        before.sort_unstable();
        after.sort_unstable();
        if before != after {
            return Err(CommandError::Refused(AgendaRefusal::Stale));
        }
        *order = wanted;
        Ok(())
    })
    .await
}

/// The meeting, when the actor runs it and its agenda can be changed.
pub(super) async fn run_by(
    context: &Context,
    address: &MeetingAddress,
) -> Result<Meeting, Refused> {
    let meeting = meeting::find(context, address).await?;
    let (action, resource) = meeting.convener.right_to_run();
    context.may(action, resource)?;
    changeable(context, &meeting).await?;
    Ok(meeting)
}

async fn reorder(
    context: &Context,
    meeting: &Meeting,
    work: impl FnOnce(&mut Vec<Uuid>) -> Result<(), Refused> + Send + 'static,
) -> Result<(), Refused> {
    let Some(id) = meeting.id else {
        return Ok(());
    };
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                // Two who order at once take turns.
                record::take_pen(transaction).await?;
                let mut order = order_of(transaction, id).await?;
                work(&mut order)?;
                for (id, position) in order.into_iter().zip(1_i32..) {
                    agenda_item::Entity::update_many()
                        .col_expr(agenda_item::Column::Position, Expr::value(position))
                        .filter(agenda_item::Column::Id.eq(id))
                        .filter(agenda_item::Column::Position.ne(position))
                        .exec(transaction)
                        .await?;
                }
                Ok(())
            })
        })
        .await
}

async fn order_of(
    transaction: &DatabaseTransaction,
    meeting: MeetingId,
) -> Result<Vec<Uuid>, Refused> {
    let rows = agenda_item::Entity::find()
        .filter(agenda_item::Column::MeetingId.eq(meeting.0))
        .filter(agenda_item::Column::State.ne(AgendaItemState::Withdrawn.key()))
        .order_by_asc(agenda_item::Column::Position)
        .order_by_asc(agenda_item::Column::Id)
        .all(transaction)
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
