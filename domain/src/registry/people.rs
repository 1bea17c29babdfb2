//! Who a file means: people are known by account, and by name where it gives none.

use std::collections::{BTreeMap, BTreeSet};

use super::PersonEntry;
use crate::{
    Day,
    community::{Community, CommunityReplayError},
    event::{DatedEvent, Event},
    ids::{NewIds, OrganizationId, PersonId},
    person::{Account, OrganizationEvent, Person, PersonEvent},
    slug::{Slug, name_key},
};

/// Why what a file states of a person cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonError {
    /// The entry gives neither a name nor an account.
    #[error("a person needs a name or an account")]
    Nobody,
    /// It would be dated before what it follows.
    #[error(
        "the record of “{name}” already runs to {newest}; a change of {on} would come before it"
    )]
    BeforeNewest {
        /// The person.
        name: String,
        /// The day of the file.
        on: Day,
        /// The day of the person's newest event.
        newest: Day,
    },
    /// The record itself is damaged.
    #[error(transparent)]
    Damaged(#[from] CommunityReplayError),
}

/// An index of the people and organizations of a community, kept while a file is read.
pub(crate) struct Directory {
    by_account: BTreeMap<String, PersonId>,
    by_name: BTreeMap<String, Vec<PersonId>>,
    handles: BTreeMap<Slug, PersonId>,
    organizations: BTreeMap<String, OrganizationId>,
    organization_slugs: BTreeMap<Slug, OrganizationId>,
    /// Whom this file has named already: the first of its lines that gives a person's name counts.
    named: BTreeSet<PersonId>,
    /// Whose organization this file has stated already: again the first line that does counts.
    placed: BTreeSet<PersonId>,
}

impl Directory {
    pub(crate) fn of(community: &Community) -> Self {
        let mut directory = Self {
            by_account: BTreeMap::new(),
            by_name: BTreeMap::new(),
            handles: BTreeMap::new(),
            organizations: BTreeMap::new(),
            organization_slugs: BTreeMap::new(),
            named: BTreeSet::new(),
            placed: BTreeSet::new(),
        };
        for person in community.people.values() {
            directory.know(person);
        }
        for organization in community.organizations.values() {
            directory
                .organizations
                .insert(name_key(&organization.name), organization.id);
            directory
                .organization_slugs
                .insert(organization.slug.clone(), organization.id);
        }
        directory
    }

    fn know(&mut self, person: &Person) {
        self.handles.insert(person.handle.clone(), person.id);
        // Whoever carries the record on is meant.
        if person.merged_into.is_some() {
            return;
        }
        for account in &person.accounts {
            self.by_account.insert(account.key(), person.id);
        }
        let others = person.absorbed.iter().map(|absorbed| &absorbed.name);
        for name in std::iter::once(&person.name).chain(others) {
            let namesakes = self.by_name.entry(name_key(name)).or_default();
            if !namesakes.contains(&person.id) {
                namesakes.push(person.id);
            }
        }
    }

