//! What the subjects of events are called today, and where their pages are.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    committee::CommitteeEvent,
    community::Community,
    escalation::EscalationEvent,
    event::Event,
    group::GroupEvent,
    ids::{GroupId, OrganizationId, PersonId},
    person::{OrganizationEvent, PersonEvent},
    proposal::{Choice, ProposalEvent},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, prelude::Expr,
    sea_query::UnionType,
};
use uuid::Uuid;

use crate::{
    ReadError,
    entities::{group, organization, person},
};

/// A name and the part of the address that leads to its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The slug of a group or organization, the handle of a person.
    pub slug: String,
    /// The name.
    pub name: String,
}

/// The names of groups, people and organizations by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    groups: BTreeMap<GroupId, Name>,
    people: BTreeMap<PersonId, Name>,
    organizations: BTreeMap<OrganizationId, Name>,
}

impl Names {
    /// The names of everyone and everything in a community.
    #[must_use]
    pub fn of_community(community: &Community) -> Self {
        let name = |slug: &domain::slug::Slug, name: &str| Name {
            slug: slug.to_string(),
            name: name.to_owned(),
        };
        Self {
            groups: community
                .groups
                .values()
                .map(|group| (group.id, name(&group.now().slug, &group.now().name)))
                .collect(),
            people: community
                .people
                .values()
                .map(|person| (person.id, name(&person.handle, &person.name)))
                .collect(),
            organizations: community
                .organizations
                .values()
                .map(|record| (record.id, name(&record.slug, &record.name)))
                .collect(),
        }
    }

    /// The names of everyone and everything that the events speak of and of these others, as they are today. One query, or
    /// none.
    pub(crate) async fn of_events<'a>(
        connection: &impl ConnectionTrait,
        events: impl IntoIterator<Item = &'a Event>,
        others: impl IntoIterator<Item = PersonId>,
    ) -> Result<Self, ReadError> {
        let mut subjects = Subjects::default();
        subjects.people.extend(others);
        for event in events {
            subjects.add(event);
        }
        Self::of(
            connection,
            subjects.groups,
            subjects.people,
            subjects.organizations,
        )
        .await
    }

    /// The names of those people. One query, or none.
    pub(crate) async fn of_people(
        connection: &impl ConnectionTrait,
        people: impl IntoIterator<Item = PersonId>,
    ) -> Result<Self, ReadError> {
        let people = people.into_iter().collect();
        Self::of(connection, BTreeSet::new(), people, BTreeSet::new()).await
    }

    /// The names of those. One query, or none.
    pub(crate) async fn of(
        connection: &impl ConnectionTrait,
        groups: BTreeSet<GroupId>,
        people: BTreeSet<PersonId>,
        organizations: BTreeSet<OrganizationId>,
    ) -> Result<Self, ReadError> {
        let of_groups = group::Entity::find()
            .select_only()
            .expr(Expr::value(Subject::Group as i32))
            .columns([group::Column::Id, group::Column::Slug, group::Column::Name])
            .filter(group::Column::Id.is_in(groups.iter().map(|id| id.0)))
            .into_query();
        let of_people = person::Entity::find()
            .select_only()
            .expr(Expr::value(Subject::Person as i32))
            .columns([
                person::Column::Id,
                person::Column::Handle,
                person::Column::Name,
            ])
            .filter(person::Column::Id.is_in(people.iter().map(|id| id.0)))
            .into_query();
        let of_organizations = organization::Entity::find()
            .select_only()
            .expr(Expr::value(Subject::Organization as i32))
            .columns([
                organization::Column::Id,
                organization::Column::Slug,
                organization::Column::Name,
            ])
            .filter(organization::Column::Id.is_in(organizations.iter().map(|id| id.0)))
            .into_query();
        let wanted = [
            (!groups.is_empty()).then_some(of_groups),
            (!people.is_empty()).then_some(of_people),
            (!organizations.is_empty()).then_some(of_organizations),
        ];
        let Some(query) = wanted.into_iter().flatten().reduce(|mut one, other| {
            one.union(UnionType::All, other);
            one
        }) else {
            return Ok(Self::default());
        };
        let mut names = Self::default();
        for row in connection.query_all(&query).await? {
            let (subject, id, slug, name): (i32, Uuid, String, String) = (
                row.try_get_by_index(0)?,
                row.try_get_by_index(1)?,
                row.try_get_by_index(2)?,
                row.try_get_by_index(3)?,
            );
            let name = Name { slug, name };
            if subject == Subject::Group as i32 {
                names.groups.insert(GroupId(id), name);
            } else if subject == Subject::Person as i32 {
                names.people.insert(PersonId(id), name);
            } else {
                names.organizations.insert(OrganizationId(id), name);
            }
        }
        Ok(names)
    }

    /// Takes in the names of others.
    pub(crate) fn extend(&mut self, other: Self) {
        self.groups.extend(other.groups);
        self.people.extend(other.people);
        self.organizations.extend(other.organizations);
    }

    /// Names an organization that the record does not know yet.
    pub(crate) fn suppose_organization(&mut self, id: OrganizationId, name: Name) {
        self.organizations.insert(id, name);
    }

    /// A group's, `None` where the record does not know it.
    #[must_use]
    pub fn group(&self, id: GroupId) -> Option<&Name> {
        self.groups.get(&id)
    }

    /// A person's, `None` where the record does not know them.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Name> {
        self.people.get(&id)
    }

    /// An organization's, `None` where the record does not know it.
    #[must_use]
    pub fn organization(&self, id: OrganizationId) -> Option<&Name> {
        self.organizations.get(&id)
    }
}

