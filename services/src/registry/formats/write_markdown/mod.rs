//! A page like Istio's WORKING-GROUPS.md, with further columns and tables only where they are needed.

mod cells;
mod people;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Day,
    group::{GroupKind, GroupState},
    link::LinkKind,
    seat::Role,
    slug::{Slug, name_key},
};

use super::{
    markdown::{GroupNames, Reference},
    markdown_text::{link, literal_text, text},
    words::is_nothing,
    write::{Listed, links},
};
use cells::{fit_in_a_cell, header, spelled_link};
use sheet::Sheet;

/// Writes the page.
pub(super) fn page(groups: &[Listed<'_>], title: &str, on: Day) -> String {
    let writer = Writer::of(groups);
    let title: Vec<&str> = title.split_whitespace().collect();
    // The later tables find out which groups must have an address in the first.
    let leads = writer.people(&["Name", "Account", "Company", "Groups", "Area"], |role| {
        role == Role::Lead
    });
    let others = writer.people(
        &["Name", "Account", "Company", "Role", "Groups", "Area"],
        |role| role != Role::Lead,
    );
    let further = writer.further_links();
    let table = writer.groups(&[&leads, &others, &further]);
    let mut page = format!(
        "# {}\n\nThe groups as of {on}, written by Charterhouse.\n\n{}",
        text(&title.join(" ")),
        table.spelled()
    );
    for (heading, sheet) in [
        ("Leads", leads),
        ("Other seats", others),
        ("Further links", further),
    ] {
        if !sheet.rows.is_empty() {
            page.push_str(&format!("\n## {heading}\n\n{}", sheet.spelled()));
        }
    }
    page
}

struct Writer<'a> {
    groups: &'a [Listed<'a>],
    /// As the reader will know them.
    names: GroupNames,
    /// With whom the listed people are, as keys of names.
    organizations: BTreeSet<String>,
    /// The kinds of link for which the table of groups has a column.
    columns: Vec<LinkKind>,
}

