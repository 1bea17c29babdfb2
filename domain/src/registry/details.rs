//! What an entry states of its group besides name and place: words, stakeholders, seats and state.

use std::collections::BTreeMap;

use super::{CompareError, GroupEntry, changes::Comparer};
use crate::{
    group::{GroupCommand, GroupState},
    ids::{GroupId, PersonId},
    seat::Role,
    slug::name_key,
};

impl Comparer<'_> {
    /// Brings what each entry states into the record.
    pub(super) fn details(&mut self) -> Result<(), CompareError> {
        self.people_with_accounts()?;
        for (place, entry) in self.registry.alive() {
            let Some(group) = self.groups.get(&place).copied() else {
                continue;
            };
            if let Some(description) = entry.description.clone() {
                self.registry_command(entry, group, GroupCommand::Describe(description))?;
            }
            if let Some(charter) = entry.charter.clone() {
                self.registry_command(entry, group, GroupCommand::AdoptCharter(charter))?;
            }
            if let Some(stakeholders) = &entry.stakeholders {
                let stakeholders = self.stakeholders(stakeholders, group);
                self.registry_command(entry, group, GroupCommand::SetStakeholders(stakeholders))?;
            }
            if let Some(links) = &entry.links {
                self.links(entry, group, links)?;
            }
            self.seats(entry, group)?;
            self.state(entry, group)?;
        }
        Ok(())
    }

    /// People are known by account: whoever has one is known before a line that gives only a name, so that such a
    /// line means the same person wherever it stands in the file.
    fn people_with_accounts(&mut self) -> Result<(), CompareError> {
        for (_, entry) in self.registry.alive() {
            for seat in &entry.seats {
                if seat.person.account.is_some() {
                    self.person(seat)?;
                }
            }
        }
        Ok(())
    }

    fn person(&mut self, seat: &super::SeatEntry) -> Result<PersonId, CompareError> {
        self.directory
            .person(
                &seat.person,
                &mut self.community,
                self.on,
                self.ids,
                &mut self.events,
            )
            .map_err(|error| CompareError::Person {
                line: seat.line,
                error,
            })
    }

    /// The groups meant by names or addresses; a name that no group has is left out. Those recorded that ended
    /// are in no file: without them the same is no change.
    fn stakeholders(&self, names: &[String], group: GroupId) -> Vec<GroupId> {
        let mut stated: Vec<GroupId> = names
            .iter()
            .filter_map(|name| {
                let by_address = self.registry.alive().find(|(_, entry)| {
                    let slug = entry.slug.as_ref();
                    slug.is_some_and(|slug| slug.as_str() == name)
                });
                let (place, _) = by_address.or_else(|| {
                    self.registry.alive().find(|(_, entry)| {
                        entry.parent.is_none() && name_key(&entry.name) == name_key(name)
                    })
                })?;
                self.groups.get(&place).copied()
            })
            .collect();
        stated.sort_unstable();
        stated.dedup();
        let recorded = self
            .recorded(group)
            .map(|group| group.now().stakeholders.clone())
            .unwrap_or_default();
        let alive = recorded.iter().filter(|group| self.is_alive(**group));
        if alive.eq(&stated) { recorded } else { stated }
    }

    fn seats(&mut self, entry: &GroupEntry, group: GroupId) -> Result<(), CompareError> {
        let mut stated: BTreeMap<(Role, PersonId), Option<String>> = BTreeMap::new();
        let mut order = Vec::new();
        for seat in &entry.seats {
            let person = self.person(seat)?;
            // The same seat for two parts of the group is one seat for both.
            match stated.get_mut(&(seat.role, person)) {
                None => {
                    stated.insert((seat.role, person), seat.area.clone());
                    order.push((seat.role, person));
                }
                Some(Some(areas)) => {
                    if let Some(area) = &seat.area
                        && !areas.split(", ").any(|known| known == area)
                    {
                        *areas = format!("{areas}, {area}");
                    }
                }
                Some(None) => {}
            }
        }
        let held: Vec<(Role, PersonId)> = self
            .recorded(group)
            .map(|group| {
                group
                    .seats_held()
                    .map(|seat| (seat.role, seat.person))
                    .collect()
            })
            .unwrap_or_default();
        for (role, person) in held.iter().copied() {
            if self.registry.roles.contains(&role) && !stated.contains_key(&(role, person)) {
                self.registry_command(entry, group, GroupCommand::LeaveSeat { person, role })?;
            }
        }
        for (role, person) in order {
            let area = stated.get(&(role, person)).cloned().flatten();
            let command = if held.contains(&(role, person)) {
                GroupCommand::ChangeSeatArea { person, role, area }
            } else {
                GroupCommand::TakeSeat { person, role, area }
            };
            self.registry_command(entry, group, command)?;
        }
        Ok(())
    }

    /// A life does not run backwards: a stated state that comes before the recorded one changes nothing.
    fn state(&mut self, entry: &GroupEntry, group: GroupId) -> Result<(), CompareError> {
        let (Some(stated), Some(recorded)) = (entry.state, self.recorded(group)) else {
            return Ok(());
        };
        let steps: &[GroupCommand] = match (recorded.now().state, stated) {
            (GroupState::SettingUp, GroupState::Active) => &[GroupCommand::Activate],
            (GroupState::SettingUp, GroupState::Closing) => {
                &[GroupCommand::Activate, GroupCommand::BeginClosing]
            }
            (GroupState::Active, GroupState::Closing) => &[GroupCommand::BeginClosing],
            (GroupState::SettingUp, GroupState::SettingUp)
            | (GroupState::Active, GroupState::SettingUp | GroupState::Active)
            | (
                GroupState::Closing,
                GroupState::SettingUp | GroupState::Active | GroupState::Closing,
            ) => &[],
            // Entries of ended groups are not brought up to date, and a living entry's group is alive by now.
            (
                GroupState::SettingUp | GroupState::Active | GroupState::Closing,
                GroupState::Dissolved | GroupState::Merged,
            )
            | (
                GroupState::Dissolved | GroupState::Merged,
                GroupState::SettingUp
                | GroupState::Active
                | GroupState::Closing
                | GroupState::Dissolved
                | GroupState::Merged,
            ) => &[],
        };
        for step in steps {
            self.registry_command(entry, group, step.clone())?;
        }
        Ok(())
    }
}
