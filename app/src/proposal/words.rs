//! How a proposal’s count, outcomes and choices read.

use domain::{
    decision::Outcome,
    proposal::{Ask, Choice, Need, ProposalKind, ProposalState, Tally, Turn, Verdict},
    words::{capitalized, counted, number},
};
use jiff::Timestamp;
use leptos::prelude::*;
use services::history::Names;

use crate::ui::Icon;

/// “Wed 25 Nov, 14:00 UTC”
pub fn moment(at: Timestamp) -> String {
    at.strftime("%a %-d %b, %H:%M UTC").to_string()
}

/// The microseconds of the database as a moment.
pub fn moment_of(microseconds: i64) -> String {
    moment(Timestamp::from_microsecond(microseconds).unwrap_or_default())
}

/// What is still needed, live: “3 of 4 positions; cannot close before Wed 14:00 UTC; 1 open concern”.
pub fn stands(tally: &Tally, names: &Names) -> String {
    match &tally.verdict {
        Verdict::Ready(outcome) => {
            format!("Can be decided now: {}.", outcome_words(*outcome, names))
        }
        Verdict::Lapsed(at) => format!(
            "The time for deciding was over {}; nothing carried. It can be declined, or submitted anew.",
            moment(*at)
        ),
        Verdict::NotOpen => String::new(),
        Verdict::NotYet(needs) => {
            let needs: Vec<String> = needs.iter().map(|need| need_words(*need)).collect();
            format!("{}.", capitalized(&needs.join("; ")))
        }
    }
}

fn need_words(need: Need) -> String {
    match need {
        Need::Positions { have, need } => format!("{have} of {need} positions that are needed"),
        Need::OutOfReach { left, need } => format!(
            "after the recusals only {} left of the {need} that have to state a position",
            counted(left as usize, "seat is", "seats are")
        ),
        Need::Agreement { outcomes } => format!(
            "no consensus: {} are wanted",
            counted(outcomes as usize, "outcome", "different outcomes")
        ),
        Need::Share { have, need } => format!("{have} of {need} positions for one outcome"),
        Need::Tie => "a tie: two outcomes have as many positions".to_owned(),
        Need::NotBefore(at) => format!("cannot be decided before {}", moment(at)),
        Need::NotBeforeOrAll { at, silent } => format!(
            "cannot be decided before {}, or once {} have stated a position",
            moment(at),
            counted(silent as usize, "more seat", "more seats")
        ),
        Need::Concerns(open) => counted(open as usize, "open concern", "open concerns"),
        Need::Holds(holds) => counted(holds as usize, "hold", "holds"),
    }
}

/// An outcome in words: “form the group”.
pub fn outcome_words(outcome: Outcome, names: &Names) -> String {
    let of = |group| {
        names
            .group(group)
            .map_or_else(|| "another group".to_owned(), |name| name.name.clone())
    };
    match outcome {
        Outcome::Formed => "form the group".to_owned(),
        Outcome::SubgroupOf { group } => format!("make it a subgroup of {}", of(group)),
        Outcome::SubsumedInto { group } => format!("give its work to {}", of(group)),
        Outcome::Approved => "approve it".to_owned(),
        Outcome::Declined => "decline it".to_owned(),
    }
}

/// A choice in words, as its elector states it.
pub fn choice_words(choice: Choice, kind: ProposalKind, names: &Names) -> String {
    let of = |group| {
        names
            .group(group)
            .map_or_else(|| "another group".to_owned(), |name| name.name.clone())
    };
    match choice {
        Choice::Approve => match kind {
            ProposalKind::Form => "Form the group".to_owned(),
            ProposalKind::Recharter
            | ProposalKind::ChangeLeads
            | ProposalKind::Rename
            | ProposalKind::Merge
            | ProposalKind::Convert
            | ProposalKind::Dissolve
            | ProposalKind::Revive => "Approve".to_owned(),
        },
        Choice::SubgroupOf { group } => format!("Subgroup of {}", of(group)),
        Choice::SubsumeInto { group } => format!("Subsume into {}", of(group)),
        Choice::RequestChanges => "Changes first".to_owned(),
        Choice::Decline => "Decline".to_owned(),
        Choice::Abstain => "Abstains".to_owned(),
        Choice::Recuse => "Recused".to_owned(),
    }
}

/// The name of a choice in forms.
pub fn choice_key(choice: Choice) -> &'static str {
    match choice {
        Choice::Approve => "approve",
        Choice::SubgroupOf { .. } => "subgroup_of",
        Choice::SubsumeInto { .. } => "subsume_into",
        Choice::RequestChanges => "request_changes",
        Choice::Decline => "decline",
        Choice::Abstain => "abstain",
        Choice::Recuse => "recuse",
    }
}

/// Whose turn it is.
pub fn turn_words(turn: Turn) -> &'static str {
    match turn {
        Turn::Committee => "The committee’s turn",
        Turn::Authors => "Its authors’ turn",
        Turn::Nominees => "A nominee’s turn",
        Turn::Nobody => "Ended",
    }
}

/// What is asked of the reader.
pub fn ask_words(ask: Ask) -> &'static str {
    match ask {
        Ask::Position => "Your position",
        Ask::Confirmation => "Confirm your position",
        Ask::Answered => "Your concern was answered",
        Ask::Hold => "You hold it",
    }
}

/// How much time is left: “3 days left”, or from when it can be decided.
pub fn time_left(tally: &Tally, now: i64) -> Option<String> {
    match (&tally.verdict, tally.ends) {
        (Verdict::NotYet(_) | Verdict::Ready(_), Some(ends)) => {
            let hours = ends.as_microsecond().saturating_sub(now) / (60 * 60 * 1_000_000);
            let hours = usize::try_from(hours).unwrap_or(0);
            Some(if hours < 48 {
                format!("{} left", counted(hours, "hour", "hours"))
            } else {
                format!("{} left", counted(hours / 24, "day", "days"))
            })
        }
        (Verdict::NotYet(_) | Verdict::Ready(_) | Verdict::Lapsed(_) | Verdict::NotOpen, _) => None,
    }
}

/// “waiting for three days”
pub fn waiting_words(days: i64) -> String {
    match usize::try_from(days) {
        Ok(0) | Err(_) => "since today".to_owned(),
        Ok(1) => "for one day".to_owned(),
        Ok(days) => format!("for {} days", number(days)),
    }
}

/// A proposal’s state as icon, word and colour.
#[component]
pub fn ProposalStateBadge(state: ProposalState) -> impl IntoView {
    let (class, icon) = match state {
        ProposalState::InReview => ("state state-in-review", Icon::Scale),
        ProposalState::ChangesRequested => ("state state-changes-requested", Icon::Pencil),
        ProposalState::Decided => ("state state-decided", Icon::Check),
        ProposalState::Withdrawn => ("state state-withdrawn", Icon::RotateCcw),
    };
    view! { <span class=class>{icon.view()}<span>{state.words()}</span></span> }
}
