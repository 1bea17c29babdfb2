//! Outcomes and methods beside the plain approval: subsumed into a group, declined, by other electors, before the time.

use domain::{
    decision::Outcome,
    group::GroupKind,
    ids::GroupId,
    policy::Policy,
    proposal::{Choice, ProposalCommand, ProposalRefusal, Request},
    seat::Role,
    standing::Standing,
};
use services::{
    Context,
    policy::{Adoption, adopt},
    proposal::{
        ActError, TakeError, Unreadable, act, amendments_of_decision, amendments_of_group, begin,
        load, page, save, submit, take,
    },
    registry::formats::{self, ExportFormat},
};

use crate::{
    proposals::{EIGHTY_HOURS, approve, approved, as_person, people, storage, words},
    support::{Entry, TODAY, day, on_each_database},
};

fn want(choice: Choice) -> ProposalCommand {
    ProposalCommand::StatePosition {
        revision: 1,
        choice,
        rationale: "Because.".to_owned(),
    }
}

async fn group_called(context: &Context, name: &str) -> GroupId {
    services::group::meant(context, name)
        .await
        .unwrap()
        .unwrap()
}

on_each_database! {
    async fn leads_of_the_group_that_gets_the_work_find_a_drafted_amendment(house: &House) {
        let (number, [author, _, mei, ravi]) = approved(house).await;
        house.import(TODAY, vec![
            Entry::named("Routing"),
            Entry::named("Observability").lead("Lena Fischer", "Kestrel").lead("Tom Whitlock", "Kestrel"),
        ]).await;
        let into = group_called(&mei, "observability").await;
        for seat in [&mei, &ravi] {
            act(seat, number, want(Choice::SubsumeInto { group: into })).await.unwrap();
        }
        house.clock.pass(EIGHTY_HOURS);
        let outcome = Outcome::SubsumedInto { group: into };
        let decision = take(&mei, number, 1, outcome, words()).await.unwrap();

        let lead = house.acting("lena-fischer").await;
        let other = house.acting("tom-whitlock").await;
        for lead in [&lead, &other] {
            let drafts = amendments_of_group(lead, into).await.unwrap();
            assert_eq!(drafts.len(), 1);
            assert_eq!(amendments_of_decision(lead, decision).await.unwrap(), drafts);
            let draft = load(lead, drafts[0].draft).await.unwrap();
            assert_eq!(draft.decision, Some(decision));
            let Request::Recharter { group, charter, reason } = draft.request else {
                panic!("it is another charter");
            };
            assert_eq!(group, into);
            assert!(charter.contains("## Ambient Storage") && charter.contains("Lose nothing."));
            assert!(reason.contains(&decision.to_string()));
        }
        assert_eq!(amendments_of_group(&author, into).await.unwrap(), [], "it is the leads’ alone");
        let draft = amendments_of_group(&lead, into).await.unwrap()[0].draft;
        let next = submit(&lead, draft).await.unwrap();
        assert_eq!(next, number + 1);
        assert_eq!(amendments_of_group(&lead, into).await.unwrap(), []);
        house.is_sound().await;
    }

    async fn the_committee_amends_the_charter_of_a_group_that_nobody_leads(house: &House) {
        let (number, [author, _, mei, ravi]) = approved(house).await;
        house.import(TODAY, vec![Entry::named("Routing"), Entry::named("Observability")]).await;
        let into = group_called(&mei, "observability").await;
        for seat in [&mei, &ravi] {
            act(seat, number, want(Choice::SubsumeInto { group: into })).await.unwrap();
        }
        house.clock.pass(EIGHTY_HOURS);
        take(&mei, number, 1, Outcome::SubsumedInto { group: into }, words()).await.unwrap();
        for seat in [&mei, &ravi] {
            assert_eq!(amendments_of_group(seat, into).await.unwrap().len(), 1);
        }
        assert_eq!(amendments_of_group(&author, into).await.unwrap(), [], "the work is no longer the proposer’s");
        let draft = amendments_of_group(&ravi, into).await.unwrap()[0].draft;
        submit(&ravi, draft).await.unwrap();
        house.is_sound().await;
    }

    async fn a_tie_a_missing_quorum_and_a_recusal_decide_nothing(house: &House) {
        let (number, [_, _, mei, ravi]) = approved(house).await;
        house.clock.pass(EIGHTY_HOURS);
        act(&ravi, number, want(Choice::Decline)).await.unwrap();
        let refused = |outcome| take(&mei, number, 1, outcome, words());
        let not_ready = |error: Result<_, TakeError>| matches!(
            error,
            Err(TakeError::Act(ActError::Refused(ProposalRefusal::NotReady)))
        );
        assert!(not_ready(refused(Outcome::Formed).await), "one for it, one against");
        for seat in [&mei, &ravi] {
            act(seat, number, want(Choice::Recuse)).await.unwrap();
        }
        assert!(not_ready(refused(Outcome::Formed).await), "nobody is left");
        act(&mei, number, want(Choice::Approve)).await.unwrap();
        assert!(refused(Outcome::Formed).await.is_ok(), "half of the seats is one of two");
    }

    async fn a_withdrawal_during_a_ballot_ends_it(house: &House) {
        let (number, [author, _, mei, _]) = approved(house).await;
        let withdraw = ProposalCommand::Withdraw { reason: "Later.".to_owned() };
        act(&author, number, withdraw).await.unwrap();
        house.clock.pass(EIGHTY_HOURS);
        for outcome in [Outcome::Formed, Outcome::Declined] {
            assert!(matches!(
                take(&mei, number, 1, outcome, words()).await,
                Err(TakeError::Act(ActError::Refused(ProposalRefusal::WrongState(_))))
            ));
        }
    }

    async fn who_leaves_the_committee_keeps_their_seat_in_an_open_ballot(house: &House) {
        let (number, [_, _, mei, _]) = approved(house).await;
        let former = as_person(&house.context, mei.actor().person_id().unwrap(), &[]);
        act(&former, number, approve(1)).await.unwrap();
        house.clock.pass(EIGHTY_HOURS);
        take(&former, number, 1, Outcome::Formed, words()).await.unwrap();
    }

    async fn by_kubernetes_like_rules_the_leads_of_the_stakeholder_groups_decide_too(house: &House) {
        let people = people(house).await;
        house.import("2021-02-15", vec![
            Entry::named("Routing"),
            Entry::named("Storage").of_kind(GroupKind::SpecialInterestGroup).seat(Role::Chair, "Lena Fischer", "Kestrel"),
            Entry::named("Nodes").of_kind(GroupKind::SpecialInterestGroup).seat(Role::Chair, "Tom Whitlock", "Harbour"),
        ]).await;
        let administrator = house.administrator("jonas-lindqvist").await;
        adopt(&administrator, Adoption {
            made_from: 1,
            rules: Policy::kubernetes_like(),
            reason: "We are many.".to_owned(),
            holds_from: day(TODAY),
        }).await.unwrap();
        let author = as_person(&house.context, people[0], &[]);
        let storage_group = group_called(&author, "storage").await;
        let mut asked = storage(people[0]);
        if let Request::Form { stakeholders, group_kind, .. } = &mut asked {
            stakeholders.push(storage_group);
            *group_kind = GroupKind::WorkingGroup;
        }
        let draft = begin(&author, asked).await.unwrap();
        let number = submit(&author, draft).await.unwrap();
        act(&author, number, ProposalCommand::AnswerNomination(domain::proposal::Answer::Accepted)).await.unwrap();

        // Two seats of the committee, and the chair of the one group that has a stake.
        let chair = house.acting("lena-fischer").await;
        let read = page(&chair, number, None, None).await.unwrap();
        assert_eq!(read.tally.seats, 3);
        let of = read.record.ballot.elector(chair.actor().person_id().unwrap()).unwrap();
        assert_eq!(of.stakeholder, Some(storage_group));
        let without_a_stake = house.acting("tom-whitlock").await;
        assert!(matches!(
            act(&without_a_stake, number, approve(1)).await,
            Err(ActError::Denied(_))
        ));
        let owed = services::duty::of_person(&chair).await.unwrap();
        assert!(owed.iter().any(|duty| duty.title() == "Your position is wanted: Form Ambient Storage"), "{owed:?}");
        let owed = services::duty::of_person(&without_a_stake).await.unwrap();
        assert!(!owed.iter().any(|duty| duty.title().contains("Ambient Storage")), "{owed:?}");
        let mei = as_person(&house.context, people[2], &[Standing::Committee]);
        let ravi = as_person(&house.context, people[3], &[Standing::Committee]);
        act(&mei, number, approve(1)).await.unwrap();
        act(&chair, number, approve(1)).await.unwrap();
        assert!(take(&mei, number, 1, Outcome::Formed, words()).await.is_err(), "a week is not over");
        // All have stated a position: by these rules the week is not waited for.
        act(&ravi, number, want(Choice::Abstain)).await.unwrap();
        take(&chair, number, 1, Outcome::Formed, words()).await.unwrap();
        let formed = group_called(&author, "ambient-storage").await;
        let community = services::record::community_on(&house.context.database, None).await.unwrap();
        assert_eq!(community.groups[&formed].now().stakeholders, [storage_group]);
        house.is_sound().await;
    }

    async fn what_could_not_be_read_is_kept_with_the_draft(house: &House) {
        let people = people(house).await;
        let author = as_person(&house.context, people[0], &[]);
        let id = begin(&author, storage(people[1])).await.unwrap();
        let mut draft = load(&author, id).await.unwrap();
        draft.unreadable = vec![Unreadable {
            field: "lead_2".to_owned(),
            typed: "tom".to_owned(),
            problem: "The record knows nobody called “tom”.".to_owned(),
        }];
        save(&author, &draft).await.unwrap();
        let read = load(&author, id).await.unwrap();
        assert_eq!(read.unreadable, draft.unreadable);
        assert_eq!(read.version, 2);
    }

    async fn the_registry_changes_the_moment_the_decision_does(house: &House) {
        let (number, [_, _, mei, _]) = approved(house).await;
        house.clock.pass(EIGHTY_HOURS);
        let exported = || async {
            let today = house.context.today();
            let community = services::record::community_on(&house.context.database, Some(today))
                .await
                .unwrap();
            formats::write(ExportFormat::Yaml, &community, "Tidewater", today).unwrap()
        };
        assert!(!exported().await.contains("Ambient Storage"));
        take(&mei, number, 1, Outcome::Formed, words()).await.unwrap();
        let after = exported().await;
        assert!(after.contains("Ambient Storage") && after.contains("Jonas Lindqvist"));
    }
}
