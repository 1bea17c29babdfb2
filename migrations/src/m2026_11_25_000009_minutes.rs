//! What a meeting leaves behind: who was there, notes, decisions, action items, minutes, a recording.

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
        sittings(manager).await?;
        lines(manager).await?;
        for (name, table, columns) in [
            (
                "sittings_by_minutes",
                "sittings",
                &["minutes_state", "day"][..],
            ),
            (
                "sittings_by_recording",
                "sittings",
                &["recording_state", "day"],
            ),
            (
                "attendances_by_meeting",
                "attendances",
                &["meeting_id", "name_key"],
            ),
            (
                "attendances_by_person",
                "attendances",
                &["person_id", "meeting_id"],
            ),
            (
                "action_items_by_owner",
                "action_items",
                &["owner_id", "state", "id"],
            ),
            (
                "action_items_by_meeting",
                "action_items",
                &["meeting_id", "place"],
            ),
            (
                "action_items_by_item",
                "action_items",
                &["item_id", "place"],
            ),
            (
                "action_items_by_group",
                "action_items",
                &["group_id", "state", "id"],
            ),
            ("action_items_by_state", "action_items", &["state", "id"]),
            (
                "noted_decisions_by_meeting",
                "noted_decisions",
                &["meeting_id", "place"],
            ),
            (
                "noted_decisions_by_item",
                "noted_decisions",
                &["item_id", "place"],
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

async fn sittings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // How a meeting goes, and what it leaves: one row for each meeting that was begun or pasted.
    manager
        .create_table(
            Table::create()
                .table("sittings")
                .col(uuid("meeting_id").primary_key())
                .col(day("day"))
                .col(big_integer_null("began_at"))
                .col(big_integer_null("ended_at"))
                .col(uuid_null("current_item"))
                .col(big_integer_null("item_since"))
                .col(uuid_null("scribe_id"))
                // Counts every change of what its page shows: browsers that have it open follow this number.
                .col(big_integer("changes"))
                .col(string_len_null("minutes_state", 20))
                .col(day_null("review_until"))
                .col(text("draft"))
                .col(integer("draft_version"))
                .col(integer("minutes_version"))
                .col(string_null("approved_at_meeting"))
                .col(uuid_null("approved_by"))
                .col(big_integer_null("approved_at"))
                .col(string_len("recording_state", 20))
                .col(text("recording_link"))
                .col(text("recording_note"))
                .to_owned(),
        )
        .await?;
    // Whether the meetings of a series are recorded.
    manager
        .create_table(
            Table::create()
                .table("series_recordings")
                .col(uuid("series_id").primary_key())
                .col(boolean("recorded"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("minutes")
                .col(uuid("id").primary_key())
                .col(uuid("meeting_id"))
                .col(integer("version"))
                .col(text("body"))
                .col(text("reason"))
                .col(uuid_null("written_by"))
                .col(big_integer("written_at"))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("minutes_by_meeting")
                .table("minutes")
                .col("meeting_id")
                .col("version")
                .unique()
                .to_owned(),
        )
        .await
}

async fn lines(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("attendances")
                .col(uuid("id").primary_key())
                .col(uuid("meeting_id"))
                // The item and the line of its notes that say so; none for what was ticked on the roll.
                .col(uuid_null("item_id"))
                .col(text("line"))
                .col(uuid_null("person_id"))
                .col(text("name"))
                .col(text("name_key"))
                .col(boolean("present"))
                .to_owned(),
        )
        .await?;
    // The last text that each open page has sent of an item's notes: a text that is sent again is merged on the right base.
    manager
        .create_table(
            Table::create()
                .table("note_writers")
                .col(uuid("item_id"))
                .col(string_len("writer", 40))
                .col(integer("turn"))
                .col(text("sent"))
                .col(big_integer("sent_at"))
                .primary_key(Index::create().col("item_id").col("writer"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("noted_decisions")
                .col(uuid("id").primary_key())
                .col(uuid("meeting_id"))
                .col(uuid("item_id"))
                .col(integer("place"))
                .col(text("decided"))
                .col(string_len_null("number", 20))
                .col(uuid_null("recorded_by"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("action_items")
                .col(uuid("id").primary_key())
                .col(uuid_null("meeting_id"))
                .col(uuid_null("item_id"))
                .col(uuid_null("group_id"))
                .col(integer("place"))
                .col(text("line"))
                .col(text("task"))
                .col(uuid_null("owner_id"))
                .col(text("owner_name"))
                .col(day("opened_on"))
                .col(day_null("due_on"))
                .col(string_len("state", 20))
                .col(text("note"))
                .col(uuid_null("closed_by"))
                .col(big_integer_null("closed_at"))
                .col(integer("version"))
                .to_owned(),
        )
        .await
}
