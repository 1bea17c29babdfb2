//! A day on which a complete list of the holders of a standing was imported.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rolls")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub standing: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub as_of: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
