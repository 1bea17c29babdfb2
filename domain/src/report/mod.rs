//! A group's reports to the committee: the record's facts of a period and its leads' words. A report is final once it is
//! submitted; each member of the committee says whether it needs time in a meeting.

mod decide;
mod period;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use decide::{ReportCommand, ReportRefusal, Standing, WordsPart, decide};
pub use period::{NoPeriod, Period};

use crate::{
    Day,
    group::{GroupKind, GroupState},
    ids::PersonId,
};

/// The longest text of a part of a report, in characters.
pub const LONGEST_WORDS: usize = 20_000;
/// The longest comment with a flag, note after a discussion or reason for asking, in characters.
pub const LONGEST_COMMENT: usize = 2_000;

/// What the leads say. Each part is Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportWords {
    /// What happened, and how the group is.
    pub summary: String,
    /// What comes next.
    #[serde(default)]
    pub next: String,
    /// What the committee could help with.
    #[serde(default)]
    pub needs: String,
}

/// A part of what the record knows of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Meetings held, with who was there.
    Meetings,
    /// How the roadmap moved.
    Roadmap,
    /// What was decided.
    Decisions,
    /// Who came and went as a lead.
    Leads,
    /// Concerns that are open.
    Concerns,
    /// Action items that are open.
    Actions,
}

impl FactKind {
    /// All, in the order of a report.
    pub const ALL: [Self; 6] = [
        Self::Meetings,
        Self::Roadmap,
        Self::Decisions,
        Self::Leads,
        Self::Concerns,
        Self::Actions,
    ];

    /// The heading.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Meetings => "Meetings held",
            Self::Roadmap => "Roadmap",
            Self::Decisions => "Decisions",
            Self::Leads => "Leads",
            Self::Concerns => "Open concerns",
            Self::Actions => "Open action items",
        }
    }

    /// What stands there when the record knows of none.
    #[must_use]
    pub fn none(self) -> &'static str {
        match self {
            Self::Meetings => "The record knows of no meeting in this time.",
            Self::Roadmap => "The roadmap did not change.",
            Self::Decisions => "Nothing was decided.",
            Self::Leads => "Nobody came or went.",
            Self::Concerns => "No concern is open.",
            Self::Actions => "No action item is open.",
        }
    }
}

/// One fact of the record, as it was when the report was submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Under which heading.
    pub kind: FactKind,
    /// What happened, in words without a full stop.
    pub text: String,
    /// On which day, where it was on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// The page on this site that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// What a member of the committee says of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "mark")]
pub enum Mark {
    /// Read; no discussion needed.
    Read,
    /// It is to be talked about in a meeting.
    Flagged {
        /// Why.
        comment: String,
    },
}

impl Mark {
    /// The stable name in the database.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Flagged { .. } => "flagged",
        }
    }
}

/// What happened to a group's reports. Instants are in UTC, in whole microseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ReportEvent {
    /// The committee asked for one.
    Asked {
        /// Why.
        reason: String,
        /// By which day.
        due_on: Day,
        /// Who asked.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// One was submitted.
    Submitted {
        /// On which period.
        period: Period,
        /// What the leads say.
        words: Box<ReportWords>,
        /// What the record knows.
        facts: Vec<Fact>,
        /// By whom.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// A member of the committee has read one.
    Marked {
        /// On which period.
        period: Period,
        /// What they say.
        #[serde(flatten)]
        mark: Mark,
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// The committee has talked about one: its flags are settled.
    Discussed {
        /// On which period.
        period: Period,
        /// What came of it.
        outcome: String,
        /// Who noted it.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
}

impl ReportEvent {
    /// The stable names of all kinds.
    pub const KINDS: [&'static str; 5] = [
        "report_asked",
        "report_submitted",
        "report_read",
        "report_flagged",
        "report_discussed",
    ];

    /// The stable name of the kind of event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Asked { .. } => "report_asked",
            Self::Submitted { .. } => "report_submitted",
            Self::Marked { mark, .. } => match mark {
                Mark::Read => "report_read",
                Mark::Flagged { .. } => "report_flagged",
            },
            Self::Discussed { .. } => "report_discussed",
        }
    }

    /// Who did it.
    #[must_use]
    pub fn by(&self) -> PersonId {
        match self {
            Self::Asked { by, .. }
            | Self::Submitted { by, .. }
            | Self::Marked { by, .. }
            | Self::Discussed { by, .. } => *by,
        }
    }
}

/// Whether a group owes a report on a period: it has been at work since the period's first day. Subgroups have no process of
/// their own, and whoever is being set up or closed has a checklist instead.
#[must_use]
pub fn owes(kind: GroupKind, state: GroupState, formed_on: Day, period: Period) -> bool {
    let of_its_own = match kind {
        GroupKind::Subgroup => false,
        GroupKind::WorkingGroup
        | GroupKind::SpecialInterestGroup
        | GroupKind::Committee
        | GroupKind::UserGroup => true,
    };
    let at_work = match state {
        GroupState::Active => true,
        GroupState::SettingUp
        | GroupState::Closing
        | GroupState::Dissolved
        | GroupState::Merged => false,
    };
    of_its_own && at_work && formed_on <= period.first()
}
