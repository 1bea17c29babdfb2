//! `/people/HANDLE`: one person through time.

use std::{cmp::Reverse, collections::BTreeMap};

use domain::{Day, days::Days, ids::PersonId, person::Account, seat::Role, standing::HeldStanding};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    AsOf, OrganizationLink,
    find::carried_on,
    held::held_of,
    lines::{names_on, role_of},
};
use crate::{
    Database, ReadError,
    entities::{
        account, affiliation, event, group, group_period, organization, person, seat, standing,
    },
    history::{Entry, entries},
    profile::{self, PublicProfile},
    projection::days,
    record::day_of,
};

/// So many events of a person's history stand on their page.
const EVENTS_SHOWN: u64 = 20;

/// One person, as known on a day.
#[derive(Clone, Debug)]
pub struct PersonPage {
    /// Their id.
    pub id: PersonId,
    /// Part of the address of their page.
    pub handle: String,
    /// Their name on that day.
    pub name: String,
    /// The day on which the record first names them; it may be after the day that was asked for.
    pub registered_on: Day,
    /// What they say of themselves, and want everyone to know.
    pub profile: PublicProfile,
    /// Their accounts; these have no dates.
    pub accounts: Vec<Account>,
    /// Seats: those held first, then the past, newest first.
    pub seats: Vec<SeatHeld>,
    /// Organizations, newest first.
    pub affiliations: Vec<AffiliationHeld>,
    /// Standing: what is held first, then the past.
    pub standings: Vec<HeldStanding>,
    /// The newest events about them.
    pub history: Vec<Entry>,
}

/// A seat with its group's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatHeld {
    /// The group's address of today.
    pub group_slug: String,
    /// The name that the group had, the last one of the time in the seat.
    pub group_name: String,
    /// As what.
    pub role: Role,
    /// For which part of the group.
    pub area: Option<String>,
    /// From when to when.
    pub days: Days,
}

/// With which organization, from when to when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AffiliationHeld {
    /// Which.
    pub organization: OrganizationLink,
    /// From when to when.
    pub days: Days,
}

/// One person as known on a day. At most fourteen queries, however long the record.
///
/// # Errors
/// When nobody has that handle, the database fails or the record is damaged.
pub async fn show(database: &Database, handle: &str, as_of: AsOf) -> Result<PersonPage, ReadError> {
    let connection = database.connection();
    let Some(row) = person::Entity::find()
        .filter(person::Column::Handle.eq(handle.to_lowercase()))
        .one(connection)
        .await?
    else {
        return Err(ReadError::NotFound);
    };
    if row.merged_into.is_some() {
        let row = carried_on(connection, row).await?;
        return Err(ReadError::Moved(format!("/people/{}", row.handle)));
    }
    if row.handle != handle {
        return Err(ReadError::Moved(format!("/people/{}", row.handle)));
    }
    of_row(database, row, as_of).await
}

/// The person of a row.
pub(super) async fn of_row(
    database: &Database,
    row: person::Model,
    as_of: AsOf,
) -> Result<PersonPage, ReadError> {
    let connection = database.connection();
    let day = as_of.day();
    let same = same(connection, row.id).await?;
    let name = if as_of.is_past() {
        names_on(connection, &[row.id], day).await?.remove(&row.id)
    } else {
        None
    };
    let accounts = account::Entity::find()
        .filter(account::Column::PersonId.eq(row.id))
        .order_by_asc(account::Column::Key)
        .all(connection)
        .await?;
    let events = event::Entity::find()
        .filter(event::Column::PersonId.is_in(same))
        .filter(event::Column::HappenedOn.lte(day.to_string()))
        .order_by_desc(event::Column::HappenedOn)
        .order_by_desc(event::Column::Seq)
        .limit(EVENTS_SHOWN)
        .all(connection)
        .await?;
    Ok(PersonPage {
        id: PersonId(row.id),
        profile: profile::public(connection, PersonId(row.id)).await?,
        registered_on: day_of(&row.registered_on)?,
        name: name.unwrap_or(row.name),
        handle: row.handle,
        accounts: accounts
            .into_iter()
            .map(|row| Account {
                provider: row.provider,
                login: row.login,
            })
            .collect(),
        seats: seats(database, row.id, day).await?,
        affiliations: affiliations_on(database, row.id, day).await?,
        standings: standings(database, row.id, day).await?,
        history: entries(connection, events).await?,
    })
}

/// A person and those whose records they carry on.
pub(crate) async fn same(
    connection: &impl ConnectionTrait,
    person: Uuid,
) -> Result<Vec<Uuid>, ReadError> {
    let mut same: Vec<Uuid> = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::MergedInto.eq(person))
        .into_tuple()
        .all(connection)
        .await?;
    same.push(person);
    Ok(same)
}

