//! One's own account: profile, sessions and tokens, and that nobody reaches into another's.

use std::sync::Arc;

use domain::{
    actor::{Actor, Credential, Scope},
    ids::PersonId,
    permission::Denied,
    profile::{ProfileField, ProfileText},
    token::{MOST_TOKENS, NewToken, TokenLife, TokenProblem},
};
use jiff::Timestamp;
use services::{
    Clock, Context, MakesIds, ReadError,
    account::held,
    person::{self, AsOf},
    profile::{self, ProfileChange, ProfileError},
    session::{self, Ending, OwnError, StoredSession},
    token::{self, TokenError},
};
use uuid::Uuid;

use crate::support::{Entry, House, TODAY, day, on_each_database};

/// A group that Ada and Ben lead.
pub async fn ada_and_ben(house: &House) -> (PersonId, PersonId) {
    let group = Entry::named("Routing")
        .lead("Ada Lovelace", "Acme")
        .lead("Ben Okri", "Initech");
    house.import("2024-01-15", vec![group]).await;
    (of(house, "ada-lovelace").await, of(house, "ben-okri").await)
}

/// Whoever has that handle.
pub async fn of(house: &House, handle: &str) -> PersonId {
    let found = person::with_handle(&house.context, handle).await.unwrap();
    found.unwrap()
}

/// The house as that person finds it when signed in.
pub async fn signed_in(house: &House, person: PersonId) -> Context {
    let credential = Credential::Session("their-session".to_owned());
    let actor = services::actor::acting(&house.context, person, credential)
        .await
        .unwrap();
    house.context.acting(actor.unwrap())
}

fn text(name: &str) -> ProfileText {
    ProfileText {
        name: name.to_owned(),
        ..ProfileText::default()
    }
}

fn change(version: i32, name_before: &str, text: ProfileText) -> ProfileChange {
    ProfileChange {
        version,
        name_before: name_before.to_owned(),
        text,
    }
}

