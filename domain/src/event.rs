//! Typed, append-only lines of history. Everything the portal shows is made from them.

use serde::{Deserialize, Serialize};

use crate::{
    Day,
    announcement::AnnouncementEvent,
    committee::CommitteeEvent,
    decision::{DecisionEvent, DecisionNumber},
    document::DocumentEvent,
    escalation::EscalationEvent,
    group::GroupEvent,
    ids::{
        AnnouncementId, EscalationId, GroupId, MeetingId, OrganizationId, PersonId, ProposalId,
        SeriesId,
    },
    minutes::MinutesEvent,
    person::{OrganizationEvent, PersonEvent},
    policy::PolicyEvent,
    proposal::ProposalEvent,
    report::ReportEvent,
    roadmap::RoadmapEvent,
    schedule::{MeetingAddress, ScheduleEvent},
    slug::Slug,
};

/// What happened, and to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum Event {
    /// To a group.
    Group {
        /// Which.
        group: GroupId,
        /// What.
        change: GroupEvent,
    },
    /// To a person's record.
    Person {
        /// Whose.
        person: PersonId,
        /// What.
        change: PersonEvent,
    },
    /// To an organization's record.
    Organization {
        /// Which.
        organization: OrganizationId,
        /// What.
        change: OrganizationEvent,
    },
    /// To the community's rules.
    Policy {
        /// What.
        change: PolicyEvent,
    },
    /// To a proposal.
    Proposal {
        /// Which.
        proposal: ProposalId,
        /// Its number, by which people call it.
        number: u32,
        /// What it was called when this happened: “Form Ambient Storage”.
        title: String,
        /// The group that it is about; the one that it formed, where it did.
        group: Option<GroupId>,
        /// What.
        change: ProposalEvent,
    },
    /// To an announcement.
    Announcement {
        /// Which.
        announcement: AnnouncementId,
        /// Its number, by which its address calls it.
        number: u32,
        /// What it was called.
        title: String,
        /// The group for which it was made; none for the community as a whole.
        group: Option<GroupId>,
        /// What.
        change: AnnouncementEvent,
    },
    /// To the overseeing committee's seats.
    Committee {
        /// What.
        change: CommitteeEvent,
    },
    /// To the schedule of meetings.
    Schedule {
        /// The series; none for a meeting that is of none.
        series: Option<SeriesId>,
        /// Its address; the meeting's own where it is of no series.
        slug: Slug,
        /// What it was called when this happened.
        title: String,
        /// The group whose own it is.
        group: Option<GroupId>,
        /// What.
        change: ScheduleEvent,
    },
    /// To a group's roadmap.
    Roadmap {
        /// Whose.
        group: GroupId,
        /// What.
        change: RoadmapEvent,
    },
    /// To a group's reports.
    Report {
        /// Whose.
        group: GroupId,
        /// What.
        change: ReportEvent,
    },
    /// To a meeting, its minutes or its recording.
    Minutes {
        /// Which meeting.
        meeting: MeetingId,
        /// The part of its address that names it: `toc-2026-11-20`.
        address: MeetingAddress,
        /// What it was called when this happened.
        title: String,
        /// The group whose meeting it is; none for the committee’s and the combined one.
        group: Option<GroupId>,
        /// What.
        change: MinutesEvent,
    },
    /// To a page of a group's folder.
    Document {
        /// Whose folder.
        group: GroupId,
        /// What.
        change: DocumentEvent,
    },
    /// To a decision that is on no proposal.
    Decision {
        /// Its number.
        number: DecisionNumber,
        /// What it is called.
        title: String,
        /// The group that it is of or about.
        group: Option<GroupId>,
        /// What.
        change: DecisionEvent,
    },
    /// To a disagreement on its way up.
    Escalation {
        /// Which.
        escalation: EscalationId,
        /// Its number, by which people call it.
        number: u32,
        /// What it is called.
        title: String,
        /// The group whose decision or doing is disagreed with.
        group: GroupId,
        /// What.
        change: EscalationEvent,
    },
}

