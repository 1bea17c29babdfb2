//! Which tables and columns a database has, as it says itself.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, Statement};

/// The table in which the migrations keep their own account.
const MIGRATIONS: &str = "seaql_migrations";

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
}

/// What a column holds. The migrations use no other types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Uuid,
    Text,
    Integer,
    Boolean,
    Bytes,
}

impl Kind {
    fn of_type(declared: &str) -> Option<Self> {
        let lower = declared.to_lowercase();
        let name = lower.split('(').next().unwrap_or(&lower).trim();
        match name {
            "uuid" | "uuid_text" => Some(Self::Uuid),
            "text" | "varchar" | "character varying" => Some(Self::Text),
            "smallint" | "integer" | "bigint" => Some(Self::Integer),
            "boolean" => Some(Self::Boolean),
            "blob" | "bytea" => Some(Self::Bytes),
            _ => None,
        }
    }
}

/// The columns of each table, in their order, but for the migrations' own account.
pub async fn catalogue(
    connection: &impl ConnectionTrait,
) -> Result<BTreeMap<String, Vec<Column>>, DbErr> {
    let backend = connection.get_database_backend();
    let question = if backend == DatabaseBackend::Sqlite {
        "SELECT tables.name, columns.name, columns.type FROM sqlite_master AS tables \
         JOIN pragma_table_info(tables.name) AS columns \
         WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%' ORDER BY tables.name, columns.cid"
    } else {
        "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns \
         WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"
    };
    let rows = connection
        .query_all_raw(Statement::from_string(backend, question))
        .await?;
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for row in rows {
        let table: String = row.try_get_by_index(0)?;
        if table == MIGRATIONS {
            continue;
        }
        let name: String = row.try_get_by_index(1)?;
        let declared: String = row.try_get_by_index(2)?;
        let kind = Kind::of_type(&declared).ok_or_else(|| {
            DbErr::Custom(format!("{table}.{name} has the unknown type {declared}"))
        })?;
        tables.entry(table).or_default().push(Column { name, kind });
    }
    Ok(tables)
}
