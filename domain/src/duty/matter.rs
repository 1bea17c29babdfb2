//! The kinds of duty.

use jiff::civil::DateTime;
use uuid::Uuid;

use crate::{
    Day, ids::ConcernId, lead_rules::LeadRule, permission::Action, policy::Checklist,
    proposal::Choice, report::Period,
};

/// A proposal or an escalation as a duty names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its number.
    pub number: u32,
    /// What it is called: “Form Ambient Storage”.
    pub title: String,
}

/// What is owed. Every kind can be answered where it is shown, or leads to the form that answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Someone nominated them as a lead, and they have not said whether they would.
    AnswerNomination {
        /// In which proposal.
        proposal: Subject,
        /// Who proposes.
        by: String,
    },
    /// A step of setting a group up, or of closing it.
    TakeStep {
        /// Of which checklist.
        checklist: Checklist,
        /// Which.
        step: Uuid,
        /// Counts its changes.
        version: i32,
        /// What is to be done.
        sentence: String,
        /// Who sees to it; empty for nobody yet.
        owner: String,
    },
    /// The group is on the agenda of a coming meeting.
    BeAtMeeting {
        /// The meeting’s address.
        meeting: String,
        /// What it is called.
        title: String,
        /// When it begins, where the reader is.
        begins: DateTime,
        /// The items that concern the group, in their order.
        items: Vec<String>,
    },
    /// Somebody said they would do it.
    DoAction {
        /// Which.
        action: Uuid,
        /// Counts its changes.
        version: i32,
        /// What.
        task: String,
        /// Who, in words; empty where it is whoever looks, or nobody was named.
        owner: String,
        /// What the meeting at which they said so is called; empty where it is not known.
        meeting: String,
    },
    /// Every step is done; somebody has to say so.
    EndChecklist {
        /// Of which checklist.
        checklist: Checklist,
    },
    /// The committee wants something changed in what they proposed.
    Revise {
        /// Which.
        proposal: Subject,
        /// The revision that was given back.
        revision: u32,
    },
    /// Nobody has answered a concern about what they proposed.
    AnswerConcern {
        /// Which.
        proposal: Subject,
        /// The concern.
        concern: ConcernId,
        /// What it is called.
        name: String,
        /// Who raised it.
        owner: String,
    },
    /// Their concern was answered; they say whether that resolves it.
    ResolveConcern {
        /// About which proposal.
        proposal: Subject,
        /// The concern.
        concern: ConcernId,
        /// What it is called.
        name: String,
    },
    /// They have a seat in a ballot and have stated nothing.
    StatePosition {
        /// On which proposal.
        proposal: Subject,
        /// Who proposes.
        by: String,
    },
    /// They stated a position before the last change.
    ConfirmPosition {
        /// On which proposal.
        proposal: Subject,
        /// The revision that is on the table.
        revision: u32,
        /// What they stated.
        choice: Choice,
        /// The group that it names; empty where it names none.
        group: String,
        /// Why.
        rationale: String,
    },
    /// What was needed is there: the committee can take the decision.
    Decide {
        /// On which proposal.
        proposal: Subject,
    },
    /// They hold a decision up.
    LiftHold {
        /// On which proposal.
        proposal: Subject,
        /// Why they hold it.
        reason: String,
    },
    /// A rule about who leads does not hold for the group.
    MeetLeadRule {
        /// Which.
        rule: LeadRule,
        /// What was found.
        evidence: String,
    },
    /// Nobody has looked at a group’s roadmap for longer than the policy allows.
    ConfirmRoadmap {
        /// The newest version.
        version: u32,
        /// The last look.
        looked_on: Day,
    },
    /// A group owes the committee a report.
    WriteReport {
        /// On which time, where the policy says so.
        period: Option<Period>,
        /// Why the committee asked for it, where it did.
        reason: String,
    },
    /// Reports of groups that they have not read.
    ReadReports {
        /// How many.
        count: usize,
    },
    /// They were asked about a disagreement with what their group, or another, does.
    AnswerEscalation {
        /// Which.
        escalation: Subject,
    },
    /// Their group’s side of a disagreement is not written yet.
    StateCase {
        /// Of which.
        escalation: Subject,
    },
    /// They disagree, and everyone who was asked had their say.
    TakeUp {
        /// Which.
        escalation: Subject,
    },
    /// A disagreement is on the committee’s agenda.
    DecideEscalation {
        /// Which.
        escalation: Subject,
    },
    /// They began a proposal and have not submitted it.
    FinishDraft {
        /// Which.
        draft: Uuid,
        /// What it is called.
        title: String,
    },
}

impl Matter {
    /// The place of the kind among those that have no day.
    #[must_use]
    pub fn rank(&self) -> u8 {
        match self {
            Self::AnswerNomination { .. }
            | Self::AnswerEscalation { .. }
            | Self::StateCase { .. } => 1,
            Self::AnswerConcern { .. } => 2,
            Self::Revise { .. } => 3,
            Self::TakeUp { .. } => 3,
            Self::Decide { .. } | Self::DecideEscalation { .. } => 4,
            Self::ConfirmPosition { .. } => 5,
            Self::StatePosition { .. } => 6,
            Self::ResolveConcern { .. } => 7,
            Self::LiftHold { .. } => 8,
            Self::EndChecklist { .. } => 9,
            Self::ReadReports { .. } => 8,
            Self::TakeStep { .. } | Self::WriteReport { .. } | Self::DoAction { .. } => 10,
            Self::MeetLeadRule { .. } | Self::ConfirmRoadmap { .. } => 11,
            Self::BeAtMeeting { .. } => 13,
            Self::FinishDraft { .. } => 12,
        }
    }

    /// What one must be allowed to do to answer it: a group’s duties are shown to those who can.
    #[must_use]
    pub fn action(&self) -> Action {
        match self {
            Self::AnswerNomination { .. }
            | Self::Revise { .. }
            | Self::AnswerConcern { .. }
            | Self::AnswerEscalation { .. }
            | Self::StateCase { .. }
            | Self::TakeUp { .. }
            | Self::FinishDraft { .. } => Action::TakePart,
            Self::TakeStep { .. }
            | Self::DoAction { .. }
            | Self::EndChecklist { .. }
            | Self::ConfirmRoadmap { .. }
            | Self::WriteReport { .. } => Action::RunGroup,
            Self::BeAtMeeting { .. } => Action::KeepRecords,
            Self::MeetLeadRule { .. } => Action::Petition,
            Self::ResolveConcern { .. }
            | Self::StatePosition { .. }
            | Self::ConfirmPosition { .. }
            | Self::Decide { .. }
            | Self::DecideEscalation { .. }
            | Self::LiftHold { .. }
            | Self::ReadReports { .. } => Action::Decide,
        }
    }
}
