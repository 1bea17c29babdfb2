//! The lines of a backup.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The version of the format.
pub const VERSION: u32 = 1;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The version of the format; that the key is there tells a backup from another file.
    pub charterhouse_backup: u32,
    /// The newest migration of the database.
    pub schema: String,
    /// In microseconds since 1970, in UTC.
    pub written_at: i64,
}

/// Any other line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Line {
    /// A row of the table before it, in the order of its columns.
    Row(Vec<Value>),
    /// The rows of this table follow.
    Table {
        /// Its name.
        table: String,
        /// The names of its columns.
        columns: Vec<String>,
    },
    /// The last line: without it the file was cut off.
    End {
        /// How many rows there were.
        rows: u64,
    },
}
