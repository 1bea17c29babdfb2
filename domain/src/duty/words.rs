//! Duties in words.

use super::{Duty, Matter, Urgency};
use crate::{
    policy::Checklist,
    proposal::Choice,
    words::{capitalized, counted},
};

impl Duty {
    /// What is owed, a short sentence or question.
    #[must_use]
    pub fn title(&self) -> String {
        let group = self.group_name();
        match &self.matter {
            Matter::AnswerNomination { proposal, .. } => {
                format!("You are nominated as a lead: {}", proposal.title)
            }
            Matter::TakeStep { sentence, .. } => sentence.clone(),
            Matter::DoAction { task, .. } => task.clone(),
            Matter::BeAtMeeting { begins, .. } => {
                format!("You are on the agenda of {}", begins.strftime("%A, %-d %B"))
            }
            Matter::EndChecklist { checklist } => match checklist {
                Checklist::Setup => format!("Say that {group} is set up"),
                Checklist::Closing => format!("Say that {group} is closed"),
            },
            Matter::Revise { proposal, .. } => format!("Changes are wanted: {}", proposal.title),
            Matter::AnswerConcern { name, .. } => format!("A concern waits for an answer: {name}"),
            Matter::ResolveConcern { name, .. } => format!("Your concern was answered: {name}"),
            Matter::StatePosition { proposal, .. } => {
                format!("Your position is wanted: {}", proposal.title)
            }
            Matter::ConfirmPosition { proposal, .. } => {
                format!("Do you stand by your position? {}", proposal.title)
            }
            Matter::Decide { proposal } => format!("It can be decided: {}", proposal.title),
            Matter::LiftHold { proposal, .. } => format!("You hold it up: {}", proposal.title),
            Matter::MeetLeadRule { .. } => format!("A lead rule does not hold for {group}"),
            Matter::ConfirmRoadmap { .. } => format!("Is the roadmap of {group} still right?"),
            Matter::WriteReport { .. } => format!("A report of {group} is wanted"),
            Matter::ReadReports { count } => {
                let waits = if *count == 1 { "waits" } else { "wait" };
                let reports = counted(*count, "report", "reports");
                format!("{} {waits} to be read", capitalized(&reports))
            }
            Matter::AnswerEscalation { escalation } => {
                format!("Your answer is wanted: {}", escalation.title)
            }
            Matter::StateCase { escalation } => {
                format!("Write your group’s side: {}", escalation.title)
            }
            Matter::TakeUp { escalation } => {
                format!("It is your turn: {}", escalation.title)
            }
            Matter::DecideEscalation { escalation } => {
                format!("The committee decides: {}", escalation.title)
            }
            Matter::FinishDraft { title, .. } => format!("Your draft: {title}"),
        }
    }

    /// What one has to know about it, a line; empty where the title says it all.
    #[must_use]
    pub fn detail(&self) -> String {
        match &self.matter {
            Matter::AnswerNomination { by, .. } => {
                format!("Proposed by {by}. Nothing is decided before you answer.")
            }
            Matter::TakeStep {
                checklist, owner, ..
            } => {
                let group = self.group_name();
                let what = match checklist {
                    Checklist::Setup => format!("Setting up {group}"),
                    Checklist::Closing => format!("Closing {group}"),
                };
                if owner.is_empty() {
                    format!("{what}. Nobody sees to it yet.")
                } else {
                    format!("{what}. Seen to by {owner}.")
                }
            }
            Matter::BeAtMeeting {
                title,
                begins,
                items,
                ..
            } => format!(
                "{title}, {}: {}",
                begins.strftime("%H:%M"),
                items.join("; ")
            ),
            Matter::DoAction { owner, meeting, .. } => match (owner.is_empty(), meeting.is_empty())
            {
                (true, true) => "An action item".to_owned(),
                (true, false) => format!("An action item of {meeting}"),
                (false, true) => format!("An action item of {owner}’s"),
                (false, false) => format!("An action item of {owner}’s, from {meeting}"),
            },
            Matter::EndChecklist { .. } => "Every step of the checklist is done.".to_owned(),
            Matter::Revise { revision, .. } => {
                format!("The committee gave revision {revision} back. It keeps its place.")
            }
            Matter::AnswerConcern {
                proposal, owner, ..
            } => format!("Raised by {owner} on: {}", proposal.title),
            Matter::ResolveConcern { proposal, .. } => {
                format!(
                    "It stays open until you say that it is resolved. {}",
                    proposal.title
                )
            }
            Matter::StatePosition { by, .. } => format!("Proposed by {by}"),
            Matter::ConfirmPosition {
                choice,
                group,
                revision,
                ..
            } => format!(
                "You stated: {}. Revision {revision} came after.",
                stated(*choice, group)
            ),
            Matter::Decide { .. } => "What the rules ask for is there.".to_owned(),
            Matter::LiftHold { reason, .. } => format!("You said: {reason}"),
            Matter::MeetLeadRule { evidence, .. } => evidence.clone(),
            Matter::ConfirmRoadmap { looked_on, .. } => {
                let day = looked_on.strftime("%-d %B %Y");
                format!("Nobody has looked at it since {day}.")
            }
            Matter::WriteReport { period, reason } => match period {
                Some(period) => format!("It is on {}.", period.called()),
                None => format!("The committee asked for it: {reason}"),
            },
            Matter::ReadReports { .. } => {
                "Each needs no discussion, or is flagged for a meeting.".to_owned()
            }
            Matter::AnswerEscalation { .. } => "Someone disagrees, and asks you.".to_owned(),
            Matter::StateCase { .. } => {
                "The committee reads both sides’ own words; without yours it reads only theirs."
                    .to_owned()
            }
            Matter::TakeUp { .. } => {
                "Whoever was asked had their say. Settle your disagreement, or take it up."
                    .to_owned()
            }
            Matter::DecideEscalation { .. } => {
                "It came up every rung: the problem and the arguments are there.".to_owned()
            }
            Matter::FinishDraft { .. } => "Nobody else sees it until you submit it.".to_owned(),
        }
    }
}

/// A choice, as its own elector is reminded of it.
fn stated(choice: Choice, group: &str) -> String {
    match choice {
        Choice::Approve => "approve".to_owned(),
        Choice::SubgroupOf { .. } => format!("make it a subgroup of {group}"),
        Choice::SubsumeInto { .. } => format!("give its work to {group}"),
        Choice::RequestChanges => "request changes".to_owned(),
        Choice::Decline => "decline".to_owned(),
        Choice::Abstain => "abstain".to_owned(),
        Choice::Recuse => "recuse".to_owned(),
    }
}

impl Urgency {
    /// How soon it is due, in words; empty where it has no day.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Overdue(1) => "Overdue since yesterday".to_owned(),
            Self::Overdue(days) => format!("{days} days overdue"),
            Self::Due(0) => "Due today".to_owned(),
            Self::Due(1) => "Due tomorrow".to_owned(),
            Self::Due(days) => format!("Due in {days} days"),
            Self::Undated => String::new(),
        }
    }
}
