//! What a list says of each of its people.

use std::collections::BTreeMap;

use domain::{Day, event::Event, person::PersonEvent, seat::Role, standing::Standing};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, JoinType, QueryFilter,
    QueryOrder, QuerySelect, prelude::Expr,
};
use uuid::Uuid;

use super::AsOf;
use crate::{
    ReadError,
    entities::{affiliation, event, group, group_period, organization, person, seat, standing},
    record,
};

/// Someone in a list, as they were on its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// Part of the address of their page.
    pub handle: String,
    /// Their name.
    pub name: String,
    /// Whom they were with.
    pub organization: Option<OrganizationLink>,
    /// What they held, leads first, then by the group's name.
    pub seats: Vec<SeatLine>,
    /// What they were to the community: without teams, which are many, and without membership beside maintainership.
    pub standings: Vec<Standing>,
}

/// An organization by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrganizationLink {
    /// Part of the address of its page.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A seat that someone held on the list's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatLine {
    /// The group's address of today.
    pub group_slug: String,
    /// The name that the group had.
    pub group_name: String,
    /// As what.
    pub role: Role,
}

/// That a dated row holds on a day.
pub(crate) fn holding_on<C: ColumnTrait>(since: C, until: C, day: Day) -> Condition {
    Condition::all().add(since.lte(day.to_string())).add(
        Condition::any()
            .add(until.is_null())
            .add(until.gt(day.to_string())),
    )
}

/// What a list says of these people, in their order. Five queries, however many they are, and one more on a past day.
pub(crate) async fn lines(
    connection: &impl ConnectionTrait,
    people: &[Uuid],
    as_of: AsOf,
) -> Result<Vec<PersonLine>, ReadError> {
    let on = as_of.day();
    let rows = person::Entity::find()
        .filter(person::Column::Id.is_in(people.iter().copied()))
        .all(connection)
        .await?;
    let mut rows: BTreeMap<Uuid, person::Model> =
        rows.into_iter().map(|row| (row.id, row)).collect();
    let mut names = if as_of.is_past() {
        names_on(connection, people, on).await?
    } else {
        BTreeMap::new()
    };
    let mut seats = seats_on(connection, people, on).await?;
    let mut organizations = organizations_on(connection, people, on).await?;
    let mut standings = standings_on(connection, people, on).await?;
    Ok(people
        .iter()
        .filter_map(|id| {
            rows.remove(id).map(|row| PersonLine {
                handle: row.handle,
                name: names.remove(id).unwrap_or(row.name),
                organization: organizations.remove(id),
                seats: seats.remove(id).unwrap_or_default(),
                standings: standings.remove(id).unwrap_or_default(),
            })
        })
        .collect())
}

/// The names that some people had on a day, where they have changed since.
pub(super) async fn names_on(
    connection: &impl ConnectionTrait,
    people: &[Uuid],
    on: Day,
) -> Result<BTreeMap<Uuid, String>, ReadError> {
    let rows: Vec<(String, String)> = event::Entity::find()
        .select_only()
        .column(event::Column::HappenedOn)
        .column(event::Column::Payload)
        .filter(event::Column::PersonId.is_in(people.iter().copied()))
        .filter(event::Column::HappenedOn.gt(on.to_string()))
        .filter(event::Column::Kind.eq("person_renamed"))
        .order_by_desc(event::Column::HappenedOn)
        .order_by_desc(event::Column::Seq)
        .into_tuple()
        .all(connection)
        .await?;
    let mut names = BTreeMap::new();
    // Newest first: what stays is the name before the first change after that day.
    for (happened_on, payload) in rows {
        if let Event::Person {
            person,
            change: PersonEvent::Renamed { before, .. },
        } = record::dated(&happened_on, &payload)?.event
        {
            names.insert(person.0, before);
        }
    }
    Ok(names)
}

