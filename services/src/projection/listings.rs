//! The lists that people are in, the words they are found by, and the organizations they led for. What a page would
//! otherwise have to look for in everybody's seats and standings.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    concentration::Affiliates,
    days::Days,
    ids::OrganizationId,
    seat::Role,
    slug::{Slug, name_key},
    standing::Standing,
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{SUBJECTS_AT_ONCE, insert_all};
use crate::{
    ReadError, WriteError,
    entities::{
        account, affiliation, organization_person, person, person_listing, person_word, seat,
        standing,
    },
    person::PeopleList,
    record::day_of,
};

/// Makes the rows of these people anew and gives the organizations whose leads that may have changed.
pub(super) async fn write(
    transaction: &DatabaseTransaction,
    people: &BTreeSet<Uuid>,
    affiliates: &Affiliates,
) -> Result<BTreeSet<Uuid>, WriteError> {
    let mut organizations = BTreeSet::new();
    let people: Vec<Uuid> = people.iter().copied().collect();
    for chunk in people.chunks(SUBJECTS_AT_ONCE) {
        organizations.extend(led_for(transaction, chunk).await?);
        delete(transaction, chunk).await?;
        let facts = Facts::load(transaction, chunk).await?;
        insert_all::<person_listing::Entity>(transaction, facts.listings()?).await?;
        insert_all::<person_word::Entity>(transaction, facts.words()).await?;
        let led = facts.led_for(affiliates)?;
        organizations.extend(led.iter().map(|row| row.organization_id));
        insert_all::<organization_person::Entity>(transaction, led).await?;
    }
    Ok(organizations)
}

async fn led_for(
    transaction: &DatabaseTransaction,
    people: &[Uuid],
) -> Result<Vec<Uuid>, WriteError> {
    Ok(organization_person::Entity::find()
        .select_only()
        .column(organization_person::Column::OrganizationId)
        .distinct()
        .filter(organization_person::Column::PersonId.is_in(people.iter().copied()))
        .into_tuple()
        .all(transaction)
        .await?)
}

async fn delete(transaction: &DatabaseTransaction, people: &[Uuid]) -> Result<(), WriteError> {
    person_listing::Entity::delete_many()
        .filter(person_listing::Column::PersonId.is_in(people.iter().copied()))
        .exec(transaction)
        .await?;
    person_word::Entity::delete_many()
        .filter(person_word::Column::PersonId.is_in(people.iter().copied()))
        .exec(transaction)
        .await?;
    organization_person::Entity::delete_many()
        .filter(organization_person::Column::PersonId.is_in(people.iter().copied()))
        .exec(transaction)
        .await?;
    Ok(())
}

/// What is known of some people, each list in the order of people.
struct Facts {
    people: Vec<person::Model>,
    seats: BTreeMap<Uuid, Vec<seat::Model>>,
    standings: BTreeMap<Uuid, Vec<standing::Model>>,
    affiliations: BTreeMap<Uuid, Vec<affiliation::Model>>,
    accounts: BTreeMap<Uuid, Vec<account::Model>>,
    /// Those whose records they carry on.
    merged: Vec<person::Model>,
}

impl Facts {
    async fn load(transaction: &DatabaseTransaction, people: &[Uuid]) -> Result<Self, WriteError> {
        let ids = || people.iter().copied();
        let seats = seat::Entity::find()
            .filter(seat::Column::PersonId.is_in(ids()))
            .all(transaction)
            .await?;
        let standings = standing::Entity::find()
            .filter(standing::Column::PersonId.is_in(ids()))
            .all(transaction)
            .await?;
        let affiliations = affiliation::Entity::find()
            .filter(affiliation::Column::PersonId.is_in(ids()))
            .all(transaction)
            .await?;
        let accounts = account::Entity::find()
            .filter(account::Column::PersonId.is_in(ids()))
            .all(transaction)
            .await?;
        Ok(Self {
            people: person::Entity::find()
                .filter(person::Column::Id.is_in(ids()))
                .order_by_asc(person::Column::Id)
                .all(transaction)
                .await?,
            seats: by_person(seats, |row| row.person_id),
            standings: by_person(standings, |row| row.person_id),
            affiliations: by_person(affiliations, |row| row.person_id),
            accounts: by_person(accounts, |row| row.person_id),
            merged: person::Entity::find()
                .filter(person::Column::MergedInto.is_in(ids()))
                .all(transaction)
                .await?,
        })
    }

