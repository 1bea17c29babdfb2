//! Series of meetings, the meetings for which something was written, and their agendas.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{day, day_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        meetings(manager).await?;
        agendas(manager).await?;
        // The address under which a person's calendar program reads their groups' meetings.
        manager
            .create_table(
                Table::create()
                    .table("calendar_addresses")
                    .col(uuid("person_id").primary_key())
                    .col(string_len_uniq("hash", 64))
                    .col(big_integer("created_at"))
                    .col(big_integer_null("used_at"))
                    .to_owned(),
            )
            .await?;
        for (name, table, columns) in [
            ("series_by_group", "series", &["group_id", "slug"][..]),
            ("series_by_end", "series", &["until"]),
            ("meetings_by_start", "meetings", &["starts_at", "key"]),
            (
                "meetings_by_series",
                "meetings",
                &["series_id", "starts_at"],
            ),
            ("meetings_by_group", "meetings", &["group_id", "starts_at"]),
            ("meetings_by_state", "meetings", &["state", "starts_at"]),
            (
                "agenda_items_by_meeting",
                "agenda_items",
                &["meeting_id", "position"],
            ),
            (
                "agenda_items_by_person",
                "agenda_items",
                &["asked_by", "id"],
            ),
            (
                "agenda_item_groups_by_group",
                "agenda_item_groups",
                &["group_id", "meeting_id"],
            ),
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

async fn meetings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("series")
                .col(uuid("id").primary_key())
                .col(string_len_uniq("slug", 80))
                .col(string_len("convener", 20))
                .col(uuid_null("group_id"))
                .col(text("title"))
                .col(text("description"))
                .col(text("place"))
                .col(text("join_link"))
                .col(text("patterns"))
                // Its last day where it has one, for leaving out what is over.
                .col(day_null("until"))
                .col(integer("sequence"))
                .col(big_integer("created_at"))
                .col(big_integer("changed_at"))
                .col(integer("version"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("meetings")
                .col(uuid("id").primary_key())
                .col(string_len_uniq("key", 100))
                .col(uuid_null("series_id"))
                .col(day("day"))
                .col(string_len("convener", 20))
                .col(uuid_null("group_id"))
                .col(text("title"))
                .col(text("description"))
                .col(big_integer("starts_at"))
                .col(big_integer("ends_at"))
                // When the series had planned it.
                .col(big_integer("planned_at"))
                .col(boolean("moved"))
                .col(text("time_zone"))
                .col(string_len("state", 20))
                .col(text("place"))
                .col(text("join_link"))
                // Why it was moved or cancelled.
                .col(text("reason"))
                // When the committee's agenda took up what was open, for good.
                .col(big_integer_null("agenda_frozen_at"))
                .col(integer("sequence"))
                .col(big_integer("created_at"))
                .col(big_integer("changed_at"))
                .col(integer("version"))
                .to_owned(),
        )
        .await
}

async fn agendas(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("agenda_items")
                .col(uuid("id").primary_key())
                .col(uuid("meeting_id"))
                .col(integer("position"))
                .col(text("title"))
                .col(integer_null("minutes"))
                .col(text("material"))
                .col(uuid_null("asked_by"))
                .col(text_null("subject"))
                .col(string_len("state", 20))
                .col(text("notes"))
                .col(big_integer("added_at"))
                .col(big_integer("changed_at"))
                .col(integer("version"))
                .foreign_key(
                    ForeignKey::create()
                        .from("agenda_items", "meeting_id")
                        .to("meetings", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("agenda_item_groups")
                .col(uuid("item_id"))
                .col(uuid("group_id"))
                .col(uuid("meeting_id"))
                .primary_key(Index::create().col("item_id").col("group_id"))
                .foreign_key(
                    ForeignKey::create()
                        .from("agenda_item_groups", "item_id")
                        .to("agenda_items", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await
}
