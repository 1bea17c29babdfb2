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
    seat::Role,
    standing::{HeldStanding, Standing},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::SimpleExpr,
};
use uuid::Uuid;

use crate::{
    ReadError,
    database::{Answers, Asked, Together},
    entities::{affiliation, event, roll, seat, standing},
    history::Names,
    person::held_of,
    record,
};

/// People with their organizations and standing, and the names of everything around a group.
pub(crate) struct Known {
    pub names: Names,
    day: Day,
    affiliations: BTreeMap<PersonId, Vec<Affiliation>>,
    standings: BTreeMap<PersonId, Vec<HeldStanding>>,
    affiliates: Affiliates,
    rolls: Rolls,
}

impl Known {
    /// What is known of these people on that day, with the names of those groups. Two queries.
    pub async fn of(
        connection: &impl ConnectionTrait,
        people: BTreeSet<PersonId>,
        groups: BTreeSet<GroupId>,
        day: Day,
    ) -> Result<Self, ReadError> {
        let mut together = Together::default();
        let asked = AskedKnown::ask(&mut together, &Whose::These(&people), day);
        let mut answers = together.send(connection).await?;
        asked
            .read(&mut answers)?
            .with_names(connection, groups, people)
            .await
    }

    /// What is known of everyone who leads a group, for finding what the lead rules say of all groups at once. Nobody is
    /// named in what it finds. One query.
    pub async fn of_all_who_lead(
        connection: &impl ConnectionTrait,
        day: Day,
    ) -> Result<Self, ReadError> {
        let mut together = Together::default();
        let asked = AskedKnown::ask(&mut together, &Whose::OfAllWhoLead, day);
        asked.read(&mut together.send(connection).await?)
    }

    /// The same with the names of these groups and people, and of the organizations that are known. One query, or none.
    pub async fn with_names(
        mut self,
        connection: &impl ConnectionTrait,
        groups: BTreeSet<GroupId>,
        people: BTreeSet<PersonId>,
    ) -> Result<Self, ReadError> {
        let organizations = self
            .affiliations
            .values()
            .flatten()
            .flat_map(|with| self.affiliates.lineage(with.organization))
            .collect();
        let names = Names::of(connection, groups, people, organizations).await?;
        self.names.extend(names);
        Ok(self)
    }

    /// The same with the names of everyone of whom something is known, and of their organizations. One query.
    pub async fn naming(self, connection: &impl ConnectionTrait) -> Result<Self, ReadError> {
        let people = self.affiliations.keys().chain(self.standings.keys());
        let people = people.copied().collect();
        self.with_names(connection, BTreeSet::new(), people).await
    }

    /// The same, supposing that a person had been with these organizations. One query.
    pub async fn supposing(
        mut self,
        connection: &impl ConnectionTrait,
        person: PersonId,
        affiliations: Vec<Affiliation>,
    ) -> Result<Self, ReadError> {
        let organizations = affiliations
            .iter()
            .flat_map(|with| self.affiliates.lineage(with.organization))
            .collect();
        let none = (BTreeSet::new(), BTreeSet::new());
        let names = Names::of(connection, none.0, none.1, organizations).await?;
        self.names.extend(names);
        self.affiliations.insert(person, affiliations);
        Ok(self)
    }

    /// Where the person was on that day.
    pub fn organization_on(&self, person: PersonId, day: Day) -> Option<OrganizationId> {
        self.affiliations
            .get(&person)?
            .iter()
            .find(|with| with.since <= day && with.until.is_none_or(|until| day < until))
            .map(|with| with.organization)
    }

    /// The organization that the person counts for today: the one that theirs belongs to.
    pub fn topmost_organization(&self, person: PersonId) -> Option<OrganizationId> {
        self.organization_on(person, self.day)
            .map(|organization| self.affiliates.topmost(organization))
    }

    /// What the rules find for those who lead the group.
    pub fn findings(&self, rules: &LeadRules, group: &Group) -> Vec<Finding> {
        let seats = group.seats_held().map(|seat| (seat.role, seat.person));
        self.findings_for(rules, seats)
    }

    /// What the rules find for the holders of these seats of a group.
    pub fn findings_for(
        &self,
        rules: &LeadRules,
        seats: impl Iterator<Item = (Role, PersonId)>,
    ) -> Vec<Finding> {
        let leads: BTreeSet<PersonId> = seats
            .filter(|(role, _)| rules.roles.contains(role))
            .map(|(_, person)| person)
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
            organization: organization.map(|id| {
                let name = self.names.organization(id);
                (id, name.map_or_else(String::new, |name| name.name.clone()))
            }),
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

/// About whom something is read.
pub(super) enum Whose<'p> {
    These(&'p BTreeSet<PersonId>),
    /// Found by the database itself: they may be many.
    OfAllWhoLead,
}

impl Whose<'_> {
    fn is(&self, person: impl ColumnTrait) -> SimpleExpr {
        match self {
            Self::These(people) => person.is_in(people.iter().map(|person| person.0)),
            Self::OfAllWhoLead => person.in_subquery(
                seat::Entity::find()
                    .select_only()
                    .column(seat::Column::PersonId)
                    .filter(seat::Column::Until.is_null())
                    .filter(seat::Column::Role.is_in(leading_roles()))
                    .into_query(),
            ),
        }
    }
}

/// The stable names of the roles that can lead.
pub(crate) fn leading_roles() -> impl Iterator<Item = &'static str> {
    Role::ALL
        .into_iter()
        .filter(|role| role.leads())
        .map(Role::key)
}

