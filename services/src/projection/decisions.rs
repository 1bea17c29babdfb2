//! Decisions that are on no proposal, and the alternates beside them.

use domain::{
    Day,
    decision::{DecisionEvent, DecisionNumber, RecordedDecision},
    event::{DatedEvent, Event},
    ids::GroupId,
    slug::name_key,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, prelude::Expr,
};

use super::number;
use crate::{
    WriteError,
    entities::{alternate, decision},
};

/// Writes the rows of the decisions and alternates among the events.
pub(super) async fn write(
    transaction: &DatabaseTransaction,
    events: &[DatedEvent],
) -> Result<(), WriteError> {
    for dated in events {
        let Event::Decision {
            number: called,
            title,
            group,
            change,
        } = &dated.event
        else {
            continue;
        };
        match change {
            DecisionEvent::Recorded { decision } => {
                let row = decision_row(*called, title, *group, decision, dated.on)?;
                row.into_active_model().insert(transaction).await?;
                supersede(transaction, *called, &decision.supersedes).await?;
            }
            DecisionEvent::AlternateAttached {
                alternate,
                title,
                body,
                link,
                by,
                at,
            } => {
                let row = alternate::Model {
                    id: *alternate,
                    decision: called.to_string(),
                    title: title.clone(),
                    body: body.clone(),
                    link: link.clone(),
                    author_id: by.0,
                    attached_at: at.as_microsecond(),
                    answer: String::new(),
                    answered_by: None,
                    answered_at: None,
                };
                row.into_active_model().insert(transaction).await?;
            }
            DecisionEvent::AlternateAnswered {
                alternate,
                answer,
                by,
                at,
            } => {
                alternate::Entity::update_many()
                    .col_expr(alternate::Column::Answer, Expr::value(answer.clone()))
                    .col_expr(alternate::Column::AnsweredBy, Expr::value(Some(by.0)))
                    .col_expr(
                        alternate::Column::AnsweredAt,
                        Expr::value(Some(at.as_microsecond())),
                    )
                    .filter(alternate::Column::Id.eq(*alternate))
                    .exec(transaction)
                    .await?;
            }
        }
    }
    Ok(())
}

/// Says of earlier decisions which one took their place.
pub(super) async fn supersede(
    transaction: &DatabaseTransaction,
    by: DecisionNumber,
    earlier: &[DecisionNumber],
) -> Result<(), WriteError> {
    if earlier.is_empty() {
        return Ok(());
    }
    decision::Entity::update_many()
        .col_expr(decision::Column::SupersededBy, Expr::value(by.to_string()))
        .filter(decision::Column::Number.is_in(earlier.iter().map(ToString::to_string)))
        .exec(transaction)
        .await?;
    Ok(())
}

fn decision_row(
    called: DecisionNumber,
    title: &str,
    group: Option<GroupId>,
    decision: &RecordedDecision,
    on: Day,
) -> Result<decision::Model, WriteError> {
    let links = serde_json::to_string(&decision.links)
        .map_err(|error| WriteError::Database(DbErr::Custom(error.to_string())))?;
    Ok(decision::Model {
        number: called.to_string(),
        decided_by: decision.decider.key().to_owned(),
        proposal_id: None,
        proposal_number: None,
        kind: None,
        outcome: None,
        escalation_number: decision.escalation.map(number),
        title: title.to_owned(),
        search_key: name_key(&format!(
            "{called} {title} {} {} {}",
            decision.context, decision.options, decision.reasons
        )),
        group_id: group.map(|group| group.0),
        other_group_id: None,
        revision: None,
        context: decision.context.clone(),
        options: decision.options.clone(),
        reasons: decision.reasons.clone(),
        conditions: String::new(),
        links,
        decided_on: on.to_string(),
        decided_at: decision.at.as_microsecond(),
        review_on: None,
        reapply_from: None,
        policy_version: number(decision.policy_version),
        recorded_by: decision.recorded_by.0,
        superseded_by: None,
    })
}
