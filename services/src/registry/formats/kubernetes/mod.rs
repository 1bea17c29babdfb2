//! Reads Kubernetes' sigs.yaml.

mod reader;
mod seats;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    group::GroupKind,
    link::{Link, LinkKind},
    registry::{GroupEntry, Registry},
    seat::Role,
    slug::{Slug, name_key},
};

use super::{
    leave_out,
    problem::{Problems, RowOf},
    tree::Node,
    words::folded,
};
use reader::Reader;

const LISTS: [(&str, GroupKind); 4] = [
    ("sigs", GroupKind::SpecialInterestGroup),
    ("workinggroups", GroupKind::WorkingGroup),
    ("committees", GroupKind::Committee),
    ("usergroups", GroupKind::UserGroup),
];

/// Reads the lists of groups. Keys that are not known are left alone.
pub(super) fn read(root: &Node, problems: &mut Problems) -> Registry {
    let mut registry = Registry {
        groups: Vec::new(),
        kinds: GroupKind::ALL.into(),
        roles: [
            Role::Lead,
            Role::Chair,
            Role::TechLead,
            Role::Liaison,
            Role::EmeritusLead,
        ]
        .into(),
    };
    for (key, kind) in LISTS {
        let mut reader = Reader::of(problems);
        for node in reader.list(root, key) {
            top_level(node, kind, &mut registry, problems);
        }
    }
    refuse_twins(&mut registry, problems);
    registry
}

/// The address of a group without a directory: `sig-docs` for the label `sig/docs`.
fn slug_of_label(label: Option<String>) -> Option<Slug> {
    let (kind, name) = label.as_deref()?.split_once('/')?;
    Slug::new(format!("{kind}-{name}")).ok()
}

/// Reads a group and its subprojects behind it.
fn top_level(node: &Node, kind: GroupKind, registry: &mut Registry, problems: &mut Problems) {
    let mut reader = Reader::of(problems);
    if !reader.is_mapping(node) {
        return;
    }
    let name = reader.required_text(node, "name");
    let directory = reader.text(node, "dir");
    let mut entry = GroupEntry::named(node.line, name.unwrap_or_default());
    entry.slug = match &directory {
        Some(directory) => reader.slug(node, directory),
        None => slug_of_label(reader.text(node, "label")),
    };
    entry.kind = Some(kind);
    let mission = match reader.text(node, "mission_statement") {
        None => reader.text(node, "scope"),
        stated => stated,
    };
    entry.description = Some(folded(&mission.unwrap_or_default()));
    if let Some(url) = reader.address(node, "charter_link") {
        let directory = directory.as_ref().map(|directory| format!("{directory}/"));
        let is_in_directory = !url.contains("://") && !url.starts_with('/');
        entry.add_link(Link {
            kind: LinkKind::Charter,
            label: "Charter".to_owned(),
            url: Some(match directory {
                Some(directory) if is_in_directory && !url.starts_with(&directory) => {
                    format!("{directory}{url}")
                }
                Some(_) | None => url,
            }),
            detail: None,
        });
    }
    reader.channels(node, &mut entry);
    reader.seats(node, directory.is_some(), &mut entry);
    let stakeholders = reader.list(node, "stakeholder_sigs");
    entry.stakeholders = Some(reader.texts(stakeholders));
    let subprojects = reader.list(node, "subprojects");
    if !reader.sound {
        return;
    }
    let parent = registry.groups.len();
    registry.groups.push(entry);
    for node in subprojects {
        registry.groups.extend(subproject(node, parent, problems));
    }
}

fn subproject(node: &Node, parent: usize, problems: &mut Problems) -> Option<GroupEntry> {
    let mut reader = Reader::of(problems);
    let name = reader.required_text(node, "name");
    let mut entry = GroupEntry::named(node.line, name.unwrap_or_default());
    entry.kind = Some(GroupKind::Subgroup);
    entry.parent = Some(parent);
    entry.description = Some(folded(
        &reader.text(node, "description").unwrap_or_default(),
    ));
    entry.stakeholders = Some(Vec::new());
    reader.channels(node, &mut entry);
    for person in reader.list(node, "leads") {
        reader.seat(person, Role::Lead, &mut entry);
    }
    let owners = reader.list(node, "owners");
    for url in reader.texts(owners) {
        entry.add_link(Link {
            kind: LinkKind::Repository,
            label: repository(&url),
            url: Some(url),
            detail: None,
        });
    }
    reader.sound.then_some(entry)
}

/// `kubernetes/kubernetes/pkg/quota/v1` for the address of the OWNERS file in it.
fn repository(url: &str) -> String {
    const FILES: [&str; 3] = ["OWNERS", "OWNERS_ALIASES", "CODEOWNERS"];
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bare = match bare.rsplit_once('/') {
        Some((folder, file)) if FILES.contains(&file) => folder.trim_end_matches("/.github"),
        Some(_) | None => bare,
    };
    let raw = bare.strip_prefix("raw.githubusercontent.com/");
    let Some(path) = raw.or_else(|| bare.strip_prefix("github.com/")) else {
        return bare.to_owned();
    };
    let mut parts = path.split('/');
    let (Some(owner), Some(name)) = (parts.next(), parts.next()) else {
        return bare.to_owned();
    };
    // Behind the repository stands its branch, on a page that shows the file behind “blob”.
    let branch = match (raw, parts.next()) {
        (None, Some("blob" | "tree")) => parts.next(),
        (_, branch) => branch,
    };
    // A branch is spelled `main` or `refs/heads/main`.
    if branch == Some("refs") {
        parts.next();
        parts.next();
    }
    [owner, name]
        .into_iter()
        .chain(parts)
        .collect::<Vec<_>>()
        .join("/")
}

/// Refuses a group whose address, or whose name under the same parent, is taken.
fn refuse_twins(registry: &mut Registry, problems: &mut Problems) {
    let mut seen: BTreeMap<(Option<usize>, String), usize> = BTreeMap::new();
    let mut twins = BTreeSet::new();
    for (place, entry) in registry.groups.iter().enumerate() {
        let (key, words) = match &entry.slug {
            Some(slug) => (slug.to_string(), format!("the dir “{slug}”")),
            None => (
                name_key(&entry.name),
                format!("the subproject “{}”", entry.name),
            ),
        };
        if let Some(line) = seen.insert((entry.parent, key), entry.line) {
            twins.insert(place);
            problems.add(
                RowOf::Group,
                entry.line,
                format!("{words} a second time, the first is in line {line}"),
                "each group once",
            );
        }
    }
    leave_out(registry, twins);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_of_an_owners_file_is_its_folder() {
        let raw = "https://raw.githubusercontent.com";
        assert_eq!(
            repository(&format!("{raw}/mesh/core/main/OWNERS")),
            "mesh/core"
        );
        assert_eq!(
            repository(&format!("{raw}/mesh/core/main/pkg/quota/OWNERS")),
            "mesh/core/pkg/quota"
        );
        assert_eq!(
            repository(&format!("{raw}/mesh/core/refs/heads/main/OWNERS")),
            "mesh/core"
        );
        assert_eq!(
            repository("https://github.com/mesh/core/blob/main/pkg/OWNERS"),
            "mesh/core/pkg"
        );
        assert_eq!(
            repository(&format!(
                "{raw}/mesh/core/refs/heads/main/.github/CODEOWNERS"
            )),
            "mesh/core"
        );
        assert_eq!(repository("https://example.org/x/OWNERS"), "example.org/x");
    }
}
