//! What is said of a step.

use domain::{
    group::GroupState,
    ids::PersonId,
    permission::{Action, Resource},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, prelude::Expr};
use uuid::Uuid;

use super::{Checklist, ChecklistError, read::tasks};
use crate::{
    Context,
    entities::{group, task},
    group::{at_address, id_of},
};

/// What is said of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is done; this shows it.
    Done(String),
    /// It is not done after all.
    Open,
    /// Someone else sees to it.
    Owner(PersonId),
}

/// Says something of a step of a group’s checklist.
///
/// # Errors
/// When the actor may not, someone changed it since `version`, or the database fails.
pub async fn say(
    context: &Context,
    slug: &str,
    step: Uuid,
    version: i32,
    said: Said,
) -> Result<(), ChecklistError> {
    let row = at_address(context.database.connection(), slug).await?;
    let group = id_of(&row);
    context.may(Action::RunGroup, Resource::Group(group))?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let row = group::Entity::find_by_id(group.0)
                    .one(transaction)
                    .await?
                    .ok_or(ChecklistError::NotFound)?;
                let checklist = GroupState::of_key(&row.state)
                    .and_then(Checklist::of_state)
                    .ok_or(ChecklistError::NotFound)?;
                let steps = tasks(transaction, group, checklist).await?;
                if !steps.iter().any(|task| task.id == step) {
                    return Err(ChecklistError::NotFound);
                }
                mark(transaction, &own, step, version, said).await
            })
        })
        .await
}

/// Writes what is said of a step, unless someone changed it since `version`.
pub(super) async fn mark(
    connection: &impl ConnectionTrait,
    context: &Context,
    step: Uuid,
    version: i32,
    said: Said,
) -> Result<(), ChecklistError> {
    let by = context.actor().person_id().map(|person| person.0);
    let change = task::Entity::update_many().col_expr(
        task::Column::Version,
        Expr::value(version.saturating_add(1)),
    );
    let change = match said {
        Said::Done(evidence) => change
            .col_expr(task::Column::Evidence, Expr::value(evidence))
            .col_expr(task::Column::DoneBy, Expr::value(by))
            .col_expr(task::Column::DoneAt, Expr::value(Some(context.now()))),
        Said::Open => change
            .col_expr(task::Column::DoneBy, Expr::value(None::<Uuid>))
            .col_expr(task::Column::DoneAt, Expr::value(None::<i64>)),
        Said::Owner(owner) => change.col_expr(task::Column::OwnerId, Expr::value(Some(owner.0))),
    };
    let changed = change
        .filter(task::Column::Id.eq(step))
        .filter(task::Column::Version.eq(version))
        .exec(connection)
        .await?;
    if changed.rows_affected == 1 {
        Ok(())
    } else {
        Err(ChecklistError::Stale)
    }
}
