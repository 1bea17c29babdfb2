//! What the record knows of those who hold seats: the evidence for the lead rules, as of a day.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Day,
    concentration::Affiliates,
    event::Event,
    group::Group,
    ids::{GroupId, OrganizationId, PersonId},
    lead_rules::{Finding, LeadEvidence, Rolls, findings},
    person::{Affiliation, OrganizationEvent},
    policy::LeadRules,
    standing::{HeldStanding, Precision, Standing},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    ReadError,
    entities::{affiliation, event, roll, standing},
    history::Names,
    record,
};

/// People with their organizations and standing, and the names of everything around a group.
pub(super) struct Known {
    pub names: Names,
    day: Day,
    affiliations: BTreeMap<PersonId, Vec<Affiliation>>,
    standings: BTreeMap<PersonId, Vec<HeldStanding>>,
    affiliates: Affiliates,
    rolls: Rolls,
}

impl Known {
    /// What is known of these people on that day, with the names of those groups. Seven queries.
    pub async fn of(
        connection: &impl ConnectionTrait,
        people: BTreeSet<PersonId>,
        groups: BTreeSet<GroupId>,
        day: Day,
    ) -> Result<Self, ReadError> {
        let affiliations = affiliations(connection, &people).await?;
        let affiliates = affiliates_on(connection, day).await?;
        let standings = standings(connection, &people).await?;
        let rolls = rolls_on(connection, day).await?;
        let organizations = affiliations
            .values()
            .flatten()
            .flat_map(|with| affiliates.lineage(with.organization))
            .collect();
        Ok(Self {
            names: Names::of(connection, groups, people, organizations).await?,
            day,
            affiliations,
            standings,
            affiliates,
            rolls,
        })
    }

    /// Where the person was on that day.
    pub fn organization_on(&self, person: PersonId, day: Day) -> Option<OrganizationId> {
        self.affiliations
            .get(&person)?
            .iter()
            .find(|with| with.since <= day && with.until.is_none_or(|until| day < until))
            .map(|with| with.organization)
    }

    /// What the rules find for those who lead the group.
    pub fn findings(&self, rules: &LeadRules, group: &Group) -> Vec<Finding> {
        let leads: BTreeSet<PersonId> = group
            .seats_held()
            .filter(|seat| seat.role.leads())
            .map(|seat| seat.person)
            .collect();
        let leads: Vec<LeadEvidence> = leads.into_iter().map(|lead| self.evidence(lead)).collect();
        findings(rules, &leads, self.rolls, self.day)
    }

    fn evidence(&self, person: PersonId) -> LeadEvidence {
        let organization = self
            .organization_on(person, self.day)
            .map(|organization| self.affiliates.topmost(organization));
        LeadEvidence {
            person,
            name: self
                .names
                .person(person)
                .map_or_else(String::new, |name| name.name.clone()),
            organization: organization
                .and_then(|id| Some((id, self.names.organization(id)?.name.clone()))),
            member: self.held(person, &Standing::Member),
            maintainer: self.held(person, &Standing::Maintainer),
        }
    }

    fn held(&self, person: PersonId, standing: &Standing) -> Option<HeldStanding> {
        self.standings
            .get(&person)?
            .iter()
            .find(|held| held.standing == *standing && held.holds_on(self.day))
            .cloned()
    }
}

async fn affiliations(
    connection: &impl ConnectionTrait,
    people: &BTreeSet<PersonId>,
) -> Result<BTreeMap<PersonId, Vec<Affiliation>>, ReadError> {
    let rows = affiliation::Entity::find()
        .filter(affiliation::Column::PersonId.is_in(people.iter().map(|person| person.0)))
        .order_by_desc(affiliation::Column::Since)
        .all(connection)
        .await?;
    let mut affiliations: BTreeMap<PersonId, Vec<Affiliation>> = BTreeMap::new();
    for row in rows {
        affiliations
            .entry(PersonId(row.person_id))
            .or_default()
            .push(Affiliation {
                organization: OrganizationId(row.organization_id),
                since: record::day_of(&row.since)?,
                until: row.until.as_deref().map(record::day_of).transpose()?,
            });
    }
    Ok(affiliations)
}

