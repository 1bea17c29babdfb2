//! Which group of the community each entry of a file means.

use std::collections::{BTreeMap, BTreeSet};

use super::{GroupEntry, Registry};
use crate::{
    community::Community,
    group::Group,
    ids::GroupId,
    slug::{Slug, name_key},
};

/// The group of each entry that has one, by the entry's place in the file.
pub(super) type Matched = BTreeMap<usize, GroupId>;

/// The group with an entry's address, else the one with its name at the same place. `certain` are entries whose
/// group is known already.
pub(super) fn match_entries(
    community: &Community,
    registry: &Registry,
    certain: &Matched,
) -> Matched {
    let mut matched = certain.clone();
    let mut taken: BTreeSet<GroupId> = certain.values().copied().collect();
    let by_slug: BTreeMap<&Slug, GroupId> = community
        .groups
        .values()
        .map(|group| (&group.now().slug, group.id))
        .collect();
    // The living before those that the file says ended, which may have the same names.
    let (alive, ended): (Vec<usize>, Vec<usize>) =
        (0..registry.groups.len()).partition(|place| registry.lists_alive(*place));
    let in_turn = || {
        alive
            .iter()
            .chain(&ended)
            .filter_map(|place| Some((*place, registry.groups.get(*place)?)))
    };
    // All addresses before the first name, so that a name takes no group that another entry's address means.
    for (place, entry) in in_turn() {
        if !matched.contains_key(&place)
            && let Some(group) = entry.slug.as_ref().and_then(|slug| by_slug.get(slug))
            && taken.insert(*group)
        {
            matched.insert(place, *group);
        }
    }
    let mut by_name: BTreeMap<(Option<GroupId>, String), Vec<&Group>> = BTreeMap::new();
    for group in community.groups.values() {
        let now = group.now();
        by_name
            .entry((now.parent, name_key(&now.name)))
            .or_default()
            .push(group);
    }
    // A name as it is written before one that only sounds the same: C and C++ are two.
    for spelling in [Spelling::Exact, Spelling::Similar] {
        for (place, entry) in in_turn() {
            if matched.contains_key(&place) {
                continue;
            }
            let parent = match entry.parent {
                None => None,
                Some(parent) => match matched.get(&parent) {
                    Some(parent) => Some(*parent),
                    // A subgroup of what the community does not know is not known either.
                    None => continue,
                },
            };
            let group = by_name
                .get(&(parent, name_key(&entry.name)))
                .and_then(|namesakes| best_namesake(namesakes, entry, spelling, &taken));
            if let Some(group) = group {
                taken.insert(group);
                matched.insert(place, group);
            }
        }
    }
    matched
}

/// How near a name is to another.
#[derive(Clone, Copy)]
enum Spelling {
    /// Letter for letter.
    Exact,
    /// Apart from what [`name_key`] leaves out.
    Similar,
}

/// One that is alive before one that ended, the one that ended last, and else the first formed.
fn best_namesake(
    namesakes: &[&Group],
    entry: &GroupEntry,
    spelling: Spelling,
    taken: &BTreeSet<GroupId>,
) -> Option<GroupId> {
    namesakes
        .iter()
        .rev()
        .filter(|group| !taken.contains(&group.id))
        .filter(|group| match spelling {
            Spelling::Exact => group.now().name == entry.name,
            Spelling::Similar => true,
        })
        .filter(|group| {
            entry.slug.is_none() || entry.kind.is_none_or(|kind| kind == group.now().kind)
        })
        .max_by_key(|group| {
            let now = group.now();
            let alive = now.state.is_alive();
            (alive, (!alive).then_some(now.since))
        })
        .map(|group| group.id)
}