impl Event {
    /// The stable name of the kind of event: `group_formed`, `seat_taken`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Group { change, .. } => change.kind(),
            Self::Person { change, .. } => change.kind(),
            Self::Organization { change, .. } => change.kind(),
            Self::Policy { change } => change.kind(),
            Self::Proposal { change, .. } => change.kind(),
            Self::Announcement { change, .. } => change.kind(),
            Self::Committee { change } => change.kind(),
            Self::Schedule { change, .. } => change.kind(),
            Self::Roadmap { change, .. } => change.kind(),
            Self::Report { change, .. } => change.kind(),
            Self::Minutes { change, .. } => change.kind(),
            Self::Document { change, .. } => change.kind(),
            Self::Decision { change, .. } => change.kind(),
            Self::Escalation { change, .. } => change.kind(),
        }
    }

    /// The group it happened to.
    #[must_use]
    pub fn group(&self) -> Option<GroupId> {
        match self {
            Self::Group { group, .. }
            | Self::Roadmap { group, .. }
            | Self::Report { group, .. }
            | Self::Document { group, .. }
            | Self::Escalation { group, .. } => Some(*group),
            Self::Proposal { group, .. }
            | Self::Schedule { group, .. }
            | Self::Announcement { group, .. }
            | Self::Minutes { group, .. }
            | Self::Decision { group, .. } => *group,
            Self::Person { .. }
            | Self::Organization { .. }
            | Self::Policy { .. }
            | Self::Committee { .. } => None,
        }
    }

    /// The second group it concerns: the one merged into.
    #[must_use]
    pub fn other_group(&self) -> Option<GroupId> {
        match self {
            Self::Group { change, .. } => change.other_group(),
            Self::Proposal { change, .. } => change.other_group(),
            Self::Escalation { change, .. } => change.other_group(),
            Self::Person { .. }
            | Self::Organization { .. }
            | Self::Policy { .. }
            | Self::Committee { .. }
            | Self::Schedule { .. }
            | Self::Announcement { .. }
            | Self::Roadmap { .. }
            | Self::Report { .. }
            | Self::Minutes { .. }
            | Self::Document { .. }
            | Self::Decision { .. } => None,
        }
    }

    /// The person it concerns.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Group { change, .. } => change.person(),
            Self::Person { person, .. } => Some(*person),
            Self::Proposal { change, .. } => change.person(),
            Self::Announcement { change, .. } => Some(change.person()),
            Self::Committee { change } => change.person(),
            Self::Roadmap { change, .. } => change.by(),
            Self::Report { change, .. } => Some(change.by()),
            Self::Minutes { change, .. } => change.person(),
            Self::Document { change, .. } => change.by(),
            Self::Decision { change, .. } => Some(change.by()),
            Self::Escalation { change, .. } => Some(change.by()),
            Self::Organization { .. } | Self::Policy { .. } | Self::Schedule { .. } => None,
        }
    }

    /// The organization it concerns, the newer one of a change.
    #[must_use]
    pub fn organization(&self) -> Option<OrganizationId> {
        match self {
            Self::Organization { organization, .. } => Some(*organization),
            Self::Person {
                change:
                    PersonEvent::AffiliationChanged {
                        before,
                        organization,
                    }
                    | PersonEvent::AffiliationStated {
                        before,
                        organization,
                        ..
                    },
                ..
            } => organization.or(*before),
            Self::Person { .. }
            | Self::Group { .. }
            | Self::Policy { .. }
            | Self::Proposal { .. }
            | Self::Committee { .. }
            | Self::Schedule { .. }
            | Self::Announcement { .. }
            | Self::Roadmap { .. }
            | Self::Report { .. }
            | Self::Minutes { .. }
            | Self::Document { .. }
            | Self::Decision { .. }
            | Self::Escalation { .. } => None,
        }
    }
}

impl Event {
    /// The proposal it happened to.
    #[must_use]
    pub fn proposal(&self) -> Option<ProposalId> {
        match self {
            Self::Proposal { proposal, .. } => Some(*proposal),
            Self::Group { .. }
            | Self::Person { .. }
            | Self::Organization { .. }
            | Self::Policy { .. }
            | Self::Committee { .. }
            | Self::Schedule { .. }
            | Self::Announcement { .. }
            | Self::Roadmap { .. }
            | Self::Report { .. }
            | Self::Minutes { .. }
            | Self::Document { .. }
            | Self::Decision { .. }
            | Self::Escalation { .. } => None,
        }
    }
}

/// An event with the day on which it holds. Days never go backwards for one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedEvent {
    /// The day, in UTC; that of the file for an import.
    pub on: Day,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}
