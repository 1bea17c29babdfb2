//! The links that an entry states of its group.

use super::{CompareError, GroupEntry, changes::Comparer};
use crate::{group::GroupCommand, ids::GroupId, link::Link};

impl Comparer<'_> {
    /// Adds, changes and removes links until the group lists what the entry states.
    pub(super) fn links(
        &mut self,
        entry: &GroupEntry,
        group: GroupId,
        stated: &[Link],
    ) -> Result<(), CompareError> {
        let listed: Vec<Link> = self
            .recorded(group)
            .map(|group| group.links_listed().cloned().collect())
            .unwrap_or_default();
        let is_in = |link: &Link, links: &[Link]| links.iter().any(|other| other.same_entry(link));
        let mut removed: Vec<Link> = listed
            .iter()
            .filter(|link| !is_in(link, stated))
            .cloned()
            .collect();
        for link in stated {
            if is_in(link, &listed) {
                let (before, link) = (link.clone(), link.clone());
                self.registry_command(entry, group, GroupCommand::ChangeLink { before, link })?;
                continue;
            }
            let command = match relabelled(link, &removed) {
                Some(place) => GroupCommand::ChangeLink {
                    before: removed.remove(place),
                    link: link.clone(),
                },
                None => GroupCommand::AddLink(link.clone()),
            };
            self.registry_command(entry, group, command)?;
        }
        for link in removed {
            self.registry_command(entry, group, GroupCommand::RemoveLink(link))?;
        }
        Ok(())
    }
}

/// The link that this one was before: one of its kind that pointed at the same, else the only one of its kind that went.
fn relabelled(link: &Link, removed: &[Link]) -> Option<usize> {
    let same_kind: Vec<usize> = removed
        .iter()
        .enumerate()
        .filter(|(_, other)| other.kind == link.kind)
        .map(|(place, _)| place)
        .collect();
    let points_at_same = |place: &usize| {
        let other = removed.get(*place).and_then(|other| other.url.as_ref());
        other.is_some() && other == link.url.as_ref()
    };
    match same_kind[..] {
        [only] => Some(only),
        [] | [_, _, ..] => same_kind.iter().copied().find(points_at_same),
    }
}
