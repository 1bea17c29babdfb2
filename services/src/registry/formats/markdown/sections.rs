//! The layout with a section for each group, with a table of its artifacts and one of its leads.

use std::collections::BTreeSet;

use domain::{
    group::GroupState,
    registry::{GroupEntry, Registry},
    slug::name_key,
};

use super::{
    artifacts::artifact,
    columns::TableKind,
    groups::{add_links, is_whole},
    leads::section_leads,
    page::{Block, Table},
    references::GroupNames,
};
use crate::registry::formats::problem::{Problems, RowOf, quoted};

/// Reads the sections that have such tables; other sections are text.
pub(super) fn groups(blocks: &[Block], registry: &mut Registry, problems: &mut Problems) {
    let mut section: Option<Section<'_>> = None;
    // The level of the heading below which groups of former times are listed.
    let mut former: Option<u8> = None;
    let mut finished = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { line, level, text } => {
                if let Some(section) = &mut section
                    && section.goes_on_below(*level)
                {
                    section.part = Some(text);
                    continue;
                }
                former = former.filter(|former| level > former);
                if former.is_none() && is_of_former_groups(text) {
                    former = Some(*level);
                }
                let next = (*level > 1).then(|| Section::begun(*line, *level, text, former));
                finished.extend(std::mem::replace(&mut section, next));
            }
            Block::Paragraph(text) => {
                if let Some(section) = &mut section
                    && section.tables.is_empty()
                {
                    section.description.get_or_insert(text);
                }
            }
            Block::Table(table) => {
                if let Some(section) = &mut section
                    && is_of_one_group(table)
                {
                    section.tables.push((section.part, table));
                }
            }
            Block::Rows { .. } => {}
        }
    }
    finished.extend(section);
    for section in finished {
        registry.groups.extend(section.group(problems));
    }
}

/// Reads such tables on a page with a table of groups: the heading above them says whose they are.
pub(super) fn below_the_table(
    blocks: &[Block],
    names: &GroupNames,
    registry: &mut Registry,
    problems: &mut Problems,
) {
    let mut heading = "";
    let mut unsure = BTreeSet::new();
    for block in blocks {
        match block {
            Block::Heading { text, .. } => heading = text,
            Block::Table(table) if is_of_one_group(table) => {
                let named = names.in_text(heading).unwrap_or_default();
                let [(place, None)] = named[..] else {
                    problems.add(
                        RowOf::Both,
                        table.line,
                        format!("one group's table below the heading {}", quoted(heading)),
                        names.words(),
                    );
                    continue;
                };
                // The tables of a group that was left out are, too.
                if let Some(entry) = registry.groups.get_mut(place)
                    && !take_in(table, None, entry, problems)
                {
                    unsure.insert(place);
                }
            }
            Block::Table(_) | Block::Paragraph(_) | Block::Rows { .. } => {}
        }
    }
    for place in unsure {
        if let Some(entry) = registry.groups.get_mut(place) {
            entry.links = None;
        }
    }
}

fn is_of_one_group(table: &Table) -> bool {
    match table.kind() {
        TableKind::Artifacts | TableKind::SectionLeads => true,
        TableKind::Groups
        | TableKind::Leads
        | TableKind::Links
        | TableKind::Headless
        | TableKind::Unknown => false,
    }
}

/// Whether a heading says that the groups below it ended.
fn is_of_former_groups(heading: &str) -> bool {
    let key = name_key(heading);
    let has = |words: &[&str]| key.split(' ').any(|word| words.contains(&word));
    has(&["groups", "wgs"])
        && has(&[
            "emeritus",
            "former",
            "archived",
            "retired",
            "inactive",
            "dissolved",
            "disbanded",
            "past",
        ])
}

/// Takes the rows of one table into the group. Gives whether all its links could be read: some of them would be taken
/// for all of them.
fn take_in(
    table: &Table,
    part: Option<&str>,
    entry: &mut GroupEntry,
    problems: &mut Problems,
) -> bool {
    if table.kind() == TableKind::SectionLeads {
        entry.seats.extend(section_leads(table, part, problems));
        return true;
    }
    let mut all_links = true;
    for row in &table.rows {
        if !is_whole(table, row, RowOf::Group, problems) {
            all_links = false;
            continue;
        }
        match artifact(table, row) {
            Ok(mut links) => {
                if let Some(part) = part {
                    for link in &mut links {
                        link.label = format!("{}, {part}", link.label);
                    }
                }
                add_links(entry, links);
            }
            Err((found, expected)) => {
                all_links = false;
                problems.add(RowOf::Group, row.line, found, expected);
            }
        }
    }
    all_links
}

struct Section<'a> {
    line: usize,
    level: u8,
    name: &'a str,
    has_ended: bool,
    description: Option<&'a str>,
    /// The heading within the section that was last read.
    part: Option<&'a str>,
    /// Each with the heading within the section under which it stands.
    tables: Vec<(Option<&'a str>, &'a Table)>,
}

impl<'a> Section<'a> {
    fn begun(line: usize, level: u8, name: &'a str, former: Option<u8>) -> Self {
        Self {
            line,
            level,
            name,
            has_ended: former.is_some(),
            description: None,
            part: None,
            tables: Vec::new(),
        }
    }

    /// Whether what stands below a heading of that level still belongs to the section's group.
    fn goes_on_below(&self, level: u8) -> bool {
        level > self.level && !self.tables.is_empty()
    }

    fn group(self, problems: &mut Problems) -> Option<GroupEntry> {
        if self.tables.is_empty() {
            return None;
        }
        if self.name.is_empty() {
            problems.add(
                RowOf::Group,
                self.line,
                "a heading without words over a group's tables",
                "the group's name",
            );
            return None;
        }
        let mut entry = GroupEntry::named(self.line, self.name);
        entry.state = self.has_ended.then_some(GroupState::Dissolved);
        // A bar at the end is left over from a table.
        let description = self.description.unwrap_or_default();
        entry.description = Some(description.trim_end_matches([' ', '|']).to_owned());
        let mut all_links = true;
        for (part, table) in self.tables {
            all_links &= take_in(table, part, &mut entry, problems);
        }
        if !all_links {
            entry.links = None;
        }
        Some(entry)
    }
}