    fn listings(&self) -> Result<Vec<person_listing::Model>, WriteError> {
        let mut rows = Vec::new();
        for person in &self.people {
            for list in PeopleList::KEPT {
                for days in Days::merged(self.days_in(list, person.id)?) {
                    rows.push(person_listing::Model {
                        person_id: person.id,
                        list: list.key().to_owned(),
                        since: days.since.to_string(),
                        until: days.until.map(|until| until.to_string()),
                        holds: days.until.is_none(),
                        name_key: person.name_key.clone(),
                    });
                }
            }
        }
        Ok(rows)
    }

    fn days_in(&self, list: PeopleList, person: Uuid) -> Result<Vec<Days>, ReadError> {
        let holding = |wanted: Standing| -> Result<Vec<Days>, ReadError> {
            of(&self.standings, person)
                .filter(|row| row.standing == wanted.key())
                .map(|row| days(&row.since, row.until.as_deref()))
                .collect()
        };
        match list {
            PeopleList::Seats => of(&self.seats, person)
                .map(|row| days(&row.since, row.until.as_deref()))
                .collect(),
            PeopleList::Leads => leading(of(&self.seats, person)),
            PeopleList::Members => holding(Standing::Member),
            PeopleList::Maintainers => holding(Standing::Maintainer),
            PeopleList::Everyone => Ok(Vec::new()),
        }
    }

    fn words(&self) -> Vec<person_word::Model> {
        let mut rows = Vec::new();
        // Whoever was merged is found as the one who carries their record on.
        for person in self.people.iter().filter(|row| row.merged_into.is_none()) {
            let texts = self
                .merged
                .iter()
                .filter(|other| other.merged_into == Some(person.id))
                .chain([person])
                .flat_map(|named| {
                    let plain = Slug::of_name(&named.name).map_or_else(String::new, String::from);
                    [named.name.clone(), plain, named.handle.clone()]
                });
            let logins = of(&self.accounts, person.id).map(|row| row.login.clone());
            let words: BTreeSet<String> = texts
                .chain(logins)
                .flat_map(|text| {
                    name_key(&text)
                        .split(' ')
                        .filter(|word| !word.is_empty())
                        .map(str::to_owned)
                        .collect::<Vec<_>>()
                })
                .collect();
            rows.extend(words.into_iter().map(|word| person_word::Model {
                person_id: person.id,
                word: word.into_bytes(),
                name_key: person.name_key.clone(),
            }));
        }
        rows
    }

    /// Whom each person led for: their organization at that time, and those that it belongs to now.
    fn led_for(
        &self,
        affiliates: &Affiliates,
    ) -> Result<Vec<organization_person::Model>, WriteError> {
        let mut rows = Vec::new();
        for person in &self.people {
            let leading = leading(of(&self.seats, person.id))?;
            let mut led: BTreeMap<Uuid, Vec<Days>> = BTreeMap::new();
            for with in of(&self.affiliations, person.id) {
                let with_days = days(&with.since, with.until.as_deref())?;
                let lineage = affiliates.lineage(OrganizationId(with.organization_id));
                for shared in leading.iter().filter_map(|days| days.shared(with_days)) {
                    for organization in &lineage {
                        led.entry(organization.0).or_default().push(shared);
                    }
                }
            }
            for (organization, shared) in led {
                let first = shared.iter().map(|days| days.since).min();
                let Some(since) = first else { continue };
                // An open end is later than every other.
                let until = match shared.iter().any(|days| days.until.is_none()) {
                    true => None,
                    false => shared.iter().filter_map(|days| days.until).max(),
                };
                rows.push(organization_person::Model {
                    person_id: person.id,
                    organization_id: organization,
                    since: since.to_string(),
                    until: until.map(|until| until.to_string()),
                    holds: until.is_none(),
                    name_key: person.name_key.clone(),
                });
            }
        }
        Ok(rows)
    }
}

fn leading<'a>(seats: impl Iterator<Item = &'a seat::Model>) -> Result<Vec<Days>, ReadError> {
    seats
        .filter(|row| Role::of_key(&row.role).is_some_and(Role::leads))
        .map(|row| days(&row.since, row.until.as_deref()))
        .collect()
}

fn by_person<T>(rows: Vec<T>, person: impl Fn(&T) -> Uuid) -> BTreeMap<Uuid, Vec<T>> {
    let mut by_person: BTreeMap<Uuid, Vec<T>> = BTreeMap::new();
    for row in rows {
        by_person.entry(person(&row)).or_default().push(row);
    }
    by_person
}

fn of<T>(rows: &BTreeMap<Uuid, Vec<T>>, person: Uuid) -> impl Iterator<Item = &T> {
    rows.get(&person).into_iter().flatten()
}

/// Days as the database keeps them.
pub(crate) fn days(since: &str, until: Option<&str>) -> Result<Days, ReadError> {
    Ok(Days {
        since: day_of(since)?,
        until: until.map(day_of).transpose()?,
    })
}
