//! A group as it is today.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "groups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub name_key: String,
    pub kind: String,
    pub state: String,
    pub parent_id: Option<Uuid>,
    pub successor_id: Option<Uuid>,
    pub description: String,
    pub formed_on: String,
    pub ended_on: Option<String>,
    pub changed_on: String,
    /// 0 without a charter.
    pub charter_number: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