on_each_database! {
    async fn a_profile_shows_what_is_public_of_it(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let text = ProfileText {
            time_zone: "europe/london".to_owned(),
            pronouns: "she/her".to_owned(),
            pronouns_public: true,
            ..text("Augusta Ada King")
        };
        profile::change(&context, ada, change(0, "Ada Lovelace", text)).await.unwrap();
        let own = profile::own(&context, ada).await.unwrap();
        assert_eq!(own.version, 1);
        assert_eq!(own.text.time_zone, "Europe/London");
        let page = person::show(&context.database, "ada-lovelace", AsOf::Today(day(TODAY))).await.unwrap();
        assert_eq!(page.name, "Augusta Ada King");
        assert_eq!(page.profile.pronouns, "she/her");
        assert_eq!(page.profile.time_zone, "", "it is not public");
        assert!(page.history[0].sentence.to_string().contains("is now called Augusta Ada King"));
    }

    async fn a_stale_profile_overwrites_nothing(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let first = ProfileText { pronouns: "she/her".to_owned(), ..text("Ada Lovelace") };
        profile::change(&context, ada, change(0, "Ada Lovelace", first.clone())).await.unwrap();
        for stale in [change(0, "Ada Lovelace", text("Ada")), change(1, "Ada of before", text("Ada"))] {
            let refused = profile::change(&context, ada, stale).await;
            assert!(matches!(refused, Err(ProfileError::Stale)), "{refused:?}");
        }
        assert_eq!(profile::own(&context, ada).await.unwrap().text, first);
    }

    async fn a_profile_with_a_bad_time_zone_changes_nothing(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let bad = ProfileText { time_zone: "Nowhere".to_owned(), ..text("Ada") };
        let refused = profile::change(&context, ada, change(0, "Ada Lovelace", bad)).await;
        let Err(ProfileError::Wrong(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!(problems[0].0, ProfileField::TimeZone);
        assert_eq!(profile::own(&context, ada).await.unwrap().text.name, "Ada Lovelace");
    }

    async fn a_change_of_what_is_public_reaches_the_pages_that_are_kept(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let before = services::record::state_of_pages(&context.database).await.unwrap();
        let public = ProfileText { pronouns: "she/her".to_owned(), pronouns_public: true, ..text("Ada Lovelace") };
        profile::change(&context, ada, change(0, "Ada Lovelace", public)).await.unwrap();
        assert!(services::record::state_of_pages(&context.database).await.unwrap() > before);
        assert_eq!(services::integrity::check(&context).await.unwrap().problems, [""; 0]);
    }

    async fn nobody_keeps_the_account_of_someone_else(house: &House) {
        let (ada, ben) = ada_and_ben(house).await;
        let context = signed_in(house, ben).await;
        let not_yours = |error: &dyn std::fmt::Display| {
            assert_eq!(error.to_string(), Denied::NotYours.to_string());
        };
        not_yours(&profile::own(&context, ada).await.unwrap_err());
        not_yours(&profile::change(&context, ada, change(0, "Ada Lovelace", text("Ben"))).await.unwrap_err());
        not_yours(&session::own(&context, ada).await.unwrap_err());
        not_yours(&session::end_own(&context, ada, Ending::All).await.unwrap_err());
        not_yours(&token::own(&context, ada).await.unwrap_err());
        not_yours(&token::make(&context, ada, wanted("x", TokenLife::Week)).await.unwrap_err());
        not_yours(&token::revoke(&context, ada, Uuid::nil()).await.unwrap_err());
        not_yours(&held(&context, ada).await.unwrap_err());
        not_yours(&services::account::leaving(&context, ada).await.unwrap_err());
        not_yours(&services::account::leave(&context, ada, "ada-lovelace").await.unwrap_err());
        not_yours(&services::affiliation::own(&context, ada).await.unwrap_err());
    }

    async fn someone_ends_their_own_sessions_and_no_others(house: &House) {
        let (ada, ben) = ada_and_ben(house).await;
        for (key, person) in [("a1", ada), ("a2", ada), ("a3", ada), ("b1", ben)] {
            session::create(&house.context, stored(key, person)).await.unwrap();
        }
        let context = signed_in(house, ada).await;
        let end = |ending| session::end_own(&context, ada, ending);
        assert_eq!(end(Ending::One("b1")).await.unwrap(), 0, "it is another person's");
        assert_eq!(end(Ending::One("a3")).await.unwrap(), 1);
        assert_eq!(end(Ending::AllBut("a1")).await.unwrap(), 1);
        let keys: Vec<String> = session::own(&context, ada).await.unwrap().into_iter().map(|line| line.key).collect();
        assert_eq!(keys, ["a1"]);
        assert_eq!(end(Ending::All).await.unwrap(), 1);
        assert!(session::load(&house.context, "b1").await.unwrap().is_some());
        let visitor = session::end_own(&house.context.acting(Actor::Visitor), ada, Ending::All).await;
        assert!(matches!(visitor, Err(OwnError::Denied(Denied::SignIn))));
    }

    async fn a_token_acts_within_its_scopes_until_it_ends_or_is_revoked(house: &House) {
        let (ada, ben) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let secret = token::make(&context, ada, wanted("minutes", TokenLife::Week)).await.unwrap();
        let actor = token::acting(&house.context, &secret).await.unwrap().unwrap();
        assert_eq!(actor.person_id(), Some(ada));
        assert_eq!(actor.person().unwrap().credential, Credential::Token([Scope::Read].into()));
        let line = token::own(&context, ada).await.unwrap().remove(0);
        assert_eq!(line.used_at, Some(house.context.now()), "its last use is kept");
        let others = signed_in(house, ben).await;
        assert!(!token::revoke(&others, ben, line.id).await.unwrap(), "it is another person's");
        let later = at(house, "2026-11-29T12:00:01Z");
        assert!(token::acting(&later, &secret).await.unwrap().is_none(), "it has ended");
        let unknown = format!("{}{}", token::PREFIX, "0".repeat(64));
        assert!(token::acting(&house.context, &unknown).await.unwrap().is_none());
        assert!(token::acting(&house.context, "something else").await.unwrap().is_none());
        assert!(token::revoke(&context, ada, line.id).await.unwrap());
        assert!(token::acting(&house.context, &secret).await.unwrap().is_none(), "it is revoked");
    }

    async fn a_token_is_kept_as_a_hash_only(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let secret = token::make(&context, ada, wanted("minutes", TokenLife::Year)).await.unwrap();
        let held = serde_json::to_string(&held(&context, ada).await.unwrap()).unwrap();
        assert!(held.contains("minutes") && !held.contains(&secret));
    }

    async fn a_token_makes_no_token_and_keeps_no_account(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let credential = Credential::Token(Scope::ALL.into());
        let actor = services::actor::acting(&house.context, ada, credential).await.unwrap();
        let context = house.context.acting(actor.unwrap());
        let made = token::make(&context, ada, wanted("more", TokenLife::Year)).await;
        assert!(matches!(made, Err(TokenError::Denied(Denied::NoToken))));
        let left = services::account::leave(&context, ada, "ada-lovelace").await;
        assert_eq!(left.unwrap_err().to_string(), Denied::NoToken.to_string());
    }

    async fn there_are_at_most_twenty_tokens_each_with_a_name_and_a_purpose(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        let context = signed_in(house, ada).await;
        let nothing = NewToken { name: " ".to_owned(), scopes: [].into(), life: TokenLife::Week };
        let Err(TokenError::Wrong(problems)) = token::make(&context, ada, nothing).await else { panic!() };
        assert_eq!(problems, [TokenProblem::NoName, TokenProblem::NoScope]);
        for number in 0..MOST_TOKENS {
            token::make(&context, ada, wanted(&number.to_string(), TokenLife::Week)).await.unwrap();
        }
        let Err(TokenError::Wrong(problems)) = token::make(&context, ada, wanted("one more", TokenLife::Week)).await else { panic!() };
        assert_eq!(problems, [TokenProblem::TooMany]);
    }

    async fn everything_that_is_held_on_someone_can_be_taken_away(house: &House) {
        let (ada, _) = ada_and_ben(house).await;
        session::create(&house.context, stored("a-key-of-a-session", ada)).await.unwrap();
        let context = signed_in(house, ada).await;
        let said = ProfileText { pronouns: "she/her".to_owned(), ..text("Ada Lovelace") };
        profile::change(&context, ada, change(0, "Ada Lovelace", said)).await.unwrap();
        let held = held(&context, ada).await.unwrap();
        assert_eq!(held.person.handle, "ada-lovelace");
        assert_eq!(held.accounts[0].login, "ada-lovelace");
        assert_eq!(held.affiliations[0].organization, "Acme");
        assert_eq!((held.seats[0].group.as_str(), held.seats[0].role.as_str()), ("Routing", "lead"));
        assert_eq!(held.sessions[0].browser, "Firefox");
        assert_eq!(held.audit[0].what, "profile_changed");
        assert!(held.events.iter().any(|event| event.what == "Ada Lovelace became a lead of Routing"));
        let json = serde_json::to_string(&held).unwrap();
        assert!(json.contains("she/her") && !json.contains("a-key-of-a-session"));
        let visitor = house.context.acting(Actor::Visitor);
        let refused = services::account::held(&visitor, ada).await;
        assert!(matches!(refused, Err(ReadError::Denied(Denied::SignIn))));
    }
}

fn wanted(name: &str, life: TokenLife) -> NewToken {
    NewToken {
        name: name.to_owned(),
        scopes: [Scope::Read].into(),
        life,
    }
}

/// A session of that person that lasts.
pub fn stored(key: &str, person: PersonId) -> StoredSession {
    StoredSession {
        key: key.to_owned(),
        person: Some(person),
        data: "{}".to_owned(),
        user_agent: "Firefox".to_owned(),
        expires_at: i64::MAX,
    }
}

struct At(Timestamp);

impl Clock for At {
    fn now(&self) -> Timestamp {
        self.0
    }
}

struct NoIds;

impl MakesIds for NoIds {
    fn make(&self) -> Uuid {
        Uuid::max()
    }

    fn make_secret(&self) -> [u8; 32] {
        [0; 32]
    }
}

/// The house at another moment.
fn at(house: &House, moment: &str) -> Context {
    let clock = At(moment.parse().unwrap());
    Context::with(
        house.context.database.clone(),
        Arc::new(clock),
        Arc::new(NoIds),
    )
}
