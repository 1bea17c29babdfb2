//! When somebody was here last; and the acts of a person in the record, by when they were recorded.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Two moments, each with the number of the newest event then: of this visit, and of the one before.
        manager
            .create_table(
                Table::create()
                    .table("visits")
                    .col(uuid("person_id").primary_key())
                    .col(big_integer("seen_seq"))
                    .col(big_integer("seen_at"))
                    .col(big_integer_null("before_seq"))
                    .col(big_integer_null("before_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("visits", "person_id")
                            .to("people", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("events_by_actor")
                    .table("events")
                    .col("actor_id")
                    .col("recorded_at")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations go forward only".to_owned()))
    }
}
