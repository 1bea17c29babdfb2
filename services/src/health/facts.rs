//! What the record has of groups, for telling how they are doing: a fixed number of queries for all of them together.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Day,
    group::{GroupKind, GroupState},
    health::{Facts, OpenSteps},
    ids::GroupId,
    policy::{Checklist, Policy},
    seat::Role,
};
use jiff::{Timestamp, tz::TimeZone};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use crate::{
    Context, ReadError, checklist,
    entities::{event, group, seat, task},
    group::findings_of,
    policy::{PolicyVersion, in_force},
    record,
};

use super::{meetings, plans};

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
    let leads = leads(connection, &ids, &mut facts).await?;
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

/// Who leads which group now.
pub(super) type Leads = BTreeSet<(Uuid, Uuid)>;

/// When who leads changed last, and when one of them last did something; gives who leads now. Two queries.
async fn leads(
    connection: &impl ConnectionTrait,
    ids: &[Uuid],
    facts: &mut BTreeMap<Uuid, Facts>,
) -> Result<Leads, ReadError> {
    let leading = Role::ALL
        .into_iter()
        .filter(|role| role.leads())
        .map(Role::key);
    let seats: Vec<(Uuid, Uuid, String, Option<String>)> = seat::Entity::find()
        .select_only()
        .columns([
            seat::Column::GroupId,
            seat::Column::PersonId,
            seat::Column::Since,
            seat::Column::Until,
        ])
        .filter(seat::Column::GroupId.is_in(ids.iter().copied()))
        .filter(seat::Column::Role.is_in(leading))
        .into_tuple()
        .all(connection)
        .await?;
    let leading: BTreeSet<Uuid> = seats
        .iter()
        .filter(|(_, _, _, until)| until.is_none())
        .map(|(_, person, _, _)| *person)
        .collect();
    let acts = newest_acts(connection, leading).await?;
    let mut leads = Leads::new();
    for (group, person, since, until) in seats {
        let Some(facts) = facts.get_mut(&group) else {
            continue;
        };
        let changed = record::day_of(until.as_deref().unwrap_or(&since))?;
        facts.leads_changed = facts.leads_changed.max(Some(changed));
        if until.is_none() {
            facts.lead_acted = facts.lead_acted.max(acts.get(&person).copied());
            leads.insert((group, person));
        }
    }
    Ok(leads)
}

#[derive(FromQueryResult)]
struct NewestAct {
    actor_id: Option<Uuid>,
    newest: Option<i64>,
}

/// The day on which each of these people last did something in the record; the day and no more: when somebody is at their
/// desk is nobody’s business. One query.
async fn newest_acts(
    connection: &impl ConnectionTrait,
    people: BTreeSet<Uuid>,
) -> Result<BTreeMap<Uuid, Day>, ReadError> {
    if people.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = event::Entity::find()
        .select_only()
        .column(event::Column::ActorId)
        .column_as(event::Column::RecordedAt.max(), "newest")
        .filter(event::Column::ActorId.is_in(people))
        .group_by(event::Column::ActorId)
        .into_model::<NewestAct>()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.actor_id?, day(row.newest?))))
        .collect())
}

/// The day of a moment, in UTC.
fn day(microseconds: i64) -> Day {
    Timestamp::from_microsecond(microseconds)
        .unwrap_or_default()
        .to_zoned(TimeZone::UTC)
        .date()
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
        .filter(task::Column::DoneAt.is_null())
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
