//! The tables that are made from the record. For every subject of new events its rows are made anew from the subject
//! itself, so that they cannot drift from what a replay gives.

mod announcements;
mod committee;
mod decisions;
mod escalations;
mod listings;
mod proposals;
mod reports;
mod roadmaps;
mod tallies;
mod touched;

use std::collections::BTreeSet;

use domain::{
    Day,
    community::Community,
    event::{DatedEvent, Event},
    group::Group,
    ids::{GroupId, OrganizationId, PersonId},
    person::{Organization, Person},
    policy::PolicyEvent,
    slug::name_key,
    standing::Precision,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter, sea_query::OnConflict,
};
use uuid::Uuid;

use crate::{
    WriteError,
    entities::{
        account, affiliation, former_slug, group, group_period, organization, person, policy, seat,
        standing,
    },
    record::ROWS_AT_ONCE,
};

pub(crate) use listings::days;

/// As many subjects as are made anew at once.
const SUBJECTS_AT_ONCE: usize = 500;

/// Makes the rows of every subject of `events` anew; `after` holds the subjects.
pub(crate) async fn write(
    transaction: &DatabaseTransaction,
    events: &[DatedEvent],
    after: &Community,
) -> Result<(), WriteError> {
    let mut groups: BTreeSet<GroupId> = BTreeSet::new();
    let mut people: BTreeSet<PersonId> = BTreeSet::new();
    let mut organizations: BTreeSet<OrganizationId> = BTreeSet::new();
    let mut committee_changed = false;
    for dated in events {
        match &dated.event {
            Event::Group { group, .. } => drop(groups.insert(*group)),
            Event::Person { person, .. } => drop(people.insert(*person)),
            Event::Organization { organization, .. } => drop(organizations.insert(*organization)),
            Event::Policy { change } => write_policy(transaction, dated.on, change).await?,
            Event::Proposal { .. }
            | Event::Schedule { .. }
            | Event::Announcement { .. }
            | Event::Roadmap { .. }
            | Event::Report { .. }
            | Event::Minutes { .. }
            | Event::Document { .. }
            | Event::Decision { .. }
            | Event::Escalation { .. } => {}
            Event::Committee { .. } => committee_changed = true,
        }
    }
    let organizations: Vec<&Organization> = organizations
        .iter()
        .filter_map(|id| after.organizations.get(id))
        .collect();
    write_organizations(transaction, &organizations).await?;
    let people: Vec<&Person> = people
        .iter()
        .filter_map(|id| after.people.get(id))
        .collect();
    for chunk in people.chunks(SUBJECTS_AT_ONCE) {
        write_people(transaction, chunk).await?;
    }
    if committee_changed {
        committee::write(transaction, &after.committee).await?;
    }
    let groups: Vec<&Group> = groups
        .iter()
        .filter_map(|id| after.groups.get(id))
        .collect();
    for chunk in groups.chunks(SUBJECTS_AT_ONCE) {
        write_groups(transaction, chunk).await?;
    }
    proposals::write(transaction, events, after).await?;
    announcements::write(transaction, events).await?;
    roadmaps::write(transaction, events).await?;
    reports::write(transaction, events).await?;
    decisions::write(transaction, events).await?;
    escalations::write(transaction, events, after).await?;
    touched::write(transaction, events, after).await
}

async fn write_policy(
    transaction: &DatabaseTransaction,
    on: Day,
    change: &PolicyEvent,
) -> Result<(), WriteError> {
    let PolicyEvent::Adopted {
        version,
        policy: rules,
        reason,
    } = change;
    let body = serde_json::to_string(rules)
        .map_err(|error| WriteError::Database(DbErr::Custom(error.to_string())))?;
    policy::ActiveModel {
        version: Set(number(*version)),
        holds_from: Set(on.to_string()),
        body: Set(body),
        reason: Set(reason.clone()),
    }
    .insert(transaction)
    .await?;
    Ok(())
}