/// What holds comes first, longest held first; then what ended, newest first.
fn presence(days: Days) -> (bool, Reverse<Option<Day>>, Day) {
    (days.until.is_some(), Reverse(days.until), days.since)
}

async fn seats(database: &Database, person: Uuid, day: Day) -> Result<Vec<SeatHeld>, ReadError> {
    let rows = seat::Entity::find()
        .filter(seat::Column::PersonId.eq(person))
        .filter(seat::Column::Since.lte(day.to_string()))
        .all(database.connection())
        .await?;
    let groups: Vec<Uuid> = rows.iter().map(|row| row.group_id).collect();
    let slugs: Vec<(Uuid, String)> = group::Entity::find()
        .select_only()
        .columns([group::Column::Id, group::Column::Slug])
        .filter(group::Column::Id.is_in(groups.iter().copied()))
        .into_tuple()
        .all(database.connection())
        .await?;
    let slugs: BTreeMap<Uuid, String> = slugs.into_iter().collect();
    let names: Vec<(Uuid, String, String)> = group_period::Entity::find()
        .select_only()
        .columns([
            group_period::Column::GroupId,
            group_period::Column::Since,
            group_period::Column::Name,
        ])
        .filter(group_period::Column::GroupId.is_in(groups))
        .filter(group_period::Column::Since.lte(day.to_string()))
        .order_by_asc(group_period::Column::Since)
        .into_tuple()
        .all(database.connection())
        .await?;
    let mut seats = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(known) = days(&row.since, row.until.as_deref())?.as_known_on(day) else {
            continue;
        };
        let ended = known.until.map(|until| until.to_string());
        let group_name = names
            .iter()
            .rfind(|(group, since, _)| {
                *group == row.group_id && ended.as_ref().is_none_or(|ended| since < ended)
            })
            .map(|(_, _, name)| name.clone());
        let (Some(group_name), Some(group_slug)) = (group_name, slugs.get(&row.group_id)) else {
            return Err(ReadError::Damaged(
                "a seat is in a group that there is not".to_owned(),
            ));
        };
        seats.push(SeatHeld {
            group_slug: group_slug.clone(),
            group_name,
            role: role_of(&row.role)?,
            area: row.area,
            days: known,
        });
    }
    seats.sort_by(|one, other| {
        (presence(one.days), one.role, &one.group_name).cmp(&(
            presence(other.days),
            other.role,
            &other.group_name,
        ))
    });
    Ok(seats)
}

/// With whom a person was, as known on a day, newest first. Two queries.
pub(crate) async fn affiliations_on(
    database: &Database,
    person: Uuid,
    day: Day,
) -> Result<Vec<AffiliationHeld>, ReadError> {
    let rows = affiliation::Entity::find()
        .filter(affiliation::Column::PersonId.eq(person))
        .filter(affiliation::Column::Since.lte(day.to_string()))
        .order_by_desc(affiliation::Column::Since)
        .all(database.connection())
        .await?;
    let names = organization::Entity::find()
        .filter(organization::Column::Id.is_in(rows.iter().map(|row| row.organization_id)))
        .all(database.connection())
        .await?;
    let mut held = Vec::with_capacity(rows.len());
    for row in rows {
        let organization = names
            .iter()
            .find(|organization| organization.id == row.organization_id);
        let known = days(&row.since, row.until.as_deref())?.as_known_on(day);
        if let (Some(organization), Some(days)) = (organization, known) {
            held.push(AffiliationHeld {
                organization: OrganizationLink {
                    slug: organization.slug.clone(),
                    name: organization.name.clone(),
                },
                days,
            });
        }
    }
    Ok(held)
}

async fn standings(
    database: &Database,
    person: Uuid,
    day: Day,
) -> Result<Vec<HeldStanding>, ReadError> {
    let rows = standing::Entity::find()
        .filter(standing::Column::PersonId.eq(person))
        .filter(standing::Column::Since.lte(day.to_string()))
        .all(database.connection())
        .await?;
    let mut standings = Vec::with_capacity(rows.len());
    for row in rows {
        let held = held_of(&row)?;
        let days = Days {
            since: held.since,
            until: held.until,
        };
        if let Some(Days { until, .. }) = days.as_known_on(day) {
            standings.push(HeldStanding { until, ..held });
        }
    }
    standings.sort_by(|one, other| {
        (one.until.is_some(), &one.standing, Reverse(one.since)).cmp(&(
            other.until.is_some(),
            &other.standing,
            Reverse(other.since),
        ))
    });
    Ok(standings)
}
