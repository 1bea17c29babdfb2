//! `/organizations`: every organization that leads something now, and how concentrated that is.

use std::collections::BTreeMap;

use domain::concentration::percent;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect,
    prelude::Expr,
    sea_query::{Order, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

use super::Total;
use crate::{
    Database, ReadError,
    entities::{group, organization, organization_group, organization_tally, tally},
    person::OrganizationLink,
};

/// As many organizations as one page shows.
pub const ORGANIZATIONS_A_PAGE: usize = 50;
/// As many of an organization's groups as stand in its line.
const GROUPS_IN_A_LINE: u64 = 6;
/// As many groups of one organization as are named.
const GROUPS_OF_ONE_NAMED: u64 = 40;
/// So many organizations make the largest.
const LARGEST: usize = 3;

/// A page of organizations.
#[derive(Clone, Debug)]
pub struct OrganizationsPage {
    /// Most lead seats first, then by name.
    pub organizations: Vec<OrganizationLine>,
    /// Whether more follow.
    pub more: bool,
    /// How concentrated it is.
    pub concentration: Concentration,
}

/// An organization that leads something, with those that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationLine {
    /// Which.
    pub organization: OrganizationLink,
    /// Those that belong to it directly, by name.
    pub affiliates: Vec<OrganizationLink>,
    /// Its people who lead.
    pub leads: u64,
    /// Their seats: someone who leads two groups has two.
    pub seats: u64,
    /// Its share of all lead seats in percent.
    pub share: u64,
    /// How many groups they lead.
    pub groups: u64,
    /// The first of them by name.
    pub first_groups: Vec<GroupLink>,
}

/// A group by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupLink {
    /// Its address.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A group all of whose leads are with one organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupOfOne {
    /// The group.
    pub group: GroupLink,
    /// The organization.
    pub organization: OrganizationLink,
    /// How many leads the group has.
    pub leads: u64,
}

/// How few organizations lead how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concentration {
    /// Organizations that lead something, affiliates counted as the one that they belong to.
    pub organizations: u64,
    /// All lead seats, also of people whose organization nobody knows.
    pub seats: u64,
    /// Groups that have a lead.
    pub groups: u64,
    /// The largest, at most three, by name.
    pub largest: Vec<OrganizationLink>,
    /// Their share of all lead seats in percent.
    pub largest_share: u64,
    /// How many groups have leads of one organization only.
    pub of_one: u64,
    /// The first of them by name.
    pub first_of_one: Vec<GroupOfOne>,
}

/// A page of organizations; `after` is the slug of the last one of the page before. At most seven queries.
///
/// # Errors
/// When the database fails.
pub async fn list(
    database: &Database,
    after: Option<&str>,
) -> Result<OrganizationsPage, ReadError> {
    let connection = database.connection();
    let totals = totals(connection).await?;
    let seats = totals.of(Total::LeadSeats);
    let place = match after {
        Some(slug) => place_of(connection, slug).await?,
        None => None,
    };
    let largest = tallies(connection, None, LARGEST).await?;
    let mut rows = tallies(connection, place, ORGANIZATIONS_A_PAGE + 1).await?;
    let more = rows.len() > ORGANIZATIONS_A_PAGE;
    rows.truncate(ORGANIZATIONS_A_PAGE);
    let ids: Vec<Uuid> = rows.iter().map(|row| row.organization_id).collect();
    let mut affiliates = affiliates_of(connection, &ids).await?;
    let mut groups = first_groups(connection, &ids).await?;
    let largest_seats = largest.iter().map(|row| row.seats.unsigned_abs()).sum();
    Ok(OrganizationsPage {
        organizations: rows
            .into_iter()
            .map(|row| OrganizationLine {
                affiliates: affiliates.remove(&row.organization_id).unwrap_or_default(),
                first_groups: groups.remove(&row.organization_id).unwrap_or_default(),
                leads: row.leads.unsigned_abs(),
                seats: row.seats.unsigned_abs(),
                share: percent(row.seats.unsigned_abs(), seats),
                groups: row.groups.unsigned_abs(),
                organization: OrganizationLink {
                    slug: row.slug,
                    name: row.name,
                },
            })
            .collect(),
        more,
        concentration: Concentration {
            organizations: totals.of(Total::LeadingOrganizations),
            seats,
            groups: totals.of(Total::LedGroups),
            largest_share: percent(largest_seats, seats),
            largest: largest
                .into_iter()
                .map(|row| OrganizationLink {
                    slug: row.slug,
                    name: row.name,
                })
                .collect(),
            of_one: totals.of(Total::GroupsOfOne),
            first_of_one: of_one(connection).await?,
        },
    })
}

/// The totals by their names; what was never counted is nothing.
async fn totals(connection: &impl ConnectionTrait) -> Result<Totals, ReadError> {
    let rows = tally::Entity::find().all(connection).await?;
    Ok(Totals(
        rows.into_iter()
            .map(|row| (row.name, row.number.unsigned_abs()))
            .collect(),
    ))
}

struct Totals(BTreeMap<String, u64>);

impl Totals {
    fn of(&self, total: Total) -> u64 {
        self.0.get(total.key()).copied().unwrap_or(0)
    }
}

#[derive(FromQueryResult)]
struct Tallied {
    organization_id: Uuid,
    slug: String,
    name: String,
    leads: i64,
    seats: i64,
    groups: i64,
}

/// Where an organization stands in the order of the page: its seats, its name and its id.
type Place = (i64, String, Uuid);

async fn place_of(
    connection: &impl ConnectionTrait,
    slug: &str,
) -> Result<Option<Place>, ReadError> {
    Ok(tallied()
        .select_only()
        .column(organization_tally::Column::Seats)
        .column(organization_tally::Column::NameKey)
        .column(organization_tally::Column::OrganizationId)
        .filter(organization::Column::Slug.eq(slug))
        .into_tuple()
        .one(connection)
        .await?)
}

