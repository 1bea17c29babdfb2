//! Who holds or held a seat of the committee, and until when it is meant to be.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "committee_terms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub seat: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub since: String,
    pub person_id: Uuid,
    pub ends_on: Option<String>,
    pub until: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
