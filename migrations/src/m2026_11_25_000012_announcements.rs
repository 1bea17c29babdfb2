//! Announcements, and the final reports of groups that close.

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
                    .table("announcements")
                    .col(uuid("id").primary_key())
                    .col(integer_uniq("number"))
                    .col(text("title"))
                    .col(text("body"))
                    .col(string_len("occasion", 20))
                    .col(integer_null("proposal_number"))
                    .col(uuid_null("group_id"))
                    .col(uuid("by_id"))
                    .col(big_integer("posted_at"))
                    .col(text("taken_back"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("announcements_by_group")
                    .table("announcements")
                    .col("group_id")
                    .col("number")
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("tasks_open_by_day")
                    .table("tasks")
                    .col("done_at")
                    .col("due_on")
                    .to_owned(),
            )
            .await?;
        // What the leads or the committee write while a group closes; it becomes an event when the group ends.
        manager
            .create_table(
                Table::create()
                    .table("final_reports")
                    .col(uuid("group_id").primary_key())
                    .col(text("body"))
                    .col(uuid("changed_by"))
                    .col(big_integer("changed_at"))
                    .col(integer("version"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations go forward only".to_owned()))
    }
}
