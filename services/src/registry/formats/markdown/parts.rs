//! What groups are part of, who has a stake in them, and which are listed twice.

use std::collections::{BTreeMap, BTreeSet};

use domain::{registry::Registry, slug::name_key};

use super::{
    columns::Column,
    groups::{GroupRows, Wrong},
    page::Cell,
    references::GroupNames,
};
use crate::registry::formats::problem::{Problems, RowOf, quoted};

/// The names by which the groups may be meant. Whoever leads one that was left out is not to blame:
/// such a group is known, at a place behind all others.
pub(super) fn names_of(registry: &Registry, tables: &[GroupRows<'_>]) -> GroupNames {
    let mut names = GroupNames::of(
        registry
            .groups
            .iter()
            .map(|entry| (entry.name.as_str(), entry.slug.as_ref())),
    );
    // Where none is part of another, a second group of a name is one that is listed twice, and told as such.
    if !tables.iter().any(|rows| rows.table.has(&Column::PartOf)) {
        names.mean_the_first();
    }
    for name in tables.iter().flat_map(|rows| &rows.left_out) {
        names.add_left_out(name);
    }
    names
}

/// Resolves what the groups are part of and who has a stake in them. Gives those that cannot be placed.
pub(super) fn parts(
    rows: &GroupRows<'_>,
    names: &GroupNames,
    registry: &mut Registry,
    problems: &mut Problems,
) -> BTreeSet<usize> {
    // Who has a stake is told by address, else by name, as the comparer reads it.
    let called: Vec<String> = registry
        .groups
        .iter()
        .map(|entry| {
            entry
                .slug
                .as_ref()
                .map_or_else(|| entry.name.clone(), ToString::to_string)
        })
        .collect();
    let mut unplaced = BTreeSet::new();
    for (place, row) in &rows.taken {
        let Some(entry) = registry.groups.get_mut(*place) else {
            continue;
        };
        let parent = rows.table.cell(row, &Column::PartOf);
        let stakeholders = rows.table.cell(row, &Column::Stakeholders);
        let read = part_of(parent, *place, &called, names).and_then(|parent| {
            entry.parent = parent;
            stakes(stakeholders, &called, names)
        });
        match read {
            Ok(stakeholders) => entry.stakeholders = stakeholders,
            Err((found, expected)) => {
                unplaced.insert(*place);
                let found = format!("{found} in the row “{}”", entry.name);
                problems.add(RowOf::Group, row.line, found, expected);
            }
        }
    }
    unplaced
}

fn part_of(
    cell: Option<&Cell>,
    place: usize,
    called: &[String],
    names: &GroupNames,
) -> Result<Option<usize>, Wrong> {
    let Some(cell) = cell.filter(|cell| cell.said().is_some()) else {
        return Ok(None);
    };
    match names.one(cell) {
        Ok(parent) if parent < place => Ok(Some(parent)),
        Ok(parent) => {
            let before = if parent < called.len() {
                "before its parent"
            } else {
                "the parent, which is left out,"
            };
            Err((
                before.to_owned(),
                "a group's own row before those of its subgroups".to_owned(),
            ))
        }
        Err(found) => Err((quoted(&found), names.words())),
    }
}

fn stakes(
    cell: Option<&Cell>,
    called: &[String],
    names: &GroupNames,
) -> Result<Option<Vec<String>>, Wrong> {
    let Some(cell) = cell else {
        return Ok(None);
    };
    if cell.said().is_none() {
        return Ok(Some(Vec::new()));
    }
    let references = names
        .all(cell)
        .map_err(|found| (quoted(&found), names.words()))?;
    Ok(Some(
        references
            .iter()
            .filter_map(|(place, _)| called.get(*place).cloned())
            .collect(),
    ))
}

/// Finds groups that are listed twice: with the same address, or the same name at the same place.
pub(super) fn twins(registry: &Registry, problems: &mut Problems) -> BTreeSet<usize> {
    let mut seen = BTreeMap::new();
    let mut twins = BTreeSet::new();
    for (place, entry) in registry.groups.iter().enumerate() {
        // A group of today may be called like one that ended.
        if entry.state.is_some_and(|state| !state.is_alive()) {
            continue;
        }
        let key = match &entry.slug {
            Some(slug) => (None, slug.to_string()),
            None => (Some(entry.parent), name_key(&entry.name)),
        };
        if let Some(line) = seen.insert(key, entry.line) {
            twins.insert(place);
            problems.add(
                RowOf::Group,
                entry.line,
                format!(
                    "a second group “{}”; the first is in line {line}",
                    entry.name
                ),
                "each group once",
            );
        }
    }
    twins
}
