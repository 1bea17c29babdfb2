//! A disagreement on its way up.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "escalations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: i32,
    pub state: String,
    pub rung: String,
    pub title: String,
    pub group_id: Uuid,
    pub decision: Option<String>,
    pub opened_by: Uuid,
    pub opened_at: i64,
    pub due_at: i64,
    pub changed_at: i64,
    pub outcome: Option<String>,
    pub told: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
