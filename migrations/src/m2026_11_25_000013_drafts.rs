//! Drafts keep what was typed and could not be read; a draft that a decision made knows the decision and its group.

use sea_orm_migration::{
    prelude::*,
    schema::{string_len_null, text, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One alteration per statement: SQLite takes no more.
        for column in [
            text("unreadable").default("[]").to_owned(),
            string_len_null("decision", 12),
            uuid_null("group_id"),
        ] {
            manager
                .alter_table(
                    Table::alter()
                        .table("proposal_drafts")
                        .add_column(column)
                        .to_owned(),
                )
                .await?;
        }
        manager
            .create_index(
                Index::create()
                    .name("proposal_drafts_group")
                    .table("proposal_drafts")
                    .col("group_id")
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("proposal_drafts_decision")
                    .table("proposal_drafts")
                    .col("decision")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations go forward only".to_owned()))
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
