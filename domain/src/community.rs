//! The whole community as the sum of its events: what an import is compared with.

use std::collections::BTreeMap;

use crate::{
    committee::{Committee, CommitteeReplayError},
    escalation::{Escalation, EscalationReplayError},
    event::{DatedEvent, Event},
    group::{Group, ReplayError},
    ids::{EscalationId, GroupId, OrganizationId, PersonId, ProposalId},
    person::{Organization, OrganizationEvent, Person, PersonReplayError},
    proposal::{Proposal, ProposalReplayError},
};

/// All groups, people and organizations and the committee, with their past.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Community {
    /// Groups, alive and ended.
    pub groups: BTreeMap<GroupId, Group>,
    /// People.
    pub people: BTreeMap<PersonId, Person>,
    /// Organizations.
    pub organizations: BTreeMap<OrganizationId, Organization>,
    /// Submitted proposals.
    pub proposals: BTreeMap<ProposalId, Proposal>,
    /// Disagreements that were brought up the ladder.
    pub escalations: BTreeMap<EscalationId, Escalation>,
    /// The overseeing committee.
    pub committee: Committee,
}

/// Why a line of history does not fit what came before it: the record is damaged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommunityReplayError {
    /// A group's.
    #[error("group {}: {source}", .group.0)]
    Group {
        /// Which.
        group: GroupId,
        /// What is wrong.
        source: ReplayError,
    },
    /// A person's.
    #[error("person {}: {source}", .person.0)]
    Person {
        /// Whose.
        person: PersonId,
        /// What is wrong.
        source: PersonReplayError,
    },
    /// A proposal's.
    #[error("proposal {}: {source}", .proposal.0)]
    Proposal {
        /// Which.
        proposal: ProposalId,
        /// What is wrong.
        source: ProposalReplayError,
    },
    /// An escalation's.
    #[error("escalation {}: {source}", .escalation.0)]
    Escalation {
        /// Which.
        escalation: EscalationId,
        /// What is wrong.
        source: EscalationReplayError,
    },
    /// An organization's: changed before it was registered, or registered twice.
    #[error("organization {}: its record does not begin with its registration", .0.0)]
    Organization(OrganizationId),
    /// The committee's.
    #[error("the committee: {0}")]
    Committee(#[from] CommitteeReplayError),
}

impl Community {
    /// Takes in one more event. Events are given in the order of history.
    ///
    /// # Errors
    /// When the event does not fit; the community is then not to be used.
    pub fn apply(&mut self, event: &DatedEvent) -> Result<(), CommunityReplayError> {
        match &event.event {
            Event::Group { group, change } => {
                let next = Group::after(self.groups.remove(group), *group, event.on, change)
                    .map_err(|source| CommunityReplayError::Group {
                        group: *group,
                        source,
                    })?;
                self.groups.insert(*group, next);
            }
            Event::Person { person, change } => {
                let next = Person::after(self.people.remove(person), *person, event.on, change)
                    .map_err(|source| CommunityReplayError::Person {
                        person: *person,
                        source,
                    })?;
                self.people.insert(*person, next);
            }
            Event::Organization {
                organization,
                change,
            } => self.apply_to_organization(*organization, change)?,
            Event::Proposal {
                proposal, change, ..
            } => {
                let next = Proposal::after(self.proposals.remove(proposal), *proposal, change)
                    .map_err(|source| CommunityReplayError::Proposal {
                        proposal: *proposal,
                        source,
                    })?;
                self.proposals.insert(*proposal, next);
            }
            Event::Escalation {
                escalation,
                number,
                title,
                group,
                change,
            } => {
                let before = self.escalations.remove(escalation);
                let called = (*number, title.as_str(), *group);
                let next =
                    Escalation::after(before, *escalation, called, change).map_err(|source| {
                        CommunityReplayError::Escalation {
                            escalation: *escalation,
                            source,
                        }
                    })?;
                self.escalations.insert(*escalation, next);
            }
            // The schedule is rows with versions: what the record tells of it changes nothing else.
            // Roadmaps and reports are read from tables of their own; nothing else depends on them.
            Event::Policy { .. }
            | Event::Schedule { .. }
            | Event::Announcement { .. }
            | Event::Roadmap { .. }
            | Event::Report { .. }
            | Event::Minutes { .. }
            | Event::Document { .. }
            | Event::Decision { .. } => {}
            Event::Committee { change } => self.committee.apply(event.on, change)?,
        }
        Ok(())
    }

    fn apply_to_organization(
        &mut self,
        id: OrganizationId,
        change: &OrganizationEvent,
    ) -> Result<(), CommunityReplayError> {
        match (self.organizations.get_mut(&id), change) {
            (None, OrganizationEvent::Registered { slug, name }) => {
                self.organizations.insert(
                    id,
                    Organization {
                        id,
                        slug: slug.clone(),
                        name: name.clone(),
                        parent: None,
                    },
                );
                Ok(())
            }
            (Some(organization), OrganizationEvent::ParentChanged { parent, .. }) => {
                organization.parent = *parent;
                Ok(())
            }
            (None, OrganizationEvent::ParentChanged { .. })
            | (Some(_), OrganizationEvent::Registered { .. }) => {
                Err(CommunityReplayError::Organization(id))
            }
        }
    }
}