/// Which organization belonged to which on that day.
async fn affiliates_on(
    connection: &impl ConnectionTrait,
    day: Day,
) -> Result<Affiliates, ReadError> {
    let rows: Vec<(String, String)> = event::Entity::find()
        .select_only()
        .columns([event::Column::HappenedOn, event::Column::Payload])
        .filter(event::Column::Kind.eq("organization_parent_changed"))
        .filter(event::Column::HappenedOn.lte(day.to_string()))
        .order_by_asc(event::Column::HappenedOn)
        .order_by_asc(event::Column::Seq)
        .into_tuple()
        .all(connection)
        .await?;
    let mut parents: BTreeMap<OrganizationId, OrganizationId> = BTreeMap::new();
    for (happened_on, payload) in rows {
        if let Event::Organization {
            organization,
            change: OrganizationEvent::ParentChanged { parent, .. },
        } = record::dated(&happened_on, &payload)?.event
        {
            match parent {
                Some(parent) => parents.insert(organization, parent),
                None => parents.remove(&organization),
            };
        }
    }
    Ok(parents.into_iter().collect())
}

async fn standings(
    connection: &impl ConnectionTrait,
    people: &BTreeSet<PersonId>,
) -> Result<BTreeMap<PersonId, Vec<HeldStanding>>, ReadError> {
    let wanted = [Standing::Member, Standing::Maintainer];
    let rows = standing::Entity::find()
        .filter(standing::Column::PersonId.is_in(people.iter().map(|person| person.0)))
        .filter(standing::Column::Standing.is_in(wanted.iter().map(Standing::key)))
        .all(connection)
        .await?;
    let mut standings: BTreeMap<PersonId, Vec<HeldStanding>> = BTreeMap::new();
    for row in rows {
        let Some(held) = Standing::of_key(&row.standing) else {
            continue;
        };
        standings
            .entry(PersonId(row.person_id))
            .or_default()
            .push(HeldStanding {
                standing: held,
                since: record::day_of(&row.since)?,
                precision: match row.precision.as_str() {
                    "exact" => Precision::Exact,
                    _ => Precision::AtTheLatest,
                },
                until: row.until.as_deref().map(record::day_of).transpose()?,
            });
    }
    Ok(standings)
}

/// The newest complete lists of members and maintainers of that day or before.
async fn rolls_on(connection: &impl ConnectionTrait, day: Day) -> Result<Rolls, ReadError> {
    let rows: Vec<(String, Option<String>)> = roll::Entity::find()
        .select_only()
        .column(roll::Column::Standing)
        .column_as(roll::Column::AsOf.max(), "newest")
        .filter(roll::Column::AsOf.lte(day.to_string()))
        .group_by(roll::Column::Standing)
        .into_tuple()
        .all(connection)
        .await?;
    let newest = |standing: Standing| {
        rows.iter()
            .find(|(key, _)| *key == standing.key())
            .and_then(|(_, day)| day.as_deref())
            .map(record::day_of)
            .transpose()
    };
    Ok(Rolls {
        members: newest(Standing::Member)?,
        maintainers: newest(Standing::Maintainer)?,
    })
}

/// The groups that were merged into this one, with the day, oldest first.
pub(super) async fn merged_into(
    connection: &impl ConnectionTrait,
    group: GroupId,
    until: Day,
) -> Result<Vec<(GroupId, Day)>, ReadError> {
    let rows: Vec<(Option<Uuid>, String)> = event::Entity::find()
        .select_only()
        .columns([event::Column::GroupId, event::Column::HappenedOn])
        .filter(event::Column::OtherGroupId.eq(group.0))
        .filter(event::Column::Kind.eq("group_merged"))
        .filter(event::Column::HappenedOn.lte(until.to_string()))
        .order_by_asc(event::Column::HappenedOn)
        .order_by_asc(event::Column::Seq)
        .into_tuple()
        .all(connection)
        .await?;
    rows.into_iter()
        .filter_map(|(id, on)| id.map(|id| (GroupId(id), on)))
        .map(|(id, on)| Ok((id, record::day_of(&on)?)))
        .collect()
}
