//! Sessions: how long they last, whose they are, how they end.

use domain::ids::PersonId;
use services::session::{
    Ending, IDLE, LONGEST, StoredSession, clean_up, create, end, end_of_person, load, of_person,
    update,
};

use crate::support::{Entry, House, on_each_database};

const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// A session as the cookie's layer stores it: it ends when it is not used for a while.
fn session(house: &House, key: &str, person: PersonId) -> StoredSession {
    StoredSession {
        key: key.to_owned(),
        person: Some(person),
        data: "{}".to_owned(),
        user_agent: "a browser".to_owned(),
        expires_at: house.context.now() + IDLE,
    }
}

async fn someone(house: &House) -> PersonId {
    house
        .import(
            "2020-01-15",
            vec![Entry::named("Routing").lead("Amara Osei", "Northwind")],
        )
        .await;
    services::person::with_handle(&house.context, "amara-osei")
        .await
        .unwrap()
        .unwrap()
}

async fn lasts(house: &House, key: &str) -> bool {
    load(&house.context, key).await.unwrap().is_some()
}

on_each_database! {
    async fn a_session_that_is_not_used_ends(house: &House) {
        let person = someone(house).await;
        create(&house.context, session(house, "one", person)).await.unwrap();
        house.clock.pass(IDLE - 1);
        assert!(lasts(house, "one").await);
        house.clock.pass(1);
        assert!(!lasts(house, "one").await);
    }

    async fn a_session_that_is_used_lasts_but_not_for_ever(house: &House) {
        let person = someone(house).await;
        create(&house.context, session(house, "one", person)).await.unwrap();
        let mut days = 0;
        while lasts(house, "one").await {
            update(&house.context, session(house, "one", person)).await.unwrap();
            house.clock.pass(DAY);
            days += 1;
        }
        assert_eq!(days * DAY, LONGEST);
        update(&house.context, session(house, "one", person)).await.unwrap();
        assert!(!lasts(house, "one").await);
    }

    async fn a_session_cannot_be_made_to_last_longer_than_the_longest(house: &House) {
        let person = someone(house).await;
        let stored = StoredSession { expires_at: i64::MAX, ..session(house, "one", person) };
        create(&house.context, stored).await.unwrap();
        house.clock.pass(LONGEST - 1);
        assert!(lasts(house, "one").await);
        house.clock.pass(1);
        assert!(!lasts(house, "one").await);
    }

    async fn a_session_that_was_ended_does_not_come_back(house: &House) {
        let person = someone(house).await;
        create(&house.context, session(house, "one", person)).await.unwrap();
        end(&house.context, "one").await.unwrap();
        update(&house.context, session(house, "one", person)).await.unwrap();
        assert!(!lasts(house, "one").await);
    }

    async fn a_person_sees_their_sessions_and_ends_all_but_this_one(house: &House) {
        let person = someone(house).await;
        for key in ["one", "two", "three"] {
            house.clock.pass(60 * 1_000_000);
            create(&house.context, session(house, key, person)).await.unwrap();
        }
        let keys = async || -> Vec<String> {
            let lines = of_person(&house.context, person).await.unwrap();
            lines.into_iter().map(|line| line.key).collect()
        };
        assert_eq!(keys().await, ["three", "two", "one"]);
        end_of_person(&house.context, person, Ending::AllBut("two")).await.unwrap();
        assert_eq!(keys().await, ["two"]);
    }

    async fn nobody_ends_a_session_of_someone_else(house: &House) {
        let person = someone(house).await;
        create(&house.context, session(house, "one", person)).await.unwrap();
        let other = PersonId(house.context.new_id());
        for ending in [Ending::One("one"), Ending::AllBut("two"), Ending::All] {
            assert_eq!(end_of_person(&house.context, other, ending).await.unwrap(), 0);
        }
        assert!(lasts(house, "one").await);
    }

    async fn sessions_that_have_ended_are_removed_and_no_others(house: &House) {
        let person = someone(house).await;
        create(&house.context, session(house, "old", person)).await.unwrap();
        house.clock.pass(IDLE);
        create(&house.context, session(house, "new", person)).await.unwrap();
        assert_eq!(clean_up(&house.context).await.unwrap(), 1);
        assert_eq!(clean_up(&house.context).await.unwrap(), 0);
        assert!(lasts(house, "new").await);
    }
}
