//! Versions of the rules: adopted from a day, one after the other, with a reason; what they would mean for the groups.

use domain::{
    actor::{ActingPerson, Actor, Credential},
    ids::PersonId,
    policy::Policy,
    seat::Role,
    slug::Slug,
};
use services::{
    Context,
    group::{GroupOnDay, compare_lead_rules, page},
    history,
    policy::{AdoptError, Adoption, Refusal, adopt, coming, in_force, versions},
};
use std::collections::BTreeSet;
use uuid::Uuid;

use crate::support::{Entry, House, TODAY, day, on_each_database};

/// The Istio preset, but with other lead rules, as the next version after the first.
fn adoption(from: &str, change: impl FnOnce(&mut Policy)) -> Adoption {
    let mut rules = Policy::istio();
    rules.title = "Other rules".to_owned();
    change(&mut rules);
    Adoption {
        made_from: 1,
        rules,
        reason: "Because.".to_owned(),
        holds_from: day(from),
    }
}

fn a_member(context: &Context) -> Context {
    context.acting(Actor::Person(Box::new(ActingPerson {
        person: PersonId(Uuid::from_u128(7)),
        handle: Slug::new("mia-member").unwrap(),
        name: "Mia Member".to_owned(),
        standings: BTreeSet::new(),
        seats: Vec::new(),
        credential: Credential::Session("key".to_owned()),
    })))
}

async fn refused(house: &House, adoption: Adoption) -> Vec<Refusal> {
    match adopt(&house.context, adoption).await {
        Err(AdoptError::Refused(refusals)) => refusals,
        other => panic!("{other:?}"),
    }
}

/// What the lead rules of a group find on a day, in words.
async fn evidence(house: &House, on: Option<&str>) -> Vec<String> {
    match page(&house.context, "routing", on.map(day)).await.unwrap() {
        GroupOnDay::There(page) => page
            .findings
            .iter()
            .map(|finding| finding.evidence.clone())
            .collect(),
        GroupOnDay::NotYet { .. } => Vec::new(),
    }
}

