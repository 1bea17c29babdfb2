//! What the record has of roadmaps and reports of groups.

use std::collections::BTreeMap;

use domain::{health::Facts, ids::GroupId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use super::leads::Leads;
use crate::{
    Context, ReadError,
    entities::{report, roadmap},
    policy::PolicyVersion,
    record,
    report::{Rules, owed_under},
};

/// When somebody last looked at their roadmaps. One query.
pub async fn roadmaps(
    connection: &impl ConnectionTrait,
    groups: &[GroupId],
    leads: &Leads,
    facts: &mut BTreeMap<Uuid, Facts>,
) -> Result<(), ReadError> {
    let rows = roadmap::Entity::find()
        .filter(roadmap::Column::GroupId.is_in(groups.iter().map(|group| group.0)))
        .all(connection)
        .await?;
    for row in rows {
        let looked_on = record::day_of(&row.looked_on)?;
        if let Some(facts) = facts.get_mut(&row.group_id) {
            facts.roadmap_looked_on = Some(looked_on);
        }
        if let Some(by) = row.looked_by {
            leads.acted_for(facts, (row.group_id, by), looked_on);
        }
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Given {
    group_id: Uuid,
    submitted_by: Uuid,
    newest: String,
}

/// When they last reported, and which report they owe. At most five queries.
pub async fn reports(
    context: &Context,
    versions: &[PolicyVersion],
    groups: &[GroupId],
    leads: &Leads,
    facts: &mut BTreeMap<Uuid, Facts>,
) -> Result<(), ReadError> {
    let rows = report::Entity::find()
        .select_only()
        .columns([report::Column::GroupId, report::Column::SubmittedBy])
        .column_as(report::Column::SubmittedOn.max(), "newest")
        .filter(report::Column::GroupId.is_in(groups.iter().map(|group| group.0)))
        .group_by(report::Column::GroupId)
        .group_by(report::Column::SubmittedBy)
        .into_model::<Given>()
        .all(context.database.connection())
        .await?;
    for row in rows {
        let on = record::day_of(&row.newest)?;
        if let Some(facts) = facts.get_mut(&row.group_id) {
            facts.reported_on = facts.reported_on.max(Some(on));
        }
        leads.acted_for(facts, (row.group_id, row.submitted_by), on);
    }
    let rules = Rules::of(versions.to_vec(), context.today());
    for owed in owed_under(context, &rules, groups).await? {
        if let Some(facts) = facts.get_mut(&owed.group.0) {
            // The oldest that is owed says how late they are.
            let due = facts
                .report_due_on
                .map_or(owed.due_on, |due| due.min(owed.due_on));
            facts.report_due_on = Some(due);
        }
    }
    Ok(())
}
