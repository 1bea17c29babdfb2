//! What a group writes down: its documents, its decisions with the alternates to them, and what is brought up the ladder.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{day, day_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The columns of decisions that there were before groups decided too.
const KEPT: &str = "number, proposal_id, proposal_number, kind, outcome, title, search_key, group_id, other_group_id, \
     revision, reasons, conditions, decided_on, decided_at, review_on, reapply_from, policy_version, recorded_by, \
     superseded_by";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        documents(manager).await?;
        decisions(manager).await?;
        escalations(manager).await?;
        for (name, table, columns) in [
            (
                "document_versions_by_author",
                "document_versions",
                &["author_id"][..],
            ),
            (
                "document_comments_by_document",
                "document_comments",
                &["document_id", "id"],
            ),
            ("decisions_by_group", "decisions", &["group_id", "number"]),
            ("decisions_by_proposal", "decisions", &["proposal_id"]),
            (
                "decisions_by_decider",
                "decisions",
                &["decided_by", "decided_at"],
            ),
            ("alternates_by_decision", "alternates", &["decision", "id"]),
            ("escalations_by_state", "escalations", &["state", "number"]),
            (
                "escalations_by_group",
                "escalations",
                &["group_id", "number"],
            ),
            ("escalations_by_decision", "escalations", &["decision"]),
            (
                "escalation_parties_by_person",
                "escalation_parties",
                &["person_id", "escalation_id"],
            ),
        ] {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.to_owned()).await?;
        }
        for (name, table, columns) in [
            (
                "documents_by_address",
                "documents",
                &["group_id", "slug"][..],
            ),
            ("escalations_by_number", "escalations", &["number"]),
        ] {
            let mut index = Index::create();
            index.name(name).table(table).unique();
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index.to_owned()).await?;
        }
        Ok(())
    }
}

async fn documents(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("documents")
                .col(uuid("id").primary_key())
                .col(uuid("group_id"))
                .col(string_len("slug", 100))
                .col(text("title"))
                .col(text("title_key"))
                .col(integer("version"))
                .col(day_null("removed_on"))
                .col(uuid_null("changed_by"))
                .col(big_integer("created_at"))
                .col(big_integer("changed_at"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("document_versions")
                .col(uuid("document_id"))
                .col(integer("number"))
                .col(text("title"))
                .col(text("body"))
                .col(text("summary"))
                .col(uuid_null("author_id"))
                .col(big_integer("written_at"))
                .primary_key(Index::create().col("document_id").col("number"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("document_comments")
                .col(uuid("id").primary_key())
                .col(uuid("document_id"))
                .col(integer("version"))
                .col(uuid("author_id"))
                .col(text("body"))
                .col(big_integer("written_at"))
                .to_owned(),
        )
        .await
}

/// Decisions that are on no proposal have none to name. Neither database can make a column optional in the same way, so
/// the table is made anew and filled from the old one.
async fn decisions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .rename_table(
            Table::rename()
                .table("decisions", "decisions_on_proposals")
                .to_owned(),
        )
        .await?;
    for index in ["decisions_by_group", "decisions_by_proposal"] {
        manager
            .drop_index(Index::drop().name(index).to_owned())
            .await?;
    }
    manager
        .create_table(
            Table::create()
                .table("decisions")
                .col(string_len("number", 12).primary_key())
                .col(string_len("decided_by", 20).default("committee"))
                .col(uuid_null("proposal_id"))
                .col(integer_null("proposal_number"))
                .col(string_len_null("kind", 20))
                .col(string_len_null("outcome", 20))
                .col(integer_null("escalation_number"))
                .col(text("title"))
                .col(text("search_key"))
                .col(uuid_null("group_id"))
                .col(uuid_null("other_group_id"))
                .col(integer_null("revision"))
                .col(text("context").default(""))
                .col(text("options").default(""))
                .col(text("reasons"))
                .col(text("conditions"))
                .col(text("links").default("[]"))
                .col(day("decided_on"))
                .col(big_integer("decided_at"))
                .col(day_null("review_on"))
                .col(day_null("reapply_from"))
                .col(integer("policy_version"))
                .col(uuid("recorded_by"))
                .col(string_len_null("superseded_by", 12))
                .to_owned(),
        )
        .await?;
    manager
        .get_connection()
        .execute_unprepared(&format!(
            "INSERT INTO decisions ({KEPT}) SELECT {KEPT} FROM decisions_on_proposals"
        ))
        .await?;
    manager
        .drop_table(Table::drop().table("decisions_on_proposals").to_owned())
        .await?;
    manager
        .create_table(
            Table::create()
                .table("alternates")
                .col(uuid("id").primary_key())
                .col(string_len("decision", 12))
                .col(text("title"))
                .col(text("body"))
                .col(text("link"))
                .col(uuid("author_id"))
                .col(big_integer("attached_at"))
                .col(text("answer"))
                .col(uuid_null("answered_by"))
                .col(big_integer_null("answered_at"))
                .to_owned(),
        )
        .await
}

async fn escalations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("escalations")
                .col(uuid("id").primary_key())
                .col(integer("number"))
                .col(string_len("state", 20))
                .col(string_len("rung", 20))
                .col(text("title"))
                .col(uuid("group_id"))
                .col(string_len_null("decision", 12))
                .col(uuid("opened_by"))
                .col(big_integer("opened_at"))
                .col(big_integer("due_at"))
                .col(big_integer("changed_at"))
                .col(string_len_null("outcome", 12))
                .col(text("told"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("escalation_parties")
                .col(uuid("escalation_id"))
                .col(uuid("person_id"))
                .primary_key(Index::create().col("escalation_id").col("person_id"))
                .to_owned(),
        )
        .await
}
