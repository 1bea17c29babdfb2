//! A group that people of an organization, or of one that belongs to it, lead now.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organization_groups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub group_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub organization_id: Uuid,
    /// Leads of the group who are with it.
    pub seats: i32,
    /// Whether it is a topmost organization and every lead of the group is with it.
    pub alone: bool,
    /// The group's name as it is sorted.
    pub group_key: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
