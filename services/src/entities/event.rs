//! One line of the record.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// In the order of commits, from 1.
    pub seq: i64,
    pub happened_on: String,
    pub recorded_at: i64,
    pub kind: String,
    pub group_id: Option<Uuid>,
    pub other_group_id: Option<Uuid>,
    pub person_id: Option<Uuid>,
    pub organization_id: Option<Uuid>,
    pub import_id: Option<Uuid>,
    pub proposal_id: Option<Uuid>,
    /// Who did it, where it was done by someone who had signed in.
    pub actor_id: Option<Uuid>,
    /// The event as JSON.
    pub payload: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
