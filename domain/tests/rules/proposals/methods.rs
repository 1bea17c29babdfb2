//! What a policy’s decision method says beside its rule: an early close, other electors; and what a ballot asks of whom.

use domain::{
    actor::{ActingPerson, Actor, Credential},
    decision::Outcome,
    group::GroupCommand,
    ids::GroupId,
    permission::{Action, Denied, Resource, can},
    policy::{DecisionMethod, EarlyClose, Electorate, Policy},
    proposal::{Ask, Choice, Need, ProposalCommand, Request, Verdict, charter_with_work, effects},
    slug::Slug,
};
use uuid::Uuid;

use super::case::{AUTHOR, CONCERN, Case, NEW_GROUP, after, concern, member, request, submitted};

fn early() -> DecisionMethod {
    DecisionMethod {
        early_close: EarlyClose::WhenAllHaveStated,
        ..DecisionMethod::consensus()
    }
}

#[test]
fn when_every_seat_has_stated_a_position_the_shortest_review_is_not_waited_for() {
    let mut case = Case::with(early(), 3);
    case.state(0, Choice::Approve);
    case.state(1, Choice::Approve);
    assert_eq!(
        case.verdict(2),
        Verdict::NotYet(vec![Need::NotBeforeOrAll {
            at: after(72),
            silent: 1
        }])
    );
    case.state(2, Choice::Recuse);
    assert_eq!(case.verdict(2), Verdict::Ready(Outcome::Formed));
    assert_eq!(case.take(2, Outcome::Formed), Ok(()));
}

#[test]
fn whoever_blocks_keeps_it_from_being_decided_before_the_time() {
    let mut case = Case::with(early(), 2);
    case.state(0, Choice::Approve);
    case.state(1, Choice::Approve);
    let hold = ProposalCommand::Hold {
        reason: "I look it up.".to_owned(),
    };
    case.ask(member(1), 2, hold).unwrap();
    assert_eq!(
        case.verdict(3),
        Verdict::NotYet(vec![Need::NotBefore(after(72)), Need::Holds(1)])
    );
    case.ask(member(1), 3, ProposalCommand::Release).unwrap();
    assert_eq!(case.verdict(3), Verdict::Ready(Outcome::Formed));
    // A concern blocks it also where the policy only shows it: nobody is cut short who has an objection.
    case.method.open_concern = domain::policy::OpenConcern::IsShown;
    case.ask(member(0), 4, concern()).unwrap();
    assert_eq!(
        case.verdict(4),
        Verdict::NotYet(vec![Need::NotBefore(after(72))])
    );
    assert_eq!(case.verdict(72), Verdict::Ready(Outcome::Formed));
}

#[test]
fn a_revision_after_all_have_stated_is_waited_for_again() {
    let mut case = Case::with(early(), 2);
    case.state(0, Choice::Approve);
    case.state(1, Choice::Approve);
    let again = ProposalCommand::Resubmit {
        from: 1,
        request: Box::new(request()),
        summary: "More.".to_owned(),
    };
    case.ask(AUTHOR, 5, again).unwrap();
    assert!(matches!(case.verdict(6), Verdict::NotYet(_)));
}

#[test]
fn the_presets_say_who_decides_and_versions_from_before_leave_it_to_the_committee() {
    assert_eq!(Policy::istio().decision, DecisionMethod::consensus());
    assert_eq!(
        Policy::kubernetes_like().decision.electorate,
        Electorate::CommitteeAndStakeholders
    );
    assert_eq!(Policy::istio_by_share().problems(), []);
    let mut stored = serde_json::to_value(Policy::kubernetes_like()).unwrap();
    let decision = stored["decision"].as_object_mut().unwrap();
    decision.remove("electorate").unwrap();
    decision.remove("early_close").unwrap();
    let read: Policy = serde_json::from_value(stored).unwrap();
    assert_eq!(read.decision.electorate, Electorate::Committee);
    assert_eq!(read.decision.early_close, EarlyClose::Never);
    for one in Electorate::ALL {
        assert_eq!(Electorate::of_key(one.key()), Some(one));
    }
    for one in EarlyClose::ALL {
        assert_eq!(EarlyClose::of_key(one.key()), Some(one));
    }
}

#[test]
fn whoever_has_a_seat_in_a_ballot_decides_whatever_they_are_besides() {
    let person = Actor::Person(Box::new(ActingPerson {
        person: member(0),
        handle: Slug::of_name("Amara Osei").unwrap(),
        name: "Amara Osei".to_owned(),
        standings: Default::default(),
        seats: Vec::new(),
        credential: Credential::Session("key".to_owned()),
    }));
    let seat = |elector| can(&person, Action::Decide, Resource::Ballot { elector });
    assert_eq!(seat(true), Ok(()));
    assert!(matches!(seat(false), Err(Denied::Others(_))));
    let visitor = can(
        &Actor::Visitor,
        Action::Decide,
        Resource::Ballot { elector: true },
    );
    assert_eq!(visitor, Err(Denied::SignIn));
}

#[test]
fn an_elector_is_asked_for_one_thing_after_the_other() {
    let mut case = Case::istio(2);
    assert_eq!(case.proposal.asks(member(0)), Some(Ask::Position));
    assert_eq!(case.proposal.asks(AUTHOR), None);
    case.state(0, Choice::Approve);
    assert_eq!(case.proposal.asks(member(0)), None);
    case.ask(member(0), 2, concern()).unwrap();
    assert_eq!(
        case.proposal.asks(member(0)),
        None,
        "its authors answer first"
    );
    let answer = ProposalCommand::AnswerConcern {
        concern: CONCERN,
        answer: "We do.".to_owned(),
    };
    case.ask(AUTHOR, 3, answer).unwrap();
    assert_eq!(case.proposal.asks(member(0)), Some(Ask::Answered));
    let resolve = ProposalCommand::ResolveConcern {
        concern: CONCERN,
        how: "They do.".to_owned(),
    };
    case.ask(member(0), 4, resolve).unwrap();
    let hold = ProposalCommand::Hold {
        reason: "I look it up.".to_owned(),
    };
    case.ask(member(0), 5, hold).unwrap();
    assert_eq!(case.proposal.asks(member(0)), Some(Ask::Hold));
    let again = ProposalCommand::Resubmit {
        from: 1,
        request: Box::new(request()),
        summary: String::new(),
    };
    case.ask(AUTHOR, 6, again).unwrap();
    assert_eq!(case.proposal.asks(member(0)), Some(Ask::Confirmation));
}

#[test]
fn the_stakeholder_groups_of_a_proposal_become_those_of_the_group() {
    let stakeholder = GroupId(Uuid::from_u128(60));
    let mut proposal = submitted(1);
    if let Request::Form { stakeholders, .. } = &mut proposal.revisions[0].request {
        stakeholders.push(stakeholder);
    }
    let slug = Slug::of_name("Ambient Storage").unwrap();
    let done = effects(&proposal, Outcome::Formed, NEW_GROUP, &slug).unwrap();
    assert!(
        done.iter()
            .any(|effect| effect.command == GroupCommand::SetStakeholders(vec![stakeholder]))
    );
}

#[test]
fn a_drafted_amendment_has_the_text_of_both() {
    let both = charter_with_work("# Routing\n\nRoutes.\n", &request(), "Taken over.");
    assert_eq!(
        both,
        "# Routing\n\nRoutes.\n\n## Ambient Storage\n\nTaken over.\n\n### Mission\n\nKeep it.\n\n### Goals\n\nLose nothing.\n\n### Scope\n\n#### Topics\n\nRetention\n"
    );
}
