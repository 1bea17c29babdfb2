//! What a group's own page says of its roadmap.

use domain::{
    Day,
    ids::GroupId,
    policy::Policy,
    roadmap::{Freshness, freshness},
};
use sea_orm::{ConnectionTrait, EntityTrait};

use super::rows::count;
use crate::{ReadError, entities::roadmap, policy, record::day_of};

/// A roadmap at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glance {
    /// The newest version's number.
    pub version: u32,
    /// When someone last looked at it.
    pub looked_on: Day,
    /// Whether that is long ago.
    pub freshness: Freshness,
}

/// A group's roadmap at a glance; none where it has none. Two queries.
pub(crate) async fn glance(
    connection: &impl ConnectionTrait,
    group: GroupId,
    today: Day,
) -> Result<Option<Glance>, ReadError> {
    let Some(row) = roadmap::Entity::find_by_id(group.0).one(connection).await? else {
        return Ok(None);
    };
    let rules = policy::version_on(connection, today)
        .await?
        .map_or_else(Policy::istio, |version| version.rules);
    let looked_on = day_of(&row.looked_on)?;
    Ok(Some(Glance {
        version: count(row.version),
        looked_on,
        freshness: freshness(looked_on, today, rules.roadmap_stale_after_days),
    }))
}