async fn seats_on(
    connection: &impl ConnectionTrait,
    people: &[Uuid],
    on: Day,
) -> Result<BTreeMap<Uuid, Vec<SeatLine>>, ReadError> {
    let rows: Vec<(Uuid, String, String, String)> = seat::Entity::find()
        .select_only()
        .column(seat::Column::PersonId)
        .column(seat::Column::Role)
        .column(group::Column::Slug)
        .column(group_period::Column::Name)
        .join(
            JoinType::InnerJoin,
            seat::Entity::belongs_to(group::Entity)
                .from(seat::Column::GroupId)
                .to(group::Column::Id)
                .into(),
        )
        .join(
            JoinType::InnerJoin,
            seat::Entity::belongs_to(group_period::Entity)
                .from(seat::Column::GroupId)
                .to(group_period::Column::GroupId)
                .into(),
        )
        .filter(seat::Column::PersonId.is_in(people.iter().copied()))
        .filter(holding_on(seat::Column::Since, seat::Column::Until, on))
        .filter(holding_on(
            group_period::Column::Since,
            group_period::Column::Until,
            on,
        ))
        .order_by_asc(group_period::Column::NameKey)
        .into_tuple()
        .all(connection)
        .await?;
    let mut seats: BTreeMap<Uuid, Vec<SeatLine>> = BTreeMap::new();
    for (person, role, group_slug, group_name) in rows {
        seats.entry(person).or_default().push(SeatLine {
            group_slug,
            group_name,
            role: role_of(&role)?,
        });
    }
    for held in seats.values_mut() {
        held.sort_by_key(|seat| seat.role);
    }
    Ok(seats)
}

async fn organizations_on(
    connection: &impl ConnectionTrait,
    people: &[Uuid],
    on: Day,
) -> Result<BTreeMap<Uuid, OrganizationLink>, ReadError> {
    let rows: Vec<(Uuid, String, String)> = affiliation::Entity::find()
        .select_only()
        .column(affiliation::Column::PersonId)
        .column(organization::Column::Slug)
        .column(organization::Column::Name)
        .join(
            JoinType::InnerJoin,
            affiliation::Entity::belongs_to(organization::Entity)
                .from(affiliation::Column::OrganizationId)
                .to(organization::Column::Id)
                .into(),
        )
        .filter(affiliation::Column::PersonId.is_in(people.iter().copied()))
        .filter(holding_on(
            affiliation::Column::Since,
            affiliation::Column::Until,
            on,
        ))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(person, slug, name)| (person, OrganizationLink { slug, name }))
        .collect())
}

async fn standings_on(
    connection: &impl ConnectionTrait,
    people: &[Uuid],
    on: Day,
) -> Result<BTreeMap<Uuid, Vec<Standing>>, ReadError> {
    let rows: Vec<(Uuid, String)> = standing::Entity::find()
        .select_only()
        .column(standing::Column::PersonId)
        .column(standing::Column::Standing)
        .filter(standing::Column::PersonId.is_in(people.iter().copied()))
        .filter(Expr::col(standing::Column::Standing).like("team:%").not())
        .filter(holding_on(
            standing::Column::Since,
            standing::Column::Until,
            on,
        ))
        .into_tuple()
        .all(connection)
        .await?;
    let mut standings: BTreeMap<Uuid, Vec<Standing>> = BTreeMap::new();
    for (person, key) in rows {
        standings
            .entry(person)
            .or_default()
            .push(standing_of(&key)?);
    }
    for held in standings.values_mut() {
        held.sort_unstable();
        if held.contains(&Standing::Maintainer) {
            held.retain(|standing| *standing != Standing::Member);
        }
    }
    Ok(standings)
}

pub(crate) fn role_of(key: &str) -> Result<Role, ReadError> {
    Role::of_key(key).ok_or_else(|| ReadError::Damaged(format!("“{key}” is no role")))
}

pub(crate) fn standing_of(key: &str) -> Result<Standing, ReadError> {
    Standing::of_key(key).ok_or_else(|| ReadError::Damaged(format!("“{key}” is no standing")))
}
