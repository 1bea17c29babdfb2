//! The answer to a duty, where a click or a short form is all that it takes.

use domain::{
    duty::{Duty, Matter},
    permission::{Action, Resource},
};
use leptos::prelude::*;
use services::Context;

use super::{
    form::{OneText, Text, back_to, one_click},
    place::place,
};
use crate::{command::filled, proposal::choice_key};

/// The form that answers it, sent from that list; a way to it where the reader may not answer it here; nothing where it is
/// answered on a page of its own.
pub fn answer(duty: &Duty, list: &str, context: &Context) -> Option<AnyView> {
    let title = duty.title();
    match &duty.matter {
        Matter::AnswerNomination { proposal, .. } => {
            let action = format!("/proposals/{}/nomination", proposal.number);
            let problem = filled(&action).problem("");
            let about = format!(": {title}");
            let hidden = about.clone();
            Some(
                view! {
                    <form class="buttons" method="post" action=action>
                        {back_to(list)}
                        <button class="button" type="submit" name="answer" value="accepted">
                            "Accept"<span class="visually-hidden">{about}</span>
                        </button>
                        <button class="button" type="submit" name="answer" value="declined">
                            "Decline"<span class="visually-hidden">{hidden}</span>
                        </button>
                        {(!problem.is_empty()).then(|| view! { <p class="field-error" role="alert">{problem}</p> })}
                    </form>
                }
                .into_any(),
            )
        }
        Matter::TakeStep { step, version, .. } => {
            let group = duty.group.as_ref()?;
            let may = context
                .may(Action::RunGroup, Resource::Group(group.id))
                .is_ok();
            Some(if may {
                OneText {
                    action: format!("/groups/{}/checklist/{step}/done", group.slug),
                    name: "evidence",
                    label: "What shows that it is done",
                    text: Text::Line,
                    fields: vec![("version", version.to_string())],
                    words: "Done",
                    key: step.to_string(),
                }
                .view(list, &title)
            } else {
                let href = place(duty);
                view! { <p><a href=href>"Its leads say when it is done"</a></p> }.into_any()
            })
        }
        Matter::DoAction {
            action, version, ..
        } => Some(one_click(
            format!("/actions/{action}"),
            list,
            vec![
                ("version", version.to_string()),
                ("step", "done".to_owned()),
            ],
            "Done",
            &title,
        )),
        Matter::EndChecklist { .. } => {
            let group = duty.group.as_ref()?;
            Some(one_click(
                format!("/groups/{}/checklist/finish", group.slug),
                list,
                Vec::new(),
                "Yes, it is done",
                &title,
            ))
        }
        // It leads to the draft of the revision, not back.
        Matter::Revise { proposal, .. } => {
            let action = format!("/proposals/{}/revise", proposal.number);
            Some(
                view! {
                    <form method="post" action=action>{super::form::button("Write the new revision", &title)}</form>
                }
                .into_any(),
            )
        }
        Matter::AnswerConcern {
            proposal, concern, ..
        } => Some(
            OneText {
                action: format!(
                    "/proposals/{}/concerns/{}/answer",
                    proposal.number, concern.0
                ),
                name: "text",
                label: "Answer",
                text: Text::Lines,
                fields: Vec::new(),
                words: "Answer the concern",
                key: concern.0.to_string(),
            }
            .view(list, &title),
        ),
        Matter::ResolveConcern {
            proposal, concern, ..
        } => Some(
            OneText {
                action: format!(
                    "/proposals/{}/concerns/{}/resolve",
                    proposal.number, concern.0
                ),
                name: "text",
                label: "How it was resolved",
                text: Text::Lines,
                fields: Vec::new(),
                words: "Resolve my concern",
                key: concern.0.to_string(),
            }
            .view(list, &title),
        ),
        Matter::ConfirmPosition {
            proposal,
            revision,
            choice,
            group,
            rationale,
        } => Some(one_click(
            format!("/proposals/{}/position", proposal.number),
            list,
            vec![
                ("revision", revision.to_string()),
                ("choice", choice_key(*choice).to_owned()),
                ("group", group.clone()),
                ("rationale", rationale.clone()),
            ],
            "Confirm it",
            &title,
        )),
        Matter::LiftHold { proposal, .. } => Some(one_click(
            format!("/proposals/{}/release", proposal.number),
            list,
            Vec::new(),
            "Lift my hold",
            &title,
        )),
        Matter::ConfirmRoadmap { version, .. } => {
            let group = duty.group.as_ref()?;
            Some(one_click(
                format!("/groups/{}/roadmap/confirm", group.slug),
                list,
                vec![("version", version.to_string())],
                "Still right",
                &title,
            ))
        }
        Matter::AnswerEscalation { escalation } => Some(
            OneText {
                action: format!("/escalations/{}/answers", escalation.number),
                name: "text",
                label: "Your answer",
                text: Text::Lines,
                fields: Vec::new(),
                words: "Answer the disagreement",
                key: format!("escalation-{}", escalation.number),
            }
            .view(list, &title),
        ),
        Matter::StatePosition { .. }
        | Matter::Decide { .. }
        | Matter::BeAtMeeting { .. }
        | Matter::StateCase { .. }
        | Matter::TakeUp { .. }
        | Matter::DecideEscalation { .. }
        | Matter::MeetLeadRule { .. }
        | Matter::WriteReport { .. }
        | Matter::ReadReports { .. }
        | Matter::FinishDraft { .. } => None,
    }
}
