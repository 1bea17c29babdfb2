//! A step of a group's setting up or closing.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tasks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub group_id: Uuid,
    pub checklist: String,
    pub place: i32,
    pub key: String,
    pub sentence: String,
    pub owner_id: Option<Uuid>,
    pub due_on: String,
    pub evidence: String,
    pub done_by: Option<Uuid>,
    pub done_at: Option<i64>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
