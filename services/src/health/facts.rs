//! What the record has of groups, for telling how they are doing: a fixed number of queries for all of them together.

use std::collections::BTreeMap;

use domain::{
    group::{GroupKind, GroupState},
    health::{Facts, OpenSteps},
    ids::GroupId,
    policy::{Checklist, Policy},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use crate::{
    Context, ReadError, checklist,
    entities::{group, task},
    group::findings_of,
    policy::{PolicyVersion, in_force},
    record,
};

use super::{leads, meetings, plans};

/// The facts of these groups, by their ids.
pub async fn of(
    context: &Context,
    versions: &[PolicyVersion],
    rows: &[group::Model],
) -> Result<BTreeMap<Uuid, Facts>, ReadError> {
    let rules =
        in_force(versions, context.today()).map_or_else(Policy::istio, |now| now.rules.clone());
    let connection = context.database.connection();
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut facts: BTreeMap<Uuid, Facts> = rows
        .iter()
        .map(|row| {
            let at_work = row.state == GroupState::Active.key();
            let facts = Facts {
                at_work,
                ..Facts::default()
            };
            (row.id, facts)
        })
        .collect();
    let under_rules: Vec<GroupId> = rows
        .iter()
        .filter(|row| GroupKind::of_key(&row.kind).is_some_and(GroupKind::has_lead_rules))
        .map(|row| GroupId(row.id))
        .collect();
    for (group, found) in findings_of(context, &rules.lead_rules, &under_rules).await? {
        if let Some(facts) = facts.get_mut(&group.0) {
            facts.lead_rules = found;
        }
    }
    let leads = leads::leads(connection, &ids, &mut facts).await?;
    checklists(connection, rows, &mut facts).await?;
    let at_work: Vec<GroupId> = ids
        .iter()
        .filter(|id| facts.get(id).is_some_and(|facts| facts.at_work))
        .map(|id| GroupId(*id))
        .collect();
    plans::roadmaps(connection, &at_work, &leads, &mut facts).await?;
    plans::reports(context, versions, &at_work, &leads, &mut facts).await?;
    meetings::read(connection, context.today(), &at_work, &leads, &mut facts).await?;
    Ok(facts)
}

#[derive(FromQueryResult)]
struct Steps {
    group_id: Uuid,
    checklist: String,
    open: i64,
    first_due: Option<String>,
}

/// The open steps of groups that are being set up or closed. One query.
async fn checklists(
    connection: &impl ConnectionTrait,
    rows: &[group::Model],
    facts: &mut BTreeMap<Uuid, Facts>,
) -> Result<(), ReadError> {
    let working: BTreeMap<Uuid, &'static str> = rows
        .iter()
        .filter_map(|row| {
            let list = match GroupState::of_key(&row.state)? {
                GroupState::SettingUp => Checklist::Setup,
                GroupState::Closing => Checklist::Closing,
                GroupState::Active | GroupState::Dissolved | GroupState::Merged => return None,
            };
            Some((row.id, checklist::key(list)))
        })
        .collect();
    for id in working.keys() {
        if let Some(facts) = facts.get_mut(id) {
            facts.checklist = Some(OpenSteps::default());
        }
    }
    if working.is_empty() {
        return Ok(());
    }
    let steps = task::Entity::find()
        .select_only()
        .columns([task::Column::GroupId, task::Column::Checklist])
        .column_as(task::Column::Id.count(), "open")
        .column_as(task::Column::DueOn.min(), "first_due")
        .filter(task::Column::GroupId.is_in(working.keys().copied()))
        .filter(checklist::waiting())
        .group_by(task::Column::GroupId)
        .group_by(task::Column::Checklist)
        .into_model::<Steps>()
        .all(connection)
        .await?;
    for row in steps {
        if working.get(&row.group_id) != Some(&row.checklist.as_str()) {
            continue;
        }
        if let Some(facts) = facts.get_mut(&row.group_id) {
            facts.checklist = Some(OpenSteps {
                open: usize::try_from(row.open).unwrap_or_default(),
                first_due: row.first_due.as_deref().map(record::day_of).transpose()?,
            });
        }
    }
    Ok(())
}
