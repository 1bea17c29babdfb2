//! Escalations: one row each with all that was told, and who has a part in those that are open.

use std::collections::BTreeSet;

use domain::{
    community::Community,
    escalation::Escalation,
    event::{DatedEvent, Event},
    ids::EscalationId,
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::number;
use crate::{
    WriteError,
    entities::{escalation, escalation_party},
};

/// Writes the rows of the escalations that events are about.
pub(super) async fn write(
    transaction: &DatabaseTransaction,
    events: &[DatedEvent],
    after: &Community,
) -> Result<(), WriteError> {
    let touched: BTreeSet<EscalationId> = events
        .iter()
        .filter_map(|dated| match &dated.event {
            Event::Escalation { escalation, .. } => Some(*escalation),
            Event::Group { .. }
            | Event::Person { .. }
            | Event::Organization { .. }
            | Event::Policy { .. }
            | Event::Proposal { .. }
            | Event::Committee { .. }
            | Event::Schedule { .. }
            | Event::Announcement { .. }
            | Event::Roadmap { .. }
            | Event::Report { .. }
            | Event::Minutes { .. }
            | Event::Document { .. }
            | Event::Decision { .. } => None,
        })
        .collect();
    for escalation in touched.iter().filter_map(|id| after.escalations.get(id)) {
        write_one(transaction, escalation).await?;
    }
    Ok(())
}

async fn write_one(
    transaction: &DatabaseTransaction,
    escalation: &Escalation,
) -> Result<(), WriteError> {
    let told = serde_json::to_string(escalation)
        .map_err(|error| WriteError::Database(DbErr::Custom(error.to_string())))?;
    let row = escalation::Model {
        id: escalation.id.0,
        number: number(escalation.number),
        state: escalation.state.key().to_owned(),
        rung: escalation.rung().key().to_owned(),
        title: escalation.title.clone(),
        group_id: escalation.group.0,
        decision: escalation.decision.map(|number| number.to_string()),
        opened_by: escalation.opened_by.0,
        opened_at: escalation.opened_at.as_microsecond(),
        due_at: escalation.due().as_microsecond(),
        changed_at: escalation.changed_at.as_microsecond(),
        outcome: escalation.outcome().map(|number| number.to_string()),
        told,
    };
    escalation::Entity::insert(row.into_active_model())
        .on_conflict(
            OnConflict::column(escalation::Column::Id)
                .update_columns([
                    escalation::Column::State,
                    escalation::Column::Rung,
                    escalation::Column::DueAt,
                    escalation::Column::ChangedAt,
                    escalation::Column::Outcome,
                    escalation::Column::Told,
                ])
                .to_owned(),
        )
        .exec_without_returning(transaction)
        .await?;
    escalation_party::Entity::delete_many()
        .filter(escalation_party::Column::EscalationId.eq(escalation.id.0))
        .exec(transaction)
        .await?;
    let parties: BTreeSet<Uuid> = escalation.parties().map(|person| person.0).collect();
    if !escalation.is_open() || parties.is_empty() {
        return Ok(());
    }
    let rows = parties.into_iter().map(|person| {
        escalation_party::Model {
            escalation_id: escalation.id.0,
            person_id: person,
        }
        .into_active_model()
    });
    escalation_party::Entity::insert_many(rows)
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}
