//! From an entry to its group: what is formed, revived, renamed, converted and ended.

use std::collections::BTreeMap;

use super::{
    CompareError, GroupEntry, Registry, fates::Ending, matching::Matched, people::Directory,
};
use crate::{
    Day,
    actor::{Authorities, Authority},
    community::Community,
    event::{DatedEvent, Event},
    group::{Group, GroupCommand, GroupKind, GroupState, decide},
    ids::{GroupId, NewIds},
    policy::Policy,
    slug::{Slug, name_key},
};

/// The community on its way to what the file states.
pub(super) struct Comparer<'a> {
    pub(super) registry: &'a Registry,
    policy: &'a Policy,
    pub(super) on: Day,
    pub(super) ids: &'a mut dyn NewIds,
    pub(super) directory: Directory,
    slugs: BTreeMap<Slug, GroupId>,
    pub(super) community: Community,
    pub(super) events: Vec<DatedEvent>,
    /// The group of each living entry; complete after [`Comparer::groups`].
    pub(super) groups: Matched,
}

impl<'a> Comparer<'a> {
    pub(super) fn new(
        community: &Community,
        registry: &'a Registry,
        policy: &'a Policy,
        on: Day,
        ids: &'a mut dyn NewIds,
        groups: Matched,
    ) -> Self {
        Self {
            registry,
            policy,
            on,
            ids,
            directory: Directory::of(community),
            slugs: slugs_of(community),
            community: community.clone(),
            events: Vec::new(),
            groups,
        }
    }

    /// Forms, revives, renames and converts, so that every living entry has its group.
    pub(super) fn groups(&mut self) -> Result<(), CompareError> {
        for (place, entry) in self.registry.alive() {
            let parent = entry
                .parent
                .and_then(|parent| self.groups.get(&parent).copied());
            match self.groups.get(&place).copied() {
                Some(group) => self.bring_up_to_date(entry, group, parent)?,
                None => {
                    let group = self.form(entry, parent)?;
                    self.groups.insert(place, group);
                }
            }
        }
        Ok(())
    }

    fn form(
        &mut self,
        entry: &GroupEntry,
        parent: Option<GroupId>,
    ) -> Result<GroupId, CompareError> {
        let group = GroupId(self.ids.new_id());
        let slug = self.free_slug(entry, group, parent);
        self.slugs.insert(slug.clone(), group);
        let form = GroupCommand::Form {
            name: entry.name.clone(),
            slug,
            kind: kind_of(entry, GroupKind::WorkingGroup, parent),
            parent,
        };
        self.command(
            Some(entry.line),
            &entry.name,
            group,
            form,
            &on_whose_authority(entry),
        )?;
        Ok(group)
    }

    fn bring_up_to_date(
        &mut self,
        entry: &GroupEntry,
        group: GroupId,
        parent: Option<GroupId>,
    ) -> Result<(), CompareError> {
        let Some(now) = self.recorded(group).map(|group| group.now().clone()) else {
            return Ok(());
        };
        if !now.state.is_alive() {
            let actor = on_whose_authority(entry);
            self.command(
                Some(entry.line),
                &entry.name,
                group,
                GroupCommand::Revive,
                &actor,
            )?;
        }
        let slug = if name_key(&now.name) == name_key(&entry.name) && entry.slug.is_none() {
            now.slug
        } else {
            self.free_slug(entry, group, parent)
        };
        self.slugs.insert(slug.clone(), group);
        let name = entry.name.clone();
        self.registry_command(entry, group, GroupCommand::Rename { name, slug })?;
        // A parent that ended is in no file, unless this one brings it back: the group stays part of it.
        let ended = now.parent.filter(|parent| {
            !self.is_alive(*parent) && !self.groups.values().any(|listed| listed == parent)
        });
        let parent = if self.states_parents() {
            parent.or(ended)
        } else {
            now.parent
        };
        let kind = kind_of(entry, now.kind, parent);
        self.registry_command(entry, group, GroupCommand::Convert { kind, parent })
    }

    /// Whether the format can say which group another is part of.
    fn states_parents(&self) -> bool {
        self.registry.kinds.contains(&GroupKind::Subgroup)
    }

