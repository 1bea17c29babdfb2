//! What happens to decisions that are on no proposal, as sentences.

use domain::{
    decision::{Decider, DecisionEvent, DecisionNumber},
    ids::GroupId,
};

use super::{Part, Words, names::text};

impl Words<'_> {
    /// The sentence of an event of a decision.
    pub(super) fn of_decision(
        &self,
        number: DecisionNumber,
        title: &str,
        group: Option<GroupId>,
        change: &DecisionEvent,
    ) -> Vec<Part> {
        let it = Part::Decision(number);
        match change {
            DecisionEvent::Recorded { decision } => {
                let who = match (decision.decider, group) {
                    (Decider::Leads, Some(group)) => {
                        vec![text(" of the leads of "), self.group(group)]
                    }
                    (Decider::Leads, None) => vec![text(" of the leads")],
                    (Decider::Committee, Some(group)) => {
                        vec![text(" of the committee about "), self.group(group)]
                    }
                    (Decider::Committee, None) => vec![text(" of the committee")],
                };
                let mut parts = vec![it];
                parts.extend(who);
                parts.push(text(format!(": {}", title.trim_end_matches('.'))));
                parts.extend(
                    decision
                        .supersedes
                        .iter()
                        .flat_map(|earlier| [text(", in the place of "), Part::Decision(*earlier)]),
                );
                parts
            }
            DecisionEvent::AlternateAttached {
                title: alternate,
                by,
                ..
            } => vec![
                self.person(*by),
                text(format!(" put the alternate “{alternate}” beside ")),
                it,
            ],
            DecisionEvent::AlternateAnswered { by, .. } => {
                vec![self.person(*by), text(" answered an alternate to "), it]
            }
        }
    }
}