on_each_database! {
    async fn a_version_holds_from_its_day_and_not_before(house: &House) {
        house.import("2020-01-15", vec![Entry::named("Routing").lead("Amara Osei", "Northwind")]).await;
        let later = adoption("2027-01-01", |rules| rules.lead_rules.fewest_leads = 3);
        assert_eq!(adopt(&house.context, later).await.unwrap(), 2);

        let versions = versions(&house.context.database).await.unwrap();
        assert_eq!(in_force(&versions, day("2026-12-31")).unwrap().number, 1);
        assert_eq!(in_force(&versions, day("2027-01-01")).unwrap().number, 2);
        assert_eq!(coming(&versions, day(TODAY)).len(), 1);
        assert_eq!(coming(&versions, day("2027-01-01")), Vec::<&services::policy::PolicyVersion>::new());
        // The group's page goes by the rules of its day, whatever was adopted since.
        assert!(evidence(house, None).await[0].contains("two or three wanted"));
        assert!(evidence(house, Some("2021-01-01")).await[0].contains("two or three wanted"));
    }

    async fn of_two_versions_that_hold_from_one_day_the_newer_one_holds(house: &House) {
        adopt(&house.context, adoption(TODAY, |_| {})).await.unwrap();
        let again = Adoption {
            made_from: 2,
            ..adoption(TODAY, |rules| rules.roadmap_months = 4)
        };
        assert_eq!(adopt(&house.context, again).await.unwrap(), 3);
        let versions = versions(&house.context.database).await.unwrap();
        assert_eq!(in_force(&versions, day(TODAY)).unwrap().number, 3);
    }

    async fn rules_that_are_still_to_come_do_not_stand_in_the_way_of_an_import(house: &House) {
        adopt(&house.context, adoption("2027-01-01", |_| {})).await.unwrap();
        let events = house.import("2026-11-20", vec![Entry::named("Routing").lead("Amara Osei", "Northwind")]).await;
        assert!(!events.is_empty());
        let again = house.import("2026-11-21", vec![Entry::named("Routing").lead("Jonas Lindqvist", "Northwind")]).await;
        assert!(!again.is_empty());
    }

    async fn history_names_the_day_from_which_rules_hold(house: &House) {
        adopt(&house.context, adoption("2027-01-01", |_| {})).await.unwrap();
        let page = history::page(&house.context.database, &history::Filter::default(), None).await.unwrap();
        assert_eq!(page.entries[0].on, day("2027-01-01"));
        assert_eq!(
            page.entries[0].sentence.to_string(),
            "Version 2 of the policy holds from this day: Because"
        );
    }

    async fn whoever_was_slower_is_told_so_and_nothing_is_adopted(house: &House) {
        adopt(&house.context, adoption(TODAY, |_| {})).await.unwrap();
        let late = adoption(TODAY, |rules| rules.roadmap_months = 4);
        assert_eq!(refused(house, late).await, [Refusal::Stale { newest: 2 }]);
        assert_eq!(versions(&house.context.database).await.unwrap().len(), 2);
    }

    async fn all_that_is_in_the_way_is_told_at_once(house: &House) {
        let mut wrong = adoption("2026-11-21", |rules| rules.lead_rules.fewest_leads = 0);
        wrong.reason = " ".to_owned();
        let told = refused(house, wrong).await;
        assert!(matches!(
            told[..],
            [Refusal::Wrong(..), Refusal::NoReason, Refusal::Past { .. }]
        ), "{told:?}");
        let mut same = adoption(TODAY, |_| {});
        same.rules = Policy::istio();
        assert_eq!(refused(house, same).await, [Refusal::Unchanged(1)]);
        adopt(&house.context, adoption("2027-01-01", |_| {})).await.unwrap();
        let before = Adoption {
            made_from: 2,
            ..adoption("2026-12-01", |rules| rules.roadmap_months = 4)
        };
        assert_eq!(refused(house, before).await, [Refusal::BeforeNewest { newest: 2, holds_from: day("2027-01-01") }]);
    }

    async fn nobody_but_an_administrator_adopts(house: &House) {
        let context = a_member(&house.context);
        let outcome = adopt(&context, adoption(TODAY, |_| {})).await;
        assert!(matches!(outcome, Err(AdoptError::Denied(_))));
        assert_eq!(versions(&house.context.database).await.unwrap().len(), 1);
    }

    async fn what_other_lead_rules_mean_for_the_groups_is_told_before(house: &House) {
        house.import("2020-01-15", vec![
            Entry::named("Routing").lead("Amara Osei", "Northwind").lead("Jonas Lindqvist", "Harbour Cloud"),
            Entry::named("Identity").lead("Amara Osei", "Northwind"),
            Entry::named("Storage").seat(Role::Chair, "Noor Haddad", "Harbour Cloud").lead("Amara Osei", "Northwind"),
        ]).await;
        let before = Policy::istio().lead_rules;
        let mut one_is_enough = before.clone();
        one_is_enough.fewest_leads = 1;
        one_is_enough.fewest_organizations = 1;
        let compared = compare_lead_rules(&house.context, &before, &one_is_enough).await.unwrap();
        assert_eq!((compared.groups, compared.failing_before), (3, 1));
        let names: Vec<&str> = compared.no_longer_failing.iter().map(|name| name.name.as_str()).collect();
        assert_eq!(names, ["Identity"]);

        let mut chairs = before.clone();
        chairs.roles = vec![Role::Lead];
        let compared = compare_lead_rules(&house.context, &before, &chairs).await.unwrap();
        let names: Vec<&str> = compared.newly_failing.iter().map(|name| name.slug.as_str()).collect();
        assert_eq!(names, ["storage"]);
        let queries = house.queries(compare_lead_rules(&house.context, &before, &chairs)).await;
        assert_eq!(queries, 3);
    }
}
