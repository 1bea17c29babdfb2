//! A meeting for which something was written.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use crate::database::truth;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "meetings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub key: String,
    pub series_id: Option<Uuid>,
    pub day: String,
    pub convener: String,
    pub group_id: Option<Uuid>,
    pub title: String,
    pub description: String,
    pub starts_at: i64,
    pub ends_at: i64,
    pub planned_at: i64,
    #[serde(deserialize_with = "truth")]
    pub moved: bool,
    pub time_zone: String,
    pub state: String,
    pub place: String,
    pub join_link: String,
    pub reason: String,
    pub agenda_frozen_at: Option<i64>,
    pub sequence: i32,
    pub created_at: i64,
    pub changed_at: i64,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
