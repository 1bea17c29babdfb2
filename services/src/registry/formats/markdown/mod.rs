//! Reads Istio's WORKING-GROUPS.md in the layouts of its years, and what Charterhouse writes as Markdown.
//!
//! The layout is told from the words of the tables' headers: one table of groups and one of leads
//! (2019 and later), or a section with two tables for each group (2017, and Knative's). The table of groups may name
//! the leads itself, or have such sections below it.

mod accounts;
mod artifacts;
mod columns;
mod further_links;
mod groups;
mod headless;
mod html;
mod leads;
mod links;
mod named_leads;
mod page;
mod parse;
mod parts;
mod references;
mod sections;
mod swapped;

use std::collections::BTreeSet;

use domain::{group::GroupKind, registry::Registry, seat::Role};

pub(super) use leads::reads_as_name;
pub(super) use links::said_kind;
pub(super) use references::{GroupNames, Reference};

use super::{
    leave_out,
    problem::{Problems, RowOf},
};
use columns::{Column, TableKind};
use page::{Block, Table};

/// Reads a page, `None` if it has no such table.
pub(super) fn read(text: &str, problems: &mut Problems) -> Option<Registry> {
    let blocks = parse::blocks(text);
    let is_known = |kind| tables(&blocks, kind).next().is_some();
    let is_ours =
        is_known(TableKind::Groups) || is_known(TableKind::Leads) || is_known(TableKind::Artifacts);
    let mut registry = Registry::default();
    headless::refuse_headless(&blocks, is_ours, problems);
    if !is_ours && problems.is_empty() {
        return None;
    }
    if is_known(TableKind::Groups) {
        in_tables(&blocks, &mut registry, problems);
    } else {
        sections::groups(&blocks, &mut registry, problems);
        for table in tables(&blocks, TableKind::Leads) {
            problems.add(
                RowOf::Both,
                table.line,
                "a table of leads and none of groups",
                "a table with a column “Group”",
            );
        }
    }
    swapped::refuse_swapped(&blocks, &mut registry, problems);
    let twins = parts::twins(&registry, problems);
    leave_out(&mut registry, twins);
    registry.kinds = kinds(&blocks);
    registry.roles = roles(&blocks);
    Some(registry)
}

fn tables(blocks: &[Block], kind: TableKind) -> impl Iterator<Item = &Table> {
    blocks.iter().filter_map(move |block| match block {
        Block::Table(table) if table.kind() == kind => Some(table),
        Block::Table(_) | Block::Heading { .. } | Block::Paragraph(_) | Block::Rows { .. } => None,
    })
}

/// The one-table layouts.
fn in_tables(blocks: &[Block], registry: &mut Registry, problems: &mut Problems) {
    let read: Vec<_> = tables(blocks, TableKind::Groups)
        .map(|table| groups::groups(table, registry, problems))
        .collect();
    let names = parts::names_of(registry, &read);
    let mut unplaced = BTreeSet::new();
    for rows in &read {
        unplaced.extend(parts::parts(rows, &names, registry, problems));
    }
    for table in tables(blocks, TableKind::Links) {
        further_links::further_links(table, &names, registry, problems);
    }
    for table in tables(blocks, TableKind::Leads) {
        leads::leads(table, &names, registry, problems);
    }
    sections::below_the_table(blocks, &names, registry, problems);
    leave_out(registry, unplaced);
}

/// A page that tells kinds lists them all; Istio's own lists working groups.
fn kinds(blocks: &[Block]) -> BTreeSet<GroupKind> {
    if tables(blocks, TableKind::Groups).any(|table| table.columns.iter().any(Column::states_kinds))
    {
        GroupKind::ALL.into()
    } else {
        [GroupKind::WorkingGroup].into()
    }
}

/// A page that tells roles lists them all; Istio's own lists leads, and some list emeritus leads. One without people
/// says nothing of them.
fn roles(blocks: &[Block]) -> BTreeSet<Role> {
    let lists_people = [TableKind::Leads, TableKind::SectionLeads, TableKind::Groups];
    let mut listed = BTreeSet::new();
    for table in lists_people
        .into_iter()
        .flat_map(|kind| tables(blocks, kind))
    {
        if table.has(&Column::Role) {
            return Role::ALL.into();
        }
        listed.extend(table.columns.iter().filter_map(Column::role));
    }
    listed
}
