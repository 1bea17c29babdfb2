//! A proposal before the committee: what carries it, what stops it, what it does.

mod case;
mod methods;
mod properties;
mod seats;

use domain::{
    actor::{Authorities, Authority},
    decision::Outcome,
    group::{GroupCommand, GroupKind},
    ids::OrganizationId,
    lead_rules::LeadRule,
    policy::DecisionRule,
    proposal::{
        Answer, Choice, Elector, Facts, Missing, Need, ProposalCommand, ProposalRefusal,
        ProposalState, Recusal, Request, Turn, Verdict, decide, effects, recusals, tally,
    },
    slug::Slug,
};
use uuid::Uuid;

use case::{
    AUTHOR, CONCERN, Case, NEW_GROUP, NOMINEE, OTHER_GROUP, after, concern, member, request,
    submitted,
};

#[test]
fn by_istios_rules_half_of_the_seats_who_agree_decide_after_three_days() {
    let mut case = Case::istio(4);
    case.state(0, Choice::Approve);
    assert_eq!(
        case.verdict(1),
        Verdict::NotYet(vec![
            Need::Positions { have: 1, need: 2 },
            Need::NotBefore(after(72))
        ])
    );
    case.state(1, Choice::Approve);
    assert_eq!(
        case.verdict(71),
        Verdict::NotYet(vec![Need::NotBefore(after(72))])
    );
    assert_eq!(case.verdict(72), Verdict::Ready(Outcome::Formed));
    assert_eq!(
        case.take(71, Outcome::Formed),
        Err(ProposalRefusal::NotReady)
    );
    assert_eq!(
        case.take(72, Outcome::Declined),
        Err(ProposalRefusal::OtherOutcome(Outcome::Formed))
    );
    assert_eq!(case.take(72, Outcome::Formed), Ok(()));
    assert_eq!(case.proposal.state, ProposalState::Decided);
    assert_eq!(
        case.take(73, Outcome::Formed),
        Err(ProposalRefusal::WrongState(ProposalState::Decided))
    );
}

#[test]
fn whoever_disagrees_or_wants_changes_keeps_a_consensus_from_being_one() {
    let mut case = Case::istio(3);
    case.state(0, Choice::Approve);
    case.state(1, Choice::Decline);
    assert_eq!(
        case.verdict(80),
        Verdict::NotYet(vec![Need::Agreement { outcomes: 2 }])
    );
    case.state(1, Choice::RequestChanges);
    assert_eq!(
        case.verdict(80),
        Verdict::NotYet(vec![Need::Agreement { outcomes: 2 }])
    );
    case.state(1, Choice::Abstain);
    assert_eq!(case.verdict(80), Verdict::Ready(Outcome::Formed));
}

#[test]
fn abstentions_alone_decide_nothing() {
    let mut case = Case::istio(2);
    case.state(0, Choice::Abstain);
    case.state(1, Choice::Abstain);
    assert_eq!(
        case.verdict(80),
        Verdict::NotYet(vec![Need::Share { have: 0, need: 1 }])
    );
}

#[test]
fn a_recusal_takes_its_position_from_the_quorum() {
    let mut case = Case::istio(4);
    case.state(0, Choice::Approve);
    case.state(1, Choice::Approve);
    case.state(1, Choice::Recuse);
    assert_eq!(
        case.verdict(80),
        Verdict::NotYet(vec![Need::Positions { have: 1, need: 2 }])
    );
    case.state(2, Choice::Recuse);
    case.state(3, Choice::Recuse);
    assert_eq!(
        case.verdict(80),
        Verdict::NotYet(vec![Need::OutOfReach { left: 1, need: 2 }])
    );
}

#[test]
fn two_outcomes_with_as_many_positions_are_a_tie() {
    let mut case = Case::by(
        DecisionRule::ShareOfPositions {
            share: 50,
            quorum: 50,
        },
        4,
    );
    case.state(0, Choice::Approve);
    case.state(1, Choice::Decline);
    assert_eq!(case.verdict(1), Verdict::NotYet(vec![Need::Tie]));
    case.state(2, Choice::Decline);
    assert_eq!(case.verdict(1), Verdict::Ready(Outcome::Declined));
}

#[test]
fn sixty_per_cent_of_the_seats_are_needed_within_nine_days() {
    let mut case = Case::by(DecisionRule::ShareOfSeats { share: 60 }, 5);
    case.state(0, Choice::Approve);
    case.state(1, Choice::Approve);
    assert_eq!(
        case.verdict(2),
        Verdict::NotYet(vec![Need::Share { have: 2, need: 3 }])
    );
    assert_eq!(case.verdict(9 * 24), Verdict::Lapsed(after(9 * 24)));
    assert_eq!(
        case.take(9 * 24, Outcome::Formed),
        Err(ProposalRefusal::NotReady)
    );
    assert_eq!(case.take(9 * 24, Outcome::Declined), Ok(()));
}

