//! Organizations: who leads where, how concentrated that is, and the people of one organization.

mod list;
mod show;

use domain::{concentration::Affiliates, ids::OrganizationId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::{ReadError, entities::organization};

pub use list::{
    Concentration, GroupLink, GroupOfOne, ORGANIZATIONS_A_PAGE, OrganizationLine,
    OrganizationsPage, list,
};
pub use show::{LeadLine, LeadsWanted, OrganizationPage, show};

/// A number about all organizations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Total {
    /// Leads of groups: someone who leads two groups counts twice.
    LeadSeats,
    /// Groups that have a lead.
    LedGroups,
    /// Groups all of whose leads are with one organization.
    GroupsOfOne,
    /// Organizations that belong to no other and have a lead, affiliates counted in.
    LeadingOrganizations,
}

impl Total {
    /// The stable name in the database.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::LeadSeats => "lead_seats",
            Self::LedGroups => "led_groups",
            Self::GroupsOfOne => "groups_of_one_organization",
            Self::LeadingOrganizations => "leading_organizations",
        }
    }
}

/// Which organization belongs to which, now.
pub(crate) async fn affiliates(connection: &impl ConnectionTrait) -> Result<Affiliates, ReadError> {
    let rows: Vec<(Uuid, Uuid)> = organization::Entity::find()
        .select_only()
        .columns([organization::Column::Id, organization::Column::ParentId])
        .filter(organization::Column::ParentId.is_not_null())
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(organization, parent)| (OrganizationId(organization), OrganizationId(parent)))
        .collect())
}
