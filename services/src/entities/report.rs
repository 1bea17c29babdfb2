//! A submitted report.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub group_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub period: String,
    pub first_day: String,
    pub last_day: String,
    pub submitted_on: String,
    pub submitted_at: i64,
    pub submitted_by: Uuid,
    /// What the leads say, as JSON.
    pub words: String,
    /// What the record knew, as JSON.
    pub facts: String,
    pub outcome: String,
    pub discussed_on: Option<String>,
    pub discussed_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
