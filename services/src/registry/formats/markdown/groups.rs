//! The table with a row for each group.

use domain::{
    group::{GroupKind, GroupState},
    link::{Link, LinkKind},
    registry::{GroupEntry, Registry},
    seat::Role,
    slug::{Slug, name_key},
};

use super::{
    accounts::account,
    columns::Column,
    links::{links, said_kind},
    named_leads::named_leads,
    page::{Cell, Row, Table},
};
use crate::registry::formats::{
    problem::{Problems, RowOf, quoted},
    words::{folded, says_when},
};

/// What is wrong with a row: what was found, and what was expected.
pub(super) type Wrong = (String, String);

/// Whether a row has as many cells as the header; says so otherwise.
pub(super) fn is_whole(table: &Table, row: &Row, about: RowOf, problems: &mut Problems) -> bool {
    if row.count == table.header.len() {
        return true;
    }
    let cells = if row.count == 1 { "cell" } else { "cells" };
    let first = row
        .cells
        .iter()
        .map(Cell::text)
        .find(|text| !text.is_empty());
    let found = format!(
        "{} {cells} in the row {}",
        row.count,
        quoted(&first.unwrap_or_default())
    );
    problems.add(about, row.line, found, table.row_words());
    false
}

/// The rows of a table of groups.
pub(super) struct GroupRows<'a> {
    pub(super) table: &'a Table,
    /// Each row that was taken in, with the group's place.
    pub(super) taken: Vec<(usize, &'a Row)>,
    /// What the groups of the other rows seem to be called.
    pub(super) left_out: Vec<String>,
}

/// Reads the groups of a table. Groups that are part of another are resolved by [`super::parts::parts`].
pub(super) fn groups<'a>(
    table: &'a Table,
    registry: &mut Registry,
    problems: &mut Problems,
) -> GroupRows<'a> {
    let mut rows = GroupRows {
        table,
        taken: Vec::new(),
        left_out: Vec::new(),
    };
    for row in &table.rows {
        let read = is_whole(table, row, RowOf::Group, problems).then(|| group(table, row));
        match read {
            Some(Ok(entry)) => {
                rows.taken.push((registry.groups.len(), row));
                registry.groups.push(entry);
                continue;
            }
            Some(Err((found, expected))) => problems.add(RowOf::Group, row.line, found, expected),
            None => {}
        }
        rows.left_out
            .extend(table.cell(row, &Column::Group).and_then(Cell::said));
    }
    rows
}

fn group(table: &Table, row: &Row) -> Result<GroupEntry, Wrong> {
    let name = table.cell(row, &Column::Group);
    let name = match name {
        Some(cell) if !cell.has_picture() && account(cell).is_none() => cell.said(),
        Some(_) | None => None,
    };
    let name = name.ok_or_else(|| {
        let first = table
            .cell(row, &Column::Group)
            .map(Cell::text)
            .unwrap_or_default();
        (
            format!("{} where the group's name should be", quoted(&first)),
            table.row_words(),
        )
    })?;
    let mut entry = GroupEntry::named(row.line, name);
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        let shifted = |found: &str, expected: &str| {
            (
                format!("{} in the row “{}”", quoted(found), entry.name),
                format!("{expected}; the cells of the row may be shifted"),
            )
        };
        match column {
            Column::Description => {
                if cell.has_link() && only_links(cell) {
                    return Err(shifted(&cell.text(), "a description in words"));
                }
                entry.description = Some(cell.said().unwrap_or_default());
            }
            Column::Links(kind) => {
                let expected = format!("a link or n/a under “{}”", header_of(table, column));
                let listed = links(cell, *kind)
                    .or_else(|found| hours(cell, *kind).ok_or(found))
                    .map_err(|found| shifted(&found, &expected))?;
                add_links(&mut entry, listed);
            }
            Column::OtherLinks => {
                let listed = links(cell, LinkKind::Other)
                    .map_err(|found| shifted(&found, "links or n/a under “Links”"))?;
                add_links(&mut entry, listed);
            }
            Column::Unknown(header) => {
                let listed = links(cell, LinkKind::Other).unwrap_or_default();
                let named = listed.into_iter().map(|link| Link {
                    label: header.clone(),
                    ..link
                });
                add_links(&mut entry, named.collect());
            }
            Column::Address => {
                entry.slug = read_word(cell, "an address such as networking", |text| {
                    Slug::new(text).ok()
                })?
            }
            Column::Kind => entry.kind = read_word(cell, &kind_words(), kind_of)?,
            Column::State => {
                let state = read_word(cell, "Active, Being set up or Closing", state_of)?;
                entry.state = Some(state.unwrap_or(GroupState::Active));
            }
            Column::Leads | Column::EmeritusLeads => {
                let role = column.role().unwrap_or(Role::Lead);
                let seats = named_leads(cell, role, row.line)
                    .map_err(|found| shifted(&found, "people with names or accounts"))?;
                entry.seats.extend(seats);
            }
            // Resolved once all groups are known.
            Column::PartOf | Column::Stakeholders => {}
            Column::Group
            | Column::Groups
            | Column::Name
            | Column::Company
            | Column::Profile
            | Column::Account
            | Column::Picture
            | Column::Artifact
            | Column::Link
            | Column::Detail
            | Column::Role
            | Column::Area => {}
        }
    }
    match misplaced(table, row) {
        Some(found) => Err((
            format!("{} in the row “{}”", quoted(&found), entry.name),
            "each link under its own head; the cells of the row may be shifted".to_owned(),
        )),
        None => Ok(entry),
    }
}

