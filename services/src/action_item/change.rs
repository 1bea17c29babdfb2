//! Saying how far an action item is, and handing it over.

use domain::{
    group::GroupState,
    ids::{GroupId, MeetingId, PersonId},
    minutes::{ActionCommand, ActionRefusal, ActionState, decide_action, may_be_handed},
    permission::{Action, Resource},
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, prelude::Expr};
use uuid::Uuid;

use crate::{
    CommandError, Context, ReadError,
    entities::{action_item, group, sitting},
    record,
};

/// Why it is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActionItemRefused {
    /// The rules stand against it.
    #[error(transparent)]
    Rule(#[from] ActionRefusal),
    /// Someone changed it meanwhile.
    #[error("Someone else changed this meanwhile. Look at it again.")]
    Stale,
}

/// Says how far an action item is: whoever said they would do it, the group’s leads and the committee can.
///
/// # Errors
/// When the actor may not, the rules stand against it, someone changed it since `version`, or the database fails.
pub async fn say(
    context: &Context,
    id: Uuid,
    version: i32,
    command: ActionCommand,
    note: String,
) -> Result<(), CommandError<ActionItemRefused>> {
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                record::take_pen(transaction).await?;
                let row = at_version(transaction, &own, id, version).await?;
                let state = state_of(&row)?;
                let next = decide_action(state, command, &note)
                    .map_err(|refusal| CommandError::Refused(refusal.into()))?;
                let closed = next != ActionState::Open;
                let by = own.actor().person_id().map(|person| person.0);
                action_item::Entity::update_many()
                    .col_expr(action_item::Column::State, Expr::value(next.key()))
                    .col_expr(action_item::Column::Note, Expr::value(note))
                    .col_expr(
                        action_item::Column::ClosedBy,
                        Expr::value(by.filter(|_| closed)),
                    )
                    .col_expr(
                        action_item::Column::ClosedAt,
                        Expr::value(closed.then(|| own.now())),
                    )
                    .col_expr(
                        action_item::Column::Version,
                        Expr::value(version.saturating_add(1)),
                    )
                    .filter(action_item::Column::Id.eq(id))
                    .exec(transaction)
                    .await?;
                seen(transaction, &row).await
            })
        })
        .await
}

/// To whom an action item goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receivers {
    /// The group that it is for from now on; none for no group.
    pub group: Option<GroupId>,
    /// Who does it from now on; none for nobody yet.
    pub owner: Option<PersonId>,
}

/// Hands an open action item to another group or person: whoever said they would do it, the group’s leads and the
/// committee can.
///
/// # Errors
/// When the actor may not, it is closed, the group does not go on, someone changed it since `version`, or the database
/// fails.
pub async fn hand_over(
    context: &Context,
    id: Uuid,
    version: i32,
    to: Receivers,
) -> Result<(), CommandError<ActionItemRefused>> {
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                record::take_pen(transaction).await?;
                let row = at_version(transaction, &own, id, version).await?;
                let state = state_of(&row)?;
                let goes_on = match to.group {
                    // It stays where it is: that is no question of where it goes.
                    Some(group) if row.group_id == Some(group.0) => None,
                    Some(group) => Some(group_state(transaction, group).await?),
                    None => None,
                };
                may_be_handed(state, goes_on)
                    .map_err(|refusal| CommandError::Refused(refusal.into()))?;
                action_item::Entity::update_many()
                    .col_expr(
                        action_item::Column::GroupId,
                        Expr::value(to.group.map(|group| group.0)),
                    )
                    .col_expr(
                        action_item::Column::OwnerId,
                        Expr::value(to.owner.map(|owner| owner.0)),
                    )
                    .col_expr(action_item::Column::OwnerName, Expr::value(""))
                    .col_expr(
                        action_item::Column::Version,
                        Expr::value(version.saturating_add(1)),
                    )
                    .filter(action_item::Column::Id.eq(id))
                    .exec(transaction)
                    .await?;
                seen(transaction, &row).await
            })
        })
        .await
}

/// The row, if the actor may say something of it and has seen it as it is.
async fn at_version(
    transaction: &DatabaseTransaction,
    context: &Context,
    id: Uuid,
    version: i32,
) -> Result<action_item::Model, CommandError<ActionItemRefused>> {
    let row = action_item::Entity::find_by_id(id)
        .one(transaction)
        .await?
        .ok_or(CommandError::NotFound)?;
    context.may(
        Action::RunGroup,
        Resource::ActionItem {
            group: row.group_id.map(GroupId),
            owner: row.owner_id.map(PersonId),
        },
    )?;
    if row.version == version {
        Ok(row)
    } else {
        Err(CommandError::Refused(ActionItemRefused::Stale))
    }
}

fn state_of(row: &action_item::Model) -> Result<ActionState, ReadError> {
    ActionState::of_key(&row.state)
        .ok_or_else(|| ReadError::Damaged("an action item has no state".to_owned()))
}

async fn group_state(
    transaction: &DatabaseTransaction,
    group: GroupId,
) -> Result<GroupState, CommandError<ActionItemRefused>> {
    let row = group::Entity::find_by_id(group.0)
        .one(transaction)
        .await?
        .ok_or(CommandError::NotFound)?;
    Ok(GroupState::of_key(&row.state)
        .ok_or_else(|| ReadError::Damaged("a group has no state".to_owned()))?)
}

/// Whoever looks at it or has its meeting open sees the change.
async fn seen(
    transaction: &DatabaseTransaction,
    row: &action_item::Model,
) -> Result<(), CommandError<ActionItemRefused>> {
    if let Some(meeting) = row.meeting_id {
        count_change(transaction, MeetingId(meeting)).await?;
    }
    record::change_pages(transaction).await?;
    Ok(())
}

/// Whoever has the meeting open sees it.
async fn count_change(
    transaction: &DatabaseTransaction,
    meeting: MeetingId,
) -> Result<(), sea_orm::DbErr> {
    use sea_orm::ExprTrait as _;
    sitting::Entity::update_many()
        .col_expr(
            sitting::Column::Changes,
            Expr::col(sitting::Column::Changes).add(1),
        )
        .filter(sitting::Column::MeetingId.eq(meeting.0))
        .exec(transaction)
        .await?;
    Ok(())
}
