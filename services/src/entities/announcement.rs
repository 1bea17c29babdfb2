//! An announcement.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "announcements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: i32,
    pub title: String,
    pub body: String,
    pub occasion: String,
    pub proposal_number: Option<i32>,
    pub group_id: Option<Uuid>,
    pub by_id: Uuid,
    pub posted_at: i64,
    pub taken_back: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
