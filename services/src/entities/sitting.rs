//! How a meeting goes, and what it leaves.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sittings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    pub day: String,
    pub began_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub current_item: Option<Uuid>,
    pub item_since: Option<i64>,
    pub scribe_id: Option<Uuid>,
    pub changes: i64,
    pub minutes_state: Option<String>,
    pub review_until: Option<String>,
    pub draft: String,
    pub draft_version: i32,
    pub minutes_version: i32,
    pub approved_at_meeting: Option<String>,
    pub approved_by: Option<Uuid>,
    pub approved_at: Option<i64>,
    pub recording_state: String,
    pub recording_link: String,
    pub recording_note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
