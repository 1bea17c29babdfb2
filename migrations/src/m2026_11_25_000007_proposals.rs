//! Proposals, what is said about them, decisions, and what follows from them.

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
            .alter_table(
                Table::alter()
                    .table("events")
                    .add_column(uuid_null("proposal_id"))
                    .to_owned(),
            )
            .await?;
        proposals(manager).await?;
        decisions(manager).await?;
        tasks(manager).await?;
        for (name, table, columns) in [
            ("events_by_proposal", "events", &["proposal_id", "seq"][..]),
            ("proposals_by_state", "proposals", &["state", "number"]),
            ("proposals_by_group", "proposals", &["group_id", "number"]),
            ("proposals_by_author", "proposals", &["author_id", "number"]),
            (
                "proposal_drafts_by_author",
                "proposal_drafts",
                &["author_id", "changed_at"],
            ),
            (
                "nominations_by_person",
                "nominations",
                &["person_id", "draft_id"],
            ),
            ("comments_by_proposal", "comments", &["proposal_id", "id"]),
            ("decisions_by_group", "decisions", &["group_id", "number"]),
            ("decisions_by_proposal", "decisions", &["proposal_id"]),
            (
                "tasks_by_group",
                "tasks",
                &["group_id", "checklist", "place"],
            ),
            ("tasks_by_owner", "tasks", &["owner_id", "done_at"]),
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

async fn proposals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("proposals")
                .col(uuid("id").primary_key())
                .col(integer_uniq("number"))
                .col(string_len("kind", 20))
                .col(string_len("state", 20))
                .col(text("title"))
                .col(uuid_null("group_id"))
                .col(uuid("author_id"))
                .col(integer("revision"))
                .col(big_integer("submitted_at"))
                .col(big_integer("revised_at"))
                .col(big_integer("changed_at"))
                .to_owned(),
        )
        .await?;
    // A draft is its authors' alone: no part of the record until it is submitted.
    manager
        .create_table(
            Table::create()
                .table("proposal_drafts")
                .col(uuid("id").primary_key())
                .col(uuid("author_id"))
                .col(string_len("kind", 20))
                .col(uuid_null("proposal_id"))
                .col(integer("from_revision"))
                .col(text("request"))
                .col(text("co_authors"))
                .col(text("summary"))
                .col(integer("version"))
                .col(big_integer("created_at"))
                .col(big_integer("changed_at"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("nominations")
                .col(uuid("draft_id"))
                .col(uuid("person_id"))
                .col(string_len("answer", 20))
                .col(big_integer("answered_at"))
                .primary_key(Index::create().col("draft_id").col("person_id"))
                .foreign_key(
                    ForeignKey::create()
                        .from("nominations", "draft_id")
                        .to("proposal_drafts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("comments")
                .col(uuid("id").primary_key())
                .col(uuid("proposal_id"))
                .col(integer("revision"))
                .col(text("passage"))
                .col(uuid("author_id"))
                .col(text("body"))
                .col(big_integer("written_at"))
                .col(uuid_null("resolved_by"))
                .col(big_integer_null("resolved_at"))
                .to_owned(),
        )
        .await
}

async fn decisions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("decisions")
                .col(string_len("number", 12).primary_key())
                .col(uuid("proposal_id"))
                .col(integer("proposal_number"))
                .col(string_len("kind", 20))
                .col(string_len("outcome", 20))
                .col(text("title"))
                .col(text("search_key"))
                .col(uuid_null("group_id"))
                .col(uuid_null("other_group_id"))
                .col(integer("revision"))
                .col(text("reasons"))
                .col(text("conditions"))
                .col(day("decided_on"))
                .col(big_integer("decided_at"))
                .col(day_null("review_on"))
                .col(day_null("reapply_from"))
                .col(integer("policy_version"))
                .col(uuid("recorded_by"))
                .col(string_len_null("superseded_by", 12))
                .to_owned(),
        )
        .await
}

async fn tasks(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("tasks")
                .col(uuid("id").primary_key())
                .col(uuid("group_id"))
                .col(string_len("checklist", 20))
                .col(integer("place"))
                .col(string_len("key", 60))
                .col(text("sentence"))
                .col(uuid_null("owner_id"))
                .col(day("due_on"))
                .col(text("evidence"))
                .col(uuid_null("done_by"))
                .col(big_integer_null("done_at"))
                .col(integer("version"))
                .to_owned(),
        )
        .await
}
