//! What happens to disagreements on their way up, as sentences.

use domain::{
    escalation::{EscalationEvent, Rung, Side},
    ids::GroupId,
};

use super::{Part, Words, names::text};

impl Words<'_> {
    /// The sentence of an event of an escalation.
    pub(super) fn of_escalation(
        &self,
        number: u32,
        title: &str,
        group: GroupId,
        change: &EscalationEvent,
    ) -> Vec<Part> {
        let it = Part::Escalation {
            number,
            title: title.to_owned(),
        };
        let by = self.person(change.by());
        match change {
            EscalationEvent::Opened { .. } => vec![
                by,
                text(" disagrees with "),
                self.group(group),
                text(" and asked its leads: "),
                it,
            ],
            EscalationEvent::Answered { .. } => vec![by, text(" answered to "), it],
            EscalationEvent::CaseStated { side, .. } => {
                let whose = match side {
                    Side::Disagreeing => " wrote the case of who disagrees in ",
                    Side::Deciding => " wrote the case of the group in ",
                };
                vec![by, text(whose), it]
            }
            EscalationEvent::GroupBroughtIn { group, .. } => vec![
                by,
                text(" brought "),
                self.group(*group),
                text(" into "),
                it,
            ],
            EscalationEvent::AlternateLinked { alternate, .. } => {
                vec![by, text(format!(" proposes “{}” in ", alternate.title)), it]
            }
            EscalationEvent::Climbed { to, .. } => {
                let whither = match to {
                    Rung::Leads => " to the leads of the group",
                    Rung::AllLeads => " to the leads of all affected groups",
                    Rung::Community => " before the community",
                    Rung::Committee => " onto the committee’s agenda",
                };
                vec![by, text(" brought "), it, text(whither)]
            }
            EscalationEvent::Settled { decision, .. } => {
                let mut parts = vec![it, text(" is settled")];
                if let Some(decision) = decision {
                    parts.extend([text(" by "), Part::Decision(*decision)]);
                }
                parts
            }
            EscalationEvent::Withdrawn { .. } => vec![by, text(" withdrew "), it],
            EscalationEvent::Decided { decision, .. } => {
                vec![
                    text("The committee decided "),
                    it,
                    text(": "),
                    Part::Decision(*decision),
                ]
            }
        }
    }
}
