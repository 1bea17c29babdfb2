//! A disagreement from a member to the committee's decision.

use domain::{
    decision::Decider,
    duty::{Matter, Subject},
    escalation::{Alternate, EscalationCommand, EscalationRefusal, Missing, Rung},
    permission::Denied,
    standing::Standing,
};
use services::{
    CommandError, Context,
    decision::{self, Basis},
    duty::of_person,
    escalation::{
        self, ActRefusal, NewEscalation, Verdict, Wait, Wanted, on_toc_agenda, waiting_for,
    },
};

use crate::support::{Entry, House, on_each_database};

const DAY: i64 = 86_400_000_000;

async fn a_community(house: &House) {
    house
        .import(
            "2020-01-15",
            vec![
                Entry::named("Routing").lead("Amara Osei", "Northwind"),
                Entry::named("Identity").lead("Mei Tanaka", "Harbour Cloud"),
                Entry::named("Testing").lead("Ines Duarte", "Saltworks"),
            ],
        )
        .await;
    house
        .list("2020-01-16", "Ines Duarte", Standing::Committee)
        .await;
    house
        .list("2020-01-17", "Amara Osei", Standing::Committee)
        .await;
    house
        .list("2020-01-18", "Jonas Falk", Standing::Member)
        .await;
}

fn disagreement(affected: &[&str]) -> NewEscalation {
    NewEscalation {
        group: "routing".to_owned(),
        title: "Retries for writes".to_owned(),
        decision: None,
        problem: "Buoys count twice.".to_owned(),
        tried: "Asked in the channel.".to_owned(),
        affected: affected.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn alternate() -> EscalationCommand {
    EscalationCommand::LinkAlternate(Alternate {
        title: "Retry reads only".to_owned(),
        body: "Writes carry a key.".to_owned(),
        link: "https://docs.example/keys".to_owned(),
    })
}

fn say(text: &str) -> EscalationCommand {
    EscalationCommand::Answer(text.to_owned())
}

fn case(text: &str) -> EscalationCommand {
    EscalationCommand::StateCase(text.to_owned())
}

fn verdict() -> Verdict {
    Verdict {
        title: "Only reads are sent again".to_owned(),
        options: String::new(),
        reasons: "Counting twice is worse.".to_owned(),
        supersedes: Vec::new(),
    }
}

async fn waits(context: &Context) -> Vec<Wait> {
    let person = context.actor().person_id().unwrap();
    waiting_for(context, person)
        .await
        .unwrap()
        .into_iter()
        .map(|waiting| waiting.wait)
        .collect()
}

/// What they owe on escalations.
async fn owes(context: &Context) -> Vec<Matter> {
    of_person(context)
        .await
        .unwrap()
        .into_iter()
        .map(|duty| duty.matter)
        .filter(|matter| {
            matches!(
                matter,
                Matter::AnswerEscalation { .. }
                    | Matter::StateCase { .. }
                    | Matter::TakeUp { .. }
                    | Matter::DecideEscalation { .. }
            )
        })
        .collect()
}

fn subject(number: u32) -> Subject {
    Subject {
        number,
        title: disagreement(&[]).title,
    }
}

on_each_database! {
    async fn a_members_disagreement_ends_with_the_committees_decision(house: &House) {
        a_community(house).await;
        let jonas = house.acting("jonas-falk").await;
        let amara = house.acting("amara-osei").await;
        let mei = house.acting("mei-tanaka").await;
        let ines = house.acting("ines-duarte").await;
        let number = escalation::open(&jonas, disagreement(&["Identity"])).await.unwrap();
        assert_eq!(waits(&amara).await, [Wait::Answer]);
        assert_eq!(waits(&jonas).await, []);
        assert_eq!(owes(&amara).await, [Matter::AnswerEscalation { escalation: subject(number) }]);
        assert_eq!(owes(&mei).await, []);
        escalation::act(&amara, number, say("We keep it.")).await.unwrap();
        assert_eq!(waits(&jonas).await, [Wait::NextStep]);
        assert_eq!(owes(&jonas).await, [Matter::TakeUp { escalation: subject(number) }]);
        escalation::climb(&jonas, number).await.unwrap();
        assert_eq!((waits(&amara).await, waits(&mei).await), (vec![Wait::Answer], vec![Wait::Answer]));
        escalation::act(&amara, number, say("Still.")).await.unwrap();
        escalation::act(&mei, number, say("It hurts us.")).await.unwrap();
        escalation::act(&jonas, number, alternate()).await.unwrap();
        escalation::climb(&jonas, number).await.unwrap();
        assert_eq!(waits(&amara).await, [Wait::Case]);
        assert_eq!(owes(&amara).await, [Matter::StateCase { escalation: subject(number) }]);
        escalation::act(&jonas, number, case("Buoys count twice.")).await.unwrap();
        let early = escalation::climb(&jonas, number).await.unwrap_err();
        assert!(
            matches!(
                early,
                CommandError::Refused(ActRefusal::Rule(EscalationRefusal::NotReady(Missing::OtherCase(_))))
            ),
            "{early:?}"
        );
        assert_eq!(on_toc_agenda(&house.context).await.unwrap(), []);
        escalation::act(&amara, number, case("Losing one is worse.")).await.unwrap();
        escalation::climb(&jonas, number).await.unwrap();
        let agenda = on_toc_agenda(&house.context).await.unwrap();
        assert_eq!((agenda[0].number, agenda[0].rung), (number, Rung::Committee));
        assert_eq!(owes(&ines).await, [Matter::DecideEscalation { escalation: subject(number) }]);
        assert_eq!(owes(&amara).await, [], "her seat has a part in it");
        let denied = escalation::decide(&jonas, number, verdict()).await.unwrap_err();
        assert!(matches!(denied, CommandError::Denied(Denied::Others(_))), "{denied:?}");
        let party = escalation::decide(&amara, number, verdict()).await.unwrap_err();
        assert!(
            matches!(party, CommandError::Refused(ActRefusal::Rule(EscalationRefusal::Recused))),
            "{party:?}"
        );
        let taken = escalation::decide(&ines, number, verdict()).await.unwrap();
        let read = decision::page(&house.context, &taken.to_string(), None).await.unwrap();
        assert_eq!((read.decision.decider, read.decision.basis), (Decider::Committee, Basis::Escalation(number)));
        let read = escalation::escalation(&house.context, number).await.unwrap();
        assert_eq!(read.record.outcome(), Some(taken));
        assert_eq!(on_toc_agenda(&house.context).await.unwrap(), []);
        for who in [&jonas, &amara, &mei, &ines] {
            assert_eq!(waits(who).await, []);
            assert_eq!(owes(who).await, []);
        }
        house.is_sound().await;
    }

    async fn a_side_that_writes_nothing_in_its_time_is_gone_without(house: &House) {
        a_community(house).await;
        let jonas = house.acting("jonas-falk").await;
        let number = escalation::open(&jonas, disagreement(&[])).await.unwrap();
        escalation::act(&jonas, number, alternate()).await.unwrap();
        assert!(escalation::climb(&jonas, number).await.is_err());
        house.clock.pass(7 * DAY);
        escalation::climb(&jonas, number).await.unwrap();
        escalation::act(&jonas, number, case("Buoys count twice.")).await.unwrap();
        house.clock.pass(7 * DAY);
        escalation::climb(&jonas, number).await.unwrap();
        let read = escalation::escalation(&house.context, number).await.unwrap();
        assert!(read.record.step.without_other_case);
        house.is_sound().await;
    }

    async fn what_is_settled_or_withdrawn_is_over(house: &House) {
        a_community(house).await;
        let jonas = house.acting("jonas-falk").await;
        let amara = house.acting("amara-osei").await;
        let first = escalation::open(&jonas, disagreement(&[])).await.unwrap();
        let second = escalation::open(&jonas, disagreement(&["Testing"])).await.unwrap();
        let how = || EscalationCommand::Settle { how: "They changed it.".to_owned(), decision: None };
        let not_theirs = escalation::act(&amara, first, how()).await.unwrap_err();
        assert!(
            matches!(not_theirs, CommandError::Refused(ActRefusal::Rule(EscalationRefusal::NotOpener))),
            "{not_theirs:?}"
        );
        escalation::act(&jonas, first, how()).await.unwrap();
        escalation::act(&jonas, second, EscalationCommand::Withdraw("I was wrong.".to_owned())).await.unwrap();
        let open = Wanted { open: Some(true), group: None };
        assert_eq!(escalation::list(&house.context, open, None).await.unwrap().lines, []);
        let over = Wanted { open: Some(false), group: None };
        assert_eq!(escalation::list(&house.context, over, None).await.unwrap().lines.len(), 2);
        let unknown = escalation::open(&jonas, disagreement(&["Nowhere"])).await.unwrap_err();
        assert!(matches!(unknown, CommandError::Refused(ActRefusal::NoSuchGroup(_))), "{unknown:?}");
        house.is_sound().await;
    }

    async fn the_queries_do_not_grow(house: &House) {
        a_community(house).await;
        let jonas = house.acting("jonas-falk").await;
        let amara = house.acting("amara-osei").await;
        let person = amara.actor().person_id().unwrap();
        let number = escalation::open(&jonas, disagreement(&[])).await.unwrap();
        let one = || escalation::escalation(&house.context, number);
        let all = || escalation::list(&house.context, Wanted::default(), None);
        let hers = || waiting_for(&house.context, person);
        let before = (house.queries(one()).await, house.queries(all()).await, house.queries(hers()).await);
        for _ in 0..10 {
            escalation::open(&jonas, disagreement(&["Identity", "Testing"])).await.unwrap();
            escalation::act(&amara, number, say("More.")).await.unwrap();
        }
        let after = (house.queries(one()).await, house.queries(all()).await, house.queries(hers()).await);
        assert_eq!(after, before);
    }
}
