//! Who signs in: proven accounts, sessions, tokens and profiles; who did what; the committee's seats.

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
        sign_in(manager).await?;
        record(manager).await?;
        committee(manager).await?;
        group_tallies(manager).await?;
        for (name, table, columns) in [
            ("identities_by_person", "identities", &["person_id"][..]),
            ("identities_by_account", "identities", &["account_key"]),
            ("sessions_by_person", "sessions", &["person_id"]),
            ("sessions_by_expiry", "sessions", &["expires_at"]),
            ("tokens_by_person", "tokens", &["person_id", "created_at"]),
            ("audit_by_actor", "audit", &["actor_id", "id"]),
            ("imports_by_time", "imports", &["imported_at", "id"]),
            ("import_drafts_by_time", "import_drafts", &["created_at"]),
            ("audit_by_deed", "audit", &["what", "id"]),
            ("people_by_merged_into", "people", &["merged_into"]),
            (
                "committee_terms_by_person",
                "committee_terms",
                &["person_id"],
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

fn of_person(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "person_id")
        .to("people", "id")
        .to_owned()
}

async fn sign_in(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // An account at a provider that someone has proven to be theirs. The provider's own id decides, not the login.
    manager
        .create_table(
            Table::create()
                .table("identities")
                .col(string_len("provider", 60))
                .col(string_len("subject", 255))
                .col(uuid("person_id"))
                .col(text("login"))
                // Provider and login as the record compares them, to see whether a login has a new owner.
                .col(text("account_key"))
                .col(big_integer("linked_at"))
                .col(big_integer("signed_in_at"))
                .primary_key(Index::create().col("provider").col("subject"))
                .foreign_key(&mut of_person("identities"))
                .to_owned(),
        )
        .await?;
    // The key is a hash of the cookie: whoever reads the table cannot sign in with it.
    manager
        .create_table(
            Table::create()
                .table("sessions")
                .col(string_len("key", 64).primary_key())
                .col(uuid_null("person_id"))
                .col(text("data"))
                .col(text("user_agent"))
                .col(big_integer("created_at"))
                .col(big_integer("seen_at"))
                .col(big_integer("expires_at"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("tokens")
                .col(uuid("id").primary_key())
                .col(uuid("person_id"))
                .col(text("name"))
                .col(string_len("scopes", 60))
                .col(string_len_uniq("hash", 64))
                .col(big_integer("created_at"))
                .col(big_integer("expires_at"))
                .col(big_integer_null("used_at"))
                .foreign_key(&mut of_person("tokens"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("profiles")
                .col(uuid("person_id").primary_key())
                .col(integer("version"))
                .col(text("time_zone"))
                .col(text("pronouns"))
                .col(boolean("time_zone_public"))
                .col(boolean("pronouns_public"))
                .foreign_key(&mut of_person("profiles"))
                .to_owned(),
        )
        .await
}

async fn record(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for (table, column) in [
        ("events", uuid_null("actor_id")),
        ("imports", uuid_null("actor_id")),
        ("people", uuid_null("merged_into")),
        ("record", big_integer("other_changes").default(0).to_owned()),
        ("standings", text("evidence").default("").to_owned()),
    ] {
        manager
            .alter_table(Table::alter().table(table).add_column(column).to_owned())
            .await?;
    }
    // Files that someone looks at before they import them; they are kept for a day.
    manager
        .create_table(
            Table::create()
                .table("import_drafts")
                .col(uuid("id").primary_key())
                .col(uuid_null("person_id"))
                .col(string_len("kind", 20))
                .col(day_null("as_of"))
                .col(boolean("skip_bad_rows"))
                .col(text("names"))
                .col(text("files"))
                .col(text("answers"))
                .col(big_integer("created_at"))
                .to_owned(),
        )
        .await?;
    // What was done by whom, also where it is no event of the community's history.
    manager
        .create_table(
            Table::create()
                .table("audit")
                .col(uuid("id").primary_key())
                .col(big_integer("done_at"))
                .col(uuid_null("actor_id"))
                .col(string_len("via", 20))
                .col(string_len("what", 60))
                .col(text("about"))
                .to_owned(),
        )
        .await
}

async fn committee(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("committee_seats")
                .col(integer("number").primary_key())
                .col(text("title"))
                .col(day("since"))
                .col(day_null("until"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("committee_terms")
                .col(integer("seat"))
                .col(day("since"))
                .col(uuid("person_id"))
                .col(day_null("ends_on"))
                .col(day_null("until"))
                .primary_key(Index::create().col("seat").col("since"))
                .foreign_key(
                    ForeignKey::create()
                        .from("committee_terms", "seat")
                        .to("committee_seats", "number"),
                )
                .foreign_key(&mut of_person("committee_terms"))
                .to_owned(),
        )
        .await
}

/// How many groups are in which state is kept from now on; what there is, is counted once.
async fn group_tallies(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for state in ["setting_up", "active", "closing", "dissolved", "merged"] {
        let count = format!(
            "INSERT INTO tallies (name, number) SELECT 'groups_{state}', COUNT(id) FROM groups \
             WHERE parent_id IS NULL AND state = '{state}'"
        );
        manager.get_connection().execute_unprepared(&count).await?;
    }
    Ok(())
}
