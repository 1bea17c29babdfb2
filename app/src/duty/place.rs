//! Where a duty is answered, and with which sign it is shown.

use domain::{
    duty::{Duty, Matter},
    policy::Checklist,
};

use crate::{address::address, ui::Icon};

/// The page on which it is answered.
pub fn place(duty: &Duty) -> String {
    let slug = duty.group.as_ref().map_or("", |group| group.slug.as_str());
    match &duty.matter {
        Matter::AnswerNomination { proposal, .. }
        | Matter::Revise { proposal, .. }
        | Matter::LiftHold { proposal, .. } => format!("/proposals/{}", proposal.number),
        Matter::AnswerConcern {
            proposal, concern, ..
        }
        | Matter::ResolveConcern {
            proposal, concern, ..
        } => format!("/proposals/{}#concern-{}", proposal.number, concern.0),
        Matter::StatePosition { proposal, .. } | Matter::ConfirmPosition { proposal, .. } => {
            format!("/proposals/{}#position", proposal.number)
        }
        Matter::Decide { proposal } => format!("/proposals/{}#decide", proposal.number),
        Matter::TakeStep { .. } | Matter::EndChecklist { .. } => {
            format!("/groups/{slug}/checklist")
        }
        Matter::BeAtMeeting { meeting, .. } => format!("/meetings/{meeting}"),
        Matter::DoAction { .. } => "/actions".to_owned(),
        Matter::MeetLeadRule { .. } => {
            let name = duty.group.as_ref().map_or("", |group| group.name.as_str());
            address(
                "/proposals/new",
                &[("kind", "change_leads"), ("group", name)],
            )
        }
        Matter::ConfirmRoadmap { .. } => format!("/groups/{slug}/roadmap"),
        Matter::WriteReport { .. } => format!("/groups/{slug}/reports/new"),
        Matter::ReadReports { .. } => "/reports".to_owned(),
        Matter::AnswerEscalation { escalation }
        | Matter::StateCase { escalation }
        | Matter::TakeUp { escalation }
        | Matter::DecideEscalation { escalation } => {
            format!("/escalations/{}#next", escalation.number)
        }
        Matter::FinishDraft { draft, .. } => format!("/proposals/drafts/{draft}"),
    }
}

/// What one does there, as the words of the way to it; none where the answer stands in the list itself.
pub fn way(duty: &Duty) -> Option<&'static str> {
    match &duty.matter {
        Matter::StatePosition { .. } => Some("Take a position"),
        Matter::BeAtMeeting { .. } => Some("Read"),
        Matter::Decide { .. } => Some("Decide"),
        Matter::MeetLeadRule { .. } => Some("Propose leads"),
        Matter::FinishDraft { .. } => Some("Write on"),
        Matter::StateCase { .. } => Some("Write it"),
        Matter::TakeUp { .. } => Some("Go on"),
        Matter::DecideEscalation { .. } => Some("Decide"),
        Matter::WriteReport { .. } => Some("Write it"),
        Matter::ReadReports { .. } => Some("Read them"),
        Matter::AnswerNomination { .. }
        | Matter::TakeStep { .. }
        | Matter::EndChecklist { .. }
        | Matter::Revise { .. }
        | Matter::AnswerConcern { .. }
        | Matter::ResolveConcern { .. }
        | Matter::ConfirmPosition { .. }
        | Matter::LiftHold { .. }
        | Matter::ConfirmRoadmap { .. }
        | Matter::AnswerEscalation { .. }
        | Matter::DoAction { .. } => None,
    }
}

/// The sign of its kind.
pub fn sign(matter: &Matter) -> Icon {
    match matter {
        Matter::AnswerNomination { .. } => Icon::UserPlus,
        Matter::TakeStep { checklist, .. } | Matter::EndChecklist { checklist } => {
            match checklist {
                Checklist::Setup => Icon::ListChecks,
                Checklist::Closing => Icon::Archive,
            }
        }
        Matter::Revise { .. } => Icon::Pencil,
        Matter::AnswerConcern { .. } | Matter::ResolveConcern { .. } | Matter::LiftHold { .. } => {
            Icon::CircleAlert
        }
        Matter::StatePosition { .. }
        | Matter::ConfirmPosition { .. }
        | Matter::Decide { .. }
        | Matter::AnswerEscalation { .. }
        | Matter::StateCase { .. }
        | Matter::TakeUp { .. }
        | Matter::DecideEscalation { .. } => Icon::Scale,
        Matter::BeAtMeeting { .. } => Icon::Calendar,
        Matter::DoAction { .. } => Icon::Check,
        Matter::MeetLeadRule { .. } => Icon::Users,
        Matter::ConfirmRoadmap { .. } => Icon::Scroll,
        Matter::WriteReport { .. } | Matter::ReadReports { .. } => Icon::FileText,
        Matter::FinishDraft { .. } => Icon::FilePen,
    }
}
