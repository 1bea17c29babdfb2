//! Disagreements on their way up: brought up by anyone signed in, answered by leads, decided by the committee.

mod act;
mod read;

pub use act::{ActRefusal, NewEscalation, Verdict, act, bring_in, climb, decide, open};
pub use read::{
    ESCALATIONS_A_PAGE, EscalationLine, EscalationRead, Escalations, Reader, Wait, Waiting, Wanted,
    escalation, list, on_toc_agenda, to_decide, waiting_for,
};
