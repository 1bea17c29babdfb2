//! What leads decide in technical matters, alternates beside it, and subgroups.

use domain::{
    decision::{Decider, DecisionNumber},
    permission::Denied,
};
use services::{
    CommandError,
    decision::{self, AlternateRefusal, NewAlternate, Wanted},
    document,
    group::{self, NewSubgroup, SubgroupRefusal},
    group_decision::{self, DecisionRefusal, NewDecision},
};

use crate::support::{Entry, House, on_each_database};

async fn two_groups(house: &House) {
    house
        .import(
            "2020-01-15",
            vec![
                Entry::named("Routing").lead("Amara Osei", "Northwind"),
                Entry::named("Identity").lead("Mei Tanaka", "Harbour Cloud"),
            ],
        )
        .await;
}

fn new(title: &str, supersedes: Vec<DecisionNumber>) -> NewDecision {
    NewDecision {
        title: title.to_owned(),
        context: "Which first?".to_owned(),
        options: "By length, or as written.".to_owned(),
        reasons: "Readable.".to_owned(),
        links: vec!["https://docs.example/order".to_owned()],
        supersedes,
    }
}

fn alternate(link: &str) -> NewAlternate {
    NewAlternate {
        title: "By length".to_owned(),
        body: "Longest first.".to_owned(),
        link: link.to_owned(),
    }
}

fn numbered(number: u16) -> DecisionNumber {
    DecisionNumber { year: 2026, number }
}

on_each_database! {
    async fn leads_record_decisions_in_the_one_sequence_and_supersede_their_own(house: &House) {
        two_groups(house).await;
        let (amara, mei) = (house.acting("amara-osei").await, house.acting("mei-tanaka").await);
        let denied = group_decision::take(&mei, "routing", new("Mine", Vec::new())).await.unwrap_err();
        assert!(matches!(denied, CommandError::Denied(Denied::Others(_))), "{denied:?}");
        let first = group_decision::take(&amara, "routing", new("As written", Vec::new())).await.unwrap();
        let other = group_decision::take(&mei, "identity", new("Short lives", Vec::new())).await.unwrap();
        assert_eq!((first, other), (numbered(1), numbered(2)));
        let theirs = group_decision::take(&amara, "routing", new("No", vec![other])).await.unwrap_err();
        assert!(
            matches!(theirs, CommandError::Refused(DecisionRefusal::NoSuchDecision(number)) if number == other),
            "{theirs:?}"
        );
        let second = group_decision::take(&amara, "routing", new("By length", vec![first])).await.unwrap();
        let read = decision::page(&house.context, &first.to_string(), None).await.unwrap();
        assert_eq!(read.decision.superseded_by, Some(second));
        let read = decision::page(&house.context, &second.to_string(), None).await.unwrap();
        assert_eq!(read.supersedes[0].0, first.to_string());
        let again = group_decision::take(&amara, "routing", new("Again", vec![first])).await.unwrap_err();
        assert!(matches!(again, CommandError::Refused(DecisionRefusal::NoSuchDecision(_))), "{again:?}");
        let (_, _, listed) = group_decision::of_group(&house.context, "routing", "length", None).await.unwrap();
        assert_eq!(listed.lines.len(), 2, "the title of one and the options of the other");
        let by_leads = Wanted { decider: Some(Decider::Leads), ..Wanted::default() };
        assert_eq!(decision::list(&house.context, &by_leads, None).await.unwrap().lines.len(), 3);
        let by_committee = Wanted { decider: Some(Decider::Committee), ..Wanted::default() };
        assert_eq!(decision::list(&house.context, &by_committee, None).await.unwrap().lines, []);
        house.is_sound().await;
    }

    async fn anyone_puts_an_alternate_beside_a_decision_and_the_leads_answer_once(house: &House) {
        two_groups(house).await;
        let (amara, mei) = (house.acting("amara-osei").await, house.acting("mei-tanaka").await);
        let number = group_decision::take(&amara, "routing", new("As written", Vec::new())).await.unwrap().to_string();
        let visitor = house.context.acting(domain::actor::Actor::Visitor);
        let denied = decision::attach(&visitor, &number, alternate("")).await.unwrap_err();
        assert!(matches!(denied, CommandError::Denied(Denied::SignIn)), "{denied:?}");
        let address = decision::attach(&mei, &number, alternate("javascript:alert(1)")).await.unwrap_err();
        assert!(matches!(address, CommandError::Refused(AlternateRefusal::Address)), "{address:?}");
        let id = decision::attach(&mei, &number, alternate("https://docs.example/by-length")).await.unwrap();
        let denied = decision::answer(&mei, &number, id, "Yes.".to_owned()).await.unwrap_err();
        assert!(matches!(denied, CommandError::Denied(Denied::Others(_))), "{denied:?}");
        decision::answer(&amara, &number, id, "It surprises.".to_owned()).await.unwrap();
        let twice = decision::answer(&amara, &number, id, "Still.".to_owned()).await.unwrap_err();
        assert!(matches!(twice, CommandError::Refused(AlternateRefusal::Answered)), "{twice:?}");
        let read = decision::page(&house.context, &number, None).await.unwrap();
        assert_eq!(read.alternates[0].answered.as_ref().unwrap().text, "It surprises.");
        house.is_sound().await;
    }

    async fn the_queries_of_a_decision_do_not_grow_with_its_alternates(house: &House) {
        two_groups(house).await;
        let amara = house.acting("amara-osei").await;
        let number = group_decision::take(&amara, "routing", new("As written", Vec::new())).await.unwrap().to_string();
        let read = || decision::page(&house.context, &number, None);
        let before = house.queries(read()).await;
        for _ in 0..10 {
            decision::attach(&amara, &number, alternate("")).await.unwrap();
        }
        assert_eq!(house.queries(read()).await, before);
    }

    async fn leads_begin_and_end_subgroups_without_further_process(house: &House) {
        two_groups(house).await;
        let (amara, mei) = (house.acting("amara-osei").await, house.acting("mei-tanaka").await);
        let retries = || NewSubgroup {
            name: "Retries".to_owned(),
            purpose: "Agrees on when a call is sent again.".to_owned(),
            contact: "mei-tanaka".to_owned(),
        };
        let denied = group::start_subgroup(&mei, "routing", retries()).await.unwrap_err();
        assert!(matches!(denied, CommandError::Denied(Denied::Others(_))), "{denied:?}");
        let slug = group::start_subgroup(&amara, "routing", retries()).await.unwrap();
        assert_eq!(slug, "routing-retries");
        let taken = group::start_subgroup(&amara, "routing", retries()).await.unwrap_err();
        assert!(matches!(taken, CommandError::Refused(SubgroupRefusal::NameTaken)), "{taken:?}");
        let read = group::subgroups(&house.context, "routing").await.unwrap();
        assert_eq!(read.at_work[0].purpose, "Agrees on when a call is sent again.");
        assert!(document::folder(&house.context, &slug).await.unwrap().pages.is_empty());
        let not_theirs = group::end_subgroup(&mei, "identity", &slug).await.unwrap_err();
        assert!(matches!(not_theirs, CommandError::NotFound), "{not_theirs:?}");
        group::end_subgroup(&amara, "routing", &slug).await.unwrap();
        let read = group::subgroups(&house.context, "routing").await.unwrap();
        assert_eq!((read.at_work.len(), read.ended.len()), (0, 1));
        let whole = group::end_subgroup(&amara, "routing", "identity").await.unwrap_err();
        assert!(matches!(whole, CommandError::NotFound), "{whole:?}");
        house.is_sound().await;
    }
}
