//! Roadmaps and reports: their tables are made from the record, but for drafts of reports.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{day, day_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The longest name of a period: `2026-07-13-to-2026-08-23`.
const PERIOD: u32 = 32;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        roadmaps(manager).await?;
        reports(manager).await?;
        for (name, table, columns) in [
            ("roadmaps_by_look", "roadmaps", &["looked_on"][..]),
            (
                "roadmap_items_by_month",
                "roadmap_items",
                &["month", "state", "group_id"],
            ),
            ("reports_by_period", "reports", &["period", "group_id"]),
            ("reports_by_group", "reports", &["group_id", "last_day"]),
            (
                "report_marks_by_flag",
                "report_marks",
                &["mark", "settled", "group_id"],
            ),
            ("report_requests_by_day", "report_requests", &["due_on"]),
        ] {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations go forward only".to_owned()))
    }
}

async fn roadmaps(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("roadmaps")
                .col(uuid("group_id").primary_key())
                .col(integer("version"))
                .col(integer("highest"))
                .col(day("published_on"))
                .col(day("looked_on"))
                .col(big_integer("looked_at"))
                .col(uuid_null("looked_by"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("roadmap_versions")
                .col(uuid("group_id"))
                .col(integer("version"))
                .col(day("published_on"))
                .col(big_integer("published_at"))
                .col(uuid_null("published_by"))
                .col(text("summary"))
                .col(text("items"))
                .primary_key(Index::create().col("group_id").col("version"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("roadmap_items")
                .col(uuid("group_id"))
                .col(integer("number"))
                .col(integer("place"))
                .col(text("outcome"))
                .col(string_len("month", 7))
                .col(string_len("state", 20))
                .col(text("links"))
                .primary_key(Index::create().col("group_id").col("number"))
                .to_owned(),
        )
        .await
}

async fn reports(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("reports")
                .col(uuid("group_id"))
                .col(string_len("period", PERIOD))
                .col(day("first_day"))
                .col(day("last_day"))
                .col(day("submitted_on"))
                .col(big_integer("submitted_at"))
                .col(uuid("submitted_by"))
                .col(text("words"))
                .col(text("facts"))
                .col(text("outcome"))
                .col(day_null("discussed_on"))
                .col(uuid_null("discussed_by"))
                .primary_key(Index::create().col("group_id").col("period"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("report_marks")
                .col(uuid("group_id"))
                .col(string_len("period", PERIOD))
                .col(uuid("person_id"))
                .col(string_len("mark", 10))
                .col(text("comment"))
                .col(boolean("settled"))
                .col(big_integer("marked_at"))
                .primary_key(
                    Index::create()
                        .col("group_id")
                        .col("period")
                        .col("person_id"),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("report_requests")
                .col(uuid("group_id").primary_key())
                .col(text("reason"))
                .col(day("due_on"))
                .col(uuid("asked_by"))
                .col(big_integer("asked_at"))
                .to_owned(),
        )
        .await?;
    // A draft is no part of the record until it is submitted.
    manager
        .create_table(
            Table::create()
                .table("report_drafts")
                .col(uuid("group_id"))
                .col(string_len("period", PERIOD))
                .col(text("words"))
                .col(integer("version"))
                .col(uuid_null("changed_by"))
                .col(big_integer("changed_at"))
                .primary_key(Index::create().col("group_id").col("period"))
                .to_owned(),
        )
        .await
}
