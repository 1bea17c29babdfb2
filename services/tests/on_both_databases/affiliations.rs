//! Where people say they are: checked against the lead rules first, then a line of the record.

use domain::{
    affiliation::StatementProblem,
    lead_rules::{Finding, LeadRule, Turn},
};
use services::{
    Context,
    affiliation::{self, StateError, Statement, StatementField},
    group::{self, GroupOnDay},
    person::{self, AsOf},
};

use crate::{
    account::{ada_and_ben, signed_in},
    support::{Entry, TODAY, day, on_each_database},
};

fn with(organization: Option<&str>, since: &str) -> Statement {
    Statement {
        organization: organization.map(str::to_owned),
        since: day(since),
    }
}

/// The affiliations of a person's page: the newest first.
async fn shown(context: &Context, handle: &str) -> Vec<String> {
    let page = person::show(&context.database, handle, AsOf::Today(day(TODAY)))
        .await
        .unwrap();
    page.affiliations
        .iter()
        .map(|held| {
            let until = held
                .days
                .until
                .map_or("now".to_owned(), |day| day.to_string());
            format!("{} {} {until}", held.organization.name, held.days.since)
        })
        .collect()
}

/// What the page of the group says of its leads.
async fn findings(context: &Context) -> Vec<Finding> {
    match group::page(context, "routing", None).await.unwrap() {
        GroupOnDay::There(page) => page.findings,
        GroupOnDay::NotYet { .. } => Vec::new(),
    }
}

on_each_database! {
    async fn a_change_of_employer_is_dated_in_the_past_and_recorded_today(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let own = affiliation::own(&context, ada).await.unwrap();
        assert_eq!(own.organizations, ["Acme", "Initech"]);
        affiliation::state(&context, ada, with(Some("Umbrella & Sons"), "2025-06-01"), own.newest).await.unwrap();
        assert_eq!(
            shown(&context, "ada-lovelace").await,
            ["Umbrella & Sons 2025-06-01 now", "Acme 2024-01-15 2025-06-01"]
        );
        let page = person::show(&context.database, "ada-lovelace", AsOf::Today(day(TODAY))).await.unwrap();
        assert_eq!(page.history[0].on, day(TODAY));
        assert_eq!(
            page.history[0].sentence.to_string(),
            "Ada Lovelace has been with Umbrella & Sons since 1 June 2025; until then with Acme"
        );
        assert_eq!(services::integrity::check(&context).await.unwrap().problems, [""; 0]);
    }

    async fn what_is_said_of_long_ago_lasts_until_the_next_change(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let statement = with(Some("Umbrella"), "2019-03-01");
        let weighed = affiliation::weigh(&context, ada, &statement).await.unwrap();
        assert_eq!((weighed.until, weighed.groups.len()), (Some(day("2024-01-15")), 0));
        let newest = affiliation::own(&context, ada).await.unwrap().newest;
        affiliation::state(&context, ada, statement, newest).await.unwrap();
        assert_eq!(
            shown(&context, "ada-lovelace").await,
            ["Acme 2024-01-15 now", "Umbrella 2019-03-01 2024-01-15"]
        );
    }

    async fn a_known_organization_is_found_however_it_is_spelled(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let weighed = affiliation::weigh(&context, ada, &with(Some(" initech."), "2025-06-01")).await.unwrap();
        assert_eq!((weighed.organization.as_deref(), weighed.is_new), (Some("Initech"), false));
        let weighed = affiliation::weigh(&context, ada, &with(Some("Umbrella"), "2025-06-01")).await.unwrap();
        assert_eq!((weighed.organization.as_deref(), weighed.is_new), (Some("Umbrella"), true));
    }

    async fn what_a_change_breaks_is_known_before_it_is_made(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let weighed = affiliation::weigh(&context, ada, &with(Some("Initech"), "2026-11-01")).await.unwrap();
        assert_eq!(weighed.groups_led, 1);
        let turned = &weighed.groups[0];
        assert_eq!(turned.group.name, "Routing");
        let rule = &turned.rules[0];
        assert_eq!((rule.after.rule, rule.turn), (LeadRule::Organizations, Turn::Breaks));
        assert_eq!(rule.before.evidence, "Two organizations: Acme, Initech");
        assert_eq!(rule.after.evidence, "One organization: Initech; two wanted");
        assert!(rule.remedy.as_ref().unwrap().contains("a lead from another organization"));
        assert!(findings(&context).await.contains(&rule.before), "nothing is changed by looking");
        let newest = affiliation::own(&context, ada).await.unwrap().newest;
        affiliation::state(&context, ada, with(Some("Initech"), "2026-11-01"), newest).await.unwrap();
        assert!(findings(&context).await.contains(&rule.after), "what was said came true");
    }

    async fn a_change_to_an_organization_that_is_new_breaks_nothing(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let weighed = affiliation::weigh(&context, ada, &with(Some("Umbrella"), "2026-11-01")).await.unwrap();
        assert_eq!(weighed.groups, []);
        let weighed = affiliation::weigh(&context, ada, &with(None, "2026-11-01")).await.unwrap();
        assert_eq!(weighed.groups[0].rules[0].turn, Turn::Blurs);
    }

    async fn what_is_wrong_with_a_statement_changes_nothing(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let newest = affiliation::own(&context, ada).await.unwrap().newest;
        for (statement, field, problem) in [
            (with(Some("Umbrella"), "2026-11-23"), StatementField::Since, StatementProblem::Future),
            (with(Some("Umbrella"), "1850-01-01"), StatementField::Since, StatementProblem::TooEarly),
            (with(Some("…"), "2026-11-01"), StatementField::Organization, StatementProblem::NoName),
            (with(Some(&"x".repeat(200)), "2026-11-01"), StatementField::Organization, StatementProblem::LongName),
            (with(Some("Acme"), "2025-01-01"), StatementField::Whole, StatementProblem::Unchanged),
        ] {
            let weighed = affiliation::weigh(&context, ada, &statement).await.unwrap();
            assert_eq!(weighed.problems, [(field, problem)]);
            let refused = affiliation::state(&context, ada, statement, newest).await;
            assert!(matches!(refused, Err(StateError::Wrong(_))), "{refused:?}");
        }
        assert_eq!(affiliation::own(&context, ada).await.unwrap().newest, newest);
    }

    async fn a_statement_made_from_an_older_record_is_refused(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let newest = affiliation::own(&context, ada).await.unwrap().newest;
        affiliation::state(&context, ada, with(None, "2026-01-01"), newest).await.unwrap();
        let refused = affiliation::state(&context, ada, with(Some("Umbrella"), "2026-02-01"), newest).await;
        assert!(matches!(refused, Err(StateError::Stale)), "{refused:?}");
    }

    async fn weighing_takes_as_many_queries_for_one_group_as_for_many(house: &House) {
        let led = |name: &str| Entry::named(name).lead("Ada Lovelace", "Acme").lead("Ben Okri", "Initech");
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let statement = with(Some("Initech"), "2026-11-01");
        let of_one = house.queries(affiliation::weigh(&context, ada, &statement)).await;
        let many: Vec<Entry> = (0..20).map(|number| led(&format!("Group {number}"))).collect();
        house.import("2024-02-15", [vec![led("Routing")], many].concat()).await;
        let of_many = house.queries(affiliation::weigh(&context, ada, &statement)).await;
        assert_eq!(of_one, of_many);
        assert_eq!(affiliation::weigh(&context, ada, &statement).await.unwrap().groups.len(), 21);
    }
}