impl<'a> Writer<'a> {
    fn of(groups: &'a [Listed<'a>]) -> Self {
        let fits = |kind: &LinkKind| groups.iter().all(|listed| fit_in_a_cell(listed, *kind));
        let is_used = |kind: &LinkKind| {
            groups
                .iter()
                .any(|listed| listed.group.links_listed().any(|link| link.kind == *kind))
        };
        Self {
            groups,
            organizations: groups
                .iter()
                .flat_map(|listed| &listed.seats)
                .filter_map(|seat| seat.organization)
                .map(name_key)
                .collect(),
            names: GroupNames::of(groups.iter().map(|listed| (listed.now.name.as_str(), None))),
            columns: LinkKind::ALL
                .into_iter()
                .filter(|kind| is_used(kind) && fits(kind))
                .collect(),
        }
    }

    fn groups(&self, others: &[&Sheet]) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.header.extend([
            "Group",
            "Address",
            "Kind",
            "Part of",
            "State",
            "Stakeholders",
        ]);
        sheet
            .header
            .extend(self.columns.iter().map(|kind| header(*kind)));
        sheet.header.push("Description");
        let any = |is: &dyn Fn(&Listed<'_>) -> bool| self.groups.iter().any(is);
        let tells_kinds = any(&|listed| listed.now.kind != usual_kind(listed));
        let tells_states = any(&|listed| listed.now.state != GroupState::Active);
        for listed in self.groups {
            let mut row = vec![literal_text(&listed.now.name), String::new()];
            row.push(
                if tells_kinds {
                    listed.now.kind.words()
                } else {
                    ""
                }
                .to_owned(),
            );
            let parent: Vec<Reference> = listed.parent.iter().map(|place| (*place, None)).collect();
            row.push(self.references(&parent, &mut sheet.addressed));
            row.push(
                if tells_states {
                    listed.now.state.words()
                } else {
                    ""
                }
                .to_owned(),
            );
            let stakeholders: Vec<Reference> = listed
                .stakeholders
                .iter()
                .map(|place| (*place, None))
                .collect();
            row.push(self.references(&stakeholders, &mut sheet.addressed));
            for kind in &self.columns {
                let of_kind = listed
                    .group
                    .links_listed()
                    .filter(|link| link.kind == *kind);
                let spelled: Vec<String> = of_kind.map(spelled_link).collect();
                row.push(spelled.join(", "));
            }
            row.push(literal_text(&listed.now.description));
            sheet.rows.push(row);
        }
        let mut addressed = self.must_have_address();
        for other in others {
            addressed.extend(&other.addressed);
        }
        addressed.extend(&sheet.addressed);
        for place in addressed {
            if let (Some(listed), Some(cell)) = (
                self.groups.get(place),
                sheet.rows.get_mut(place).and_then(|row| row.get_mut(1)),
            ) {
                *cell = literal_text(listed.now.slug.as_str());
            }
        }
        sheet
    }

    /// The groups that a reader would not find, or would give another address, by their name alone.
    fn must_have_address(&self) -> BTreeSet<usize> {
        let mut namesakes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, listed) in self.groups.iter().enumerate() {
            namesakes
                .entry(name_key(&listed.now.name))
                .or_default()
                .push(place);
        }
        let shared = namesakes
            .into_values()
            .filter(|places| places.len() > 1)
            .flatten();
        let unusual = self.groups.iter().enumerate().filter(|(_, listed)| {
            let own = Slug::of_name(&listed.now.name).unwrap_or_else(Slug::unnamed);
            let parent = listed.parent.and_then(|place| self.groups.get(place));
            let usual = parent.map_or(own.clone(), |parent| parent.now.slug.joined(&own));
            // One whose parent ended is not found at its place.
            listed.now.slug != usual || listed.parent.is_none() && listed.now.parent.is_some()
        });
        // Who has a stake is told by name only where that is a group's own at the top.
        let inner = |place: &usize| {
            self.groups
                .get(*place)
                .is_some_and(|listed| listed.parent.is_some())
        };
        let stakeholders = self
            .groups
            .iter()
            .flat_map(|listed| listed.stakeholders.iter().copied());
        unusual
            .map(|(place, _)| place)
            .chain(shared)
            .chain(stakeholders.filter(inner))
            .collect()
    }

    /// Groups by name where the reader takes the names for them, else by address.
    fn references(&self, references: &[Reference], addressed: &mut BTreeSet<usize>) -> String {
        if references.is_empty() {
            return String::new();
        }
        let called = |place: usize| self.groups.get(place).map_or("", |listed| &listed.now.name);
        let with_area = |name: &str, area: &Option<String>| match area {
            Some(area) => format!("{name} - {area}"),
            None => name.to_owned(),
        };
        let plain: Vec<String> = references
            .iter()
            .map(|(place, area)| with_area(called(*place), area))
            .collect();
        let plain = plain.join(", ");
        let read = self.names.in_text(&plain);
        if !is_nothing(&plain) && read.is_ok_and(|read| read == references) {
            return text(&plain);
        }
        let linked: Vec<String> = references
            .iter()
            .filter_map(|(place, area)| {
                let listed = self.groups.get(*place)?;
                addressed.insert(*place);
                let name = link(&listed.now.name, &format!("#{}", listed.now.slug));
                Some(with_area(&name, &area.as_deref().map(text)))
            })
            .collect();
        linked.join(", ")
    }

    /// The links of all kinds for which the table of groups has no column.
    fn further_links(&self) -> Sheet {
        let mut sheet = Sheet {
            header: vec!["Group", "Kind", "Link", "Detail"],
            ..Sheet::default()
        };
        for (place, listed) in self.groups.iter().enumerate() {
            for further in links(listed.group) {
                if self.columns.contains(&further.kind) {
                    continue;
                }
                let group = self.references(&[(place, None)], &mut sheet.addressed);
                sheet.rows.push(vec![
                    group,
                    further.kind.word().to_owned(),
                    spelled_link(further),
                    further.detail.as_deref().map_or_else(String::new, text),
                ]);
            }
        }
        sheet
    }
}

/// The kind that a reader takes for granted.
fn usual_kind(listed: &Listed<'_>) -> GroupKind {
    if listed.parent.is_some() {
        GroupKind::Subgroup
    } else {
        GroupKind::WorkingGroup
    }
}