fn tallied() -> sea_orm::Select<organization_tally::Entity> {
    organization_tally::Entity::find().join(
        JoinType::InnerJoin,
        organization_tally::Entity::belongs_to(organization::Entity)
            .from(organization_tally::Column::OrganizationId)
            .to(organization::Column::Id)
            .into(),
    )
}

async fn tallies(
    connection: &impl ConnectionTrait,
    after: Option<Place>,
    limit: usize,
) -> Result<Vec<Tallied>, ReadError> {
    let mut query = tallied()
        .column(organization::Column::Slug)
        .column(organization::Column::Name)
        .filter(organization_tally::Column::Topmost.eq(true))
        .order_by_desc(organization_tally::Column::Seats)
        .order_by_asc(organization_tally::Column::NameKey)
        .order_by_asc(organization_tally::Column::OrganizationId)
        .limit(limit as u64);
    if let Some((seats, name, id)) = after {
        let later = Condition::all()
            .add(organization_tally::Column::NameKey.eq(name.clone()))
            .add(organization_tally::Column::OrganizationId.gt(id));
        query = query
            .filter(organization_tally::Column::Seats.lte(seats))
            .filter(
                Condition::any()
                    .add(organization_tally::Column::Seats.lt(seats))
                    .add(organization_tally::Column::NameKey.gt(name))
                    .add(later),
            );
    }
    Ok(query.into_model().all(connection).await?)
}

async fn affiliates_of(
    connection: &impl ConnectionTrait,
    organizations: &[Uuid],
) -> Result<BTreeMap<Uuid, Vec<OrganizationLink>>, ReadError> {
    let rows = organization::Entity::find()
        .filter(organization::Column::ParentId.is_in(organizations.iter().copied()))
        .order_by_asc(organization::Column::NameKey)
        .all(connection)
        .await?;
    let mut affiliates: BTreeMap<Uuid, Vec<OrganizationLink>> = BTreeMap::new();
    for row in rows {
        if let Some(parent) = row.parent_id {
            affiliates
                .entry(parent)
                .or_default()
                .push(OrganizationLink {
                    slug: row.slug,
                    name: row.name,
                });
        }
    }
    Ok(affiliates)
}

/// The first groups of each organization by name. One query with a bounded part for each of them: a window over all of
/// their groups would read thousands to show a few.
async fn first_groups(
    connection: &impl ConnectionTrait,
    organizations: &[Uuid],
) -> Result<BTreeMap<Uuid, Vec<GroupLink>>, ReadError> {
    let mut parts = organizations.iter().map(|id| first_groups_of(*id));
    let Some(mut query) = parts.next() else {
        return Ok(BTreeMap::new());
    };
    query.unions(parts.map(|part| (UnionType::All, part)));
    let mut groups: BTreeMap<Uuid, Vec<GroupLink>> = BTreeMap::new();
    for row in connection.query_all(&query).await? {
        let organization: Uuid = row.try_get("", "organization_id")?;
        groups.entry(organization).or_default().push(GroupLink {
            slug: row.try_get("", "slug")?,
            name: row.try_get("", "name")?,
        });
    }
    Ok(groups)
}

fn first_groups_of(organization: Uuid) -> SelectStatement {
    let first = Query::select()
        .column((
            organization_group::Entity,
            organization_group::Column::OrganizationId,
        ))
        .columns([
            (group::Entity, group::Column::Slug),
            (group::Entity, group::Column::Name),
        ])
        .from(organization_group::Entity)
        .inner_join(
            group::Entity,
            Expr::col((group::Entity, group::Column::Id)).equals((
                organization_group::Entity,
                organization_group::Column::GroupId,
            )),
        )
        .and_where(organization_group::Column::OrganizationId.eq(organization))
        .order_by(
            (
                organization_group::Entity,
                organization_group::Column::GroupKey,
            ),
            Order::Asc,
        )
        .order_by(
            (
                organization_group::Entity,
                organization_group::Column::GroupId,
            ),
            Order::Asc,
        )
        .limit(GROUPS_IN_A_LINE)
        .take();
    Query::select()
        .columns(["organization_id", "slug", "name"])
        .from_subquery(first, "first_groups")
        .take()
}

async fn of_one(connection: &impl ConnectionTrait) -> Result<Vec<GroupOfOne>, ReadError> {
    let rows: Vec<(String, String, String, String, i32)> = organization_group::Entity::find()
        .select_only()
        .column(group::Column::Slug)
        .column(group::Column::Name)
        .column_as(organization::Column::Slug, "organization_slug")
        .column_as(organization::Column::Name, "organization_name")
        .column(organization_group::Column::Seats)
        .join(
            JoinType::InnerJoin,
            organization_group::Entity::belongs_to(group::Entity)
                .from(organization_group::Column::GroupId)
                .to(group::Column::Id)
                .into(),
        )
        .join(
            JoinType::InnerJoin,
            organization_group::Entity::belongs_to(organization::Entity)
                .from(organization_group::Column::OrganizationId)
                .to(organization::Column::Id)
                .into(),
        )
        .filter(organization_group::Column::Alone.eq(true))
        .order_by_asc(organization_group::Column::GroupKey)
        .order_by_asc(organization_group::Column::GroupId)
        .limit(GROUPS_OF_ONE_NAMED)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(
            |(slug, name, organization_slug, organization_name, leads)| GroupOfOne {
                group: GroupLink { slug, name },
                organization: OrganizationLink {
                    slug: organization_slug,
                    name: organization_name,
                },
                leads: u64::from(leads.unsigned_abs()),
            },
        )
        .collect())
}
