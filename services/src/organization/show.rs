//! `/organizations/SLUG`: whom an organization has among the leads, now and before.

use domain::{concentration::percent, days::Days};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{GroupLink, Total};
use crate::{
    Database, ReadError,
    entities::{
        group, organization, organization_group, organization_person, organization_tally, tally,
    },
    person::{AsOf, OrganizationLink, PEOPLE_A_PAGE, PersonLine, beyond, lines, place_of},
    projection::days,
};

/// As many groups as the page names.
const GROUPS_NAMED: u64 = 60;

/// Which of its leads to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LeadsWanted {
    /// Who leads now.
    #[default]
    Now,
    /// Who led while with it, and for it leads nothing now.
    Before,
}

/// An organization and a page of its leads.
#[derive(Clone, Debug)]
pub struct OrganizationPage {
    /// Itself.
    pub organization: OrganizationLink,
    /// The one that it belongs to.
    pub parent: Option<OrganizationLink>,
    /// Those that belong to it directly, by name.
    pub affiliates: Vec<OrganizationLink>,
    /// How many of its people lead now, affiliates counted in.
    pub leads: u64,
    /// Their seats.
    pub seats: u64,
    /// Its share of all lead seats in percent.
    pub share: u64,
    /// How many groups they lead.
    pub groups: u64,
    /// The first of them by name.
    pub first_groups: Vec<GroupLink>,
    /// The wanted leads, by name.
    pub people: Vec<LeadLine>,
    /// Whether more follow.
    pub more: bool,
}

/// Someone who leads for an organization, or did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadLine {
    /// They as they are now.
    pub person: PersonLine,
    /// From the first day on which they led for it to the last.
    pub led: Days,
}

/// An organization; `after` is the handle of the last person of the page before. At most thirteen queries.
///
/// # Errors
/// When there is none at that address, the database fails or the record is damaged.
pub async fn show(
    database: &Database,
    slug: &str,
    wanted: LeadsWanted,
    after: Option<&str>,
    today: domain::Day,
) -> Result<OrganizationPage, ReadError> {
    let connection = database.connection();
    let Some(row) = organization::Entity::find()
        .filter(organization::Column::Slug.eq(slug))
        .one(connection)
        .await?
    else {
        return Err(ReadError::NotFound);
    };
    let parent = match row.parent_id {
        Some(parent) => organization::Entity::find_by_id(parent)
            .one(connection)
            .await?
            .map(link),
        None => None,
    };
    let affiliates = organization::Entity::find()
        .filter(organization::Column::ParentId.eq(row.id))
        .order_by_asc(organization::Column::NameKey)
        .all(connection)
        .await?;
    let counted = organization_tally::Entity::find_by_id(row.id)
        .one(connection)
        .await?;
    let all_seats = tally::Entity::find_by_id(Total::LeadSeats.key().to_owned())
        .one(connection)
        .await?
        .map_or(0, |row| row.number.unsigned_abs());
    let (leads, seats, groups) = counted.map_or((0, 0, 0), |row| {
        (
            row.leads.unsigned_abs(),
            row.seats.unsigned_abs(),
            row.groups.unsigned_abs(),
        )
    });
    let after = match after {
        Some(handle) => place_of(connection, handle).await?,
        None => None,
    };
    let (people, more) = people(connection, row.id, wanted, after, today).await?;
    Ok(OrganizationPage {
        first_groups: first_groups(connection, row.id).await?,
        organization: link(row),
        parent,
        affiliates: affiliates.into_iter().map(link).collect(),
        leads,
        seats,
        share: percent(seats, all_seats),
        groups,
        people,
        more,
    })
}

fn link(row: organization::Model) -> OrganizationLink {
    OrganizationLink {
        slug: row.slug,
        name: row.name,
    }
}

async fn first_groups(
    connection: &impl ConnectionTrait,
    organization: Uuid,
) -> Result<Vec<GroupLink>, ReadError> {
    let rows: Vec<(String, String)> = organization_group::Entity::find()
        .select_only()
        .column(group::Column::Slug)
        .column(group::Column::Name)
        .join(
            JoinType::InnerJoin,
            organization_group::Entity::belongs_to(group::Entity)
                .from(organization_group::Column::GroupId)
                .to(group::Column::Id)
                .into(),
        )
        .filter(organization_group::Column::OrganizationId.eq(organization))
        .order_by_asc(organization_group::Column::GroupKey)
        .order_by_asc(organization_group::Column::GroupId)
        .limit(GROUPS_NAMED)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(slug, name)| GroupLink { slug, name })
        .collect())
}

async fn people(
    connection: &impl ConnectionTrait,
    organization: Uuid,
    wanted: LeadsWanted,
    after: Option<(String, Uuid)>,
    today: domain::Day,
) -> Result<(Vec<LeadLine>, bool), ReadError> {
    let mut query = organization_person::Entity::find()
        .filter(organization_person::Column::OrganizationId.eq(organization))
        .filter(organization_person::Column::Holds.eq(wanted == LeadsWanted::Now))
        .order_by_asc(organization_person::Column::NameKey)
        .order_by_asc(organization_person::Column::PersonId)
        .limit(PEOPLE_A_PAGE as u64 + 1);
    if let Some(after) = after {
        query = query.filter(beyond(
            organization_person::Column::NameKey,
            organization_person::Column::PersonId,
            after,
        ));
    }
    let mut rows = query.all(connection).await?;
    let more = rows.len() > PEOPLE_A_PAGE;
    rows.truncate(PEOPLE_A_PAGE);
    let ids: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let people = lines(connection, &ids, AsOf::Today(today)).await?;
    let mut leads = Vec::with_capacity(rows.len());
    for (row, person) in rows.into_iter().zip(people) {
        leads.push(LeadLine {
            person,
            led: days(&row.since, row.until.as_deref())?,
        });
    }
    Ok((leads, more))
}
