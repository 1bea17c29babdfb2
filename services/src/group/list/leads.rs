//! Who leads the groups in a list.

use std::collections::BTreeMap;

use domain::{Day, ids::GroupId, seat::Role};
use sea_orm::{ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::Row;
use crate::{
    ReadError,
    database::{Answers, Asked, Together},
    entities::{person, seat},
    history::Name,
};

/// Where they were asked for: the group, the person's handle and name.
pub(super) struct AskedLeads(Asked<(Uuid, String, String)>);

/// Asks who leads these groups on a past day or today.
pub(super) fn ask(together: &mut Together, groups: &Asked<Row>, on: Option<Day>) -> AskedLeads {
    let query = seat::Entity::find()
        .select_only()
        .column(seat::Column::GroupId)
        .columns([person::Column::Handle, person::Column::Name])
        .join(
            JoinType::InnerJoin,
            seat::Entity::belongs_to(person::Entity)
                .from(seat::Column::PersonId)
                .to(person::Column::Id)
                .into(),
        )
        .filter(seat::Column::GroupId.in_subquery(Together::column(groups, 0)))
        .filter(
            seat::Column::Role.is_in(
                Role::ALL
                    .into_iter()
                    .filter(|role| role.leads())
                    .map(Role::key),
            ),
        );
    let query = match on {
        None => query.filter(seat::Column::Until.is_null()),
        Some(day) => query
            .filter(seat::Column::Since.lte(day.to_string()))
            .filter(
                Condition::any()
                    .add(seat::Column::Until.is_null())
                    .add(seat::Column::Until.gt(day.to_string())),
            ),
    };
    AskedLeads(together.ask(query, &[0]))
}

impl AskedLeads {
    /// Those of each group by name.
    pub(super) fn read(
        &self,
        answers: &mut Answers,
    ) -> Result<BTreeMap<GroupId, Vec<Name>>, ReadError> {
        let mut leads: BTreeMap<GroupId, Vec<Name>> = BTreeMap::new();
        for (group, slug, name) in answers.take(&self.0)? {
            leads
                .entry(GroupId(group))
                .or_default()
                .push(Name { slug, name });
        }
        for names in leads.values_mut() {
            names.sort_by(|one, other| (&one.name, &one.slug).cmp(&(&other.name, &other.slug)));
            // Someone may lead a group in two roles.
            names.dedup();
        }
        Ok(leads)
    }
}
