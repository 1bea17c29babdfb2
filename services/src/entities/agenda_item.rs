//! Something on the agenda of a meeting, and what was said of it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agenda_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub meeting_id: Uuid,
    pub position: i32,
    pub title: String,
    pub minutes: Option<i32>,
    pub material: String,
    pub asked_by: Option<Uuid>,
    pub subject: Option<String>,
    pub state: String,
    pub notes: String,
    pub added_at: i64,
    pub changed_at: i64,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
