//! Rows of tables that lost their header: they would else be read as text, or as a table of something else, and be missed.

use super::{
    accounts::account,
    columns::{Column, TableKind, link_kind},
    page::{Block, Cell, Row, Table},
};
use crate::registry::formats::{
    problem::{Problems, RowOf, quoted},
    words::is_nothing,
};

const EXPECTED: &str = "a header row such as | Group | Design Docs | Description | and below it a line of dashes \
     with as many cells";

/// Tells of all such rows. On a page that `has_registry` tables, a table of something else may be one of them.
pub(super) fn refuse_headless(blocks: &[Block], has_registry: bool, problems: &mut Problems) {
    for block in blocks {
        match block {
            Block::Rows { line, text } => problems.add(
                RowOf::Both,
                *line,
                format!("rows of a table without a header, {}", quoted(text)),
                EXPECTED,
            ),
            Block::Table(table)
                if table.kind() == TableKind::Headless
                    || has_registry && may_be_headless(table) =>
            {
                problems.add(
                    RowOf::Both,
                    table.line,
                    format!(
                        "a row as the header of a table, {}",
                        quoted(&table.header.join(" | "))
                    ),
                    EXPECTED,
                )
            }
            Block::Table(_) | Block::Heading { .. } | Block::Paragraph(_) => {}
        }
    }
}

/// Whether a table of something else has a header as only rows have, or rows as only tables of groups and leads have.
fn may_be_headless(table: &Table) -> bool {
    let says_nothing = |name: &String| !name.is_empty() && is_nothing(name);
    table.kind() == TableKind::Unknown
        && (table.header.iter().any(says_nothing)
            || table.rows.is_empty() && table.has(&Column::Picture)
            || table
                .rows
                .iter()
                .any(|row| row.cells.iter().any(is_of_a_lead))
            || lists_artifacts(table))
}

fn is_of_a_lead(cell: &Cell) -> bool {
    cell.has_picture() || account(cell).is_some()
}

/// Two columns, of which the first mostly only says what is found in the second.
fn lists_artifacts(table: &Table) -> bool {
    let is_artifact = |row: &&Row| match &row.cells[..] {
        [name, link] => link_kind(&name.text()).is_some() && link.has_link(),
        _ => false,
    };
    let artifacts = table.rows.iter().filter(is_artifact).count();
    artifacts > 0 && artifacts * 2 >= table.rows.len()
}
