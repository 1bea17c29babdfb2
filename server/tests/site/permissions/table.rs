//! The table in `docs/permissions.md`: who may use which route.

use std::{collections::BTreeMap, fmt, fs, path::Path};

/// Who asks, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Visitor,
    SignedIn,
    Member,
    Maintainer,
    Delegate,
    Lead,
    Committee,
    Administrator,
    ReadToken,
    GroupToken,
    AdminToken,
}

impl Role {
    pub const ALL: [Self; 11] = [
        Self::Visitor,
        Self::SignedIn,
        Self::Member,
        Self::Maintainer,
        Self::Delegate,
        Self::Lead,
        Self::Committee,
        Self::Administrator,
        Self::ReadToken,
        Self::GroupToken,
        Self::AdminToken,
    ];
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// They may.
    Allowed,
    /// They may for their own group, and for no other.
    InTheirGroup,
    /// They may not.
    Refused,
}

impl Cell {
    fn of(text: &str) -> Option<Self> {
        match text.trim() {
            "x" => Some(Self::Allowed),
            "own" => Some(Self::InTheirGroup),
            "" => Some(Self::Refused),
            _ => None,
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Allowed => "x",
            Self::InTheirGroup => "own",
            Self::Refused => "",
        })
    }
}

/// A row, without the route that it is of.
pub type Row = [Cell; Role::ALL.len()];

/// A row as it is written.
pub fn written(route: &str, row: Row) -> String {
    let cells = row.map(|cell| format!(" {cell} |").replace("  |", " |"));
    format!("| `{route}` |{}", cells.concat())
}

/// The rows by their routes: `POST /theme`.
pub fn rows() -> BTreeMap<String, Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/permissions.md");
    let mut rows = BTreeMap::new();
    for line in fs::read_to_string(path).unwrap().lines() {
        let Some(line) = line.strip_prefix("| `") else {
            continue;
        };
        let (route, cells) = line.split_once("` |").unwrap();
        let cells: Vec<Cell> = cells
            .trim_end()
            .trim_end_matches('|')
            .split('|')
            .map(|cell| Cell::of(cell).unwrap_or_else(|| panic!("{route}: “{cell}” is no cell")))
            .collect();
        let cells = Row::try_from(cells)
            .unwrap_or_else(|cells| panic!("{route} has {} cells", cells.len()));
        let other = rows.insert(route.to_owned(), cells);
        assert!(other.is_none(), "{route} has two rows");
    }
    rows
}
