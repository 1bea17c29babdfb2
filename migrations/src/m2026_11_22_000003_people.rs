//! People, their accounts, affiliations and standing, and organizations.

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
                    .table("organizations")
                    .col(uuid("id").primary_key())
                    .col(string_len_uniq("slug", 100))
                    .col(text("name"))
                    .col(text("name_key"))
                    .col(uuid_null("parent_id"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("people")
                    .col(uuid("id").primary_key())
                    .col(string_len_uniq("handle", 100))
                    .col(text("name"))
                    .col(text("name_key"))
                    .col(day("registered_on"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("accounts")
                    .col(string_len("key", 200).primary_key())
                    .col(uuid("person_id"))
                    .col(string_len("provider", 60))
                    .col(text("login"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("accounts", "person_id")
                            .to("people", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("affiliations")
                    .col(uuid("person_id"))
                    .col(day("since"))
                    .col(day_null("until"))
                    .col(uuid("organization_id"))
                    .primary_key(Index::create().col("person_id").col("since"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("affiliations", "person_id")
                            .to("people", "id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("affiliations", "organization_id")
                            .to("organizations", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("standings")
                    .col(uuid("person_id"))
                    .col(string_len("standing", 200))
                    .col(day("since"))
                    .col(day_null("until"))
                    .col(string_len("precision", 20))
                    .primary_key(
                        Index::create()
                            .col("person_id")
                            .col("standing")
                            .col("since"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("standings", "person_id")
                            .to("people", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        for (name, table, columns) in [
            (
                "organizations_by_name",
                "organizations",
                &["name_key", "id"][..],
            ),
            ("people_by_name", "people", &["name_key", "id"]),
            ("accounts_by_person", "accounts", &["person_id"]),
            (
                "affiliations_by_organization",
                "affiliations",
                &["organization_id", "since"],
            ),
            ("standings_by_standing", "standings", &["standing", "since"]),
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
