//! Whose duties are asked for: somebody’s, with those of the groups that they run; or those of one group.

use std::collections::BTreeMap;

use domain::{
    Day,
    duty::GroupName,
    group::{GroupKind, GroupState},
    ids::{GroupId, PersonId},
    permission::{Action, Resource},
    policy::Policy,
    time_zone::TimeZoneName,
};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Context, ReadError,
    database::Connection,
    entities::{group, profile},
    group::groups_of,
    policy::{self, PolicyVersion, in_force},
};

/// A group in a scope.
#[derive(Clone, Debug)]
pub struct GroupInScope {
    pub name: GroupName,
    pub kind: GroupKind,
    pub state: GroupState,
}

/// Whose duties are asked for.
pub struct Scope<'c> {
    pub context: &'c Context,
    pub today: Day,
    /// Who asks, where it is a person.
    pub person: Option<PersonId>,
    versions: Vec<PolicyVersion>,
    zone: TimeZone,
    /// The groups whose duties are theirs.
    pub groups: BTreeMap<GroupId, GroupInScope>,
    /// The one group that is looked at; what is about others is left out then, and what is others’ in the group is not.
    pub only: Option<GroupId>,
}

impl<'c> Scope<'c> {
    /// The scope of whoever acts: the groups that they lead or are a delegate of. At most three queries.
    pub async fn of_person(context: &'c Context) -> Result<Option<Self>, ReadError> {
        let Some(person) = context.actor().person_id() else {
            return Ok(None);
        };
        let ids: Vec<_> = groups_of(context.actor())
            .into_iter()
            .map(|(group, _)| group.0)
            .collect();
        let rows = if ids.is_empty() {
            Vec::new()
        } else {
            group::Entity::find()
                .filter(group::Column::Id.is_in(ids))
                .all(context.database.connection())
                .await?
        };
        Ok(Some(Self {
            context,
            today: context.today(),
            person: Some(person),
            versions: policy::versions(&context.database).await?,
            zone: zone_of(context).await?,
            groups: rows
                .iter()
                .map(|row| Ok((GroupId(row.id), in_scope(row)?)))
                .collect::<Result<_, ReadError>>()?,
            only: None,
        }))
    }

    /// The scope of one group. Two queries.
    pub async fn of_group(context: &'c Context, row: &group::Model) -> Result<Self, ReadError> {
        let id = GroupId(row.id);
        Ok(Self {
            context,
            today: context.today(),
            person: context.actor().person_id(),
            versions: policy::versions(&context.database).await?,
            zone: zone_of(context).await?,
            groups: BTreeMap::from([(id, in_scope(row)?)]),
            only: Some(id),
        })
    }

    /// Where everything is read from.
    pub fn connection(&self) -> &'c Connection {
        self.context.database.connection()
    }

    /// A moment where the reader is.
    pub fn local(&self, microseconds: i64) -> Zoned {
        Timestamp::from_microsecond(microseconds)
            .unwrap_or_default()
            .to_zoned(self.zone.clone())
    }

    /// Whether the actor may do it to the group.
    pub fn may(&self, action: Action, group: GroupId) -> bool {
        self.context.may(action, Resource::Group(group)).is_ok()
    }

    /// The groups that are alive and to which the actor may do it.
    pub fn groups_for(&self, action: Action) -> impl Iterator<Item = (GroupId, &GroupInScope)> {
        self.groups
            .iter()
            .filter(move |(id, group)| group.state.is_alive() && self.may(action, **id))
            .map(|(id, group)| (*id, group))
    }

    /// The name of a group of the scope.
    pub fn name(&self, group: GroupId) -> Option<GroupName> {
        self.groups.get(&group).map(|group| group.name.clone())
    }

    /// All versions of the rules, newest first.
    pub fn versions(&self) -> &[PolicyVersion] {
        &self.versions
    }

    /// The rules of today.
    pub fn rules(&self) -> Policy {
        in_force(&self.versions, self.today)
            .map_or_else(Policy::istio, |version| version.rules.clone())
    }

    /// The rules of a version.
    pub fn rules_of(&self, version: u32) -> Policy {
        self.versions
            .iter()
            .find(|known| known.number == version)
            .map_or_else(Policy::istio, |known| known.rules.clone())
    }
}

/// The reader’s time zone: what their profile says, else UTC. One query.
pub async fn zone_of(context: &Context) -> Result<TimeZone, ReadError> {
    let Some(person) = context.actor().person_id() else {
        return Ok(TimeZone::UTC);
    };
    let row = profile::Entity::find_by_id(person.0)
        .one(context.database.connection())
        .await?;
    Ok(row
        .and_then(|row| TimeZoneName::new(&row.time_zone).ok())
        .map_or(TimeZone::UTC, |name| name.zone()))
}

fn in_scope(row: &group::Model) -> Result<GroupInScope, ReadError> {
    let damaged = |what: &str| ReadError::Damaged(format!("group {} has no {what}", row.slug));
    Ok(GroupInScope {
        name: named(row),
        kind: GroupKind::of_key(&row.kind).ok_or_else(|| damaged("kind"))?,
        state: GroupState::of_key(&row.state).ok_or_else(|| damaged("state"))?,
    })
}

/// A row as duties name it.
pub fn named(row: &group::Model) -> GroupName {
    GroupName {
        id: GroupId(row.id),
        slug: row.slug.clone(),
        name: row.name.clone(),
    }
}
