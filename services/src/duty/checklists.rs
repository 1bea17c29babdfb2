//! Steps of setting groups up and of closing them.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    duty::{Duty, GroupName, Matter},
    group::GroupState,
    ids::{GroupId, PersonId},
    permission::Action,
    policy::Checklist,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::scope::{Scope, named};
use crate::{
    ReadError, checklist,
    entities::{group, task},
    history::Names,
    record,
};

/// So many open steps are read at most: far more than anybody has.
const STEPS: u64 = 500;

/// Open steps: of one group all of them; of a person those that they see to, and in groups that they lead those that nobody
/// sees to. With a checklist of which every step is done comes the step of saying so. At most three queries.
pub async fn read(scope: &Scope<'_>) -> Result<Vec<Duty>, ReadError> {
    let connection = scope.connection();
    let led: BTreeMap<GroupId, (GroupName, GroupState)> = scope
        .groups_for(Action::RunGroup)
        .map(|(id, group)| (id, (group.name.clone(), group.state)))
        .collect();
    let mut whose =
        Condition::any().add(task::Column::GroupId.is_in(led.keys().map(|group| group.0)));
    if let (None, Some(person)) = (scope.only, scope.person) {
        whose = whose.add(task::Column::OwnerId.eq(person.0));
    }
    let rows = task::Entity::find()
        .filter(whose)
        .filter(checklist::waiting())
        .order_by_asc(task::Column::DueOn)
        .order_by_asc(task::Column::Place)
        .limit(STEPS)
        .all(connection)
        .await?;
    let elsewhere: BTreeSet<_> = rows
        .iter()
        .map(|row| row.group_id)
        .filter(|id| !led.contains_key(&GroupId(*id)))
        .collect();
    let mut groups = led.clone();
    if !elsewhere.is_empty() {
        for row in group::Entity::find()
            .filter(group::Column::Id.is_in(elsewhere))
            .all(connection)
            .await?
        {
            if let Some(state) = GroupState::of_key(&row.state) {
                groups.insert(GroupId(row.id), (named(&row), state));
            }
        }
    }
    let owners = rows.iter().filter_map(|row| row.owner_id).map(PersonId);
    let names = if rows.is_empty() {
        Names::default()
    } else {
        Names::of(
            connection,
            BTreeSet::new(),
            owners.collect(),
            BTreeSet::new(),
        )
        .await?
    };
    let mut duties = Vec::new();
    let mut open = BTreeSet::new();
    for row in rows {
        let id = GroupId(row.group_id);
        let Some((name, state)) = groups.get(&id) else {
            continue;
        };
        // Steps of a checklist that the group no longer works through are nobody's.
        let Some(list) =
            works_through(*state).filter(|list| row.checklist == checklist::key(*list))
        else {
            continue;
        };
        open.insert(id);
        let owner = row.owner_id.map(PersonId);
        if scope.only.is_none() && owner.is_some() && owner != scope.person {
            continue;
        }
        duties.push(Duty {
            due: Some(record::day_of(&row.due_on)?),
            matter: Matter::TakeStep {
                checklist: list,
                step: row.id,
                version: row.version,
                sentence: row.sentence,
                owner: owner
                    .and_then(|owner| names.person(owner))
                    .map_or_else(String::new, |name| name.name.clone()),
            },
            group: Some(name.clone()),
        });
    }
    duties.extend(
        led.into_iter()
            .filter(|(id, _)| !open.contains(id))
            .filter_map(|(_, (name, state))| {
                Some(Duty {
                    matter: Matter::EndChecklist {
                        checklist: works_through(state)?,
                    },
                    group: Some(name),
                    due: None,
                })
            }),
    );
    Ok(duties)
}

/// The checklist of a group in that state.
fn works_through(state: GroupState) -> Option<Checklist> {
    match state {
        GroupState::SettingUp => Some(Checklist::Setup),
        GroupState::Closing => Some(Checklist::Closing),
        GroupState::Active | GroupState::Dissolved | GroupState::Merged => None,
    }
}
