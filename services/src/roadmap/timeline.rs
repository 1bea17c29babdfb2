//! The roadmaps of all groups on one timeline.

use std::collections::BTreeMap;

use domain::{
    group::GroupState,
    ids::GroupId,
    policy::Policy,
    roadmap::{Freshness, ItemState, Month, RoadmapItem, freshness},
    slug::name_key,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, prelude::Expr,
};
use uuid::Uuid;

use super::rows::item;
use crate::{
    Context, ReadError,
    entities::{group, roadmap, roadmap_item},
    group::Place,
    history::Name,
    policy,
    record::day_of,
};

/// So many groups stand on a page.
pub(crate) const ON_A_PAGE: usize = 40;

/// Which items are wanted; what is `None` does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A part of the group's name.
    pub group: Option<String>,
    /// How the item stands.
    pub state: Option<ItemState>,
    /// In which month it is shown.
    pub month: Option<Month>,
}

/// A page of the timeline.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// Groups with a roadmap, by name.
    pub rows: Vec<TimelineRow>,
    /// Where the next page begins.
    pub next: Option<Place>,
    /// The months, from the one before this one.
    pub months: Vec<Month>,
    /// The month of today.
    pub this_month: Month,
}

/// A group's roadmap on the timeline.
#[derive(Clone, Debug)]
pub struct TimelineRow {
    /// The group.
    pub group: Name,
    /// Its items that are wanted, in their months.
    pub items: Vec<RoadmapItem>,
    /// Whether someone has looked at it lately.
    pub freshness: Freshness,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    slug: String,
    name: String,
    name_key: String,
    looked_on: String,
}

/// Roadmaps of living groups with the items that are wanted in the months that are shown: the one before this one, and as
/// many from this one on as the policy looks ahead. Three queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn timeline(
    context: &Context,
    filter: &Filter,
    after: Option<&Place>,
) -> Result<Timeline, ReadError> {
    let connection = context.database.connection();
    let today = context.today();
    let this_month = Month::of(today);
    let versions = policy::versions(&context.database).await?;
    let rules = policy::in_force(&versions, today)
        .map_or_else(Policy::istio, |version| version.rules.clone());
    let ahead = i32::try_from(rules.roadmap_months.clamp(1, 24)).unwrap_or(3);
    let months: Vec<Month> = (-1..ahead).map(|month| this_month.plus(month)).collect();
    let wanted = wanted(filter, this_month, &months);
    let mut query = group::Entity::find()
        .select_only()
        .columns([
            group::Column::Id,
            group::Column::Slug,
            group::Column::Name,
            group::Column::NameKey,
        ])
        .column(roadmap::Column::LookedOn)
        .join_rev(
            JoinType::InnerJoin,
            roadmap::Entity::belongs_to(group::Entity)
                .from(roadmap::Column::GroupId)
                .to(group::Column::Id)
                .into(),
        )
        .filter(
            group::Column::State.is_in(
                GroupState::ALL
                    .into_iter()
                    .filter(|state| state.is_alive())
                    .map(GroupState::key),
            ),
        );
    if let Some(called) = &filter.group {
        query = query.filter(group::Column::NameKey.contains(name_key(called)));
    }
    // Without a narrower wish, a group whose items lie outside of the months is there all the same.
    if filter.state.is_some() || filter.month.is_some() {
        query = query.filter(
            group::Column::Id.in_subquery(
                roadmap_item::Entity::find()
                    .select_only()
                    .column(roadmap_item::Column::GroupId)
                    .filter(wanted.clone())
                    .into_query(),
            ),
        );
    }
    if let Some(place) = after {
        query = query.filter(
            Expr::tuple([
                Expr::col((group::Entity, group::Column::NameKey)),
                Expr::col((group::Entity, group::Column::Id)),
            ])
            .gt(Expr::tuple([
                Expr::value(place.name_key.clone()),
                Expr::value(place.id),
            ])),
        );
    }
    let mut rows: Vec<Row> = query
        .order_by_asc(group::Column::NameKey)
        .order_by_asc(group::Column::Id)
        .limit(ON_A_PAGE as u64 + 1)
        .into_model()
        .all(connection)
        .await?;
    let more = rows.len() > ON_A_PAGE;
    rows.truncate(ON_A_PAGE);
    let next = rows.last().filter(|_| more).map(|row| Place {
        name_key: row.name_key.clone(),
        id: row.id,
    });
    let mut items: BTreeMap<GroupId, Vec<RoadmapItem>> = BTreeMap::new();
    let found = roadmap_item::Entity::find()
        .filter(roadmap_item::Column::GroupId.is_in(rows.iter().map(|row| row.id)))
        .filter(wanted)
        .order_by_asc(roadmap_item::Column::GroupId)
        .order_by_asc(roadmap_item::Column::Place)
        .all(connection)
        .await?;
    for row in found {
        items
            .entry(GroupId(row.group_id))
            .or_default()
            .push(item(row)?);
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            Ok(TimelineRow {
                items: items.remove(&GroupId(row.id)).unwrap_or_default(),
                freshness: freshness(
                    day_of(&row.looked_on)?,
                    today,
                    rules.roadmap_stale_after_days,
                ),
                group: Name {
                    slug: row.slug,
                    name: row.name,
                },
            })
        })
        .collect::<Result<_, ReadError>>()?;
    Ok(Timeline {
        rows,
        next,
        months,
        this_month,
    })
}

/// The items that are shown: carried ones in this month, all others in their own.
fn wanted(filter: &Filter, this_month: Month, months: &[Month]) -> Condition {
    let month = roadmap_item::Column::Month;
    let open = ItemState::ALL
        .into_iter()
        .filter(|state| state.is_open())
        .map(ItemState::key);
    let overdue = Condition::all()
        .add(month.lt(this_month.to_string()))
        .add(roadmap_item::Column::State.is_in(open.clone()));
    let mut wanted = Condition::all();
    if let Some(state) = filter.state {
        wanted = wanted.add(roadmap_item::Column::State.eq(state.key()));
    }
    match filter.month {
        Some(asked) => {
            let own = Condition::all()
                .add(month.eq(asked.to_string()))
                .add(overdue.clone().not());
            let shown = Condition::any().add(own);
            wanted.add(if asked == this_month {
                shown.add(overdue)
            } else {
                shown
            })
        }
        None => {
            let (first, last) = (
                months.first().copied().unwrap_or(this_month),
                months.last().copied().unwrap_or(this_month),
            );
            wanted.add(
                Condition::any()
                    .add(month.between(first.to_string(), last.to_string()))
                    .add(overdue),
            )
        }
    }
}
