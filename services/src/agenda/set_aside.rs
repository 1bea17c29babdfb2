//! Putting an item off to the next meeting, and declining it: by those who run the meeting, with the reason.

use domain::{
    agenda::{AgendaProblem, LONGEST_REASON, SetAside},
    ids::{AgendaItemId, MeetingId, PersonId},
    schedule::{AgendaItemState, MeetingAddress},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction,
    EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, prelude::Expr,
};

use super::{
    AgendaRefusal,
    change::{Refused, last_place, row_on},
    following::following,
    order::run_by,
};
use crate::{
    CommandError, Context, ReadError,
    entities::{agenda_item, agenda_item_group, agenda_set_aside},
    meeting::row_for,
    record,
};

/// An item that was taken off an agenda by those who run the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAsideItem {
    /// What it is about.
    pub title: String,
    /// What it stands for, as it is kept.
    pub(super) subject: Option<String>,
    /// What became of it.
    pub how: SetAside,
    /// The meeting whose agenda it went to.
    pub to: Option<MeetingAddress>,
    /// Why.
    pub reason: String,
    /// Who did it.
    pub by: Option<PersonId>,
}

/// Puts an item at the end of the agenda of the next meeting, and gives that meeting's address.
///
/// # Errors
/// When the actor does not run the meeting, no meeting comes after it, no reason is given, someone changed the item since
/// `version`, or the database fails.
pub async fn postpone(
    context: &Context,
    address: &MeetingAddress,
    item: AgendaItemId,
    version: i32,
    reason: String,
) -> Result<MeetingAddress, Refused> {
    let meeting = run_by(context, address).await?;
    let reason = checked(&reason)?;
    row_on(context.database.connection(), &meeting, item).await?;
    let next = following(context, &meeting)
        .await?
        .ok_or(CommandError::Refused(AgendaRefusal::NoNext))?
        .address;
    let (own, to) = (context.clone(), next.clone());
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                record::take_pen(transaction).await?;
                let into = MeetingId(row_for(transaction, &own, &to).await?.id);
                let place = last_place(transaction, into).await?;
                let row = planned(transaction, item, version).await?;
                let from = row.meeting_id;
                note(
                    transaction,
                    &own,
                    &row,
                    (SetAside::Postponed, Some(&to)),
                    reason,
                )
                .await?;
                let mut change = row.into_active_model();
                change.meeting_id = Set(into.0);
                change.position = Set(place);
                change.version = Set(version.saturating_add(1));
                change.changed_at = Set(own.now());
                change.update(transaction).await?;
                agenda_item_group::Entity::update_many()
                    .col_expr(agenda_item_group::Column::MeetingId, Expr::value(into.0))
                    .filter(agenda_item_group::Column::ItemId.eq(item.0))
                    .filter(agenda_item_group::Column::MeetingId.eq(from))
                    .exec(transaction)
                    .await?;
                Ok::<(), Refused>(())
            })
        })
        .await?;
    Ok(next)
}

/// Takes an item off the agenda for good.
///
/// # Errors
/// When the actor does not run the meeting, no reason is given, someone changed the item since `version`, or the database
/// fails.
pub async fn decline(
    context: &Context,
    address: &MeetingAddress,
    item: AgendaItemId,
    version: i32,
    reason: String,
) -> Result<(), Refused> {
    let meeting = run_by(context, address).await?;
    let reason = checked(&reason)?;
    row_on(context.database.connection(), &meeting, item).await?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                record::take_pen(transaction).await?;
                let row = planned(transaction, item, version).await?;
                note(transaction, &own, &row, (SetAside::Declined, None), reason).await?;
                let mut change = row.into_active_model();
                change.state = Set(AgendaItemState::Withdrawn.key().to_owned());
                change.version = Set(version.saturating_add(1));
                change.changed_at = Set(own.now());
                change.update(transaction).await?;
                // What is declined concerns nobody any more.
                agenda_item_group::Entity::delete_many()
                    .filter(agenda_item_group::Column::ItemId.eq(item.0))
                    .exec(transaction)
                    .await?;
                Ok(())
            })
        })
        .await
}

fn checked(reason: &str) -> Result<String, Refused> {
    let reason = reason.trim();
    let problem = if reason.is_empty() {
        AgendaProblem::NoReason
    } else if reason.chars().count() > LONGEST_REASON {
        AgendaProblem::LongReason
    } else {
        return Ok(reason.to_owned());
    };
    Err(CommandError::Refused(AgendaRefusal::Invalid(vec![problem])))
}

/// The item as it is to be talked about, when nobody changed it since `version`.
async fn planned(
    transaction: &DatabaseTransaction,
    item: AgendaItemId,
    version: i32,
) -> Result<agenda_item::Model, Refused> {
    agenda_item::Entity::find_by_id(item.0)
        .filter(agenda_item::Column::Version.eq(version))
        .filter(agenda_item::Column::State.eq(AgendaItemState::Planned.key()))
        .one(transaction)
        .await?
        .ok_or(CommandError::Refused(AgendaRefusal::Stale))
}

async fn note(
    transaction: &DatabaseTransaction,
    context: &Context,
    row: &agenda_item::Model,
    (how, to): (SetAside, Option<&MeetingAddress>),
    reason: String,
) -> Result<(), Refused> {
    // It may have come back since it was put off the first time.
    agenda_set_aside::Entity::delete_by_id((row.meeting_id, row.id))
        .exec(transaction)
        .await?;
    agenda_set_aside::Model {
        meeting_id: row.meeting_id,
        item_id: row.id,
        how: how.key().to_owned(),
        to_key: to.map(ToString::to_string),
        reason,
        by: context.actor().person_id().map(|person| person.0),
        at: context.now(),
    }
    .into_active_model()
    .reset_all()
    .insert(transaction)
    .await?;
    Ok(())
}

/// What was set aside from the agenda of a meeting, in the order of time. Two queries.
pub(super) async fn set_aside(
    connection: &impl ConnectionTrait,
    meeting: MeetingId,
) -> Result<Vec<SetAsideItem>, ReadError> {
    let rows = agenda_set_aside::Entity::find()
        .filter(agenda_set_aside::Column::MeetingId.eq(meeting.0))
        .order_by_asc(agenda_set_aside::Column::At)
        .order_by_asc(agenda_set_aside::Column::ItemId)
        .all(connection)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::Id.is_in(rows.iter().map(|row| row.item_id)))
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let item = items.iter().find(|item| item.id == row.item_id);
            let how = SetAside::of_key(&row.how).ok_or_else(|| {
                ReadError::Damaged(format!(
                    "an item of an agenda was set aside as “{}”",
                    row.how
                ))
            })?;
            Ok(SetAsideItem {
                title: item.map(|item| item.title.clone()).unwrap_or_default(),
                subject: item.and_then(|item| item.subject.clone()),
                how,
                to: row
                    .to_key
                    .as_deref()
                    .and_then(|key| MeetingAddress::new(key).ok()),
                reason: row.reason,
                by: row.by.map(PersonId),
            })
        })
        .collect()
}
