//! Whatever is asked in whatever order, under both methods to begin from and any other: the states, the count.

use domain::{
    actor::{Authorities, Authority},
    decision::{Decision, DecisionNumber, Outcome},
    ids::PersonId,
    policy::{DecisionMethod, DecisionRule, EarlyClose},
    proposal::{
        Answer, Choice, Facts, Need, Proposal, ProposalCommand, ProposalState, Verdict, decide,
        tally,
    },
};
use proptest::prelude::*;

use super::case::{
    AUTHOR, CONCERN, Case, ID, NOMINEE, OTHER_GROUP, after, concern, member, request, submitted,
};

fn any_command() -> impl Strategy<Value = (u128, ProposalCommand)> {
    let choice = prop_oneof![
        Just(Choice::Approve),
        Just(Choice::Decline),
        Just(Choice::Abstain),
        Just(Choice::Recuse),
        Just(Choice::RequestChanges),
        Just(Choice::SubgroupOf { group: OTHER_GROUP }),
    ];
    let text = || prop_oneof![Just(String::new()), Just("Because.".to_owned())];
    let command = prop_oneof![
        4 => (1_u32..4, choice, text()).prop_map(|(revision, choice, rationale)| {
            ProposalCommand::StatePosition { revision, choice, rationale }
        }),
        1 => (1_u32..4).prop_map(|from| ProposalCommand::Resubmit {
            from,
            request: Box::new(request()),
            summary: String::new(),
        }),
        1 => text().prop_map(|reason| ProposalCommand::RequestChanges { reason }),
        1 => text().prop_map(|reason| ProposalCommand::Hold { reason }),
        1 => Just(ProposalCommand::Release),
        1 => Just(concern()),
        1 => text().prop_map(|how| ProposalCommand::ResolveConcern { concern: CONCERN, how }),
        1 => Just(ProposalCommand::AnswerNomination(Answer::Declined)),
        1 => text().prop_map(|reason| ProposalCommand::Withdraw { reason }),
        2 => prop_oneof![Just(Outcome::Formed), Just(Outcome::Declined)].prop_map(|outcome| {
            ProposalCommand::Decide(Box::new(Decision {
                number: DecisionNumber { year: 2026, number: 1 },
                proposal: ID,
                revision: 1,
                outcome,
                reasons: "Because.".to_owned(),
                conditions: String::new(),
                review_on: None,
                reapply_from: None,
                policy_version: 1,
                supersedes: Vec::new(),
                recorded_by: AUTHOR,
            }))
        }),
    ];
    (0_u128..5, command)
}

/// The people of a sequence: three electors, the author, the nominee.
fn who(number: u128) -> PersonId {
    match number {
        3 => AUTHOR,
        4 => NOMINEE,
        elector => member(elector),
    }
}

/// Either of the two methods to begin from, or any other rule; with and without an early close.
fn any_method() -> impl Strategy<Value = DecisionMethod> {
    let early = prop_oneof![Just(EarlyClose::Never), Just(EarlyClose::WhenAllHaveStated)];
    let method = prop_oneof![
        Just(DecisionMethod::consensus()),
        Just(DecisionMethod::sixty_per_cent_in_nine_days()),
        any_rule().prop_map(|rule| DecisionMethod {
            rule,
            ..DecisionMethod::sixty_per_cent_in_nine_days()
        }),
    ];
    (method, early).prop_map(|(method, early_close)| DecisionMethod {
        early_close,
        ..method
    })
}

fn any_rule() -> impl Strategy<Value = DecisionRule> {
    prop_oneof![
        (1_u8..=100).prop_map(|quorum| DecisionRule::Consensus { quorum }),
        (1_u8..=100).prop_map(|share| DecisionRule::ShareOfSeats { share }),
        (1_u8..=100, 1_u8..=100)
            .prop_map(|(share, quorum)| DecisionRule::ShareOfPositions { share, quorum }),
    ]
}

