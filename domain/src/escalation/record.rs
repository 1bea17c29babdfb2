//! An escalation as the sum of its events.

use super::{Answer, Case, Escalation, EscalationEvent, EscalationState, Rung, Side, Step};
use crate::ids::{EscalationId, GroupId};

/// Why a line of history does not fit what came before it: the record is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EscalationReplayError {
    /// Something happened before it was opened.
    #[error("its record does not begin with its opening")]
    NotOpened,
    /// It was opened twice.
    #[error("it was opened twice")]
    OpenedTwice,
    /// Something happened after its end.
    #[error("something happened to it after its end")]
    AfterItsEnd,
}

impl Escalation {
    /// The escalation after one more event. `number`, `title` and `group` stand beside every event.
    ///
    /// # Errors
    /// When the event does not fit.
    pub fn after(
        before: Option<Self>,
        id: EscalationId,
        (number, title, group): (u32, &str, GroupId),
        event: &EscalationEvent,
    ) -> Result<Self, EscalationReplayError> {
        let Some(mut escalation) = before else {
            return Self::opened(id, (number, title, group), event)
                .ok_or(EscalationReplayError::NotOpened);
        };
        if !escalation.is_open() {
            return Err(EscalationReplayError::AfterItsEnd);
        }
        let rung = escalation.rung();
        match event.clone() {
            EscalationEvent::Opened { .. } => return Err(EscalationReplayError::OpenedTwice),
            EscalationEvent::Answered { by, text, at } => {
                escalation.answers.push(Answer { rung, by, text, at });
            }
            EscalationEvent::CaseStated { side, by, text, at } => {
                let case = Case { by, text, at };
                match side {
                    Side::Disagreeing => escalation.own_case.push(case),
                    Side::Deciding => escalation.other_case.push(case),
                }
            }
            EscalationEvent::GroupBroughtIn {
                group,
                asked,
                by,
                at,
                due,
            } => {
                escalation.affected.push(group);
                // Further down they are asked when it comes to all leads; further up everyone is asked already.
                if rung == Rung::AllLeads {
                    escalation.goes_to(Step {
                        rung,
                        asked,
                        by,
                        at,
                        due,
                        without_other_case: false,
                    });
                }
            }
            EscalationEvent::AlternateLinked { alternate, .. } => {
                escalation.alternate = Some(alternate);
            }
            EscalationEvent::Climbed {
                to,
                asked,
                without_other_case,
                by,
                at,
                due,
            } => escalation.goes_to(Step {
                rung: to,
                asked,
                by,
                at,
                due,
                without_other_case,
            }),
            EscalationEvent::Settled {
                how, decision, at, ..
            } => escalation.state = EscalationState::Settled { how, decision, at },
            EscalationEvent::Withdrawn { reason, at, .. } => {
                escalation.state = EscalationState::Withdrawn { reason, at };
            }
            EscalationEvent::Decided { decision, at, .. } => {
                escalation.state = EscalationState::Decided { decision, at };
            }
        }
        escalation.changed_at = event.at();
        Ok(escalation)
    }

    fn goes_to(&mut self, step: Step) {
        self.earlier.push(std::mem::replace(&mut self.step, step));
    }

    fn opened(
        id: EscalationId,
        (number, title, group): (u32, &str, GroupId),
        event: &EscalationEvent,
    ) -> Option<Self> {
        let EscalationEvent::Opened {
            by,
            decision,
            problem,
            tried,
            affected,
            asked,
            days,
            at,
            due,
        } = event.clone()
        else {
            return None;
        };
        Some(Self {
            id,
            number,
            title: title.to_owned(),
            group,
            decision,
            problem,
            tried,
            opened_by: by,
            opened_at: at,
            days,
            affected,
            earlier: Vec::new(),
            step: Step {
                rung: Rung::Leads,
                asked,
                by,
                at,
                due,
                without_other_case: false,
            },
            answers: Vec::new(),
            own_case: Vec::new(),
            other_case: Vec::new(),
            alternate: None,
            state: EscalationState::Open,
            changed_at: at,
        })
    }
}
