//! A disagreement on its way up the ladder of section 2 of the design: the leads of the group, the leads of all affected
//! groups together, an alternate proposal shared with the community, the committee's agenda.
//!
//! It stands on one rung at a time and never goes down. Each side writes its own case; nobody writes the other's. It cannot
//! reach the committee without the underlying problem and both sides' arguments; a side that did not write in time is gone
//! without, and that is said.

mod decide;
mod events;
mod record;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    decision::DecisionNumber,
    ids::{EscalationId, GroupId, PersonId},
};

pub use decide::{EscalationCommand, EscalationRefusal, Facts, decide};
pub use events::EscalationEvent;
pub use record::EscalationReplayError;

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 160;

/// The longest of the other texts, in characters.
pub const LONGEST_TEXT: usize = 20_000;

/// A rung of the ladder, from the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// The leads of the group are asked.
    Leads,
    /// The leads of all affected groups are asked, together.
    AllLeads,
    /// An alternate proposal is before the community.
    Community,
    /// It is on the committee's agenda.
    Committee,
}

impl Rung {
    /// All, from the lowest.
    pub const ALL: [Self; 4] = [
        Self::Leads,
        Self::AllLeads,
        Self::Community,
        Self::Committee,
    ];

    /// The stable name in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Leads => "leads",
            Self::AllLeads => "all_leads",
            Self::Community => "community",
            Self::Committee => "committee",
        }
    }

    /// The one with that stable name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rung| rung.key() == key)
    }

    /// Before whom it is.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Leads => "With the leads of the group",
            Self::AllLeads => "With the leads of all affected groups",
            Self::Community => "Before the community",
            Self::Committee => "On the committee’s agenda",
        }
    }
}

/// A side of a disagreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Who disagrees.
    Disagreeing,
    /// The leads whose group decided or does what is disagreed with.
    Deciding,
}

/// Someone who was asked, for the group that they led then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// For which group.
    pub group: GroupId,
    /// Who.
    pub person: PersonId,
}

/// Who was asked, when, and until when they have time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// On which rung.
    pub rung: Rung,
    /// Whom; nobody where a group has no lead.
    pub asked: Vec<Asked>,
    /// Who asked.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Until when there is time.
    pub due: Timestamp,
    /// Whether it came here without the other side's case, whose time was over.
    #[serde(default)]
    pub without_other_case: bool,
}

/// What someone said to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// On which rung.
    pub rung: Rung,
    /// Who.
    pub by: PersonId,
    /// What, in Markdown.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// A side's arguments, in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Who wrote it.
    pub by: PersonId,
    /// What, in Markdown.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// What should be done instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternate {
    /// What it is called.
    pub title: String,
    /// What it says, in Markdown.
    pub body: String,
    /// Where there is more; empty for nowhere.
    pub link: String,
}

/// How it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum EscalationState {
    /// It goes on.
    Open,
    /// Who disagreed says that it is settled.
    Settled {
        /// How.
        how: String,
        /// The decision that settles it, where there is one.
        decision: Option<DecisionNumber>,
        /// When.
        at: Timestamp,
    },
    /// Who disagreed withdrew it.
    Withdrawn {
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
    },
    /// The committee decided.
    Decided {
        /// Its decision.
        decision: DecisionNumber,
        /// When.
        at: Timestamp,
    },
}

impl EscalationState {
    /// The stable name in the database.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Settled { .. } => "settled",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Decided { .. } => "decided",
        }
    }

    /// The word on screen.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Settled { .. } => "Settled",
            Self::Withdrawn { .. } => "Withdrawn",
            Self::Decided { .. } => "Decided",
        }
    }
}

/// A disagreement with all of its past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// Its id.
    pub id: EscalationId,
    /// Its number, by which people call it.
    pub number: u32,
    /// What it is called.
    pub title: String,
    /// The group whose decision or doing is disagreed with.
    pub group: GroupId,
    /// The decision that is disagreed with, where it is one.
    pub decision: Option<DecisionNumber>,
    /// The underlying problem, in Markdown.
    pub problem: String,
    /// What was tried before, in Markdown.
    pub tried: String,
    /// Who disagrees.
    pub opened_by: PersonId,
    /// Since when.
    pub opened_at: Timestamp,
    /// How many days each step has, under the policy at its beginning.
    pub days: u32,
    /// The other groups that it affects, in the order in which they were brought in.
    pub affected: Vec<GroupId>,
    /// Who was asked before and when, in order.
    pub earlier: Vec<Step>,
    /// Who is asked now: where it stands.
    pub step: Step,
    /// What was said to it, in order.
    pub answers: Vec<Answer>,
    /// The wordings of who disagrees, the last one counts.
    pub own_case: Vec<Case>,
    /// The wordings of the other side, the last one counts.
    pub other_case: Vec<Case>,
    /// What should be done instead, the last wording.
    pub alternate: Option<Alternate>,
    /// How it stands.
    pub state: EscalationState,
    /// When something last happened to it.
    pub changed_at: Timestamp,
}

