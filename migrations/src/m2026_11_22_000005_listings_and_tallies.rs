//! Who is in which of the lists of people, by which words they are found, and who leads where: made from the record
//! when it is added to, so that no page has to look at everybody.

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
                    .table("person_listings")
                    .col(string_len("list", 20))
                    .col(uuid("person_id"))
                    .col(day("since"))
                    .col(day_null("until"))
                    .col(boolean("holds"))
                    .col(text("name_key"))
                    .primary_key(Index::create().col("person_id").col("list").col("since"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("person_listings", "person_id")
                            .to("people", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        // A word is kept as bytes: the two databases then agree on what begins with what.
        manager
            .create_table(
                Table::create()
                    .table("person_words")
                    .col(uuid("person_id"))
                    .col(blob("word"))
                    .col(text("name_key"))
                    .primary_key(Index::create().col("person_id").col("word"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("person_words", "person_id")
                            .to("people", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("organization_people")
                    .col(uuid("organization_id"))
                    .col(uuid("person_id"))
                    .col(day("since"))
                    .col(day_null("until"))
                    .col(boolean("holds"))
                    .col(text("name_key"))
                    .primary_key(Index::create().col("person_id").col("organization_id"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("organization_people", "organization_id")
                            .to("organizations", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("organization_people", "person_id")
                            .to("people", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("organization_groups")
                    .col(uuid("organization_id"))
                    .col(uuid("group_id"))
                    .col(integer("seats"))
                    .col(boolean("alone"))
                    .col(text("group_key"))
                    .primary_key(Index::create().col("group_id").col("organization_id"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("organization_groups", "organization_id")
                            .to("organizations", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("organization_groups", "group_id")
                            .to("groups", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("organization_tallies")
                    .col(uuid("organization_id").primary_key())
                    .col(boolean("topmost"))
                    .col(big_integer("seats"))
                    .col(big_integer("leads"))
                    .col(big_integer("groups"))
                    .col(text("name_key"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("organization_tallies", "organization_id")
                            .to("organizations", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("tallies")
                    .col(string_len("name", 40).primary_key())
                    .col(big_integer("number"))
                    .to_owned(),
            )
            .await?;
        for (name, table, columns) in [
            (
                "person_listings_now",
                "person_listings",
                &["list", "holds", "name_key", "person_id"][..],
            ),
            (
                "person_listings_then",
                "person_listings",
                &["list", "name_key", "person_id", "since", "until"],
            ),
            (
                "person_words_by_word",
                "person_words",
                &["word", "name_key", "person_id"],
            ),
            (
                "organization_people_by_name",
                "organization_people",
                &["organization_id", "holds", "name_key", "person_id"],
            ),
            (
                "organization_groups_by_name",
                "organization_groups",
                &["organization_id", "group_key", "group_id"],
            ),
            (
                "organization_groups_alone",
                "organization_groups",
                &["alone", "group_key", "group_id"],
            ),
            (
                "organizations_by_parent",
                "organizations",
                &["parent_id", "name_key"],
            ),
        ] {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.to_owned()).await?;
        }
        // Most seats first, then by name: one direction for all would be no help to that order.
        manager
            .create_index(
                Index::create()
                    .name("organization_tallies_by_seats")
                    .table("organization_tallies")
                    .col("topmost")
                    .col(("seats", IndexOrder::Desc))
                    .col("name_key")
                    .col("organization_id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("migrations go forward only".to_owned()))
    }
}
