//! The form in which the demo's story is written: what happened to whom on which day.

use std::collections::BTreeMap;

use domain::{Day, group::GroupKind, link::Link, policy::Policy, seat::Role};
use serde::Deserialize;

use super::committee::CommitteeSeatStory;

/// The story as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// The rules, oldest first.
    pub policies: Vec<AdoptedPolicy>,
    /// Organizations by the keys that the story uses.
    pub organizations: BTreeMap<String, OrganizationStory>,
    /// People by the keys that the story uses.
    pub people: BTreeMap<String, PersonStory>,
    /// The committee's seats, in the order of their numbers.
    #[serde(default)]
    pub committee: Vec<CommitteeSeatStory>,
    /// Groups; one comes before those that name it on the day of its forming.
    pub groups: Vec<GroupStory>,
}

/// The story cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the demo’s story cannot be read: {0}")]
pub struct StoryError(String);

impl Story {
    /// Reads the story that is part of the program.
    pub fn read() -> Result<Self, StoryError> {
        serde_saphyr::from_str(include_str!("tidewater.yaml"))
            .map_err(|error| StoryError(error.to_string()))
    }
}

/// A version of the rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdoptedPolicy {
    /// From which day it holds.
    pub on: Day,
    /// Why it was adopted.
    pub reason: String,
    /// The rules.
    pub rules: Policy,
}

/// An organization.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganizationStory {
    /// Its name.
    pub name: String,
    /// The day on which the record first names it.
    pub since: Day,
    /// To whom it belongs, from when.
    #[serde(default)]
    pub part_of: BTreeMap<Day, String>,
}

/// A person; the record first names them on the earliest day of all this.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonStory {
    /// The name.
    pub name: String,
    /// The login at GitHub where it is not the name's spelling.
    pub login: Option<String>,
    /// With which organization, from when; `none` for none.
    #[serde(default)]
    pub with: BTreeMap<Day, String>,
    /// What they gained and lost: `+member`, `-maintainer +emeritus`, `+team:Release`.
    #[serde(default)]
    pub standing: BTreeMap<Day, String>,
    /// New names.
    #[serde(default)]
    pub renamed: BTreeMap<Day, String>,
    /// Other accounts: `PROVIDER:LOGIN`, `-PROVIDER:LOGIN`, `PROVIDER:BEFORE>AFTER`.
    #[serde(default)]
    pub accounts: BTreeMap<Day, String>,
    /// What they said on a day of where they had been.
    #[serde(default)]
    pub said: BTreeMap<Day, Said>,
    /// When they left.
    pub left: Option<Day>,
}

/// With which organization someone says that they have been, and since when; `none` for none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// With which.
    pub with: String,
    /// Since when.
    pub since: Day,
}

/// A group and what happened to it, in the order of days.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupStory {
    /// What the story calls it.
    pub key: String,
    /// What happened on which day.
    pub history: BTreeMap<Day, Vec<Happening>>,
}

/// Something that happens to a group. Groups and people are named by their keys, charters by their files.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Happening {
    /// It is formed: by a decision, or found at work by the community's first registry.
    Form {
        name: String,
        #[serde(default = "working_group")]
        kind: GroupKind,
        parent: Option<String>,
        #[serde(default)]
        at_work: bool,
    },
    Activate,
    Rename(String),
    Convert {
        kind: GroupKind,
        parent: Option<String>,
    },
    Close,
    /// Its leads write the last word of its record.
    FinalReport {
        by: String,
        body: String,
    },
    Dissolve,
    MergeInto(String),
    Revive,
    Describe(String),
    Charter(String),
    Link(Link),
    Relink {
        before: Link,
        link: Link,
    },
    Unlink(Link),
    Stakeholders(Vec<String>),
    Lead(String),
    /// A seat of any role, or a lead's for a part of the group.
    Seat {
        who: String,
        #[serde(default = "lead")]
        role: Role,
        area: Option<String>,
    },
    /// A lead's part of the group changes.
    Area {
        who: String,
        area: Option<String>,
    },
    /// A lead leaves.
    Leave(String),
    /// A lead leaves and is thanked for it.
    Emeritus(String),
    Delegate(String),
    EndDelegation(String),
}

fn working_group() -> GroupKind {
    GroupKind::WorkingGroup
}

fn lead() -> Role {
    Role::Lead
}