/// What is missing before it can go up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// Those who were asked have time left.
    #[error("Whoever was asked has time to answer until {}.", moment(*.0))]
    Answers(Timestamp),
    /// The community is shown an alternate, and there is none yet.
    #[error("Write the alternate proposal that the community is to see.")]
    Alternate,
    /// Who disagrees has written no case.
    #[error("Write your side’s case.")]
    OwnCase,
    /// The other side has written no case and has time left.
    #[error("The other side has time to write its case until {}.", moment(*.0))]
    OtherCase(Timestamp),
}

/// "14 August 2024, 17:05 UTC"
fn moment(at: Timestamp) -> String {
    at.strftime("%-d %B %Y, %H:%M UTC").to_string()
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Those who were asked.
    Asked,
    /// Who disagrees: everyone had their say, it can be settled or go up.
    Disagreeing,
    /// The committee.
    Committee,
    /// Nobody: it is over.
    Nobody,
}

impl Escalation {
    /// Who was asked and when, in order; the last one says where it stands.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.earlier.iter().chain([&self.step])
    }

    /// The rung that it stands on.
    #[must_use]
    pub fn rung(&self) -> Rung {
        self.step.rung
    }

    /// Until when whoever is asked has time.
    #[must_use]
    pub fn due(&self) -> Timestamp {
        self.step.due
    }

    /// Whether it goes on.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == EscalationState::Open
    }

    /// The rung after the one that it stands on. Without other affected groups their leads need not be asked once more.
    #[must_use]
    pub fn next_rung(&self) -> Option<Rung> {
        match self.rung() {
            Rung::Leads if self.affected.is_empty() => Some(Rung::Community),
            Rung::Leads => Some(Rung::AllLeads),
            Rung::AllLeads => Some(Rung::Community),
            Rung::Community => Some(Rung::Committee),
            Rung::Committee => None,
        }
    }

    /// Everyone who was asked on this rung.
    pub fn asked_here(&self) -> impl Iterator<Item = Asked> {
        let rung = self.rung();
        self.steps()
            .filter(move |step| step.rung == rung)
            .flat_map(|step| step.asked.iter().copied())
    }

    /// Whether someone has answered on this rung for that group.
    fn is_heard(&self, group: GroupId) -> bool {
        let rung = self.rung();
        self.asked_here()
            .filter(|asked| asked.group == group)
            .any(|asked| {
                self.answers
                    .iter()
                    .any(|answer| answer.rung == rung && answer.by == asked.person)
            })
    }

    /// Whether each group that was asked on this rung has answered.
    #[must_use]
    pub fn all_are_heard(&self) -> bool {
        self.asked_here().all(|asked| self.is_heard(asked.group))
    }

    /// Whether the person was asked on this rung and their group has not answered yet.
    #[must_use]
    pub fn waits_for_answer_of(&self, person: PersonId) -> bool {
        self.is_open()
            && self
                .asked_here()
                .any(|asked| asked.person == person && !self.is_heard(asked.group))
    }

    /// What is missing before it can go up, at that moment; nothing where it can.
    #[must_use]
    pub fn missing(&self, now: Timestamp) -> Vec<Missing> {
        let due = self.due();
        let has_time = now < due;
        let mut missing = Vec::new();
        match self.rung() {
            Rung::Leads | Rung::AllLeads => {
                if has_time && !self.all_are_heard() {
                    missing.push(Missing::Answers(due));
                }
                if self.next_rung() == Some(Rung::Community) && self.alternate.is_none() {
                    missing.push(Missing::Alternate);
                }
            }
            Rung::Community => {
                if self.own_case.is_empty() {
                    missing.push(Missing::OwnCase);
                }
                if self.other_case.is_empty() && has_time {
                    missing.push(Missing::OtherCase(due));
                }
            }
            Rung::Committee => {}
        }
        missing
    }

    /// Whose turn it is at that moment.
    #[must_use]
    pub fn turn(&self, now: Timestamp) -> Turn {
        if !self.is_open() {
            return Turn::Nobody;
        }
        match self.rung() {
            Rung::Committee => Turn::Committee,
            Rung::Leads | Rung::AllLeads | Rung::Community => {
                let waits = self.missing(now).iter().any(|missing| match missing {
                    Missing::Answers(_) | Missing::OtherCase(_) => true,
                    Missing::Alternate | Missing::OwnCase => false,
                });
                if waits {
                    Turn::Asked
                } else {
                    Turn::Disagreeing
                }
            }
        }
    }

    /// The decision with which it ended, where it ended with one.
    #[must_use]
    pub fn outcome(&self) -> Option<DecisionNumber> {
        match &self.state {
            EscalationState::Open | EscalationState::Withdrawn { .. } => None,
            EscalationState::Settled { decision, .. } => *decision,
            EscalationState::Decided { decision, .. } => Some(*decision),
        }
    }

    /// Everyone who has a part in it: who disagrees, and whoever was asked.
    pub fn parties(&self) -> impl Iterator<Item = PersonId> {
        std::iter::once(self.opened_by).chain(
            self.steps()
                .flat_map(|step| step.asked.iter().map(|asked| asked.person)),
        )
    }
}
