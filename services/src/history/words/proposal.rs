//! What happens to a proposal, as sentences.

use domain::{
    decision::Outcome,
    proposal::{Answer, Choice, ProposalEvent},
};

use super::{Part, Words, names::text};

impl Words<'_> {
    /// The sentence of an event of a proposal.
    pub(super) fn of_proposal(
        &self,
        number: u32,
        title: &str,
        change: &ProposalEvent,
    ) -> Vec<Part> {
        let it = || Part::Proposal {
            number,
            title: title.to_owned(),
        };
        match change {
            ProposalEvent::Submitted { author, .. } => {
                vec![self.person(*author), text(" submitted "), it()]
            }
            ProposalEvent::Resubmitted {
                by,
                revision,
                summary,
                ..
            } => {
                let mut parts = vec![
                    self.person(*by),
                    text(format!(" submitted revision {revision} of ")),
                    it(),
                ];
                parts.extend(because(summary));
                parts
            }
            ProposalEvent::ChangesRequested { by, reason, .. } => {
                let mut parts = vec![self.person(*by), text(" asked for changes of "), it()];
                parts.extend(because(reason));
                parts
            }
            ProposalEvent::Withdrawn { by, reason, .. } => {
                let mut parts = vec![self.person(*by), text(" withdrew "), it()];
                parts.extend(because(reason));
                parts
            }
            ProposalEvent::PositionStated {
                elector, choice, ..
            } => {
                let mut parts = vec![self.person(*elector)];
                parts.extend(stated(self, *choice, it()));
                parts
            }
            ProposalEvent::ConcernRaised { owner, title, .. } => vec![
                self.person(*owner),
                text(format!(" raised the concern “{title}” about ")),
                it(),
            ],
            ProposalEvent::ConcernAnswered { by, .. } => {
                vec![self.person(*by), text(" answered a concern about "), it()]
            }
            ProposalEvent::ConcernResolved { how, .. } => {
                let mut parts = vec![text("A concern about "), it(), text(" was resolved")];
                parts.extend(because(how));
                parts
            }
            ProposalEvent::Held { by, reason, .. } => {
                let mut parts = vec![self.person(*by), text(" put a hold on "), it()];
                parts.extend(because(reason));
                parts
            }
            ProposalEvent::Released { by, .. } => {
                vec![self.person(*by), text(" lifted the hold on "), it()]
            }
            ProposalEvent::Waived { waiver, .. } => {
                let mut parts = vec![self.person(waiver.by), text(" waived a lead rule")];
                if let Some(person) = waiver.person {
                    parts.extend([text(" for "), self.person(person)]);
                }
                parts.extend([text(" in "), it()]);
                parts.extend(because(&waiver.reason));
                parts
            }
            ProposalEvent::NominationAnswered {
                nominee, answer, ..
            } => {
                let said = match answer {
                    Answer::Accepted => " accepted being nominated in ",
                    Answer::Declined => " declined being nominated in ",
                };
                vec![self.person(*nominee), text(said), it()]
            }
            ProposalEvent::Decided { decision, .. } => {
                let mut parts = vec![Part::Decision(decision.number), text(" on "), it()];
                parts.push(text(": "));
                parts.extend(match decision.outcome {
                    Outcome::Formed => vec![text("the group is formed")],
                    Outcome::SubgroupOf { group } => {
                        vec![text("a subgroup of "), self.group(group)]
                    }
                    Outcome::SubsumedInto { group } => {
                        vec![text("subsumed into "), self.group(group)]
                    }
                    Outcome::Approved => vec![text("approved")],
                    Outcome::Declined => vec![text("declined")],
                });
                parts
            }
        }
    }
}

fn stated(words: &Words<'_>, choice: Choice, it: Part) -> Vec<Part> {
    match choice {
        Choice::Approve => vec![text(" is for "), it],
        Choice::SubgroupOf { group } => vec![
            text(" would make a subgroup of "),
            words.group(group),
            text(" of "),
            it,
        ],
        Choice::SubsumeInto { group } => vec![
            text(" would give to "),
            words.group(group),
            text(" what is in "),
            it,
        ],
        Choice::RequestChanges => vec![text(" wants changes of "), it],
        Choice::Decline => vec![text(" is against "), it],
        Choice::Abstain => vec![text(" abstains on "), it],
        Choice::Recuse => vec![text(" has no part in "), it],
    }
}

/// ": in their words", where there are any.
pub(super) fn because(reason: &str) -> Option<Part> {
    let reason = reason.trim().trim_end_matches('.');
    (!reason.is_empty()).then(|| text(format!(": {reason}")))
}