#[test]
fn an_open_concern_or_a_hold_stops_the_decision_until_its_owner_lets_go() {
    let mut case = Case::istio(2);
    case.state(0, Choice::Approve);
    case.state(1, Choice::Approve);
    case.ask(member(1), 2, concern()).unwrap();
    assert_eq!(case.verdict(80), Verdict::NotYet(vec![Need::Concerns(1)]));
    let resolve = |how: &str| ProposalCommand::ResolveConcern {
        concern: CONCERN,
        how: how.to_owned(),
    };
    assert_eq!(
        case.ask(member(0), 3, resolve("It is fine.")),
        Err(ProposalRefusal::NotOwner)
    );
    let answer = ProposalCommand::AnswerConcern {
        concern: CONCERN,
        answer: "We do.".to_owned(),
    };
    case.ask(AUTHOR, 3, answer).unwrap();
    case.ask(member(1), 4, resolve("They do.")).unwrap();
    let hold = ProposalCommand::Hold {
        reason: "I look it up.".to_owned(),
    };
    case.ask(member(0), 5, hold).unwrap();
    assert_eq!(case.verdict(80), Verdict::NotYet(vec![Need::Holds(1)]));
    assert_eq!(
        case.ask(member(1), 6, ProposalCommand::Release),
        Err(ProposalRefusal::NotHeld)
    );
    case.ask(member(0), 6, ProposalCommand::Release).unwrap();
    assert_eq!(case.verdict(80), Verdict::Ready(Outcome::Formed));
}

#[test]
fn a_position_before_the_last_change_counts_again_when_it_is_confirmed() {
    let mut case = Case::istio(2);
    case.state(0, Choice::Approve);
    case.state(1, Choice::Approve);
    let again = |from| ProposalCommand::Resubmit {
        from,
        request: Box::new(request()),
        summary: "A narrower scope.".to_owned(),
    };
    case.ask(AUTHOR, 10, again(1)).unwrap();
    assert_eq!(
        case.ask(AUTHOR, 11, again(1)),
        Err(ProposalRefusal::OtherRevision { newest: 2 })
    );
    let counted = tally(&case.proposal, &case.method, after(200));
    assert_eq!((counted.stated, counted.before_the_change), (0, 2));
    let on_the_old_one = ProposalCommand::StatePosition {
        revision: 1,
        choice: Choice::Approve,
        rationale: "Still.".to_owned(),
    };
    assert_eq!(
        case.ask(member(0), 12, on_the_old_one),
        Err(ProposalRefusal::OtherRevision { newest: 2 })
    );
    for number in [0, 1] {
        let confirm = ProposalCommand::StatePosition {
            revision: 2,
            choice: Choice::Approve,
            rationale: "Still.".to_owned(),
        };
        case.ask(member(number), 12, confirm).unwrap();
    }
    assert_eq!(case.verdict(200), Verdict::Ready(Outcome::Formed));
}

#[test]
fn it_is_the_turn_of_whoever_has_to_answer() {
    let mut case = Case::istio(2);
    assert_eq!(case.proposal.turn(), Turn::Committee);
    assert!(case.proposal.awaits(member(0)) && !case.proposal.awaits(AUTHOR));
    case.state(0, Choice::Approve);
    case.state(1, Choice::Recuse);
    assert!(!case.proposal.awaits(member(0)) && !case.proposal.awaits(member(1)));
    case.ask(member(0), 2, concern()).unwrap();
    assert_eq!(case.proposal.turn(), Turn::Authors);
    let again = ProposalCommand::Resubmit {
        from: 1,
        request: Box::new(request()),
        summary: String::new(),
    };
    case.ask(AUTHOR, 3, again).unwrap();
    assert!(case.proposal.awaits(member(0)), "to be confirmed");
    assert!(!case.proposal.awaits(member(1)), "recused");
    let withdraw = ProposalCommand::Withdraw {
        reason: String::new(),
    };
    case.ask(AUTHOR, 4, withdraw).unwrap();
    assert_eq!(case.proposal.turn(), Turn::Nobody);
    assert!(!case.proposal.awaits(member(0)));
}

#[test]
fn only_who_had_a_seat_when_the_ballot_opened_decides() {
    let mut case = Case::istio(2);
    let authorities = Authorities::new([Authority::SignedIn, Authority::Committee]);
    let facts = Facts {
        now: after(1),
        person: member(9),
        authorities: &authorities,
        method: &case.method,
        stopping: &[],
    };
    let refused = decide(
        Some(&case.proposal),
        ProposalCommand::StatePosition {
            revision: 1,
            choice: Choice::Approve,
            rationale: "I am new here.".to_owned(),
        },
        &facts,
    );
    assert_eq!(refused, Err(ProposalRefusal::NotElector));
    assert_eq!(
        case.ask(AUTHOR, 1, concern()),
        Err(ProposalRefusal::NotElector)
    );
}

