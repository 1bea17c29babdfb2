#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::BTreeSet;

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
