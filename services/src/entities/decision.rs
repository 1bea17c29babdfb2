//! A decision.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decisions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: String,
    pub decided_by: String,
    pub proposal_id: Option<Uuid>,
    pub proposal_number: Option<i32>,
    pub kind: Option<String>,
    pub outcome: Option<String>,
    pub escalation_number: Option<i32>,
    pub title: String,
    pub search_key: String,
    pub group_id: Option<Uuid>,
    pub other_group_id: Option<Uuid>,
    pub revision: Option<i32>,
    pub context: String,
    pub options: String,
    pub reasons: String,
    pub conditions: String,
    pub links: String,
    pub decided_on: String,
    pub decided_at: i64,
    pub review_on: Option<String>,
    pub reapply_from: Option<String>,
    pub policy_version: i32,
    pub recorded_by: Uuid,
    pub superseded_by: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
