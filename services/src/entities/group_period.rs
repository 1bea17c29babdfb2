//! A stretch of a group's life: what it was on any day.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "group_periods")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub group_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub since: String,
    pub until: Option<String>,
    pub name: String,
    pub name_key: String,
    pub slug: String,
    pub kind: String,
    pub state: String,
    pub parent_id: Option<Uuid>,
    pub successor_id: Option<Uuid>,
    pub description: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
