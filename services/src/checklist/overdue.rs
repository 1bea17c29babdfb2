//! Steps that are overdue, of all groups.

use std::collections::BTreeSet;

use domain::{
    Day,
    group::GroupState,
    ids::{GroupId, PersonId},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};

use super::{Checklist, waiting};
use crate::{
    Context, ReadError,
    entities::{group, task},
    history::{Name, Names},
    record,
};

/// An open step of a checklist, with whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverdueStep {
    /// The group.
    pub group: Name,
    /// Of which checklist.
    pub checklist: Checklist,
    /// What is to be done.
    pub sentence: String,
    /// Who sees to it.
    pub owner: Option<Name>,
    /// By which day.
    pub due_on: Day,
}

/// Open steps of checklists that groups are working through, due first first.
fn open_steps() -> Select<task::Entity> {
    let of = |checklist: Checklist, state: GroupState| {
        let groups = group::Entity::find()
            .select_only()
            .column(group::Column::Id)
            .filter(group::Column::State.eq(state.key()))
            .into_query();
        Condition::all()
            .add(task::Column::Checklist.eq(checklist.key()))
            .add(task::Column::GroupId.in_subquery(groups))
    };
    task::Entity::find()
        .filter(waiting())
        .filter(
            Condition::any()
                .add(of(Checklist::SettingUp, GroupState::SettingUp))
                .add(of(Checklist::Closing, GroupState::Closing)),
        )
        .order_by_asc(task::Column::DueOn)
        .order_by_asc(task::Column::Id)
}

async fn read(
    context: &Context,
    query: Select<task::Entity>,
) -> Result<Vec<OverdueStep>, ReadError> {
    let connection = context.database.connection();
    let rows = query.all(connection).await?;
    let groups = rows.iter().map(|row| GroupId(row.group_id)).collect();
    let people = rows
        .iter()
        .filter_map(|row| row.owner_id.map(PersonId))
        .collect();
    let names = Names::of(connection, groups, people, BTreeSet::new()).await?;
    rows.into_iter()
        .filter_map(|row| {
            let group = names.group(GroupId(row.group_id))?.clone();
            Some((row, group))
        })
        .map(|(row, group)| {
            Ok(OverdueStep {
                group,
                checklist: if row.checklist == Checklist::Closing.key() {
                    Checklist::Closing
                } else {
                    Checklist::SettingUp
                },
                owner: row
                    .owner_id
                    .and_then(|owner| names.person(PersonId(owner)))
                    .cloned(),
                due_on: record::day_of(&row.due_on)?,
                sentence: row.sentence,
            })
        })
        .collect()
}

/// Steps of all groups that should have been done before today, the longest overdue first. Two queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn overdue(context: &Context, most: u64) -> Result<Vec<OverdueStep>, ReadError> {
    let query = open_steps()
        .filter(task::Column::DueOn.lt(context.today().to_string()))
        .limit(most);
    read(context, query).await
}
