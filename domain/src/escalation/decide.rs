//! What may be done to an escalation, by whom, on which rung: one total function.

use jiff::{SignedDuration, Timestamp};

use super::{Alternate, Asked, Escalation, EscalationEvent, Missing, Rung, Side};
use crate::{
    decision::DecisionNumber,
    ids::{GroupId, PersonId},
};

/// Something that an actor wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EscalationCommand {
    /// Disagree, and ask the leads of the group.
    Open {
        /// What it is called.
        title: String,
        /// Whose decision or doing is disagreed with.
        group: GroupId,
        /// The decision, where it is one.
        decision: Option<DecisionNumber>,
        /// The underlying problem.
        problem: String,
        /// What was tried before.
        tried: String,
        /// The other groups that it affects.
        affected: Vec<GroupId>,
        /// The leads of the group.
        asked: Vec<Asked>,
        /// How many days each step has.
        days: u32,
    },
    /// Say something to it.
    Answer(String),
    /// Write one's side's case, or write it anew.
    StateCase(String),
    /// Bring in another affected group with its leads.
    BringIn {
        /// Which.
        group: GroupId,
        /// Its leads.
        asked: Vec<Asked>,
    },
    /// Say what should be done instead.
    LinkAlternate(Alternate),
    /// Take it up by a rung; these are asked there.
    Climb(Vec<Asked>),
    /// Say that it is settled.
    Settle {
        /// How.
        how: String,
        /// The decision that settles it.
        decision: Option<DecisionNumber>,
    },
    /// Withdraw it.
    Withdraw(String),
    /// The committee decides.
    Decide(DecisionNumber),
}

/// What the rules need to know besides the escalation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Now.
    pub now: Timestamp,
    /// Who acts.
    pub person: PersonId,
    /// Whether they lead the group today.
    pub leads_group: bool,
    /// Whether they lead one of the other affected groups today.
    pub leads_affected: bool,
    /// Whether they sit on the committee.
    pub on_committee: bool,
}

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EscalationRefusal {
    /// There is no such escalation yet.
    #[error("There is no such escalation.")]
    NotOpened,
    /// There is one already.
    #[error("This escalation is open already.")]
    OpenedAlready,
    /// It is over.
    #[error("It is over; a new disagreement is a new escalation.")]
    Over,
    /// A text is empty.
    #[error("Write something.")]
    Empty,
    /// It has no title.
    #[error("Give it a title.")]
    NoTitle,
    /// The problem is not said.
    #[error("Say what the underlying problem is.")]
    NoProblem,
    /// It is not said what was tried.
    #[error("Say what was tried. The first recourse is to talk to the leads of the group.")]
    NothingTried,
    /// On this rung others are asked.
    #[error("Those who were asked answer here, and who asked them.")]
    NotAsked,
    /// They are on neither side.
    #[error("Each side writes its own case: who disagrees, and the leads of the group.")]
    NotASide,
    /// They have no part in it.
    #[error("Who disagrees, the leads of the groups concerned and the committee bring groups in.")]
    NoParty,
    /// Only who disagrees.
    #[error("Only who opened it could do that.")]
    NotOpener,
    /// The group is in it already.
    #[error("That group has a part in it already.")]
    GroupIsIn,
    /// It is on the highest rung.
    #[error("It is on the committee’s agenda; there is nothing above.")]
    AtTheTop,
    /// Something is missing.
    #[error(transparent)]
    NotReady(#[from] Missing),
    /// The committee has nothing before it yet.
    #[error("It is not on the committee’s agenda: it comes there with both sides’ arguments.")]
    NotOnAgenda,
    /// They are not on the committee.
    #[error("The committee decides.")]
    NotCommittee,
    /// They have a part in it themselves.
    #[error(
        "You have a part in it: a seat of the committee without a part in it records the decision."
    )]
    Recused,
}

/// Decides a command: what happens, or why it does not.
///
/// # Errors
/// Which rule stopped it.
pub fn decide(
    escalation: Option<&Escalation>,
    command: EscalationCommand,
    facts: &Facts,
) -> Result<EscalationEvent, EscalationRefusal> {
    let Some(escalation) = escalation else {
        return open(command, facts);
    };
    if matches!(command, EscalationCommand::Open { .. }) {
        return Err(EscalationRefusal::OpenedAlready);
    }
    if !escalation.is_open() {
        return Err(EscalationRefusal::Over);
    }
    change(escalation, command, facts)
}

fn due(at: Timestamp, days: u32) -> Timestamp {
    at.saturating_add(SignedDuration::from_hours(24 * i64::from(days)))
        .unwrap_or(at)
}

