//! What the stated positions come to under the policy’s decision method, and what is still needed.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan};

use super::{Choice, Proposal, ProposalState};
use crate::{
    decision::Outcome,
    policy::{DecisionMethod, DecisionRule, EarlyClose, OpenConcern},
};

/// How many positions are for an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Which.
    pub outcome: Outcome,
    /// How many.
    pub positions: u32,
}

/// The count of a proposal. Only positions on the newest revision count; one on an earlier revision is to be confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The seats that decide.
    pub seats: u32,
    /// How many state a position on the newest revision; a recusal is none.
    pub stated: u32,
    /// How many states the quorum or the share needs.
    pub needed: u32,
    /// How many want which outcome, the most wanted first.
    pub counts: Vec<Count>,
    /// How many want something changed first.
    pub want_changes: u32,
    /// How many leave it to the others.
    pub abstain: u32,
    /// How many have no part in it.
    pub recused: u32,
    /// How many stated a position before the last change and have not confirmed it.
    pub before_the_change: u32,
    /// When the shortest review of the newest revision is over.
    pub not_before: Timestamp,
    /// When the time in which it has to be decided is over; none where there is no end.
    pub ends: Option<Timestamp>,
    /// What it comes to.
    pub verdict: Verdict,
}

/// What a count comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The decision can be taken.
    Ready(Outcome),
    /// Something is still needed.
    NotYet(Vec<Need>),
    /// The time in which it had to be decided is over, and no outcome has carried: it can be declined, or resubmitted.
    Lapsed(Timestamp),
    /// It is not before the committee: its author has it, or it has ended.
    NotOpen,
}

/// Something that a decision still needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// More seats have to state a position.
    Positions {
        /// How many do.
        have: u32,
        /// How many must.
        need: u32,
    },
    /// With these recusals, too few seats are left to ever state enough positions.
    OutOfReach {
        /// How many are left.
        left: u32,
        /// How many must.
        need: u32,
    },
    /// Those who state a position have to agree; so many outcomes are wanted.
    Agreement {
        /// How many different ones, a wish for changes among them.
        outcomes: u32,
    },
    /// An outcome needs more positions.
    Share {
        /// How many the most wanted has.
        have: u32,
        /// How many it must have.
        need: u32,
    },
    /// Two outcomes have as many positions, and each would carry.
    Tie,
    /// The shortest review is not over.
    NotBefore(Timestamp),
    /// The shortest review is not over; without these seats’ positions it cannot be decided before.
    NotBeforeOrAll {
        /// When it is over.
        at: Timestamp,
        /// How many seats have stated nothing on the newest revision.
        silent: u32,
    },
    /// Concerns are open.
    Concerns(u32),
    /// Electors have halted the decision.
    Holds(u32),
}

/// Counts the positions of a proposal at an instant. Source: the design’s “Decision method (policy)”.
#[must_use]
pub fn tally(proposal: &Proposal, method: &DecisionMethod, now: Timestamp) -> Tally {
    let mut counted = Counted::of(proposal);
    let seats = proposal.ballot.seats();
    let needed = match method.rule {
        DecisionRule::Consensus { quorum } | DecisionRule::ShareOfPositions { quorum, .. } => {
            share_of(seats, quorum)
        }
        DecisionRule::ShareOfSeats { share } => share_of(seats, share),
    };
    let times = Times::of(proposal, method);
    let verdict = match proposal.state {
        ProposalState::InReview => counted.verdict(proposal, method, needed, now, times),
        ProposalState::ChangesRequested | ProposalState::Decided | ProposalState::Withdrawn => {
            Verdict::NotOpen
        }
    };
    counted
        .counts
        .sort_by_key(|count| (std::cmp::Reverse(count.positions), count.outcome));
    Tally {
        seats,
        stated: counted.stated(),
        needed,
        counts: counted.counts,
        want_changes: counted.want_changes,
        abstain: counted.abstain,
        recused: counted.recused,
        before_the_change: counted.before_the_change,
        not_before: times.not_before,
        ends: times.ends,
        verdict,
    }
}

/// At least so many of a number are that share of it, in per cent; never none.
fn share_of(number: u32, per_cent: u8) -> u32 {
    let share = (u64::from(number) * u64::from(per_cent)).div_ceil(100);
    u32::try_from(share).unwrap_or(u32::MAX).max(1)
}

/// Between which instants it can be decided: they count from the newest revision.
#[derive(Clone, Copy)]
struct Times {
    not_before: Timestamp,
    ends: Option<Timestamp>,
}

impl Times {
    fn of(proposal: &Proposal, method: &DecisionMethod) -> Self {
        let begun = proposal.revision().at;
        let after = |hours: u32| {
            begun
                .checked_add(i64::from(hours).hours())
                .unwrap_or(Timestamp::MAX)
        };
        Self {
            not_before: after(method.shortest_review_hours),
            ends: method.longest_review_hours.map(after),
        }
    }
}

#[derive(Default)]
struct Counted {
    counts: Vec<Count>,
    want_changes: u32,
    abstain: u32,
    recused: u32,
    before_the_change: u32,
}

