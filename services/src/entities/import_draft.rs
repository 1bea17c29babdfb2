//! Files that were handed in and are not imported yet.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_drafts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Option<Uuid>,
    pub kind: String,
    pub as_of: Option<String>,
    pub skip_bad_rows: bool,
    /// The names of the files, as JSON: for lists, which must not read all of the files.
    pub names: String,
    /// Names and contents, as JSON.
    pub files: String,
    /// What was answered, as JSON.
    pub answers: String,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
