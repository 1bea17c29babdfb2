//! Dated standing of a person in the community: the evidence for the tenure rules.

use serde::{Deserialize, Serialize};

use crate::Day;

/// What someone is to the community as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "name")]
pub enum Standing {
    /// A member of the project.
    Member,
    /// A maintainer of the project.
    Maintainer,
    /// On the Technical Oversight Committee.
    Committee,
    /// Runs the installation and the code host.
    Administrator,
    /// Was a maintainer and is thanked for it.
    Emeritus,
    /// In a named team of the code host.
    Team(String),
}

impl Standing {
    /// The words on screen.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Member => "Member".to_owned(),
            Self::Maintainer => "Maintainer".to_owned(),
            Self::Committee => "Oversight committee".to_owned(),
            Self::Administrator => "Administrator".to_owned(),
            Self::Emeritus => "Emeritus maintainer".to_owned(),
            Self::Team(name) => format!("Team {name}"),
        }
    }

    /// The stable name in the database: `member`, `team:Release Managers`.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Member => "member".to_owned(),
            Self::Maintainer => "maintainer".to_owned(),
            Self::Committee => "committee".to_owned(),
            Self::Administrator => "administrator".to_owned(),
            Self::Emeritus => "emeritus".to_owned(),
            Self::Team(name) => format!("team:{name}"),
        }
    }

    /// The standing with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "member" => Some(Self::Member),
            "maintainer" => Some(Self::Maintainer),
            "committee" => Some(Self::Committee),
            "administrator" => Some(Self::Administrator),
            "emeritus" => Some(Self::Emeritus),
            other => other
                .strip_prefix("team:")
                .map(|name| Self::Team(name.to_owned())),
        }
    }
}

/// How well the first day of a standing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// It began on that day.
    Exact,
    /// A list of that day shows it; it may have begun long before.
    AtTheLatest,
}

/// A standing held from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldStanding {
    /// What.
    pub standing: Standing,
    /// From when.
    pub since: Day,
    /// How well `since` is known.
    pub precision: Precision,
    /// The first day without it.
    pub until: Option<Day>,
    /// What shows it, in words or as a link; empty where a list does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
}

impl HeldStanding {
    /// Whether it is held on that day.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.since <= day && self.until.is_none_or(|until| day < until)
    }
}
