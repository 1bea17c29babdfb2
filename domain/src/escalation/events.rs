//! What can happen to an escalation.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Alternate, Asked, Rung, Side};
use crate::{
    decision::DecisionNumber,
    ids::{GroupId, PersonId},
};

/// One thing that happened to an escalation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EscalationEvent {
    /// Someone disagrees; the leads of the group are asked, and invited to write their side's case.
    Opened {
        /// Who.
        by: PersonId,
        /// The decision that is disagreed with, where it is one.
        decision: Option<DecisionNumber>,
        /// The underlying problem, in Markdown.
        problem: String,
        /// What was tried before, in Markdown.
        tried: String,
        /// The other groups that it affects.
        affected: Vec<GroupId>,
        /// Who is asked.
        asked: Vec<Asked>,
        /// How many days each step has.
        days: u32,
        /// When.
        at: Timestamp,
        /// Until when there is time.
        due: Timestamp,
    },
    /// Someone said something to it.
    Answered {
        /// Who.
        by: PersonId,
        /// What, in Markdown.
        text: String,
        /// When.
        at: Timestamp,
    },
    /// A side wrote its case, or wrote it anew.
    CaseStated {
        /// Which.
        side: Side,
        /// Who.
        by: PersonId,
        /// What, in Markdown.
        text: String,
        /// When.
        at: Timestamp,
    },
    /// Another group is affected; its leads are brought in.
    GroupBroughtIn {
        /// Which.
        group: GroupId,
        /// Its leads.
        asked: Vec<Asked>,
        /// Who brought it in.
        by: PersonId,
        /// When.
        at: Timestamp,
        /// Until when its leads have time.
        due: Timestamp,
    },
    /// Who disagrees says what should be done instead, or says it anew.
    AlternateLinked {
        /// What.
        alternate: Alternate,
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// It went up.
    Climbed {
        /// Where to.
        to: Rung,
        /// Who is asked there.
        asked: Vec<Asked>,
        /// Whether the other side's case is missing, whose time was over.
        without_other_case: bool,
        /// Who brought it there.
        by: PersonId,
        /// When.
        at: Timestamp,
        /// Until when there is time.
        due: Timestamp,
    },
    /// Who disagreed says that it is settled.
    Settled {
        /// How.
        how: String,
        /// The decision that settles it, where there is one.
        decision: Option<DecisionNumber>,
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// Who disagreed withdrew it.
    Withdrawn {
        /// Why.
        reason: String,
        /// Who.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// The committee decided.
    Decided {
        /// Its decision.
        decision: DecisionNumber,
        /// Who recorded it.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
}

impl EscalationEvent {
    /// The stable names of all kinds.
    pub const KINDS: [&str; 9] = [
        "escalation_opened",
        "escalation_answered",
        "escalation_case_stated",
        "escalation_group_brought_in",
        "escalation_alternate_linked",
        "escalation_climbed",
        "escalation_settled",
        "escalation_withdrawn",
        "escalation_decided",
    ];

    /// The stable name of the kind of event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "escalation_opened",
            Self::Answered { .. } => "escalation_answered",
            Self::CaseStated { .. } => "escalation_case_stated",
            Self::GroupBroughtIn { .. } => "escalation_group_brought_in",
            Self::AlternateLinked { .. } => "escalation_alternate_linked",
            Self::Climbed { .. } => "escalation_climbed",
            Self::Settled { .. } => "escalation_settled",
            Self::Withdrawn { .. } => "escalation_withdrawn",
            Self::Decided { .. } => "escalation_decided",
        }
    }

    /// Who did it.
    #[must_use]
    pub fn by(&self) -> PersonId {
        match self {
            Self::Opened { by, .. }
            | Self::Answered { by, .. }
            | Self::CaseStated { by, .. }
            | Self::GroupBroughtIn { by, .. }
            | Self::AlternateLinked { by, .. }
            | Self::Climbed { by, .. }
            | Self::Settled { by, .. }
            | Self::Withdrawn { by, .. }
            | Self::Decided { by, .. } => *by,
        }
    }

    /// The other group that it is about.
    #[must_use]
    pub fn other_group(&self) -> Option<GroupId> {
        match self {
            Self::GroupBroughtIn { group, .. } => Some(*group),
            Self::Opened { .. }
            | Self::Answered { .. }
            | Self::CaseStated { .. }
            | Self::AlternateLinked { .. }
            | Self::Climbed { .. }
            | Self::Settled { .. }
            | Self::Withdrawn { .. }
            | Self::Decided { .. } => None,
        }
    }

    /// When.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Opened { at, .. }
            | Self::Answered { at, .. }
            | Self::CaseStated { at, .. }
            | Self::GroupBroughtIn { at, .. }
            | Self::AlternateLinked { at, .. }
            | Self::Climbed { at, .. }
            | Self::Settled { at, .. }
            | Self::Withdrawn { at, .. }
            | Self::Decided { at, .. } => *at,
        }
    }
}
