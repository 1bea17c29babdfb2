//! Signing in: whose an account is, what the record learns from it, and what administrators may do about it.

use domain::{
    actor::{Actor, Credential},
    identity::{NamedAdministrator, ProvenAccount},
    ids::PersonId,
    permission::Denied,
    person::Account,
};
use services::{
    Context, actor, history,
    identity::{
        LinkError, UnlinkError, link, link_by_administrator, link_key, of_person, sign_in, unlink,
        unlink_by_administrator,
    },
    person::with_handle,
};

use crate::support::{Entry, House, on_each_database};

fn proven(subject: &str, login: &str) -> ProvenAccount {
    ProvenAccount {
        account: Account::github(login),
        subject: subject.to_owned(),
        name: "Someone New".to_owned(),
        login_is_proof: true,
    }
}

/// At a provider where anyone may choose any login.
fn chosen(subject: &str, login: &str) -> ProvenAccount {
    ProvenAccount {
        account: Account {
            provider: "forge".to_owned(),
            login: login.to_owned(),
        },
        login_is_proof: false,
        ..proven(subject, login)
    }
}

async fn signed_in(house: &House, subject: &str, login: &str) -> PersonId {
    let visitor = house.context.acting(Actor::Visitor);
    sign_in(&visitor, proven(subject, login), &[])
        .await
        .unwrap()
}

async fn acting(house: &House, person: PersonId) -> Context {
    let session = Credential::Session("a key".to_owned());
    let actor = actor::acting(&house.context, person, session)
        .await
        .unwrap();
    house.context.acting(actor.unwrap())
}

async fn known(house: &House, handle: &str) -> Option<PersonId> {
    with_handle(&house.context, handle).await.unwrap()
}

async fn newest_words(house: &House) -> Vec<String> {
    let newest = history::newest(&house.context.database, 10).await.unwrap();
    newest
        .iter()
        .map(|entry| entry.sentence.to_string())
        .collect()
}

async fn administrator(house: &House) -> Context {
    let named = NamedAdministrator {
        provider: "github".to_owned(),
        who: "root".to_owned(),
    };
    let visitor = house.context.acting(Actor::Visitor);
    let person = sign_in(&visitor, proven("0", "root"), &[named])
        .await
        .unwrap();
    acting(house, person).await
}

