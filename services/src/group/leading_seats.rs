//! Who holds which leading seat today.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    ids::{GroupId, PersonId},
    seat::Role,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::leads::leading_roles;
use crate::{ReadError, entities::seat, person::role_of};

/// The leading seats that are held today.
#[derive(Debug, Default)]
pub(super) struct LeadingSeats(BTreeMap<GroupId, Vec<(Role, PersonId)>>);

impl LeadingSeats {
    /// Those of these groups. One query.
    pub async fn of(
        connection: &impl ConnectionTrait,
        groups: impl Iterator<Item = GroupId>,
    ) -> Result<Self, ReadError> {
        let groups: Vec<Uuid> = groups.map(|group| group.0).collect();
        Self::read(connection, Some(groups)).await
    }

    /// Those of all groups. One query.
    pub async fn of_all(connection: &impl ConnectionTrait) -> Result<Self, ReadError> {
        Self::read(connection, None).await
    }

    async fn read(
        connection: &impl ConnectionTrait,
        groups: Option<Vec<Uuid>>,
    ) -> Result<Self, ReadError> {
        let mut query = seat::Entity::find()
            .select_only()
            .columns([
                seat::Column::GroupId,
                seat::Column::PersonId,
                seat::Column::Role,
            ])
            .filter(seat::Column::Until.is_null())
            .filter(seat::Column::Role.is_in(leading_roles()));
        if let Some(groups) = groups {
            query = query.filter(seat::Column::GroupId.is_in(groups));
        }
        let rows: Vec<(Uuid, Uuid, String)> = query.into_tuple().all(connection).await?;
        let mut seats: BTreeMap<GroupId, Vec<(Role, PersonId)>> = BTreeMap::new();
        for (group, person, role) in rows {
            let seat = (role_of(&role)?, PersonId(person));
            seats.entry(GroupId(group)).or_default().push(seat);
        }
        Ok(Self(seats))
    }

    /// Those of a group.
    pub fn of_group(&self, group: GroupId) -> &[(Role, PersonId)] {
        self.0.get(&group).map_or(&[], Vec::as_slice)
    }

    /// Who holds them.
    pub fn people(&self) -> BTreeSet<PersonId> {
        self.0
            .values()
            .flatten()
            .map(|(_, person)| *person)
            .collect()
    }
}