/// What a row of the names is about.
#[derive(Clone, Copy)]
enum Subject {
    Group,
    Person,
    Organization,
}

/// Everyone and everything that events speak of.
#[derive(Default)]
struct Subjects {
    groups: BTreeSet<GroupId>,
    people: BTreeSet<PersonId>,
    organizations: BTreeSet<OrganizationId>,
}

impl Subjects {
    fn add(&mut self, event: &Event) {
        self.groups.extend(event.group());
        self.groups.extend(event.other_group());
        self.people.extend(event.person());
        self.organizations.extend(event.organization());
        match event {
            Event::Group { change, .. } => self.add_of_group(change),
            Event::Person { change, .. } => match change {
                PersonEvent::AffiliationChanged { before, .. }
                | PersonEvent::AffiliationStated { before, .. } => {
                    self.organizations.extend(*before);
                }
                PersonEvent::MergedInto { into } => drop(self.people.insert(*into)),
                PersonEvent::MergeUndone { from, .. } => drop(self.people.insert(*from)),
                PersonEvent::Absorbed { person, .. } | PersonEvent::Released { person, .. } => {
                    self.people.insert(*person);
                }
                PersonEvent::Registered { .. }
                | PersonEvent::Renamed { .. }
                | PersonEvent::AccountLinked { .. }
                | PersonEvent::AccountRenamed { .. }
                | PersonEvent::AccountLost { .. }
                | PersonEvent::StandingGained { .. }
                | PersonEvent::StandingLost { .. }
                | PersonEvent::StandingStated { .. }
                | PersonEvent::Left { .. } => {}
            },
            Event::Organization { change, .. } => match change {
                OrganizationEvent::ParentChanged { before, parent } => {
                    self.organizations.extend(*before);
                    self.organizations.extend(*parent);
                }
                OrganizationEvent::Registered { .. } => {}
            },
            Event::Proposal { change, .. } => self.add_of_proposal(change),
            Event::Escalation { change, .. } => self.add_of_escalation(change),
            Event::Policy { .. }
            | Event::Schedule { .. }
            | Event::Announcement { .. }
            | Event::Roadmap { .. }
            | Event::Report { .. }
            | Event::Minutes { .. }
            | Event::Document { .. }
            | Event::Decision { .. } => {}
            Event::Committee { change } => match change {
                CommitteeEvent::HolderMoved { from, .. }
                | CommitteeEvent::HolderReturned { from, .. } => drop(self.people.insert(*from)),
                CommitteeEvent::SeatAdded { .. }
                | CommitteeEvent::SeatEnded { .. }
                | CommitteeEvent::SeatFilled { .. }
                | CommitteeEvent::TermChanged { .. }
                | CommitteeEvent::SeatVacated { .. } => {}
            },
        }
    }

    fn add_of_escalation(&mut self, change: &EscalationEvent) {
        match change {
            EscalationEvent::Opened { affected, .. } => self.groups.extend(affected),
            EscalationEvent::Answered { .. }
            | EscalationEvent::CaseStated { .. }
            | EscalationEvent::GroupBroughtIn { .. }
            | EscalationEvent::AlternateLinked { .. }
            | EscalationEvent::Climbed { .. }
            | EscalationEvent::Settled { .. }
            | EscalationEvent::Withdrawn { .. }
            | EscalationEvent::Decided { .. } => {}
        }
    }

    fn add_of_proposal(&mut self, change: &ProposalEvent) {
        match change {
            ProposalEvent::PositionStated { choice, .. } => match choice {
                Choice::SubgroupOf { group } | Choice::SubsumeInto { group } => {
                    self.groups.insert(*group);
                }
                Choice::Approve
                | Choice::RequestChanges
                | Choice::Decline
                | Choice::Abstain
                | Choice::Recuse => {}
            },
            ProposalEvent::Waived { waiver, .. } => drop(self.people.insert(waiver.by)),
            ProposalEvent::Submitted { .. }
            | ProposalEvent::Resubmitted { .. }
            | ProposalEvent::ChangesRequested { .. }
            | ProposalEvent::Withdrawn { .. }
            | ProposalEvent::ConcernRaised { .. }
            | ProposalEvent::ConcernAnswered { .. }
            | ProposalEvent::ConcernResolved { .. }
            | ProposalEvent::Held { .. }
            | ProposalEvent::Released { .. }
            | ProposalEvent::NominationAnswered { .. }
            | ProposalEvent::Decided { .. } => {}
        }
    }

    fn add_of_group(&mut self, change: &GroupEvent) {
        match change {
            GroupEvent::Converted { parent_before, .. } => self.groups.extend(*parent_before),
            GroupEvent::StakeholdersChanged {
                before,
                stakeholders,
            } => {
                self.groups.extend(before);
                self.groups.extend(stakeholders);
            }
            GroupEvent::SeatsMoved { from, .. } | GroupEvent::SeatsReturned { from, .. } => {
                self.people.insert(*from);
            }
            GroupEvent::Formed { .. }
            | GroupEvent::Activated
            | GroupEvent::Renamed { .. }
            | GroupEvent::ClosingBegun
            | GroupEvent::Dissolved
            | GroupEvent::FinalReportGiven { .. }
            | GroupEvent::MergedInto { .. }
            | GroupEvent::Revived { .. }
            | GroupEvent::Described { .. }
            | GroupEvent::CharterAdopted { .. }
            | GroupEvent::LinkAdded { .. }
            | GroupEvent::LinkChanged { .. }
            | GroupEvent::LinkRemoved { .. }
            | GroupEvent::SeatTaken { .. }
            | GroupEvent::SeatAreaChanged { .. }
            | GroupEvent::SeatLeft { .. } => {}
        }
    }
}
