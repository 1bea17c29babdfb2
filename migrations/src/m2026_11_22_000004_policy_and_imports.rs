//! Versions of the community's rules, and what was imported when.

use sea_orm_migration::{prelude::*, schema::*};

use crate::day;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("policies")
                    .col(integer("version").primary_key())
                    .col(day("holds_from"))
                    .col(text("body"))
                    .col(text("reason"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("imports")
                    .col(uuid("id").primary_key())
                    .col(text("file"))
                    .col(string_len("format", 40))
                    .col(day("as_of"))
                    .col(big_integer("imported_at"))
                    .col(big_integer("events"))
                    .to_owned(),
            )
            .await?;
        // A complete list of the holders of a standing: without one, nobody's absence from it means anything.
        manager
            .create_table(
                Table::create()
                    .table("rolls")
                    .col(string_len("standing", 200))
                    .col(day("as_of"))
                    .primary_key(Index::create().col("standing").col("as_of"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations go forward only".to_owned()))
    }
}