/// Where it was asked for what is known of people.
pub(super) struct AskedKnown {
    day: Day,
    affiliations: Asked<affiliation::Model>,
    standings: Asked<standing::Model>,
    /// Which organization belonged to which: the day of an event, and what it says.
    parents: Asked<(String, String)>,
    /// The newest complete lists of members and maintainers of that day or before.
    rolls: Asked<(String, String)>,
}

impl AskedKnown {
    /// Asks what is known of them on that day.
    pub(super) fn ask(together: &mut Together, whose: &Whose<'_>, day: Day) -> Self {
        let wanted = [Standing::Member, Standing::Maintainer];
        Self {
            day,
            affiliations: together.ask(
                affiliation::Entity::find()
                    .filter(whose.is(affiliation::Column::PersonId))
                    .order_by_desc(affiliation::Column::Since),
                &[0, 3],
            ),
            standings: together.ask(
                standing::Entity::find()
                    .filter(whose.is(standing::Column::PersonId))
                    .filter(standing::Column::Standing.is_in(wanted.iter().map(Standing::key))),
                &[0],
            ),
            parents: together.ask(
                event::Entity::find()
                    .select_only()
                    .columns([event::Column::HappenedOn, event::Column::Payload])
                    .filter(event::Column::Kind.eq("organization_parent_changed"))
                    .filter(event::Column::HappenedOn.lte(day.to_string()))
                    .order_by_asc(event::Column::HappenedOn)
                    .order_by_asc(event::Column::Seq),
                &[],
            ),
            rolls: together.ask(
                roll::Entity::find()
                    .select_only()
                    .column(roll::Column::Standing)
                    .column_as(roll::Column::AsOf.max(), "newest")
                    .filter(roll::Column::AsOf.lte(day.to_string()))
                    .group_by(roll::Column::Standing),
                &[],
            ),
        }
    }

    /// What is known of them. Nobody has a name yet.
    pub(super) fn read(&self, answers: &mut Answers) -> Result<Known, ReadError> {
        let mut affiliations: BTreeMap<PersonId, Vec<Affiliation>> = BTreeMap::new();
        for row in answers.take(&self.affiliations)? {
            affiliations
                .entry(PersonId(row.person_id))
                .or_default()
                .push(Affiliation {
                    organization: OrganizationId(row.organization_id),
                    since: record::day_of(&row.since)?,
                    until: row.until.as_deref().map(record::day_of).transpose()?,
                });
        }
        let mut standings: BTreeMap<PersonId, Vec<HeldStanding>> = BTreeMap::new();
        for row in answers.take(&self.standings)? {
            standings
                .entry(PersonId(row.person_id))
                .or_default()
                .push(held_of(&row)?);
        }
        Ok(Known {
            names: Names::default(),
            day: self.day,
            affiliations,
            standings,
            affiliates: affiliates(&answers.take(&self.parents)?)?,
            rolls: rolls(&answers.take(&self.rolls)?)?,
        })
    }
}

fn affiliates(events: &[(String, String)]) -> Result<Affiliates, ReadError> {
    let mut parents: BTreeMap<OrganizationId, OrganizationId> = BTreeMap::new();
    for (happened_on, payload) in events {
        if let Event::Organization {
            organization,
            change: OrganizationEvent::ParentChanged { parent, .. },
        } = record::dated(happened_on, payload)?.event
        {
            match parent {
                Some(parent) => parents.insert(organization, parent),
                None => parents.remove(&organization),
            };
        }
    }
    Ok(parents.into_iter().collect())
}

fn rolls(newest: &[(String, String)]) -> Result<Rolls, ReadError> {
    let of = |standing: Standing| {
        newest
            .iter()
            .find(|(key, _)| *key == standing.key())
            .map(|(_, day)| record::day_of(day))
            .transpose()
    };
    Ok(Rolls {
        members: of(Standing::Member)?,
        maintainers: of(Standing::Maintainer)?,
    })
}

/// Where it was asked for the groups that were merged into one.
pub(super) struct AskedMerged(Asked<(Option<Uuid>, String)>);

impl AskedMerged {
    /// Asks which were, up to and with a day.
    pub(super) fn ask(together: &mut Together, group: GroupId, until: Day) -> Self {
        Self(
            together.ask(
                event::Entity::find()
                    .select_only()
                    .columns([event::Column::GroupId, event::Column::HappenedOn])
                    .filter(event::Column::OtherGroupId.eq(group.0))
                    .filter(event::Column::Kind.eq("group_merged"))
                    .filter(event::Column::HappenedOn.lte(until.to_string()))
                    .order_by_asc(event::Column::HappenedOn)
                    .order_by_asc(event::Column::Seq),
                &[0],
            ),
        )
    }

    /// They, with the day, oldest first.
    pub(super) fn read(&self, answers: &mut Answers) -> Result<Vec<(GroupId, Day)>, ReadError> {
        answers
            .take(&self.0)?
            .into_iter()
            .filter_map(|(id, on)| id.map(|id| (GroupId(id), on)))
            .map(|(id, on)| Ok((id, record::day_of(&on)?)))
            .collect()
    }
}

/// Whether the person led the group on that day. One query.
///
/// # Errors
/// When the database fails.
pub async fn led_on(
    context: &crate::Context,
    group: GroupId,
    person: PersonId,
    day: Day,
) -> Result<bool, ReadError> {
    let seat = seat::Entity::find()
        .filter(seat::Column::GroupId.eq(group.0))
        .filter(seat::Column::PersonId.eq(person.0))
        .filter(seat::Column::Role.is_in(leading_roles()))
        .filter(seat::Column::Since.lte(day.to_string()))
        .filter(
            sea_orm::Condition::any()
                .add(seat::Column::Until.is_null())
                .add(seat::Column::Until.gt(day.to_string())),
        )
        .one(context.database.connection())
        .await?;
    Ok(seat.is_some())
}
