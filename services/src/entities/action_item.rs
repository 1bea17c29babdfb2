//! What someone said they would do.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "action_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub meeting_id: Option<Uuid>,
    pub item_id: Option<Uuid>,
    pub group_id: Option<Uuid>,
    pub place: i32,
    pub line: String,
    pub task: String,
    pub owner_id: Option<Uuid>,
    pub owner_name: String,
    pub opened_on: String,
    pub due_on: Option<String>,
    pub state: String,
    pub note: String,
    pub closed_by: Option<Uuid>,
    pub closed_at: Option<i64>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