/// When a group meets, where its cell says so without a link.
fn hours(cell: &Cell, kind: LinkKind) -> Option<Vec<Link>> {
    let tells_hours = matches!(kind, LinkKind::Meeting | LinkKind::Calendar);
    let text = folded(&cell.text());
    let is_plain = !cell.has_link() && !cell.has_broken_link() && !cell.has_picture();
    (tells_hours && is_plain && says_when(&text)).then(|| {
        vec![Link {
            kind,
            label: kind.word().to_owned(),
            url: None,
            detail: Some(text),
        }]
    })
}

/// A link whose text speaks of another column, which has none that does.
fn misplaced(table: &Table, row: &Row) -> Option<String> {
    let speaks_of = |cell: &Cell, kind: LinkKind| {
        cell.links()
            .any(|(text, _, _)| said_kind(text) == Some(kind))
    };
    table
        .columns
        .iter()
        .zip(&row.cells)
        .filter_map(|(column, cell)| column.link_kind().map(|kind| (kind, cell)))
        .flat_map(|(kind, cell)| cell.links().map(move |(text, _, _)| (kind, text)))
        .find_map(|(kind, text)| {
            let said = said_kind(text).filter(|said| *said != kind)?;
            let own = table.cell(row, &Column::Links(said))?;
            (!speaks_of(own, said)).then(|| text.to_owned())
        })
}

/// Adds links; a column of links states them all, also where a group has none.
pub(super) fn add_links(entry: &mut GroupEntry, links: Vec<Link>) {
    entry.links.get_or_insert_default();
    for link in links {
        entry.add_link(link);
    }
}

fn only_links(cell: &Cell) -> bool {
    let linked: String = cell.links().map(|(text, _, _)| text).collect();
    linked == cell.text()
}

fn header_of<'a>(table: &'a Table, column: &Column) -> &'a str {
    table
        .place(column)
        .and_then(|place| table.header.get(place))
        .map_or("", String::as_str)
}

fn read_word<T>(
    cell: &Cell,
    expected: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Wrong> {
    cell.said()
        .map(|text| read(&text).ok_or_else(|| (quoted(&text), expected.to_owned())))
        .transpose()
}

fn kind_of(words: &str) -> Option<GroupKind> {
    GroupKind::ALL
        .into_iter()
        .find(|kind| name_key(kind.words()) == name_key(words))
}

fn kind_words() -> String {
    GroupKind::ALL.map(GroupKind::words).join(", ")
}

fn state_of(words: &str) -> Option<GroupState> {
    GroupState::ALL
        .into_iter()
        .find(|state| state.is_alive() && name_key(state.words()) == name_key(words))
}
