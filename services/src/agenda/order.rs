//! The order of an agenda.

use domain::{
    agenda::{Step, moved, seal},
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
    CommandError, Context, ReadError,
    entities::agenda_item,
    meeting::{self, Meeting},
    record,
};

/// Moves an item. `seen` is the seal of the order that the actor saw ([`super::Agenda::seal`]): who orders what somebody else
/// ordered meanwhile looks at it again first.
///
/// # Errors
/// When the actor does not run the meeting, there is no such item, the order is another one meanwhile, or the database fails.
pub async fn step(
    context: &Context,
    address: &MeetingAddress,
    item: AgendaItemId,
    seen: &str,
    step: Step,
) -> Result<(), Refused> {
    let meeting = run_by(context, address).await?;
    row_on(context.database.connection(), &meeting, item).await?;
    let Some(id) = meeting.id else {
        return Err(CommandError::NotFound);
    };
    let seen = seen.to_owned();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                // Two who order at once take turns.
                record::take_pen(transaction).await?;
                let order = order_of(transaction, id).await?;
                if seal(&order) != seen {
                    return Err(CommandError::Refused(AgendaRefusal::Stale));
                }
                for (id, position) in moved(order, &item.0, step).into_iter().zip(1_i32..) {
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

/// Goes on when the actor runs the meeting.
///
/// # Errors
/// When they do not, there is none at that address, or the database fails.
pub async fn may_order(context: &Context, address: &MeetingAddress) -> Result<(), ReadError> {
    let meeting = meeting::find(context, address).await?;
    let (action, resource) = meeting.convener.right_to_run();
    Ok(context.may(action, resource)?)
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
