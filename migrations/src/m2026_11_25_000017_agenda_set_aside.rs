//! What was put off or declined from an agenda, and why.

use sea_orm_migration::{prelude::*, schema::*};

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
                    .table("agenda_set_aside")
                    .col(uuid("meeting_id"))
                    .col(uuid("item_id"))
                    .col(string_len("how", 20))
                    // The address of the meeting whose agenda it went to.
                    .col(string_len_null("to_key", 100))
                    .col(text("reason"))
                    .col(uuid_null("by"))
                    .col(big_integer("at"))
                    .primary_key(Index::create().col("meeting_id").col("item_id"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("agenda_set_aside", "meeting_id")
                            .to("meetings", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("agenda_set_aside", "item_id")
                            .to("agenda_items", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations go forward only".to_owned()))
    }
}
