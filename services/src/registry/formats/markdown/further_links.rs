//! The table of the links that the table of groups cannot hold.

use std::collections::BTreeSet;

use domain::{
    link::{Link, LinkKind},
    registry::Registry,
    slug::name_key,
};

use super::{
    columns::Column,
    groups::{Wrong, is_whole},
    page::{Cell, Row, Table},
    references::GroupNames,
};
use crate::registry::formats::problem::{Problems, RowOf, quoted};

/// Reads a table of links: one for each row, with its group, kind and detail. A page with such a
/// table states all links of all groups; of a group with a bad row it then states none.
pub(super) fn further_links(
    table: &Table,
    names: &GroupNames,
    registry: &mut Registry,
    problems: &mut Problems,
) {
    for entry in &mut registry.groups {
        entry.links.get_or_insert_default();
    }
    let mut unsure = BTreeSet::new();
    for row in &table.rows {
        let group = table
            .cell(row, &Column::Group)
            .and_then(|cell| names.one(cell).ok());
        let read =
            is_whole(table, row, RowOf::Group, problems).then(|| further_link(table, row, names));
        match read {
            Some(Ok((place, link))) => {
                if let Some(entry) = registry.groups.get_mut(place) {
                    entry.add_link(link);
                }
                continue;
            }
            Some(Err((found, expected))) => problems.add(RowOf::Group, row.line, found, expected),
            None => {}
        }
        match group {
            Some(place) => unsure.extend([place]),
            None => unsure.extend(0..registry.groups.len()),
        }
    }
    for place in unsure {
        if let Some(entry) = registry.groups.get_mut(place) {
            entry.links = None;
        }
    }
}

fn further_link(table: &Table, row: &Row, names: &GroupNames) -> Result<(usize, Link), Wrong> {
    let empty = Cell::default();
    let cell = |column| table.cell(row, &column).unwrap_or(&empty);
    let group = names
        .one(cell(Column::Group))
        .map_err(|found| (quoted(&found), names.words()))?;
    let word = cell(Column::Kind).text();
    let kind = LinkKind::ALL
        .into_iter()
        .find(|kind| name_key(kind.word()) == name_key(&word))
        .ok_or_else(|| (quoted(&word), LinkKind::ALL.map(LinkKind::word).join(", ")))?;
    let (label, url) = match cell(Column::Link).links().next() {
        Some((text, url, _)) => (text.to_owned(), Some(url.to_owned())),
        None => (cell(Column::Link).text(), None),
    };
    let detail = cell(Column::Detail).text();
    Ok((
        group,
        Link {
            kind,
            label,
            url,
            detail: (!detail.is_empty()).then_some(detail),
        },
    ))
}
