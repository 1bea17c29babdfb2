//! The append-only record, and the number of its newest line.

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
                    .table("events")
                    .col(uuid("id").primary_key())
                    .col(big_integer_uniq("seq"))
                    .col(day("happened_on"))
                    .col(big_integer("recorded_at"))
                    .col(string_len("kind", 40))
                    .col(uuid_null("group_id"))
                    .col(uuid_null("other_group_id"))
                    .col(uuid_null("person_id"))
                    .col(uuid_null("organization_id"))
                    .col(uuid_null("import_id"))
                    .col(text("payload"))
                    .to_owned(),
            )
            .await?;
        for (name, columns) in [
            ("events_by_day", &["happened_on", "seq"][..]),
            ("events_by_kind", &["kind", "happened_on", "seq"]),
            ("events_by_group", &["group_id", "happened_on", "seq"]),
            (
                "events_by_kind_and_group",
                &["kind", "group_id", "happened_on", "seq"],
            ),
            (
                "events_by_other_group",
                &["other_group_id", "happened_on", "seq"],
            ),
            ("events_by_person", &["person_id", "happened_on", "seq"]),
            (
                "events_by_organization",
                &["organization_id", "happened_on", "seq"],
            ),
        ] {
            let mut index = Index::create();
            index.name(name).table("events");
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.to_owned()).await?;
        }

        // One row: the number of the newest event. Writers take their numbers from it inside their transaction, so
        // numbers are in the order of commits, and a reader that knows the newest number knows all that was written.
        manager
            .create_table(
                Table::create()
                    .table("record")
                    .col(small_integer("id").primary_key())
                    .col(big_integer("newest_seq"))
                    .to_owned(),
            )
            .await?;
        manager
            .exec_stmt(
                Query::insert()
                    .into_table("record")
                    .columns(["id", "newest_seq"])
                    .values_panic([1.into(), 0.into()])
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations go forward only".to_owned()))
    }
}
