//! What can happen to a group.

use serde::{Deserialize, Serialize};

use super::{GroupKind, GroupState};
use crate::{
    ids::{GroupId, PersonId},
    link::Link,
    seat::{Role, Seat},
    slug::Slug,
};

/// One thing that happened to a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum GroupEvent {
    /// It came to be.
    Formed {
        /// Its name.
        name: String,
        /// Its address.
        slug: Slug,
        /// What sort of group.
        group_kind: GroupKind,
        /// The group it is part of.
        parent: Option<GroupId>,
        /// `SettingUp` by a decision, `Active` where a registry shows it at work.
        state: GroupState,
    },
    /// Its checklist was done.
    Activated,
    /// Its name changed, and mostly its address; the old address leads to the new one.
    Renamed {
        /// The name before.
        before: String,
        /// The name now.
        name: String,
        /// The address before.
        slug_before: Slug,
        /// The address now.
        slug: Slug,
    },
    /// It became another sort of group, or part of another group.
    Converted {
        /// The sort before.
        kind_before: GroupKind,
        /// The sort now.
        group_kind: GroupKind,
        /// The group it was part of.
        parent_before: Option<GroupId>,
        /// The group it is part of.
        parent: Option<GroupId>,
    },
    /// It began to hand over.
    ClosingBegun,
    /// It ended.
    Dissolved,
    /// Its leads, or the committee, wrote what it was and what becomes of its work: the last word of its record.
    FinalReportGiven {
        /// The text, in Markdown.
        body: String,
        /// By whom.
        by: PersonId,
    },
    /// It ended and another group carries its work on.
    MergedInto {
        /// The one that carries on.
        into: GroupId,
    },
    /// It came back.
    Revived {
        /// `SettingUp` by a decision, `Active` where a registry shows it at work.
        state: GroupState,
    },
    /// The sentence that says what it is about changed.
    Described {
        /// Before.
        before: String,
        /// Now.
        description: String,
    },
    /// A version of its charter was adopted.
    CharterAdopted {
        /// Its number, from 1.
        number: u32,
        /// The text, in Markdown.
        body: String,
    },
    /// A link or channel was added.
    LinkAdded {
        /// Which.
        link: Link,
    },
    /// A link or channel changed its address, label or detail.
    LinkChanged {
        /// Before.
        before: Link,
        /// Now; of the same kind.
        link: Link,
    },
    /// A link or channel was removed.
    LinkRemoved {
        /// Which.
        link: Link,
    },
    /// The groups with a stake in it changed.
    StakeholdersChanged {
        /// Before, sorted.
        before: Vec<GroupId>,
        /// Now, sorted.
        stakeholders: Vec<GroupId>,
    },
    /// Someone took a seat.
    SeatTaken {
        /// Who.
        person: PersonId,
        /// As what.
        role: Role,
        /// For which part of the group.
        area: Option<String>,
    },
    /// Someone holds the same seat for another part of the group.
    SeatAreaChanged {
        /// Who.
        person: PersonId,
        /// As what.
        role: Role,
        /// Before.
        before: Option<String>,
        /// Now.
        area: Option<String>,
    },
    /// Someone left a seat.
    SeatLeft {
        /// Who.
        person: PersonId,
        /// As what.
        role: Role,
    },
    /// Two who turned out to be one hold their seats as one.
    SeatsMoved {
        /// Whose record is carried on by the other.
        from: PersonId,
        /// Whose the seats are now.
        into: PersonId,
    },
    /// The two are not one after all.
    SeatsReturned {
        /// Who was taken for the other.
        from: PersonId,
        /// Who held the seats of both meanwhile.
        into: PersonId,
        /// All seats of the group, held and past, as they would be had the two never been merged.
        seats: Vec<Seat>,
    },
}

impl GroupEvent {
    /// The stable name of the kind of event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Formed { .. } => "group_formed",
            Self::Activated => "group_activated",
            Self::Renamed { .. } => "group_renamed",
            Self::Converted { .. } => "group_converted",
            Self::ClosingBegun => "group_closing",
            Self::Dissolved => "group_dissolved",
            Self::FinalReportGiven { .. } => "final_report_given",
            Self::MergedInto { .. } => "group_merged",
            Self::Revived { .. } => "group_revived",
            Self::Described { .. } => "description_changed",
            Self::CharterAdopted { .. } => "charter_adopted",
            Self::LinkAdded { .. } => "link_added",
            Self::LinkChanged { .. } => "link_changed",
            Self::LinkRemoved { .. } => "link_removed",
            Self::StakeholdersChanged { .. } => "stakeholders_changed",
            Self::SeatTaken { .. } => "seat_taken",
            Self::SeatAreaChanged { .. } => "seat_area_changed",
            Self::SeatLeft { .. } => "seat_left",
            Self::SeatsMoved { .. } => "seats_moved",
            Self::SeatsReturned { .. } => "seats_returned",
        }
    }

    /// The person it concerns.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::SeatTaken { person, .. }
            | Self::SeatAreaChanged { person, .. }
            | Self::SeatLeft { person, .. } => Some(*person),
            Self::SeatsMoved { into, .. } | Self::SeatsReturned { into, .. } => Some(*into),
            Self::FinalReportGiven { by, .. } => Some(*by),
            Self::Formed { .. }
            | Self::Activated
            | Self::Renamed { .. }
            | Self::Converted { .. }
            | Self::ClosingBegun
            | Self::Dissolved
            | Self::MergedInto { .. }
            | Self::Revived { .. }
            | Self::Described { .. }
            | Self::CharterAdopted { .. }
            | Self::LinkAdded { .. }
            | Self::LinkChanged { .. }
            | Self::LinkRemoved { .. }
            | Self::StakeholdersChanged { .. } => None,
        }
    }

    /// The other group it concerns.
    #[must_use]
    pub fn other_group(&self) -> Option<GroupId> {
        match self {
            Self::MergedInto { into } => Some(*into),
            Self::Formed { parent, .. } | Self::Converted { parent, .. } => *parent,
            Self::Activated
            | Self::Renamed { .. }
            | Self::ClosingBegun
            | Self::Dissolved
            | Self::FinalReportGiven { .. }
            | Self::Revived { .. }
            | Self::Described { .. }
            | Self::CharterAdopted { .. }
            | Self::LinkAdded { .. }
            | Self::LinkChanged { .. }
            | Self::LinkRemoved { .. }
            | Self::StakeholdersChanged { .. }
            | Self::SeatTaken { .. }
            | Self::SeatAreaChanged { .. }
            | Self::SeatLeft { .. }
            | Self::SeatsMoved { .. }
            | Self::SeatsReturned { .. } => None,
        }
    }
}
