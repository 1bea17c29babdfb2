//! What changed quietly in groups: links, channels, leads, charters. Those who lead a group see it, so that nobody's link
//! or seat is changed behind their back.

use domain::{Day, actor::Actor, ids::GroupId, seat::Role};
use jiff::ToSpan;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    ReadError,
    entities::event,
    history::{Entry, entries},
};

/// So many days count as lately.
const DAYS: i64 = 30;

/// The kinds of event that hurt when nobody notices them.
const KINDS: [&str; 10] = [
    "link_added",
    "link_changed",
    "link_removed",
    "charter_adopted",
    "description_changed",
    "seat_taken",
    "seat_area_changed",
    "seat_left",
    "seats_moved",
    "seats_returned",
];

/// The groups that the actor leads or is a delegate of, each with their foremost role there.
#[must_use]
pub fn groups_of(actor: &Actor) -> Vec<(GroupId, Role)> {
    let mut groups: Vec<(GroupId, Role)> = actor
        .person()
        .map(|person| person.seats.clone())
        .unwrap_or_default()
        .into_iter()
        .filter(|(_, role)| role.leads() || *role == Role::Delegate)
        .collect();
    groups.sort_by_key(|(group, role)| (*group, *role));
    groups.dedup_by_key(|(group, _)| *group);
    groups
}

/// What changed in these groups in the last thirty days, newest first, at most `most`. At most five queries.
pub(crate) async fn lately(
    connection: &impl ConnectionTrait,
    groups: &[GroupId],
    today: Day,
    most: u64,
) -> Result<Vec<Entry>, ReadError> {
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let rows = event::Entity::find()
        .filter(event::Column::GroupId.is_in(groups.iter().map(|group| group.0)))
        .filter(event::Column::Kind.is_in(KINDS))
        .filter(event::Column::HappenedOn.gte(today.saturating_sub(DAYS.days()).to_string()))
        .order_by_desc(event::Column::HappenedOn)
        .order_by_desc(event::Column::Seq)
        .limit(most)
        .all(connection)
        .await?;
    entries(connection, rows).await
}