    fn free_slug(&self, entry: &GroupEntry, group: GroupId, parent: Option<GroupId>) -> Slug {
        let own_name = || Slug::of_name(&entry.name).unwrap_or_else(Slug::unnamed);
        let parent_slug = parent
            .and_then(|parent| self.recorded(parent))
            .map(|parent| parent.now().slug.clone());
        entry
            .slug
            .clone()
            .unwrap_or_else(|| match parent_slug {
                Some(parent) => parent.joined(&own_name()),
                None => own_name(),
            })
            .free(|slug| self.slugs.get(slug).is_some_and(|owner| *owner != group))
    }

    /// Ends groups, subgroups before the groups that they are part of.
    pub(super) fn endings(&mut self, endings: &[(GroupId, Ending)]) -> Result<(), CompareError> {
        let mut endings: Vec<&(GroupId, Ending)> = endings.iter().collect();
        endings.sort_by_key(|(group, _)| {
            self.recorded(*group)
                .is_some_and(|group| group.now().parent.is_none())
        });
        for (group, ending) in endings {
            let command = match ending {
                Ending::Merged(place) => match self.groups.get(place) {
                    Some(into) => GroupCommand::MergeInto(*into),
                    None => GroupCommand::Dissolve,
                },
                Ending::Dissolved => GroupCommand::Dissolve,
            };
            let name = self
                .recorded(*group)
                .map(|group| group.now().name.clone())
                .unwrap_or_default();
            self.command(None, &name, *group, command, &Authorities::registry())?;
        }
        Ok(())
    }

    /// The group as it is by now.
    pub(super) fn recorded(&self, group: GroupId) -> Option<&Group> {
        self.community.groups.get(&group)
    }

    pub(super) fn is_alive(&self, group: GroupId) -> bool {
        self.recorded(group)
            .is_some_and(|group| group.now().state.is_alive())
    }

    /// Does what an entry states.
    pub(super) fn registry_command(
        &mut self,
        entry: &GroupEntry,
        group: GroupId,
        command: GroupCommand,
    ) -> Result<(), CompareError> {
        let actor = Authorities::registry();
        self.command(Some(entry.line), &entry.name, group, command, &actor)
    }

    fn command(
        &mut self,
        line: Option<usize>,
        name: &str,
        group: GroupId,
        command: GroupCommand,
        actor: &Authorities,
    ) -> Result<(), CompareError> {
        let before = self.community.groups.get(&group);
        let changes = decide(before, command, self.on, actor, self.policy).map_err(|refusal| {
            CompareError::Refused {
                line,
                name: name.to_owned(),
                refusal,
            }
        })?;
        for change in changes {
            let event = DatedEvent {
                on: self.on,
                event: Event::Group { group, change },
            };
            self.community.apply(&event)?;
            self.events.push(event);
        }
        Ok(())
    }
}

/// A file that says that a group is being set up states a decision, not a group at work.
fn on_whose_authority(entry: &GroupEntry) -> Authorities {
    match entry.state {
        Some(GroupState::SettingUp) => Authorities::new([Authority::Committee]),
        Some(
            GroupState::Active | GroupState::Closing | GroupState::Dissolved | GroupState::Merged,
        )
        | None => Authorities::registry(),
    }
}

/// The kind that the entry states; else what is part of a group is a subgroup, and anything else is none.
fn kind_of(entry: &GroupEntry, otherwise: GroupKind, parent: Option<GroupId>) -> GroupKind {
    match (entry.kind, otherwise, parent) {
        (Some(kind), _, _) => kind,
        (None, _, Some(_)) => GroupKind::Subgroup,
        (None, GroupKind::Subgroup, None) => GroupKind::WorkingGroup,
        (
            None,
            GroupKind::WorkingGroup
            | GroupKind::SpecialInterestGroup
            | GroupKind::Committee
            | GroupKind::UserGroup,
            None,
        ) => otherwise,
    }
}

/// All addresses that lead somewhere, those of the past too.
fn slugs_of(community: &Community) -> BTreeMap<Slug, GroupId> {
    community
        .groups
        .values()
        .flat_map(|group| {
            group
                .former_slugs
                .iter()
                .chain([&group.now().slug])
                .map(|slug| (slug.clone(), group.id))
        })
        .collect()
}
