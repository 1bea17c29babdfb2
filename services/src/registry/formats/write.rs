//! Writes the groups that are alive as a registry file.

use std::collections::BTreeMap;

use domain::{
    Day,
    community::Community,
    group::{Group, Period},
    ids::GroupId,
    link::Link,
    person::{Account, Person},
    seat::Role,
};

use super::{
    charterhouse::{Document, GroupDocument, SeatDocument, VERSION},
    write_markdown,
};

/// The formats that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// A page with tables, like Istio's WORKING-GROUPS.md. It has no place for the charters' text.
    Markdown,
    /// Everything, for people and programs.
    Yaml,
    /// Everything, for programs.
    Json,
}

/// Why nothing could be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The YAML writer refused.
    #[error("the groups could not be written as YAML")]
    Yaml(#[from] serde_saphyr::SerializeError),
    /// The JSON writer refused.
    #[error("the groups could not be written as JSON")]
    Json(#[from] serde_json::Error),
}

/// Writes the groups of a community that was replayed up to `on` and are alive then. Reading it back and
/// comparing it with the same community gives no event.
///
/// # Errors
/// When a writer refuses.
pub fn write(
    format: ExportFormat,
    community: &Community,
    title: &str,
    on: Day,
) -> Result<String, WriteError> {
    let groups = listed(community, on);
    match format {
        ExportFormat::Markdown => Ok(write_markdown::page(&groups, title, on)),
        ExportFormat::Yaml => Ok(serde_saphyr::to_string(&document(&groups, title, on))?),
        ExportFormat::Json => {
            let mut json = serde_json::to_string_pretty(&document(&groups, title, on))?;
            json.push('\n');
            Ok(json)
        }
    }
}

/// A group as it is written.
pub(super) struct Listed<'a> {
    pub(super) group: &'a Group,
    pub(super) now: &'a Period,
    /// The place of the group it is part of, which comes before it.
    pub(super) parent: Option<usize>,
    /// Those that are alive, by their places.
    pub(super) stakeholders: Vec<usize>,
    pub(super) seats: Vec<ListedSeat<'a>>,
}

/// A seat as it is written.
pub(super) struct ListedSeat<'a> {
    pub(super) role: Role,
    pub(super) area: Option<&'a str>,
    pub(super) person: &'a Person,
    pub(super) organization: Option<&'a str>,
}

impl ListedSeat<'_> {
    /// The account by which the person is known.
    pub(super) fn account(&self) -> Option<&Account> {
        self.person.accounts.first()
    }
}

/// The groups that are alive: by kind and name, each followed by those that are part of it.
fn listed(community: &Community, on: Day) -> Vec<Listed<'_>> {
    let alive: BTreeMap<GroupId, &Group> = community
        .groups
        .iter()
        .filter(|(_, group)| group.now().state.is_alive())
        .map(|(id, group)| (*id, group))
        .collect();
    let mut inner: BTreeMap<Option<GroupId>, Vec<&Group>> = BTreeMap::new();
    for group in alive.values() {
        let parent = group
            .now()
            .parent
            .filter(|parent| alive.contains_key(parent));
        inner.entry(parent).or_default().push(group);
    }
    for groups in inner.values_mut() {
        groups.sort_by_cached_key(|group| {
            let now = group.now();
            // In reverse, since they are taken from the end.
            std::cmp::Reverse((now.kind, now.name.to_lowercase(), now.slug.clone()))
        });
    }
    let mut order: Vec<(&Group, Option<usize>)> = Vec::new();
    let mut waiting: Vec<(&Group, Option<usize>)> = Vec::new();
    let tops = inner.remove(&None).unwrap_or_default();
    waiting.extend(tops.into_iter().map(|group| (group, None)));
    while let Some((group, parent)) = waiting.pop() {
        let place = order.len();
        order.push((group, parent));
        let parts = inner.remove(&Some(group.id)).unwrap_or_default();
        waiting.extend(parts.into_iter().map(|part| (part, Some(place))));
    }
    let places: BTreeMap<GroupId, usize> = order
        .iter()
        .enumerate()
        .map(|(place, (group, _))| (group.id, place))
        .collect();
    order
        .into_iter()
        .map(|(group, parent)| {
            let now = group.now();
            Listed {
                group,
                now,
                parent,
                stakeholders: now
                    .stakeholders
                    .iter()
                    .filter_map(|stakeholder| places.get(stakeholder).copied())
                    .collect(),
                seats: seats(group, community, on),
            }
        })
        .collect()
}

fn seats<'a>(group: &'a Group, community: &'a Community, on: Day) -> Vec<ListedSeat<'a>> {
    let mut seats: Vec<ListedSeat<'a>> = group
        .seats_held()
        .filter_map(|seat| {
            let person = community.people.get(&seat.person)?;
            let organization = person.organization_on(on);
            Some(ListedSeat {
                role: seat.role,
                area: seat.area.as_deref(),
                person,
                organization: organization
                    .and_then(|organization| community.organizations.get(&organization))
                    .map(|organization| organization.name.as_str()),
            })
        })
        .collect();
    seats.sort_by_cached_key(|seat| (seat.role, seat.person.name.to_lowercase(), seat.person.id));
    seats
}

/// The links in the order of their kinds.
pub(super) fn links(group: &Group) -> Vec<&Link> {
    let mut links: Vec<&Link> = group.links_listed().collect();
    links.sort_by_key(|link| link.kind);
    links
}

fn document(groups: &[Listed<'_>], title: &str, on: Day) -> Document {
    let slug = |place: &usize| groups.get(*place).map(|listed| listed.now.slug.clone());
    Document {
        charterhouse: VERSION,
        community: title.to_owned(),
        as_of: on,
        groups: groups
            .iter()
            .map(|listed| GroupDocument {
                slug: listed.now.slug.clone(),
                name: listed.now.name.clone(),
                kind: listed.now.kind,
                parent: listed.parent.as_ref().and_then(slug),
                state: listed.now.state,
                description: listed.now.description.clone(),
                charter: listed.group.charter().map(|charter| charter.body.clone()),
                links: links(listed.group).into_iter().cloned().collect(),
                stakeholders: listed.stakeholders.iter().filter_map(slug).collect(),
                seats: listed.seats.iter().map(seat_document).collect(),
            })
            .collect(),
    }
}

fn seat_document(seat: &ListedSeat<'_>) -> SeatDocument {
    SeatDocument {
        role: seat.role,
        area: seat.area.map(str::to_owned),
        name: Some(seat.person.name.clone()),
        account: seat.account().cloned(),
        organization: seat.organization.map(str::to_owned),
    }
}
