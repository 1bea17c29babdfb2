//! The document that Charterhouse writes as YAML and JSON, and reads back: one model for both ways.

use std::collections::BTreeMap;

use domain::{
    Day,
    group::{GroupKind, GroupState},
    link::Link,
    person::Account,
    registry::{GroupEntry, PersonEntry, Registry, SeatEntry},
    seat::Role,
    slug::Slug,
};
use serde::{Deserialize, Serialize};

use super::{
    problem::{Problems, RowOf, quoted},
    tree::{Node, Value},
};

/// The version of the document; a reader refuses one that it does not know.
pub(super) const VERSION: u32 = 1;

/// A community's groups on a day.
#[derive(Debug, Serialize)]
pub(super) struct Document {
    pub(super) charterhouse: u32,
    pub(super) community: String,
    pub(super) as_of: Day,
    pub(super) groups: Vec<GroupDocument>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupDocument {
    pub(super) slug: Slug,
    pub(super) name: String,
    pub(super) kind: GroupKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) parent: Option<Slug>,
    pub(super) state: GroupState,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) charter: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) links: Vec<Link>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) stakeholders: Vec<Slug>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) seats: Vec<SeatDocument>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeatDocument {
    pub(super) role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) area: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) account: Option<Account>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) organization: Option<String>,
}

/// Reads a document.
pub(super) fn read(root: &Node, problems: &mut Problems) -> Registry {
    let mut registry = Registry {
        groups: Vec::new(),
        kinds: GroupKind::ALL.into(),
        roles: Role::ALL.into(),
    };
    let version = root.get("charterhouse");
    match version.map(|node| (&node.value, node)) {
        Some((Value::Text(version), _)) if *version == VERSION.to_string() => {}
        Some((_, node)) => problems.add(
            RowOf::Both,
            node.line,
            format!("charterhouse: {}", node.words()),
            format!("charterhouse: {VERSION}; a newer Charterhouse may have written this"),
        ),
        None => problems.add(RowOf::Both, root.line, root.words(), "charterhouse: 1"),
    }
    let groups = match root.get("groups").map(|node| (&node.value, node)) {
        Some((Value::List(groups), _)) => groups.as_slice(),
        Some((_, node)) => {
            problems.add(RowOf::Both, node.line, node.words(), "groups: and a list");
            &[]
        }
        None => &[],
    };
    let mut places: BTreeMap<Slug, usize> = BTreeMap::new();
    for node in groups {
        let read = serde_json::from_value::<GroupDocument>(node.to_json())
            .map_err(|error| (error.to_string(), EXPECTED.to_owned()))
            .and_then(|document| entry(document, node, &places));
        match read {
            Ok((slug, entry)) => {
                places.insert(slug, registry.groups.len());
                registry.groups.push(entry);
            }
            Err((found, expected)) => problems.add(RowOf::Group, node.line, found, expected),
        }
    }
    registry
}

const EXPECTED: &str = "a group with slug, name, kind and state, and where there are any: parent, description, charter, \
     links (kind, label, url, detail), stakeholders, seats (role, area, name, account, organization)";

type Wrong = (String, String);

fn entry(
    document: GroupDocument,
    node: &Node,
    places: &BTreeMap<Slug, usize>,
) -> Result<(Slug, GroupEntry), Wrong> {
    let wrong = |found: String, expected: &str| Err((found, expected.to_owned()));
    if places.contains_key(&document.slug) {
        return wrong(
            format!("the slug “{}” a second time", document.slug),
            "each group once",
        );
    }
    if document.name.trim().is_empty() {
        return wrong(format!("no name for “{}”", document.slug), "a name");
    }
    if !document.state.is_alive() {
        return wrong(
            format!(
                "“{}” as {}",
                document.name,
                document.state.words().to_lowercase()
            ),
            "only groups whose life goes on",
        );
    }
    let parent = match &document.parent {
        None => None,
        Some(slug) => match places.get(slug) {
            Some(place) => Some(*place),
            None => {
                return wrong(
                    format!("the parent {}", quoted(slug.as_str())),
                    "the slug of a group that comes before",
                );
            }
        },
    };
    let mut entry = GroupEntry::named(node.line, document.name);
    entry.slug = Some(document.slug.clone());
    entry.kind = Some(document.kind);
    entry.parent = parent;
    entry.state = Some(document.state);
    entry.description = Some(document.description);
    entry.charter = document.charter.filter(|body| !body.trim().is_empty());
    entry.links = Some(Vec::new());
    for link in document.links {
        entry.add_link(link);
    }
    entry.stakeholders = Some(
        document
            .stakeholders
            .into_iter()
            .map(String::from)
            .collect(),
    );
    let lines = seat_lines(node);
    for (place, seat) in document.seats.into_iter().enumerate() {
        if seat.name.is_none() && seat.account.is_none() {
            return wrong(
                format!(
                    "a {} of “{}” without a name",
                    seat.role.word().to_lowercase(),
                    entry.name
                ),
                "a person with name or account",
            );
        }
        entry.seats.push(SeatEntry {
            line: lines.get(place).copied().unwrap_or(node.line),
            role: seat.role,
            area: seat.area,
            person: PersonEntry {
                name: seat.name,
                account: seat.account,
                organization: seat.organization.map(Some),
            },
        });
    }
    Ok((document.slug, entry))
}

fn seat_lines(node: &Node) -> Vec<usize> {
    match node.get("seats").map(|seats| &seats.value) {
        Some(Value::List(seats)) => seats.iter().map(|seat| seat.line).collect(),
        Some(Value::Nothing | Value::Text(_) | Value::Map(_)) | None => Vec::new(),
    }
}
