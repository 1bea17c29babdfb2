//! A series of meetings.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "series")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub convener: String,
    pub group_id: Option<Uuid>,
    pub title: String,
    pub description: String,
    pub place: String,
    pub join_link: String,
    pub patterns: String,
    pub until: Option<String>,
    pub sequence: i32,
    pub created_at: i64,
    pub changed_at: i64,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