impl Counted {
    fn of(proposal: &Proposal) -> Self {
        let mut counted = Self::default();
        let mut outcomes: BTreeMap<Outcome, u32> = BTreeMap::new();
        let newest = proposal.revision().number;
        for elector in &proposal.ballot.electors {
            let Some(position) = proposal.position_of(elector.person) else {
                continue;
            };
            match (position.choice, position.revision == newest) {
                // Who has no part in it has none in the next revision either, until they say otherwise.
                (Choice::Recuse, _) => counted.recused += 1,
                (_, false) => counted.before_the_change += 1,
                (Choice::Abstain, true) => counted.abstain += 1,
                (Choice::RequestChanges, true) => counted.want_changes += 1,
                (
                    choice @ (Choice::Approve
                    | Choice::SubgroupOf { .. }
                    | Choice::SubsumeInto { .. }
                    | Choice::Decline),
                    true,
                ) => {
                    if let Some(outcome) = choice.outcome(proposal.kind()) {
                        *outcomes.entry(outcome).or_default() += 1;
                    }
                }
            }
        }
        counted.counts = outcomes
            .into_iter()
            .map(|(outcome, positions)| Count { outcome, positions })
            .collect();
        counted
    }

    fn for_an_outcome(&self) -> u32 {
        self.counts.iter().map(|count| count.positions).sum()
    }

    fn stated(&self) -> u32 {
        self.for_an_outcome() + self.want_changes + self.abstain
    }

    fn verdict(
        &self,
        proposal: &Proposal,
        method: &DecisionMethod,
        needed: u32,
        now: Timestamp,
        times: Times,
    ) -> Verdict {
        let mut needs = Vec::new();
        let carried = self.carried(proposal, method.rule, needed, &mut needs);
        if let (Some(ends), None) = (times.ends, carried)
            && now >= ends
        {
            return Verdict::Lapsed(ends);
        }
        if now < times.not_before {
            needs.extend(self.waits(proposal, method.early_close, times.not_before));
        }
        let open = u32::try_from(proposal.open_concerns().count()).unwrap_or(u32::MAX);
        match method.open_concern {
            OpenConcern::Blocks if open > 0 => needs.push(Need::Concerns(open)),
            OpenConcern::Blocks | OpenConcern::IsShown => {}
        }
        let holds = u32::try_from(proposal.holds.len()).unwrap_or(u32::MAX);
        if holds > 0 {
            needs.push(Need::Holds(holds));
        }
        match carried {
            Some(outcome) if needs.is_empty() => Verdict::Ready(outcome),
            Some(_) | None => Verdict::NotYet(needs),
        }
    }

    /// What is needed before the shortest review is over; nothing where it need not be waited for.
    fn waits(&self, proposal: &Proposal, early_close: EarlyClose, at: Timestamp) -> Option<Need> {
        let blocked = self.want_changes > 0
            || !proposal.holds.is_empty()
            || proposal.open_concerns().next().is_some();
        match early_close {
            EarlyClose::Never => Some(Need::NotBefore(at)),
            EarlyClose::WhenAllHaveStated => {
                let heard = self.stated().saturating_add(self.recused);
                match proposal.ballot.seats().saturating_sub(heard) {
                    0 if blocked => Some(Need::NotBefore(at)),
                    0 => None,
                    silent => Some(Need::NotBeforeOrAll { at, silent }),
                }
            }
        }
    }

    /// The outcome that the rule carries; else what it needs.
    fn carried(
        &self,
        proposal: &Proposal,
        rule: DecisionRule,
        needed: u32,
        needs: &mut Vec<Need>,
    ) -> Option<Outcome> {
        let left = proposal.ballot.seats().saturating_sub(self.recused);
        if left < needed {
            needs.push(Need::OutOfReach { left, need: needed });
            return None;
        }
        match rule {
            DecisionRule::Consensus { .. } => {
                let quorate = self.quorate(needed, needs);
                let outcomes = self.counts.len() + usize::from(self.want_changes > 0);
                match (self.counts.as_slice(), self.want_changes) {
                    ([only], 0) => quorate.then_some(only.outcome),
                    ([], 0) => {
                        // Only abstentions, or nothing at all: nobody has said what to do.
                        if quorate {
                            needs.push(Need::Share { have: 0, need: 1 });
                        }
                        None
                    }
                    (_, _) => {
                        needs.push(Need::Agreement {
                            outcomes: u32::try_from(outcomes).unwrap_or(u32::MAX),
                        });
                        None
                    }
                }
            }
            DecisionRule::ShareOfSeats { .. } => self.most_wanted(needed, needs),
            DecisionRule::ShareOfPositions { share, .. } => {
                let quorate = self.quorate(needed, needs);
                let most = self.most_wanted(
                    share_of(self.for_an_outcome() + self.want_changes, share),
                    needs,
                );
                most.filter(|_| quorate)
            }
        }
    }

    fn quorate(&self, needed: u32, needs: &mut Vec<Need>) -> bool {
        let have = self.stated();
        if have < needed {
            needs.push(Need::Positions { have, need: needed });
        }
        have >= needed
    }

    /// The one outcome with so many positions.
    fn most_wanted(&self, need: u32, needs: &mut Vec<Need>) -> Option<Outcome> {
        let most = self.counts.iter().map(|count| count.positions).max();
        let have = most.unwrap_or(0);
        if have < need {
            needs.push(Need::Share { have, need });
            return None;
        }
        let mut leading = self.counts.iter().filter(|count| count.positions == have);
        match (leading.next(), leading.next()) {
            (Some(one), None) => Some(one.outcome),
            (Some(_), Some(_)) => {
                needs.push(Need::Tie);
                None
            }
            (None, _) => None,
        }
    }
}