on_each_database! {
    async fn whoever_an_import_names_signs_in_as_that_person(house: &House) {
        house.import("2020-01-15", vec![Entry::named("Routing").lead("Amara Osei", "Northwind")]).await;
        let amara = signed_in(house, "7", "Amara-Osei").await;
        assert_eq!(known(house, "amara-osei").await, Some(amara));
        assert_eq!(signed_in(house, "7", "amara-osei").await, amara);
    }

    async fn whoever_is_not_known_is_registered_under_a_free_handle(house: &House) {
        house.import("2020-01-15", vec![Entry::named("Routing").lead("Amara Osei", "Northwind")]).await;
        let visitor = house.context.acting(Actor::Visitor);
        let other = sign_in(&visitor, chosen("x", "amara-osei"), &[]).await.unwrap();
        assert_eq!(known(house, "amara-osei-2").await, Some(other));
        assert_eq!(newest_words(house).await[0], "Someone New came into the record with the forge account amara-osei");
    }

    async fn a_login_that_is_reused_leaves_whoever_had_it(house: &House) {
        let ada = signed_in(house, "1", "ada").await;
        let other = signed_in(house, "2", "ada").await;
        assert_ne!(ada, other);
        assert!(newest_words(house).await.contains(&"The GitHub account ada is no longer known as that of Someone New".to_owned()));
        assert_eq!(signed_in(house, "1", "lovelace").await, ada);
        assert_eq!(newest_words(house).await[0], "The GitHub account lovelace became known as that of Someone New");
        assert_eq!(signed_in(house, "2", "ada").await, other);
    }

    async fn a_login_that_changes_is_told_in_the_record(house: &House) {
        signed_in(house, "1", "ada").await;
        signed_in(house, "1", "lovelace").await;
        assert_eq!(newest_words(house).await[0], "The GitHub account “ada” of Someone New is now called “lovelace”");
        let findings = services::integrity::check(&house.context).await.unwrap();
        assert_eq!(findings.problems, Vec::<String>::new());
    }

    async fn a_login_that_was_an_administrators_makes_nobody_else_one(house: &House) {
        let first = administrator(house).await;
        let named = [NamedAdministrator { provider: "github".to_owned(), who: "root".to_owned() }];
        let visitor = house.context.acting(Actor::Visitor);
        let other = sign_in(&visitor, proven("9", "root"), &named).await.unwrap();
        let other = acting(house, other).await;
        let administer = |context: &Context| {
            context.may(domain::permission::Action::Administer, domain::permission::Resource::Community).is_ok()
        };
        assert!(administer(&first) && !administer(&other));
    }

    async fn people_link_and_unlink_their_own_accounts_only(house: &House) {
        let ada = signed_in(house, "1", "ada").await;
        let ben = signed_in(house, "2", "ben").await;
        let (as_ada, as_ben) = (acting(house, ada).await, acting(house, ben).await);
        let last = unlink(&as_ada, "github".to_owned(), "1".to_owned()).await;
        assert!(matches!(last, Err(UnlinkError::Last)));
        link(&as_ada, chosen("a", "ada-at-the-forge")).await.unwrap();
        let taken = link(&as_ben, chosen("a", "ada-at-the-forge")).await;
        assert!(matches!(taken, Err(LinkError::Refused(_))));
        let not_his = unlink(&as_ben, "github".to_owned(), "1".to_owned()).await;
        assert!(matches!(not_his, Err(UnlinkError::NotLinked)));
        unlink(&as_ada, "github".to_owned(), "1".to_owned()).await.unwrap();
        let left = of_person(&as_ada, ada).await.unwrap();
        assert_eq!(left.iter().map(|line| line.provider.as_str()).collect::<Vec<_>>(), ["forge"]);
        assert_ne!(signed_in(house, "1", "ada").await, ada, "what was unlinked is a way in no more");
        assert_ne!(link_key(&as_ada), None);
        assert_eq!(link_key(&house.context), None);
    }

    async fn an_account_that_the_record_knows_as_anothers_is_not_taken_from_them(house: &House) {
        house.import("2020-01-15", vec![Entry::named("Routing").lead("Amara Osei", "Northwind")]).await;
        let ben = signed_in(house, "2", "ben").await;
        let refused = link(&acting(house, ben).await, proven("7", "amara-osei")).await;
        assert!(matches!(refused, Err(LinkError::Refused(_))));
    }

    async fn administrators_link_and_unlink_for_others_and_nobody_else_does(house: &House) {
        house.import("2020-01-15", vec![Entry::named("Routing").lead("Amara Osei", "Northwind")]).await;
        let amara = known(house, "amara-osei").await.unwrap();
        let ben = acting(house, signed_in(house, "2", "ben").await).await;
        let at_the_forge = || Account { provider: "forge".to_owned(), login: "amara".to_owned() };
        let refused = link_by_administrator(&ben, amara, at_the_forge(), Some("f".to_owned())).await;
        assert!(matches!(refused, Err(LinkError::Denied(Denied::Others(_)))));

        let admin = administrator(house).await;
        link_by_administrator(&admin, amara, at_the_forge(), Some("f".to_owned())).await.unwrap();
        let lines = of_person(&admin, amara).await.unwrap();
        assert_eq!(lines[0].signed_in_at, None);
        let visitor = house.context.acting(Actor::Visitor);
        assert_eq!(sign_in(&visitor, chosen("f", "amara"), &[]).await.unwrap(), amara);

        let elses = link_by_administrator(&admin, ben.actor().person_id().unwrap(), at_the_forge(), None).await;
        assert!(matches!(elses, Err(LinkError::Refused(_))));
        unlink_by_administrator(&admin, amara, "forge".to_owned(), "f".to_owned()).await.unwrap();
        assert_eq!(of_person(&admin, amara).await.unwrap(), vec![]);
        let nobody = link_by_administrator(&admin, PersonId(uuid::Uuid::nil()), at_the_forge(), None).await;
        assert!(matches!(nobody, Err(LinkError::NoPerson)));
    }

    async fn whoever_was_merged_signs_in_as_whom_they_were_merged_into(house: &House) {
        let ada = signed_in(house, "1", "ada").await;
        signed_in(house, "2", "ada-at-work").await;
        house.count_as_merged("ada-at-work", "ada").await;
        assert_eq!(signed_in(house, "2", "ada-at-work").await, ada);
    }
}
