//! A draft of a proposal or of a new revision.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal_drafts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub author_id: Uuid,
    pub kind: String,
    pub proposal_id: Option<Uuid>,
    pub from_revision: i32,
    pub request: String,
    pub co_authors: String,
    pub summary: String,
    pub version: i32,
    pub created_at: i64,
    pub changed_at: i64,
    pub unreadable: String,
    pub decision: Option<String>,
    pub group_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
