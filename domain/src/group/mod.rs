//! A group: its states, what happens to it, and itself as the sum of what happened.

mod command;
mod decide;
mod edit;
mod events;
mod merge;
mod record;
mod replay;

use serde::{Deserialize, Serialize};

pub use command::{GroupCommand, Refusal};
pub use decide::decide;
pub use events::GroupEvent;
pub use merge::seats_without_merge;
pub use record::{Charter, DatedLink, FinalReport, Group, Period};
pub use replay::ReplayError;

/// What sort of group it is. Communities differ in which they have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// A working group.
    WorkingGroup,
    /// A special interest group.
    SpecialInterestGroup,
    /// A committee.
    Committee,
    /// A user group.
    UserGroup,
    /// A team within a group, with a special focus.
    Subgroup,
}

impl GroupKind {
    /// All kinds, in the order in which pages and exports list them.
    pub const ALL: [Self; 5] = [
        Self::WorkingGroup,
        Self::SpecialInterestGroup,
        Self::Committee,
        Self::UserGroup,
        Self::Subgroup,
    ];

    /// Whether the lead rules speak of it: "We don’t formalize processes for subgroups."
    #[must_use]
    pub fn has_lead_rules(self) -> bool {
        match self {
            Self::WorkingGroup | Self::SpecialInterestGroup | Self::Committee | Self::UserGroup => {
                true
            }
            Self::Subgroup => false,
        }
    }

    /// The words on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::WorkingGroup => "Working group",
            Self::SpecialInterestGroup => "Special interest group",
            Self::Committee => "Committee",
            Self::UserGroup => "User group",
            Self::Subgroup => "Subgroup",
        }
    }

    /// The stable name in the database and in exports.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::WorkingGroup => "working_group",
            Self::SpecialInterestGroup => "special_interest_group",
            Self::Committee => "committee",
            Self::UserGroup => "user_group",
            Self::Subgroup => "subgroup",
        }
    }

    /// The kind with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Where a group stands in its life: `setting up -> active -> closing -> dissolved`, or merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupState {
    /// Approved; its leads work through the checklist.
    SettingUp,
    /// At work.
    Active,
    /// Handing over before it ends.
    Closing,
    /// Ended.
    Dissolved,
    /// Ended; another group carries its work on.
    Merged,
}

impl GroupState {
    /// All states, in the order of a life.
    pub const ALL: [Self; 5] = [
        Self::SettingUp,
        Self::Active,
        Self::Closing,
        Self::Dissolved,
        Self::Merged,
    ];

    /// Whether its life goes on.
    #[must_use]
    pub fn is_alive(self) -> bool {
        match self {
            Self::SettingUp | Self::Active | Self::Closing => true,
            Self::Dissolved | Self::Merged => false,
        }
    }

    /// The words on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::SettingUp => "Being set up",
            Self::Active => "Active",
            Self::Closing => "Closing",
            Self::Dissolved => "Dissolved",
            Self::Merged => "Merged",
        }
    }

    /// The stable name in the database and in exports.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::SettingUp => "setting_up",
            Self::Active => "active",
            Self::Closing => "closing",
            Self::Dissolved => "dissolved",
            Self::Merged => "merged",
        }
    }

    /// The state with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}
