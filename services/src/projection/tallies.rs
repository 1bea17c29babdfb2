//! Who leads where, counted: made anew for the organizations and groups that new events touch, and for no other.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    concentration::{Affiliates, only_organization},
    group::GroupState,
    ids::OrganizationId,
    seat::Role,
};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, ExprTrait, JoinType,
    PaginatorTrait, QueryFilter, QuerySelect, prelude::Expr, sea_query::OnConflict,
};
use uuid::Uuid;

use super::{SUBJECTS_AT_ONCE, insert_all};
use crate::{
    WriteError,
    entities::{
        affiliation, group, organization, organization_group, organization_person,
        organization_tally, person_listing, seat, tally,
    },
    group::tally_of,
    organization::Total,
    person::PeopleList,
};

/// Makes the rows of these groups anew, and then what is counted of `organizations` and of those that led the groups.
pub(super) async fn write(
    transaction: &DatabaseTransaction,
    groups: &BTreeSet<Uuid>,
    mut organizations: BTreeSet<Uuid>,
    affiliates: &Affiliates,
) -> Result<(), WriteError> {
    let groups: Vec<Uuid> = groups.iter().copied().collect();
    for chunk in groups.chunks(SUBJECTS_AT_ONCE) {
        let before: Vec<Uuid> = organization_group::Entity::find()
            .select_only()
            .column(organization_group::Column::OrganizationId)
            .distinct()
            .filter(organization_group::Column::GroupId.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(transaction)
            .await?;
        organizations.extend(before);
        organization_group::Entity::delete_many()
            .filter(organization_group::Column::GroupId.is_in(chunk.iter().copied()))
            .exec(transaction)
            .await?;
        let rows = led_groups(transaction, chunk, affiliates).await?;
        organizations.extend(rows.iter().map(|row| row.organization_id));
        insert_all::<organization_group::Entity>(transaction, rows).await?;
    }
    let organizations: Vec<Uuid> = organizations.into_iter().collect();
    for chunk in organizations.chunks(SUBJECTS_AT_ONCE) {
        write_organizations(transaction, chunk).await?;
    }
    write_totals(transaction).await
}

/// A lead of a group now: the group, its name as it is sorted, who, and with whom.
type LeadNow = (Uuid, String, Uuid, Option<Uuid>);

async fn led_groups(
    transaction: &DatabaseTransaction,
    groups: &[Uuid],
    affiliates: &Affiliates,
) -> Result<Vec<organization_group::Model>, WriteError> {
    let leading = Role::ALL.into_iter().filter(|role| role.leads());
    let leads: Vec<LeadNow> = seat::Entity::find()
        .select_only()
        .column(seat::Column::GroupId)
        .column(group::Column::NameKey)
        .column(seat::Column::PersonId)
        .column(affiliation::Column::OrganizationId)
        .distinct()
        .join(
            JoinType::InnerJoin,
            seat::Entity::belongs_to(group::Entity)
                .from(seat::Column::GroupId)
                .to(group::Column::Id)
                .into(),
        )
        .join(
            JoinType::LeftJoin,
            seat::Entity::belongs_to(affiliation::Entity)
                .from(seat::Column::PersonId)
                .to(affiliation::Column::PersonId)
                .on_condition(|_, right| {
                    Condition::all().add(Expr::col((right, affiliation::Column::Until)).is_null())
                })
                .into(),
        )
        .filter(seat::Column::GroupId.is_in(groups.iter().copied()))
        .filter(seat::Column::Until.is_null())
        .filter(seat::Column::Role.is_in(leading.map(Role::key)))
        .into_tuple()
        .all(transaction)
        .await?;
    let mut by_group: BTreeMap<(Uuid, String), Vec<Option<Uuid>>> = BTreeMap::new();
    for (group, key, _, organization) in leads {
        by_group.entry((group, key)).or_default().push(organization);
    }
    let mut rows = Vec::new();
    for ((group, group_key), with) in by_group {
        let topmost: Vec<Option<OrganizationId>> = with
            .iter()
            .map(|organization| organization.map(|id| affiliates.topmost(OrganizationId(id))))
            .collect();
        let only = only_organization(&topmost);
        let mut seats: BTreeMap<OrganizationId, i32> = BTreeMap::new();
        for organization in with.into_iter().flatten() {
            for counted in affiliates.lineage(OrganizationId(organization)) {
                *seats.entry(counted).or_default() += 1;
            }
        }
        rows.extend(
            seats
                .into_iter()
                .map(|(organization, seats)| organization_group::Model {
                    group_id: group,
                    organization_id: organization.0,
                    seats,
                    alone: only == Some(organization),
                    group_key: group_key.clone(),
                }),
        );
    }
    Ok(rows)
}

async fn write_organizations(
    transaction: &DatabaseTransaction,
    organizations: &[Uuid],
) -> Result<(), WriteError> {
    let ids = || organizations.iter().copied();
    let seats: Vec<(Uuid, i64, i64)> = organization_group::Entity::find()
        .select_only()
        .column(organization_group::Column::OrganizationId)
        .column_as(organization_group::Column::Seats.sum(), "seats")
        .column_as(organization_group::Column::GroupId.count(), "groups")
        .filter(organization_group::Column::OrganizationId.is_in(ids()))
        .group_by(organization_group::Column::OrganizationId)
        .into_tuple()
        .all(transaction)
        .await?;
    let leads: Vec<(Uuid, i64)> = organization_person::Entity::find()
        .select_only()
        .column(organization_person::Column::OrganizationId)
        .column_as(organization_person::Column::PersonId.count(), "leads")
        .filter(organization_person::Column::OrganizationId.is_in(ids()))
        .filter(organization_person::Column::Holds.eq(true))
        .group_by(organization_person::Column::OrganizationId)
        .into_tuple()
        .all(transaction)
        .await?;
    let leads: BTreeMap<Uuid, i64> = leads.into_iter().collect();
    let records = organization::Entity::find()
        .filter(organization::Column::Id.is_in(ids()))
        .all(transaction)
        .await?;
    let records: BTreeMap<Uuid, organization::Model> =
        records.into_iter().map(|row| (row.id, row)).collect();
    organization_tally::Entity::delete_many()
        .filter(organization_tally::Column::OrganizationId.is_in(ids()))
        .exec(transaction)
        .await?;
    let rows = seats
        .into_iter()
        .filter_map(|(id, seats, groups)| {
            records.get(&id).map(|record| organization_tally::Model {
                organization_id: id,
                topmost: record.parent_id.is_none(),
                seats,
                leads: leads.get(&id).copied().unwrap_or(0),
                groups,
                name_key: record.name_key.clone(),
            })
        })
        .collect();
    insert_all::<organization_tally::Entity>(transaction, rows).await
}

/// Counts what is about everybody. It reads indexes from end to end, which a write can afford and a page cannot.
async fn write_totals(transaction: &DatabaseTransaction) -> Result<(), WriteError> {
    let mut rows = Vec::new();
    let listed: Vec<(String, i64)> = person_listing::Entity::find()
        .select_only()
        .column(person_listing::Column::List)
        .column_as(person_listing::Column::PersonId.count(), "people")
        .filter(person_listing::Column::Holds.eq(true))
        .group_by(person_listing::Column::List)
        .into_tuple()
        .all(transaction)
        .await?;
    let listed: BTreeMap<String, i64> = listed.into_iter().collect();
    for list in PeopleList::KEPT {
        rows.push(tally::Model {
            name: list.key().to_owned(),
            number: listed.get(list.key()).copied().unwrap_or(0),
        });
    }
    let alone = organization_group::Entity::find()
        .filter(organization_group::Column::Alone.eq(true))
        .count(transaction)
        .await?;
    let leading = Role::ALL.into_iter().filter(|role| role.leads());
    // Someone who is chair and tech lead of a group is one lead of it.
    let (seats, groups): (i64, i64) = {
        let pairs = seat::Entity::find()
            .select_only()
            .column(seat::Column::GroupId)
            .column(seat::Column::PersonId)
            .distinct()
            .filter(seat::Column::Until.is_null())
            .filter(seat::Column::Role.is_in(leading.map(Role::key)));
        let pairs: Vec<(Uuid, Uuid)> = pairs.into_tuple().all(transaction).await?;
        let groups: BTreeSet<Uuid> = pairs.iter().map(|(group, _)| *group).collect();
        (number(pairs.len())?, number(groups.len())?)
    };
    let organizations = organization_tally::Entity::find()
        .filter(organization_tally::Column::Topmost.eq(true))
        .count(transaction)
        .await?;
    let states: Vec<(String, i64)> = group::Entity::find()
        .select_only()
        .column(group::Column::State)
        .column_as(group::Column::Id.count(), "number")
        .filter(group::Column::ParentId.is_null())
        .group_by(group::Column::State)
        .into_tuple()
        .all(transaction)
        .await?;
    let states: BTreeMap<String, i64> = states.into_iter().collect();
    for state in GroupState::ALL {
        rows.push(tally::Model {
            name: tally_of(state),
            number: states.get(state.key()).copied().unwrap_or(0),
        });
    }
    for (total, counted) in [
        (Total::LeadSeats, seats),
        (Total::LedGroups, groups),
        (Total::GroupsOfOne, number(alone)?),
        (Total::LeadingOrganizations, number(organizations)?),
    ] {
        rows.push(tally::Model {
            name: total.key().to_owned(),
            number: counted,
        });
    }
    tally::Entity::insert_many(super::active::<tally::Entity>(&rows))
        .on_conflict(
            OnConflict::column(tally::Column::Name)
                .update_column(tally::Column::Number)
                .to_owned(),
        )
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

fn number(count: impl TryInto<i64>) -> Result<i64, WriteError> {
    count
        .try_into()
        .map_err(|_| WriteError::Database(DbErr::Custom("a count is too large".to_owned())))
}