fn open(command: EscalationCommand, facts: &Facts) -> Result<EscalationEvent, EscalationRefusal> {
    let EscalationCommand::Open {
        title,
        group,
        decision,
        problem,
        tried,
        affected,
        asked,
        days,
    } = command
    else {
        return Err(EscalationRefusal::NotOpened);
    };
    if title.trim().is_empty() {
        return Err(EscalationRefusal::NoTitle);
    }
    if problem.trim().is_empty() {
        return Err(EscalationRefusal::NoProblem);
    }
    if tried.trim().is_empty() {
        return Err(EscalationRefusal::NothingTried);
    }
    let mut others: Vec<GroupId> = Vec::new();
    for other in affected {
        if other != group && !others.contains(&other) {
            others.push(other);
        }
    }
    Ok(EscalationEvent::Opened {
        by: facts.person,
        decision,
        problem,
        tried,
        affected: others,
        asked,
        days,
        at: facts.now,
        due: due(facts.now, days),
    })
}

fn filled(text: String) -> Result<String, EscalationRefusal> {
    if text.trim().is_empty() {
        Err(EscalationRefusal::Empty)
    } else {
        Ok(text)
    }
}

fn change(
    escalation: &Escalation,
    command: EscalationCommand,
    facts: &Facts,
) -> Result<EscalationEvent, EscalationRefusal> {
    let (by, at) = (facts.person, facts.now);
    let opener = escalation.opened_by == by;
    let due = due(at, escalation.days);
    match command {
        EscalationCommand::Open { .. } => Err(EscalationRefusal::OpenedAlready),
        EscalationCommand::Answer(text) => {
            let text = filled(text)?;
            let asked = escalation.asked_here().any(|asked| asked.person == by);
            let may = match escalation.rung() {
                Rung::Leads => opener || asked || facts.leads_group,
                Rung::AllLeads => opener || asked || facts.leads_group || facts.leads_affected,
                Rung::Community | Rung::Committee => true,
            };
            if may {
                Ok(EscalationEvent::Answered { by, text, at })
            } else {
                Err(EscalationRefusal::NotAsked)
            }
        }
        EscalationCommand::StateCase(text) => {
            let text = filled(text)?;
            // A lead who disagrees with the group of theirs is on one side only.
            let side = if opener {
                Side::Disagreeing
            } else if facts.leads_group {
                Side::Deciding
            } else {
                return Err(EscalationRefusal::NotASide);
            };
            Ok(EscalationEvent::CaseStated { side, by, text, at })
        }
        EscalationCommand::BringIn { group, asked } => {
            if !(opener || facts.leads_group || facts.leads_affected || facts.on_committee) {
                return Err(EscalationRefusal::NoParty);
            }
            if group == escalation.group || escalation.affected.contains(&group) {
                return Err(EscalationRefusal::GroupIsIn);
            }
            Ok(EscalationEvent::GroupBroughtIn {
                group,
                asked,
                by,
                at,
                due,
            })
        }
        EscalationCommand::LinkAlternate(alternate) => {
            only(opener)?;
            let alternate = Alternate {
                title: filled(alternate.title)?,
                body: filled(alternate.body)?,
                link: alternate.link,
            };
            Ok(EscalationEvent::AlternateLinked { alternate, by, at })
        }
        EscalationCommand::Climb(asked) => {
            only(opener)?;
            let to = escalation.next_rung().ok_or(EscalationRefusal::AtTheTop)?;
            if let Some(missing) = escalation.missing(at).first() {
                return Err(EscalationRefusal::NotReady(*missing));
            }
            Ok(EscalationEvent::Climbed {
                to,
                asked,
                without_other_case: to == Rung::Committee && escalation.other_case.is_empty(),
                by,
                at,
                due,
            })
        }
        EscalationCommand::Settle { how, decision } => {
            only(opener)?;
            Ok(EscalationEvent::Settled {
                how: filled(how)?,
                decision,
                by,
                at,
            })
        }
        EscalationCommand::Withdraw(reason) => {
            only(opener)?;
            Ok(EscalationEvent::Withdrawn {
                reason: filled(reason)?,
                by,
                at,
            })
        }
        EscalationCommand::Decide(decision) => {
            if !facts.on_committee {
                return Err(EscalationRefusal::NotCommittee);
            }
            if escalation.rung() != Rung::Committee {
                return Err(EscalationRefusal::NotOnAgenda);
            }
            let party = facts.leads_group
                || facts.leads_affected
                || escalation.parties().any(|party| party == by);
            if party {
                return Err(EscalationRefusal::Recused);
            }
            Ok(EscalationEvent::Decided { decision, by, at })
        }
    }
}

fn only(opener: bool) -> Result<(), EscalationRefusal> {
    if opener {
        Ok(())
    } else {
        Err(EscalationRefusal::NotOpener)
    }
}
