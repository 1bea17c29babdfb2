//! What a change of one person means for the groups that they lead: which lead rules would find something else.

use std::collections::BTreeSet;

use domain::{
    Day,
    group::GroupKind,
    ids::{GroupId, OrganizationId, PersonId},
    lead_rules::{Finding, RuleTurned, turned},
    person::Affiliation,
    policy::LeadRules,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    leading_seats::LeadingSeats,
    leads::{Known, leading_roles},
};
use crate::{
    ReadError,
    entities::{group, seat},
    history::Name,
    policy,
};

/// A group of which the lead rules would find something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupTurned {
    /// Its name and address.
    pub group: Name,
    /// The rules that would.
    pub rules: Vec<RuleTurned>,
}

/// The groups that someone leads, with all their leads and what is known of them.
pub(crate) struct Led {
    person: PersonId,
    groups: Vec<(GroupId, Name)>,
    seats: LeadingSeats,
    known: Known,
    rules: LeadRules,
}

impl Led {
    /// The groups that the person leads today, by name. Eleven queries, however many groups.
    pub async fn by(
        connection: &impl ConnectionTrait,
        person: PersonId,
        today: Day,
    ) -> Result<Self, ReadError> {
        let theirs: Vec<Uuid> = seat::Entity::find()
            .select_only()
            .column(seat::Column::GroupId)
            .distinct()
            .filter(seat::Column::PersonId.eq(person.0))
            .filter(seat::Column::Until.is_null())
            .filter(seat::Column::Role.is_in(leading_roles()))
            .into_tuple()
            .all(connection)
            .await?;
        let kinds = GroupKind::ALL
            .into_iter()
            .filter(|kind| kind.has_lead_rules())
            .map(GroupKind::key);
        let groups: Vec<(Uuid, String, String)> = group::Entity::find()
            .select_only()
            .columns([group::Column::Id, group::Column::Slug, group::Column::Name])
            .filter(group::Column::Id.is_in(theirs))
            .filter(group::Column::EndedOn.is_null())
            .filter(group::Column::Kind.is_in(kinds))
            .order_by_asc(group::Column::NameKey)
            .order_by_asc(group::Column::Id)
            .into_tuple()
            .all(connection)
            .await?;
        let seats =
            LeadingSeats::of(connection, groups.iter().map(|(id, _, _)| GroupId(*id))).await?;
        let mut people = seats.people();
        people.insert(person);
        let known = Known::of(connection, people, BTreeSet::new(), today).await?;
        let rules = policy::rules_on(connection, today).await?.lead_rules;
        Ok(Self {
            person,
            groups: groups
                .into_iter()
                .map(|(id, slug, name)| (GroupId(id), Name { slug, name }))
                .collect(),
            seats,
            known,
            rules,
        })
    }

    /// How many groups they are.
    pub fn count(&self) -> usize {
        self.groups.len()
    }

    /// What would turn if the person had been with these organizations, of which one may be new to the record. One query.
    pub async fn after_moving(
        self,
        connection: &impl ConnectionTrait,
        affiliations: Vec<Affiliation>,
        unregistered: Option<(OrganizationId, String)>,
    ) -> Result<Vec<GroupTurned>, ReadError> {
        let before = self.findings(&self.known, |_| true);
        let mut known = self
            .known
            .supposing(connection, self.person, affiliations)
            .await?;
        if let Some((id, name)) = unregistered {
            let slug = String::new();
            known.names.suppose_organization(id, Name { slug, name });
        }
        let after = findings(&self.groups, &self.seats, &self.rules, &known, |_| true);
        Ok(compared(self.groups, &self.rules, before, after))
    }

    /// What would turn if the person led none of them any more.
    pub fn after_leaving(self) -> Vec<GroupTurned> {
        let before = self.findings(&self.known, |_| true);
        let after = self.findings(&self.known, |holder| holder != self.person);
        compared(self.groups, &self.rules, before, after)
    }

    fn findings(&self, known: &Known, counts: impl Fn(PersonId) -> bool) -> Vec<Vec<Finding>> {
        findings(&self.groups, &self.seats, &self.rules, known, counts)
    }
}

/// What the rules find for each group, with the leads that count.
fn findings(
    groups: &[(GroupId, Name)],
    seats: &LeadingSeats,
    rules: &LeadRules,
    known: &Known,
    counts: impl Fn(PersonId) -> bool,
) -> Vec<Vec<Finding>> {
    groups
        .iter()
        .map(|(group, _)| {
            let seats = seats.of_group(*group).iter().copied();
            known.findings_for(rules, seats.filter(|(_, holder)| counts(*holder)))
        })
        .collect()
}

fn compared(
    groups: Vec<(GroupId, Name)>,
    rules: &LeadRules,
    before: Vec<Vec<Finding>>,
    after: Vec<Vec<Finding>>,
) -> Vec<GroupTurned> {
    groups
        .into_iter()
        .zip(before.into_iter().zip(after))
        .map(|((_, group), (before, after))| GroupTurned {
            group,
            rules: turned(rules, before, after),
        })
        .filter(|group| !group.rules.is_empty())
        .collect()
}