#[test]
fn a_lead_rule_that_stops_is_lifted_by_a_waiver_and_a_nominee_must_have_accepted() {
    let mut case = Case::istio(2);
    case.stopping = vec![(LeadRule::Membership, Some(NOMINEE))];
    case.state(0, Choice::Approve);
    case.state(1, Choice::Approve);
    assert!(matches!(
        case.take(80, Outcome::Formed),
        Err(ProposalRefusal::LeadRules(_))
    ));
    let waive = ProposalCommand::Waive {
        rule: LeadRule::Membership,
        person: Some(NOMINEE),
        reason: "They founded it.".to_owned(),
    };
    case.ask(member(1), 80, waive).unwrap();
    case.ask(
        NOMINEE,
        80,
        ProposalCommand::AnswerNomination(Answer::Declined),
    )
    .unwrap();
    assert_eq!(
        case.take(81, Outcome::Formed),
        Err(ProposalRefusal::NotAccepted(vec![NOMINEE]))
    );
    case.ask(
        NOMINEE,
        82,
        ProposalCommand::AnswerNomination(Answer::Accepted),
    )
    .unwrap();
    assert_eq!(case.take(83, Outcome::Formed), Ok(()));
}

#[test]
fn what_is_missing_is_named_before_it_is_submitted() {
    let empty = Request::Form {
        name: " ".to_owned(),
        group_kind: GroupKind::Subgroup,
        parent: None,
        description: String::new(),
        charter: Box::default(),
        leads: Vec::new(),
        roadmap: Vec::new(),
        meeting_link: String::new(),
        stakeholders: Vec::new(),
    };
    assert_eq!(
        empty.missing(),
        [
            Missing::Name,
            Missing::Parent,
            Missing::Description,
            Missing::Mission,
            Missing::Goals,
            Missing::Scope,
            Missing::Leads,
            Missing::Roadmap
        ]
    );
    assert_eq!(request().missing(), []);
}

#[test]
fn reasons_to_recuse_are_ones_own_nomination_organization_and_proposal() {
    let organization = OrganizationId(Uuid::from_u128(5));
    let elector = |person| Elector {
        person,
        organization: Some(organization),
        stakeholder: None,
    };
    let with = [(NOMINEE, organization)];
    assert_eq!(
        recusals(&elector(NOMINEE), &request(), &[], &with),
        [Recusal::OwnNomination]
    );
    assert_eq!(
        recusals(&elector(AUTHOR), &request(), &[AUTHOR], &with),
        [Recusal::OwnOrganization, Recusal::OwnProposal]
    );
    assert_eq!(recusals(&elector(member(1)), &request(), &[], &[]), []);
}

#[test]
fn each_outcome_of_a_proposed_group_does_its_own() {
    let proposal = submitted(2);
    let slug = Slug::of_name("Ambient Storage").unwrap();
    let kinds = |outcome| {
        effects(&proposal, outcome, NEW_GROUP, &slug).map(|done| {
            done.into_iter()
                .filter_map(|effect| match effect.command {
                    GroupCommand::Form { kind, parent, .. } => Some((kind, parent)),
                    GroupCommand::Activate
                    | GroupCommand::Rename { .. }
                    | GroupCommand::Convert { .. }
                    | GroupCommand::BeginClosing
                    | GroupCommand::Dissolve
                    | GroupCommand::MergeInto(_)
                    | GroupCommand::Revive
                    | GroupCommand::Describe(_)
                    | GroupCommand::AdoptCharter(_)
                    | GroupCommand::AddLink(_)
                    | GroupCommand::ChangeLink { .. }
                    | GroupCommand::RemoveLink(_)
                    | GroupCommand::SetStakeholders(_)
                    | GroupCommand::TakeSeat { .. }
                    | GroupCommand::ChangeSeatArea { .. }
                    | GroupCommand::GiveFinalReport { .. }
                    | GroupCommand::StepDown { .. }
                    | GroupCommand::StartSubgroup { .. }
                    | GroupCommand::EndSubgroup
                    | GroupCommand::LeaveSeat { .. } => None,
                })
                .collect::<Vec<_>>()
        })
    };
    assert_eq!(
        kinds(Outcome::Formed),
        Ok(vec![(GroupKind::WorkingGroup, None)])
    );
    assert_eq!(
        kinds(Outcome::SubgroupOf { group: OTHER_GROUP }),
        Ok(vec![(GroupKind::Subgroup, Some(OTHER_GROUP))])
    );
    assert_eq!(
        kinds(Outcome::SubsumedInto { group: OTHER_GROUP }),
        Ok(Vec::new())
    );
    assert_eq!(kinds(Outcome::Declined), Ok(Vec::new()));
    assert!(kinds(Outcome::Approved).is_err());
}