    /// The person an entry means, registered first if need be, and what the entry says that is new.
    ///
    /// # Errors
    /// When the entry names nobody, or says something new of a day before what is recorded of the person.
    pub(crate) fn person(
        &mut self,
        entry: &PersonEntry,
        community: &mut Community,
        on: Day,
        ids: &mut dyn NewIds,
        events: &mut Vec<DatedEvent>,
    ) -> Result<PersonId, PersonError> {
        let person = match (self.find(entry, community), &entry.account) {
            (None, account) => {
                let person = PersonId(ids.new_id());
                let name = entry
                    .name
                    .as_ref()
                    .or(account.as_ref().map(|account| &account.login))
                    .filter(|name| !name.trim().is_empty())
                    .ok_or(PersonError::Nobody)?
                    .clone();
                let change = PersonEvent::Registered {
                    handle: self.free_handle(account.as_ref(), &name),
                    name,
                    account: account.clone(),
                };
                tell_of_person(community, events, on, person, change)?;
                person
            }
            (Some(person), Some(account)) if !self.by_account.contains_key(&account.key()) => {
                let account = account.clone();
                let change = PersonEvent::AccountLinked { account };
                tell_of_person(community, events, on, person, change)?;
                person
            }
            (Some(person), Some(_) | None) => person,
        };
        if let Some(name) = &entry.name
            && self.named.insert(person)
            && let Some(record) = community.people.get(&person)
            && record.name != *name
            && !record
                .absorbed
                .iter()
                .any(|absorbed| absorbed.name == *name)
        {
            let before = record.name.clone();
            if let Some(namesakes) = self.by_name.get_mut(&name_key(&before)) {
                namesakes.retain(|namesake| *namesake != person);
            }
            let name = name.clone();
            let change = PersonEvent::Renamed { before, name };
            tell_of_person(community, events, on, person, change)?;
        }
        if let Some(record) = community.people.get(&person) {
            self.know(record);
        }
        if let Some(organization) = &entry.organization
            && self.placed.insert(person)
        {
            let before = community
                .people
                .get(&person)
                .and_then(Person::organization_now);
            let organization = match organization {
                Some(name) => Some(self.organization(name, community, on, ids, events)?),
                None => None,
            };
            if before != organization {
                let change = PersonEvent::AffiliationChanged {
                    before,
                    organization,
                };
                tell_of_person(community, events, on, person, change)?;
            }
        }
        Ok(person)
    }

    /// By account; else by name, if exactly one person has it and no other account speaks against it. Among
    /// namesakes, a line without an account means the one without.
    fn find(&self, entry: &PersonEntry, community: &Community) -> Option<PersonId> {
        if let Some(account) = &entry.account
            && let Some(person) = self.by_account.get(&account.key())
        {
            return Some(*person);
        }
        let namesakes = self.by_name.get(&name_key(entry.name.as_deref()?))?;
        let mut without_account = namesakes.iter().copied().filter(|person| {
            community
                .people
                .get(person)
                .is_some_and(|record| record.accounts.is_empty())
        });
        match (without_account.next(), without_account.next()) {
            (Some(person), None) => Some(person),
            (None, _) if entry.account.is_none() => match namesakes[..] {
                [only] => Some(only),
                [] | [_, _, ..] => None,
            },
            (None, _) | (Some(_), Some(_)) => None,
        }
    }

    fn free_handle(&self, account: Option<&Account>, name: &str) -> Slug {
        account
            .and_then(|account| Slug::of_name(&account.login))
            .or_else(|| Slug::of_name(name))
            .unwrap_or_else(Slug::unnamed)
            .free(|slug| self.handles.contains_key(slug))
    }

    /// The organization of that name, registered first if need be.
    fn organization(
        &mut self,
        name: &str,
        community: &mut Community,
        on: Day,
        ids: &mut dyn NewIds,
        events: &mut Vec<DatedEvent>,
    ) -> Result<OrganizationId, PersonError> {
        let key = name_key(name);
        if let Some(organization) = self.organizations.get(&key) {
            return Ok(*organization);
        }
        let organization = OrganizationId(ids.new_id());
        let slug = Slug::of_name(name)
            .unwrap_or_else(Slug::unnamed)
            .free(|slug| self.organization_slugs.contains_key(slug));
        let event = DatedEvent {
            on,
            event: Event::Organization {
                organization,
                change: OrganizationEvent::Registered {
                    slug: slug.clone(),
                    name: name.to_owned(),
                },
            },
        };
        community.apply(&event)?;
        events.push(event);
        self.organizations.insert(key, organization);
        self.organization_slugs.insert(slug, organization);
        Ok(organization)
    }
}

/// Adds an event about a person to the record.
///
/// # Errors
/// When it would come before what is recorded of that person.
pub(crate) fn tell_of_person(
    community: &mut Community,
    events: &mut Vec<DatedEvent>,
    on: Day,
    person: PersonId,
    change: PersonEvent,
) -> Result<(), PersonError> {
    if let Some(record) = community.people.get(&person)
        && on < record.changed_on
    {
        return Err(PersonError::BeforeNewest {
            name: record.name.clone(),
            on,
            newest: record.changed_on,
        });
    }
    let event = DatedEvent {
        on,
        event: Event::Person { person, change },
    };
    community.apply(&event)?;
    events.push(event);
    Ok(())
}
