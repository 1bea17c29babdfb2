//! Leaving: the account goes, the seats end, the record stays whole, under the name or a pseudonym.

use domain::{
    identity::ProvenAccount, leaving::NameAfterLeaving, person::Account, policy::Policy,
    standing::Standing,
};
use services::{
    ReadError,
    account::{LeaveError, leave, leaving},
    committee, identity, integrity,
    person::{self, AsOf},
    policy::{Adoption, adopt},
    session, token,
};

use crate::{
    account::{ada_and_ben, of, signed_in, stored},
    support::{House, TODAY, day, on_each_database},
};

/// From today on, who leaves stays in the record under a pseudonym.
async fn with_pseudonyms(house: &House) {
    let adoption = Adoption {
        made_from: 1,
        rules: Policy {
            name_after_leaving: NameAfterLeaving::Pseudonym,
            ..Policy::istio()
        },
        reason: "Whoever leaves may be forgotten.".to_owned(),
        holds_from: day(TODAY),
    };
    adopt(&house.context, adoption).await.unwrap();
}

/// All that an export and the record have, as text.
async fn everything_in(house: &House) -> String {
    let community = services::record::community_on(&house.context.database, None)
        .await
        .unwrap();
    let registry = services::registry::formats::write(
        services::registry::formats::ExportFormat::Json,
        &community,
        "Community",
        day(TODAY),
    )
    .unwrap();
    let mut text = format!("{community:?} {registry}");
    let filter = services::history::Filter::default();
    let history = services::history::page(&house.context.database, &filter, None)
        .await
        .unwrap();
    for entry in history.entries {
        text.push_str(&entry.sentence.to_string());
    }
    text
}