proptest! {
    #[test]
    fn whatever_is_asked_the_states_are_those_of_the_design_and_replay_gives_the_same(
        method in any_method(),
        commands in prop::collection::vec(any_command(), 0..40),
    ) {
        let mut case = Case::with(method, 3);
        let mut events = Vec::new();
        for (hours, (number, command)) in commands.into_iter().enumerate() {
            let before = case.proposal.clone();
            // Seven hours each: a sequence reaches past the shortest review of the one preset and the end of the other.
            let hours = i64::try_from(hours).unwrap() * 7;
            let authorities = Authorities::new(
                std::iter::once(Authority::SignedIn)
                    .chain((number < 3).then_some(Authority::Committee)),
            );
            let facts = Facts {
                now: after(hours),
                person: who(number),
                authorities: &authorities,
                method: &case.method,
                stopping: &[],
            };
            let Ok(event) = decide(Some(&before), command, &facts) else {
                continue;
            };
            case.proposal = Proposal::after(Some(before.clone()), ID, &event).unwrap();
            events.push(event);
            let allowed = match before.state {
                ProposalState::InReview => true,
                ProposalState::ChangesRequested => case.proposal.state != ProposalState::Decided,
                ProposalState::Decided | ProposalState::Withdrawn => false,
            };
            prop_assert!(allowed, "{:?} to {:?}", before.state, case.proposal.state);
            prop_assert!(before.state.is_open(), "something happened after the end");
        }
        let replayed = events
            .iter()
            .try_fold(submitted(3), |proposal, event| Proposal::after(Some(proposal), ID, event));
        prop_assert_eq!(replayed.unwrap(), case.proposal);
    }

    #[test]
    fn the_count_accounts_for_every_seat_and_an_outcome_that_is_ready_has_its_positions(
        method in any_method(),
        choices in prop::collection::vec(
            prop::option::of(prop_oneof![
                Just(Choice::Approve),
                Just(Choice::Decline),
                Just(Choice::Abstain),
                Just(Choice::Recuse),
                Just(Choice::RequestChanges),
            ]),
            1..9,
        ),
    ) {
        let rule = method.rule;
        let mut case = Case::with(method, choices.len() as u128);
        for (number, choice) in choices.iter().enumerate() {
            if let Some(choice) = choice {
                case.state(number as u128, *choice);
            }
        }
        let counted = tally(&case.proposal, &case.method, after(80));
        let silent = u32::try_from(choices.iter().filter(|choice| choice.is_none()).count()).unwrap();
        prop_assert_eq!(
            counted.stated + counted.recused + counted.before_the_change + silent,
            counted.seats
        );
        if let Verdict::Ready(outcome) = counted.verdict {
            let of = |outcome| counted
                .counts
                .iter()
                .find(|count| count.outcome == outcome)
                .map_or(0, |count| count.positions);
            prop_assert!(of(outcome) > 0);
            prop_assert!(counted.counts.iter().all(|count| count.outcome == outcome
                || count.positions < of(outcome)));
            match rule {
                DecisionRule::Consensus { .. } => prop_assert_eq!(counted.counts.len(), 1),
                DecisionRule::ShareOfSeats { .. } => prop_assert!(of(outcome) >= counted.needed),
                DecisionRule::ShareOfPositions { .. } => {
                    prop_assert!(counted.stated >= counted.needed);
                }
            }
        }
    }

    #[test]
    fn before_the_shortest_review_is_over_only_all_together_decide_and_only_where_nobody_blocks(
        method in any_method(),
        choices in prop::collection::vec(
            prop::option::of(prop_oneof![
                3 => Just(Choice::Approve),
                1 => Just(Choice::Decline),
                1 => Just(Choice::Abstain),
                1 => Just(Choice::Recuse),
                1 => Just(Choice::RequestChanges),
            ]),
            1..7,
        ),
        raised in any::<bool>(),
    ) {
        let method = DecisionMethod { shortest_review_hours: 72, ..method };
        let early = method.early_close;
        let mut case = Case::with(method, choices.len() as u128);
        for (number, choice) in choices.iter().enumerate() {
            if let Some(choice) = choice {
                case.state(number as u128, *choice);
            }
        }
        if raised {
            case.ask(member(0), 2, concern()).unwrap();
        }
        let all = choices.iter().all(Option::is_some);
        let blocked = raised || choices.contains(&Some(Choice::RequestChanges));
        match case.verdict(3) {
            Verdict::Ready(_) => {
                prop_assert_eq!(early, EarlyClose::WhenAllHaveStated);
                prop_assert!(all && !blocked);
            }
            Verdict::NotYet(needs) => {
                let waits = needs.iter().any(|need| matches!(
                    need,
                    Need::NotBefore(_) | Need::NotBeforeOrAll { .. }
                ));
                prop_assert_eq!(waits, early == EarlyClose::Never || !all || blocked);
            }
            Verdict::Lapsed(_) | Verdict::NotOpen => prop_assert!(false, "it is open"),
        }
    }
}
