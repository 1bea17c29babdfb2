//! How much an organization, with those that belong to it, leads now. One without a lead has no row.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organization_tallies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organization_id: Uuid,
    /// Whether it belongs to no other.
    pub topmost: bool,
    /// Groups times leads: someone who leads two groups counts twice.
    pub seats: i64,
    /// People.
    pub leads: i64,
    pub groups: i64,
    pub name_key: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
