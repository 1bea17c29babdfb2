//! Another way that someone puts beside a decision.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "alternates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub decision: String,
    pub title: String,
    pub body: String,
    pub link: String,
    pub author_id: Uuid,
    pub attached_at: i64,
    pub answer: String,
    pub answered_by: Option<Uuid>,
    pub answered_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
