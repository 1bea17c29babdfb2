//! The community's rules as data. Versions are numbered; what was done under one keeps its number.

mod health;
mod istio;
mod kubernetes;
mod method;
mod problems;
mod words;

use serde::{Deserialize, Serialize};

pub use health::HealthRules;
pub use method::{EarlyClose, Electorate};
pub use problems::{
    Checklist, LONGEST_KEY, LONGEST_NAME, LONGEST_REVIEW_HOURS, LONGEST_SENTENCE, MOST_LEADS,
    MOST_TASKS, PolicyField, PolicyProblem, TaskPart,
};
pub use words::RuleInWords;

use crate::{group::GroupKind, leaving::NameAfterLeaving, seat::Role};

/// All rules of a community at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// What the rules are called: `Istio preset`.
    pub title: String,
    /// What the overseeing committee is called.
    pub committee: String,
    /// The sorts of group that can be formed.
    pub kinds: Vec<GroupKind>,
    /// Who may lead, and how many.
    pub lead_rules: LeadRules,
    /// How the committee decides.
    pub decision: DecisionMethod,
    /// What turns an approved proposal into an active group.
    pub setup_checklist: Vec<ChecklistTask>,
    /// What turns a closing group into a dissolved one.
    pub closing_checklist: Vec<ChecklistTask>,
    /// How many months ahead a roadmap looks.
    pub roadmap_months: u32,
    /// After how many days without a look a roadmap is stale.
    pub roadmap_stale_after_days: u32,
    /// How often a group reports to the committee.
    pub reports: ReportCadence,
    /// How many days after the end of a period its report is due.
    #[serde(default = "two_weeks")]
    pub report_due_after_days: u32,
    /// For how many days everyone can say what is wrong with the minutes of a meeting before they are approved.
    #[serde(default = "a_week")]
    pub minutes_review_days: u32,
    /// After how many days a recording that was expected is missing.
    #[serde(default = "a_week")]
    pub recording_due_days: u32,
    /// Under which name the record keeps someone who leaves. Versions from before there was a choice keep the name.
    #[serde(default)]
    pub name_after_leaving: NameAfterLeaving,
    /// How many hours before a meeting its agenda is frozen. Versions from before there was a choice say a day.
    #[serde(default = "a_day")]
    pub agenda_freeze_hours: u32,
    /// From when on something about a group stands out to the committee.
    #[serde(default)]
    pub health: HealthRules,
    /// How many days whoever is asked in an escalation has to answer. Versions from before there were any give a week.
    #[serde(default = "a_week")]
    pub escalation_days: u32,
}

fn a_day() -> u32 {
    24
}

/// What a group's leads must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadRules {
    /// The fewest leads.
    pub fewest_leads: u32,
    /// The most leads.
    pub most_leads: u32,
    /// From how many organizations at least; affiliates count as one.
    pub fewest_organizations: u32,
    /// Membership, in months, before one may lead.
    pub member_months: u32,
    /// Maintainership, in months, before one may lead.
    pub maintainer_months: u32,
    /// In which roles one leads a group: the rules speak of whoever holds one of these.
    #[serde(default = "all_lead_roles")]
    pub roles: Vec<Role>,
    /// What a rule that does not hold does to a new decision.
    pub enforcement: Enforcement,
}

/// What versions say that were written before they spoke of minutes and recordings.
fn a_week() -> u32 {
    7
}

/// Every role that can lead: what versions say that were written before a policy could name them.
fn all_lead_roles() -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| role.leads()).collect()
}

/// What versions say that were written before a policy could say when a report is due.
fn two_weeks() -> u32 {
    14
}

/// What a rule that does not hold does to a new decision. It never blocks an import of what is already true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Enforcement {
    /// It is shown.
    Warn,
    /// It stops the decision unless the committee waives it.
    Stop,
}

/// How the committee decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionMethod {
    /// What carries a decision.
    pub rule: DecisionRule,
    /// How long a review lasts at least, in hours.
    pub shortest_review_hours: u32,
    /// How long it lasts at most, in hours; `None` for no end.
    pub longest_review_hours: Option<u32>,
    /// Whether an open concern blocks.
    pub open_concern: OpenConcern,
    /// Who decides. Versions from before there was a choice leave it to the committee.
    #[serde(default)]
    pub electorate: Electorate,
    /// Whether a decision can come before the shortest review is over. Versions from before there was a choice wait.
    #[serde(default)]
    pub early_close: EarlyClose,
}

/// What carries a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "method")]
pub enum DecisionRule {
    /// All who state a position agree, and at least this share of the seats, in per cent, states one.
    Consensus {
        /// Per cent of seats.
        quorum: u8,
    },
    /// At least this share of the seats, in per cent, agrees.
    ShareOfSeats {
        /// Per cent of seats.
        share: u8,
    },
    /// At least this share of the stated positions agrees, and a quorum of the seats states one.
    ShareOfPositions {
        /// Per cent of stated positions.
        share: u8,
        /// Per cent of seats.
        quorum: u8,
    },
}

/// What an open concern does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenConcern {
    /// Nothing is decided while one is open.
    Blocks,
    /// It is shown beside the tally.
    IsShown,
}

/// One step of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistTask {
    /// The stable name.
    pub key: String,
    /// What is to be done, in a sentence; `GROUP` stands for the group's name.
    pub sentence: String,
    /// Days from the decision until it is due.
    pub due_after_days: u32,
}

/// How often a group reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "cadence")]
pub enum ReportCadence {
    /// When there is something to say.
    AsAppropriate,
    /// Every so many weeks.
    EveryWeeks {
        /// How many.
        weeks: u32,
    },
    /// Every so many months.
    EveryMonths {
        /// How many.
        months: u32,
    },
}

/// What happened to the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PolicyEvent {
    /// A version was adopted and holds from the event's day.
    Adopted {
        /// Its number, from 1.
        version: u32,
        /// The rules.
        policy: Box<Policy>,
        /// Why it was adopted.
        reason: String,
    },
}

impl PolicyEvent {
    /// The stable name of the kind of event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Adopted { .. } => "policy_adopted",
        }
    }
}
