//! Groups as the record makes them: today, on any past day, their addresses and their seats.

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
        manager
            .create_table(
                Table::create()
                    .table("groups")
                    .col(uuid("id").primary_key())
                    .col(string_len_uniq("slug", 100))
                    .col(text("name"))
                    .col(text("name_key"))
                    .col(string_len("kind", 40))
                    .col(string_len("state", 20))
                    .col(uuid_null("parent_id"))
                    .col(uuid_null("successor_id"))
                    .col(text("description"))
                    .col(day("formed_on"))
                    .col(day_null("ended_on"))
                    .col(day("changed_on"))
                    .col(integer("charter_number"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("former_slugs")
                    .col(string_len("slug", 100).primary_key())
                    .col(uuid("group_id"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("former_slugs", "group_id")
                            .to("groups", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("group_periods")
                    .col(uuid("group_id"))
                    .col(day("since"))
                    .col(day_null("until"))
                    .col(text("name"))
                    .col(text("name_key"))
                    .col(string_len("slug", 100))
                    .col(string_len("kind", 40))
                    .col(string_len("state", 20))
                    .col(uuid_null("parent_id"))
                    .col(uuid_null("successor_id"))
                    .col(text("description"))
                    .primary_key(Index::create().col("group_id").col("since"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("group_periods", "group_id")
                            .to("groups", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("seats")
                    .col(uuid("group_id"))
                    .col(uuid("person_id"))
                    .col(string_len("role", 20))
                    .col(day("since"))
                    .col(day("held_since"))
                    .col(day_null("until"))
                    .col(text_null("area"))
                    .primary_key(
                        Index::create()
                            .col("group_id")
                            .col("person_id")
                            .col("role")
                            .col("since"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("seats", "group_id")
                            .to("groups", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        for (name, table, columns) in [
            ("groups_by_name", "groups", &["name_key", "id"][..]),
            // With the state, so that counting by state reads the index alone.
            (
                "groups_by_parent",
                "groups",
                &["parent_id", "name_key", "id", "state"],
            ),
            ("groups_by_state", "groups", &["state", "name_key", "id"]),
            (
                "group_periods_by_name",
                "group_periods",
                &["name_key", "group_id"],
            ),
            ("group_periods_by_slug", "group_periods", &["slug", "since"]),
            (
                "group_periods_by_parent",
                "group_periods",
                &["parent_id", "name_key"],
            ),
            ("former_slugs_by_group", "former_slugs", &["group_id"]),
            ("seats_by_person", "seats", &["person_id", "since"]),
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
