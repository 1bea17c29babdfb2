//! Rows in which a person's name and organization stand in each other's cells.

use std::collections::{BTreeMap, BTreeSet};

use domain::{registry::Registry, slug::name_key};

use super::{
    accounts::account,
    columns::{Column, TableKind},
    page::{Block, Cell},
    tables,
};
use crate::registry::formats::problem::{Problems, RowOf, quoted};

/// A row of a table of people.
struct Stated<'a> {
    line: usize,
    name: &'a Cell,
    organization: String,
}

/// Refuses the rows whose name is an organization in other rows, and whose organization is one in no other. A name that
/// is an account's, or meant literally, is one.
pub(super) fn refuse_swapped(blocks: &[Block], registry: &mut Registry, problems: &mut Problems) {
    let stated = stated(blocks);
    let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for row in &stated {
        rows.entry(name_key(&row.organization))
            .or_default()
            .push(row.line);
    }
    let elsewhere = |name: &str, line: usize| {
        let lines = rows.get(&name_key(name))?;
        lines.iter().find(|other| **other != line)
    };
    let mut refused = BTreeSet::new();
    for row in &stated {
        let name = row.name.text();
        let Some(other) = elsewhere(&name, row.line) else {
            continue;
        };
        let is_meant = row.name.is_literal()
            || account(row.name).is_some()
            || name_key(&name) == name_key(&row.organization)
            || elsewhere(&row.organization, row.line).is_some();
        if is_meant {
            continue;
        }
        refused.insert(row.line);
        let (name, organization) = (quoted(&name), quoted(&row.organization));
        problems.add(
            RowOf::Person,
            row.line,
            format!(
                "{name} as a name and {organization} as an organization, and {name} as an organization in line {other}"
            ),
            "the name under the head of names; the cells of the row may be shifted",
        );
    }
    for group in &mut registry.groups {
        group.seats.retain(|seat| !refused.contains(&seat.line));
    }
}

/// The rows that name both.
fn stated(blocks: &[Block]) -> Vec<Stated<'_>> {
    [TableKind::Leads, TableKind::SectionLeads]
        .into_iter()
        .flat_map(|kind| tables(blocks, kind))
        .filter_map(|table| Some((table, table.people()?.0)))
        .flat_map(|(table, names)| {
            table.rows.iter().filter_map(|row| {
                Some(Stated {
                    line: row.line,
                    name: table.cell(row, names)?,
                    organization: table.cell(row, &Column::Company)?.said()?,
                })
            })
        })
        .collect()
}