on_each_database! {
    async fn who_leaves_is_told_which_seats_end_and_what_that_breaks(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let before = leaving(&context, ada).await.unwrap();
        assert_eq!(before.name, NameAfterLeaving::Kept);
        assert_eq!(before.seats[0].group.name, "Routing");
        let broken: Vec<&str> = before.groups[0].rules.iter().map(|rule| rule.after.evidence.as_str()).collect();
        assert_eq!(broken, ["One lead; two or three wanted", "One organization: Initech; two wanted"]);
    }

    async fn who_leaves_keeps_their_name_in_the_record_and_nothing_else(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        session::create(&house.context, stored("a1", ada)).await.unwrap();
        let context = signed_in(house, ada).await;
        leave(&context, ada, " ada-lovelace ").await.unwrap();
        assert!(session::load(&house.context, "a1").await.unwrap().is_none());
        let page = person::show(&context.database, "ada-lovelace", AsOf::Today(day(TODAY))).await.unwrap();
        assert_eq!(page.name, "Ada Lovelace");
        assert_eq!(page.seats[0].days.until, Some(day(TODAY)));
        let told: Vec<String> = page.history.iter().take(2).map(|entry| entry.sentence.to_string()).collect();
        assert_eq!(told, ["Ada Lovelace left", "Ada Lovelace is no longer a lead of Routing"]);
        assert_eq!(page.accounts[0].login, "ada-lovelace", "by which they are known when they come back");
        assert_eq!(integrity::check(&context).await.unwrap().problems, [""; 0]);
    }

    async fn a_pseudonym_stands_in_every_line_where_the_name_stood(house: &House) {
        let (ada, ben) = ada_and_ben(house).await;
        with_pseudonyms(house).await;
        let context = signed_in(house, ada).await;
        let made = domain::token::NewToken {
            name: "script of ada-lovelace".to_owned(),
            scopes: [domain::actor::Scope::Read].into(),
            life: domain::token::TokenLife::Week,
        };
        let secret = token::make(&context, ada, made).await.unwrap();
        leave(&context, ada, "ada-lovelace").await.unwrap();
        let everything = everything_in(house).await.to_lowercase();
        assert!(!everything.contains("ada-") && !everything.contains("lovelace"), "{everything}");
        assert!(everything.contains("former participant 1"));
        let gone = person::show(&context.database, "ada-lovelace", AsOf::Today(day(TODAY))).await;
        assert!(matches!(gone, Err(ReadError::NotFound)));
        let page = person::show(&context.database, "former-participant-1", AsOf::Today(day(TODAY))).await.unwrap();
        assert_eq!(page.accounts, []);
        assert_eq!(page.affiliations[0].organization.name, "Acme");
        assert_eq!(page.history[0].sentence.to_string(), "Former participant 1 left, and their name with them");
        assert!(token::acting(&house.context, &secret).await.unwrap().is_none());
        assert_eq!(integrity::check(&context).await.unwrap().problems, [""; 0]);
        let found = person::with_handle(&house.context, "former-participant-1").await.unwrap();
        let held = services::account::held(&signed_in(house, found.unwrap()).await, ada).await.unwrap();
        assert!(!serde_json::to_string(&held).unwrap().contains("lovelace"), "nor in what administrators read");

        let context = signed_in(house, ben).await;
        leave(&context, ben, "ben-okri").await.unwrap();
        of(house, "former-participant-2").await;
        assert_eq!(integrity::check(&context).await.unwrap().problems, [""; 0]);
    }

    async fn who_comes_back_is_the_same_person_where_the_name_was_kept_and_a_new_one_otherwise(house: &House) {
        let (ada, ben) = ada_and_ben(house).await;
        let sign_in = |login: &str| {
            let proven = ProvenAccount {
                account: Account::github(login),
                subject: format!("number of {login}"),
                name: login.to_owned(),
                login_is_proof: true,
            };
            let context = house.context.clone();
            async move { identity::sign_in(&context, proven, &[]).await.unwrap() }
        };
        assert_eq!(sign_in("ada-lovelace").await, ada);
        leave(&signed_in(house, ada).await, ada, "ada-lovelace").await.unwrap();
        assert_eq!(sign_in("ada-lovelace").await, ada, "the record knows the account");

        with_pseudonyms(house).await;
        assert_eq!(sign_in("ben-okri").await, ben);
        leave(&signed_in(house, ben).await, ben, "ben-okri").await.unwrap();
        let audit = services::account::held(&signed_in(house, ben).await, ben).await.unwrap().audit;
        assert!(audit.iter().all(|line| !line.about.contains("ben-okri")), "{audit:?}");
        let back = sign_in("ben-okri").await;
        assert_ne!(back, ben);
        assert_eq!(of(house, "ben-okri").await, back, "the handle is free again");
        assert_eq!(integrity::check(&house.context).await.unwrap().problems, [""; 0]);
    }

    async fn who_was_merged_into_someone_who_leaves_loses_their_names_too(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        with_pseudonyms(house).await;
        person::merge(&house.context, "ada-lovelace", "ben-okri").await.unwrap();
        leave(&signed_in(house, ada).await, ada, "ada-lovelace").await.unwrap();
        let everything = everything_in(house).await.to_lowercase();
        for name in ["lovelace", "okri"] {
            assert!(!everything.contains(name), "{everything}");
        }
        assert_eq!(integrity::check(&house.context).await.unwrap().problems, [""; 0]);
    }

    async fn who_leaves_is_no_longer_on_the_committee_nor_an_administrator(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let seat = committee::add_seat(&house.context, String::new(), day("2025-01-01")).await.unwrap();
        committee::fill(&house.context, seat, "ada-lovelace", day("2025-01-01"), None).await.unwrap();
        let context = signed_in(house, ada).await;
        assert_eq!(leaving(&context, ada).await.unwrap().duties, [Standing::Committee]);
        leave(&context, ada, "ada-lovelace").await.unwrap();
        let acting = signed_in(house, ada).await;
        assert!(acting.actor().person().unwrap().standings.is_empty());
        let held = services::account::held(&acting, ada).await.unwrap();
        assert_eq!(held.committee_terms[0].until.as_deref(), Some(TODAY));
        assert_eq!(integrity::check(&house.context).await.unwrap().problems, [""; 0]);
    }

    async fn nobody_leaves_by_mistake(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        for typed in ["", "Ada Lovelace", "ben-okri"] {
            let refused = leave(&context, ada, typed).await;
            assert!(matches!(refused, Err(LeaveError::NotConfirmed)), "{refused:?}");
        }
        let page = person::show(&context.database, "ada-lovelace", AsOf::Today(day(TODAY))).await.unwrap();
        assert_eq!(page.seats[0].days.until, None);
    }
}
