//! Roadmaps that nobody has looked at for longer than the policy allows, and groups that have none.

use domain::{
    Day,
    group::{GroupKind, GroupState},
    ids::GroupId,
    policy::Policy,
    roadmap::{Freshness, freshness},
};
use jiff::Span;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use super::rows::count;
use crate::{
    Context, ReadError,
    entities::{group, roadmap},
    history::Name,
    policy,
    record::day_of,
};

/// So many neglected roadmaps are listed.
const LISTED: u64 = 500;

/// A group whose roadmap needs a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neglected {
    /// The group's id.
    pub id: GroupId,
    /// The group.
    pub group: Name,
    /// What is wrong.
    pub neglect: Neglect,
}

/// What is wrong with a roadmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Neglect {
    /// There is none.
    None,
    /// Nobody has looked at it since a day.
    Stale {
        /// The newest version.
        version: u32,
        /// The last look.
        looked_on: Day,
        /// From when it has been stale.
        since: Day,
    },
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    slug: String,
    name: String,
    looked_on: Option<String>,
    version: Option<i32>,
}

/// The active groups of their own whose roadmap is stale or missing: those without one first, then those that nobody has
/// looked at for longest. Two queries; at most five hundred groups.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn stale(context: &Context) -> Result<Vec<Neglected>, ReadError> {
    neglected(context, None).await
}

/// The same among these groups only: for what needs their leads. Two queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn of_groups(context: &Context, groups: &[GroupId]) -> Result<Vec<Neglected>, ReadError> {
    neglected(context, Some(groups)).await
}

async fn neglected(
    context: &Context,
    among: Option<&[GroupId]>,
) -> Result<Vec<Neglected>, ReadError> {
    let today = context.today();
    let versions = policy::versions(&context.database).await?;
    let days = policy::in_force(&versions, today).map_or_else(
        || Policy::istio().roadmap_stale_after_days,
        |version| version.rules.roadmap_stale_after_days,
    );
    under(context.database.connection(), (today, days), among).await
}

/// The same under a rule that is known already. One query, or none for no group.
pub(crate) async fn under(
    connection: &impl ConnectionTrait,
    (today, days): (Day, u32),
    among: Option<&[GroupId]>,
) -> Result<Vec<Neglected>, ReadError> {
    if among.is_some_and(<[GroupId]>::is_empty) {
        return Ok(Vec::new());
    }
    let span = Span::new().days(i32::try_from(days).unwrap_or(i32::MAX).min(7_000_000));
    let mut query = joined()
        .filter(group::Column::State.eq(GroupState::Active.key()))
        .filter(group::Column::Kind.ne(GroupKind::Subgroup.key()))
        .filter(
            Condition::any()
                .add(roadmap::Column::LookedOn.is_null())
                .add(roadmap::Column::LookedOn.lt(today.saturating_sub(span).to_string())),
        );
    if let Some(groups) = among {
        query = query.filter(group::Column::Id.is_in(groups.iter().map(|group| group.0)));
    }
    let mut found = Vec::new();
    for row in rows(connection, query).await? {
        let neglect = match row.looked_on {
            None => Neglect::None,
            Some(looked_on) => {
                let looked_on = day_of(&looked_on)?;
                match freshness(looked_on, today, days) {
                    Freshness::Fresh => continue,
                    Freshness::Stale { since } => Neglect::Stale {
                        version: row.version.map_or(0, count),
                        looked_on,
                        since,
                    },
                }
            }
        };
        found.push(Neglected {
            id: GroupId(row.id),
            group: Name {
                slug: row.slug,
                name: row.name,
            },
            neglect,
        });
    }
    found.sort_by(|one, other| {
        let key = |entry: &Neglected| match entry.neglect {
            Neglect::None => None,
            Neglect::Stale { looked_on, .. } => Some(looked_on),
        };
        key(one).cmp(&key(other))
    });
    Ok(found)
}

fn joined() -> Select<group::Entity> {
    group::Entity::find()
        .select_only()
        .columns([group::Column::Id, group::Column::Slug, group::Column::Name])
        .column(roadmap::Column::LookedOn)
        .column(roadmap::Column::Version)
        .join_rev(
            JoinType::LeftJoin,
            roadmap::Entity::belongs_to(group::Entity)
                .from(roadmap::Column::GroupId)
                .to(group::Column::Id)
                .into(),
        )
}

async fn rows(
    connection: &impl ConnectionTrait,
    query: Select<group::Entity>,
) -> Result<Vec<Row>, ReadError> {
    Ok(query
        .order_by_asc(group::Column::NameKey)
        .order_by_asc(group::Column::Id)
        .limit(LISTED)
        .into_model::<Row>()
        .all(connection)
        .await?)
}
