//! Dated holdings of a role in a group.

use serde::{Deserialize, Serialize};

use crate::{Day, ids::PersonId};

/// What someone does for a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the group and is the final arbiter of its technical decisions.
    Lead,
    /// A lead in communities that have chairs.
    Chair,
    /// A lead of the technical side in communities that have chairs.
    TechLead,
    /// May take notes and edit for a lead.
    Delegate,
    /// The overseeing committee's contact for the group.
    Liaison,
    /// Was a lead and is thanked for it.
    EmeritusLead,
}

impl Role {
    /// All roles, in the order in which pages and exports list them.
    pub const ALL: [Self; 6] = [
        Self::Lead,
        Self::Chair,
        Self::TechLead,
        Self::Delegate,
        Self::Liaison,
        Self::EmeritusLead,
    ];

    /// Whether the lead rules count the holder.
    #[must_use]
    pub fn leads(self) -> bool {
        match self {
            Self::Lead | Self::Chair | Self::TechLead => true,
            Self::Delegate | Self::Liaison | Self::EmeritusLead => false,
        }
    }

    /// The word on screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Lead => "Lead",
            Self::Chair => "Chair",
            Self::TechLead => "Tech lead",
            Self::Delegate => "Delegate",
            Self::Liaison => "Liaison",
            Self::EmeritusLead => "Emeritus lead",
        }
    }

    /// The stable name in the database and in exports.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Chair => "chair",
            Self::TechLead => "tech_lead",
            Self::Delegate => "delegate",
            Self::Liaison => "liaison",
            Self::EmeritusLead => "emeritus_lead",
        }
    }

    /// The role with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }
}

/// A dated holding of a role. A person holds each role in a group at most once at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
    /// The part of the group they lead, where the registry names one: `Data Plane`.
    pub area: Option<String>,
    /// The day from which they hold it for this part of the group.
    pub since: Day,
    /// The day from which they hold the role without a gap, for whichever part.
    pub held_since: Day,
    /// The first day on which they no longer hold it so.
    pub until: Option<Day>,
}
