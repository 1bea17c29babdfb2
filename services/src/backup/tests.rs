#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a failed unwrap is a failed test"
)]

use std::{collections::BTreeSet, env, process};

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use super::{LEFT_OUT, TABLES, catalogue};
use crate::Database;

#[tokio::test]
async fn no_table_is_forgotten() {
    let database = Database::connect("sqlite::memory:").await.unwrap();
    database.migrate().await.unwrap();
    let tables = catalogue(database.connection()).await.unwrap();
    assert_eq!(
        tables.keys().map(String::as_str).collect::<BTreeSet<_>>(),
        TABLES.into_iter().chain(LEFT_OUT).collect::<BTreeSet<_>>()
    );
}

/// Decisions as they were kept before groups decided too, in their columns of then.
const BEFORE: &str = "INSERT INTO decisions (number, proposal_id, proposal_number, kind, outcome, title, search_key, group_id, \
     other_group_id, revision, reasons, conditions, decided_on, decided_at, review_on, reapply_from, policy_version, \
     recorded_by, superseded_by) VALUES \
     ('2026-001', 'ID', 4, 'form', 'formed', 'Form It', 'form it', 'ID', NULL, 2, 'Why.', 'That.', '2026-03-04', 77, \
     '2027-01-01', NULL, 3, 'ID', '2026-002'), \
     ('2026-002', 'ID', 5, 'form', 'declined', 'Form It', 'form it', NULL, 'ID', 1, 'No.', '', '2026-03-05', 78, NULL, \
     '2026-09-01', 3, 'ID', NULL)";

async fn decisions_are_kept(database: &Database) {
    let pool = database.connection().pool().await;
    let before = Migrator::migrations()
        .iter()
        .position(|migration| migration.name().contains("_000011_"))
        .unwrap();
    Migrator::up(pool, Some(u32::try_from(before).unwrap()))
        .await
        .unwrap();
    let id = if pool.get_database_backend() == sea_orm::DatabaseBackend::Postgres {
        "00000000-0000-0000-0000-000000000007".to_owned()
    } else {
        String::new()
    };
    let insert = if id.is_empty() {
        BEFORE.replace("'ID'", "X'00000000000000000000000000000007'")
    } else {
        BEFORE.replace("ID", &id)
    };
    pool.execute_unprepared(&insert).await.unwrap();
    database.migrate().await.unwrap();

    let kept = crate::entities::decision::Entity::find()
        .order_by_asc(crate::entities::decision::Column::Number)
        .all(database.connection())
        .await
        .unwrap();
    let [one, two] = kept.as_slice() else {
        panic!("{kept:?}");
    };
    let seven = Some(uuid::Uuid::from_u128(7));
    assert_eq!(
        (one.decided_by.as_str(), one.proposal_id, one.group_id),
        ("committee", seven, seven)
    );
    assert_eq!((one.proposal_number, one.revision), (Some(4), Some(2)));
    assert_eq!(
        (one.kind.as_deref(), one.outcome.as_deref()),
        (Some("form"), Some("formed"))
    );
    assert_eq!(
        (one.reasons.as_str(), one.conditions.as_str()),
        ("Why.", "That.")
    );
    assert_eq!(
        (one.decided_on.as_str(), one.decided_at),
        ("2026-03-04", 77)
    );
    assert_eq!(one.review_on.as_deref(), Some("2027-01-01"));
    assert_eq!(one.superseded_by.as_deref(), Some("2026-002"));
    assert_eq!((one.context.as_str(), one.links.as_str()), ("", "[]"));
    assert_eq!(two.reapply_from.as_deref(), Some("2026-09-01"));
    assert_eq!((two.other_group_id, two.policy_version), (seven, 3));

    // The number is still what one is told apart by, and what is asked for is found by an index.
    let again = pool
        .execute_unprepared(
            "INSERT INTO decisions (number, title, search_key, reasons, conditions, decided_on, decided_at, policy_version, \
             recorded_by) SELECT number, title, search_key, reasons, conditions, decided_on, decided_at, policy_version, \
             recorded_by FROM decisions",
        )
        .await;
    assert!(again.is_err());
    for index in [
        "decisions_by_group",
        "decisions_by_proposal",
        "decisions_by_decider",
    ] {
        let made = pool
            .execute_unprepared(&format!("DROP INDEX {index}"))
            .await;
        assert!(made.is_ok(), "{index}: {made:?}");
    }
}

#[tokio::test]
async fn decisions_of_before_are_kept_on_sqlite() {
    let database = Database::connect("sqlite::memory:").await.unwrap();
    decisions_are_kept(&database).await;
}

#[tokio::test]
async fn decisions_of_before_are_kept_on_postgresql() {
    let server = env::var("CHARTERHOUSE_TEST_POSTGRES")
        .expect("there is no PostgreSQL server to test on: run `cargo xtask test`");
    let name = format!("charterhouse_decisions_{}", process::id());
    let here = Database::connect(&server).await.unwrap();
    let pool = here.connection().pool().await;
    pool.execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    let (before, _) = server.rsplit_once('/').unwrap();
    let database = Database::connect(&format!("{before}/{name}"))
        .await
        .unwrap();
    decisions_are_kept(&database).await;
    drop(database);
    // Connections that are closing still count for a moment.
    let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    pool.execute_unprepared(&drop).await.unwrap();
}