async fn write_organizations(
    transaction: &DatabaseTransaction,
    organizations: &[&Organization],
) -> Result<(), WriteError> {
    let rows: Vec<organization::Model> = organizations
        .iter()
        .map(|record| organization::Model {
            id: record.id.0,
            slug: record.slug.to_string(),
            name: record.name.clone(),
            name_key: name_key(&record.name),
            parent_id: record.parent.map(|parent| parent.0),
        })
        .collect();
    for chunk in rows.chunks(ROWS_AT_ONCE) {
        organization::Entity::insert_many(active::<organization::Entity>(chunk))
            .on_conflict(
                OnConflict::column(organization::Column::Id)
                    .update_columns([
                        organization::Column::Slug,
                        organization::Column::Name,
                        organization::Column::NameKey,
                        organization::Column::ParentId,
                    ])
                    .to_owned(),
            )
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

async fn write_people(
    transaction: &DatabaseTransaction,
    people: &[&Person],
) -> Result<(), WriteError> {
    if people.is_empty() {
        return Ok(());
    }
    let rows: Vec<person::Model> = people
        .iter()
        .map(|record| person::Model {
            id: record.id.0,
            handle: record.handle.to_string(),
            name: record.name.clone(),
            name_key: name_key(&record.name),
            registered_on: record.registered_on.to_string(),
            merged_into: record.merged_into.map(|into| into.0),
        })
        .collect();
    person::Entity::insert_many(active::<person::Entity>(&rows))
        .on_conflict(
            OnConflict::column(person::Column::Id)
                .update_columns([
                    person::Column::Handle,
                    person::Column::Name,
                    person::Column::NameKey,
                    person::Column::MergedInto,
                ])
                .to_owned(),
        )
        .exec_without_returning(transaction)
        .await?;

    let ids: Vec<Uuid> = people.iter().map(|record| record.id.0).collect();
    account::Entity::delete_many()
        .filter(account::Column::PersonId.is_in(ids.iter().copied()))
        .exec(transaction)
        .await?;
    affiliation::Entity::delete_many()
        .filter(affiliation::Column::PersonId.is_in(ids.iter().copied()))
        .exec(transaction)
        .await?;
    standing::Entity::delete_many()
        .filter(standing::Column::PersonId.is_in(ids.iter().copied()))
        .exec(transaction)
        .await?;

    let accounts = people
        .iter()
        .flat_map(|record| {
            record.accounts.iter().map(|held| account::Model {
                key: held.key(),
                person_id: record.id.0,
                provider: held.provider.clone(),
                login: held.login.clone(),
            })
        })
        .collect();
    insert_all::<account::Entity>(transaction, accounts).await?;
    let affiliations = people
        .iter()
        .flat_map(|record| {
            record.affiliations.iter().map(|with| affiliation::Model {
                person_id: record.id.0,
                since: with.since.to_string(),
                until: with.until.map(|until| until.to_string()),
                organization_id: with.organization.0,
            })
        })
        .collect();
    insert_all::<affiliation::Entity>(transaction, affiliations).await?;
    let standings = people
        .iter()
        .flat_map(|record| {
            record.standings.iter().map(|held| standing::Model {
                person_id: record.id.0,
                standing: held.standing.key(),
                since: held.since.to_string(),
                until: held.until.map(|until| until.to_string()),
                precision: match held.precision {
                    Precision::Exact => "exact",
                    Precision::AtTheLatest => "at_the_latest",
                }
                .to_owned(),
                evidence: held.evidence.clone(),
            })
        })
        .collect();
    insert_all::<standing::Entity>(transaction, standings).await
}

async fn write_groups(
    transaction: &DatabaseTransaction,
    groups: &[&Group],
) -> Result<(), WriteError> {
    if groups.is_empty() {
        return Ok(());
    }
    let rows: Vec<group::Model> = groups.iter().map(|group| group_row(group)).collect();
    group::Entity::insert_many(active::<group::Entity>(&rows))
        .on_conflict(
            OnConflict::column(group::Column::Id)
                .update_columns([
                    group::Column::Slug,
                    group::Column::Name,
                    group::Column::NameKey,
                    group::Column::Kind,
                    group::Column::State,
                    group::Column::ParentId,
                    group::Column::SuccessorId,
                    group::Column::Description,
                    group::Column::EndedOn,
                    group::Column::ChangedOn,
                    group::Column::CharterNumber,
                ])
                .to_owned(),
        )
        .exec_without_returning(transaction)
        .await?;

    let ids: Vec<Uuid> = groups.iter().map(|group| group.id.0).collect();
    former_slug::Entity::delete_many()
        .filter(former_slug::Column::GroupId.is_in(ids.iter().copied()))
        .exec(transaction)
        .await?;
    group_period::Entity::delete_many()
        .filter(group_period::Column::GroupId.is_in(ids.iter().copied()))
        .exec(transaction)
        .await?;
    seat::Entity::delete_many()
        .filter(seat::Column::GroupId.is_in(ids.iter().copied()))
        .exec(transaction)
        .await?;

    let former = groups
        .iter()
        .flat_map(|group| {
            group.former_slugs.iter().map(|slug| former_slug::Model {
                slug: slug.to_string(),
                group_id: group.id.0,
            })
        })
        .collect();
    insert_all::<former_slug::Entity>(transaction, former).await?;
    let periods = groups
        .iter()
        .flat_map(|group| {
            group.periods.iter().map(|period| group_period::Model {
                group_id: group.id.0,
                since: period.since.to_string(),
                until: period.until.map(|until| until.to_string()),
                name: period.name.clone(),
                name_key: name_key(&period.name),
                slug: period.slug.to_string(),
                kind: period.kind.key().to_owned(),
                state: period.state.key().to_owned(),
                parent_id: period.parent.map(|parent| parent.0),
                successor_id: period.successor.map(|successor| successor.0),
                description: period.description.clone(),
            })
        })
        .collect();
    insert_all::<group_period::Entity>(transaction, periods).await?;
    let seats = groups
        .iter()
        .flat_map(|group| {
            group.seats.iter().map(|held| seat::Model {
                group_id: group.id.0,
                person_id: held.person.0,
                role: held.role.key().to_owned(),
                since: held.since.to_string(),
                held_since: held.held_since.to_string(),
                until: held.until.map(|until| until.to_string()),
                area: held.area.clone(),
            })
        })
        .collect();
    insert_all::<seat::Entity>(transaction, seats).await
}

fn group_row(record: &Group) -> group::Model {
    let now = record.now();
    group::Model {
        id: record.id.0,
        slug: now.slug.to_string(),
        name: now.name.clone(),
        name_key: name_key(&now.name),
        kind: now.kind.key().to_owned(),
        state: now.state.key().to_owned(),
        parent_id: now.parent.map(|parent| parent.0),
        successor_id: now.successor.map(|successor| successor.0),
        description: now.description.clone(),
        formed_on: record.formed_on.to_string(),
        ended_on: (!now.state.is_alive()).then(|| now.since.to_string()),
        changed_on: record.changed_on.to_string(),
        charter_number: record.charter().map_or(0, |charter| number(charter.number)),
    }
}

async fn insert_all<E>(
    transaction: &DatabaseTransaction,
    models: Vec<E::Model>,
) -> Result<(), WriteError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + Clone + Sync,
{
    for chunk in models.chunks(ROWS_AT_ONCE) {
        E::insert_many(active::<E>(chunk))
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

fn active<E>(models: &[E::Model]) -> Vec<E::ActiveModel>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + Clone,
{
    models
        .iter()
        .cloned()
        .map(IntoActiveModel::into_active_model)
        .collect()
}

/// A count as the database keeps it; none ever comes near the limit.
fn number(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
