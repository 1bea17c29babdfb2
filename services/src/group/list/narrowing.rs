//! Which groups a list shows, in which order: of today, or of a past day. Both select the columns of a `Row`, one row more
//! than a page has.

use domain::{Day, group::GroupState};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    Select, prelude::Expr,
};
use uuid::Uuid;

use super::{Filter, ON_A_PAGE, Place};
use crate::entities::{group, group_period};

/// The columns by which either table is narrowed and ordered.
struct Columns<C> {
    state: C,
    kind: C,
    parent: C,
    name_key: C,
    id: C,
}

impl<C: ColumnTrait> Columns<C> {
    fn condition(&self, filter: &Filter, parent: Option<Uuid>, after: Option<&Place>) -> Condition {
        let mut wanted = Condition::all();
        match filter.state {
            Some(state) => wanted = wanted.add(self.state.eq(state.key())),
            None if filter.with_ended => {}
            None => wanted = wanted.add(self.state.is_in(alive())),
        }
        if let Some(kind) = filter.kind {
            wanted = wanted.add(self.kind.eq(kind.key()));
        }
        match parent {
            Some(parent) => wanted = wanted.add(self.parent.eq(parent)),
            None if filter.kind.is_some() => {}
            None => wanted = wanted.add(self.parent.is_null()),
        }
        if let Some(place) = after {
            wanted = wanted.add(
                Expr::tuple([
                    Expr::col(self.name_key.as_column_ref()),
                    Expr::col(self.id.as_column_ref()),
                ])
                .gt(Expr::tuple([
                    Expr::value(place.name_key.clone()),
                    Expr::value(place.id),
                ])),
            );
        }
        wanted
    }
}

fn alive() -> impl Iterator<Item = &'static str> {
    GroupState::ALL
        .into_iter()
        .filter(|state| state.is_alive())
        .map(GroupState::key)
}

/// The groups of today.
pub(super) fn today(
    filter: &Filter,
    parent: Option<Uuid>,
    after: Option<&Place>,
) -> Select<group::Entity> {
    let columns = Columns {
        state: group::Column::State,
        kind: group::Column::Kind,
        parent: group::Column::ParentId,
        name_key: group::Column::NameKey,
        id: group::Column::Id,
    };
    group::Entity::find()
        .select_only()
        .columns([
            group::Column::Id,
            group::Column::Slug,
            group::Column::Name,
            group::Column::NameKey,
            group::Column::Kind,
            group::Column::State,
            group::Column::Description,
            group::Column::ParentId,
            group::Column::SuccessorId,
        ])
        .filter(columns.condition(filter, parent, after))
        .order_by_asc(columns.name_key)
        .order_by_asc(columns.id)
        .limit(ON_A_PAGE as u64 + 1)
}

/// The groups of a past day.
pub(super) fn on_day(
    filter: &Filter,
    parent: Option<Uuid>,
    after: Option<&Place>,
    day: Day,
) -> Select<group_period::Entity> {
    let columns = Columns {
        state: group_period::Column::State,
        kind: group_period::Column::Kind,
        parent: group_period::Column::ParentId,
        name_key: group_period::Column::NameKey,
        id: group_period::Column::GroupId,
    };
    group_period::Entity::find()
        .select_only()
        .column_as(group_period::Column::GroupId, "id")
        .column_as(group::Column::Slug, "slug")
        .columns([
            group_period::Column::Name,
            group_period::Column::NameKey,
            group_period::Column::Kind,
            group_period::Column::State,
            group_period::Column::Description,
            group_period::Column::ParentId,
            group_period::Column::SuccessorId,
        ])
        .join(
            JoinType::InnerJoin,
            group_period::Entity::belongs_to(group::Entity)
                .from(group_period::Column::GroupId)
                .to(group::Column::Id)
                .into(),
        )
        .filter(period_holds_on(day))
        .filter(columns.condition(filter, parent, after))
        .order_by_asc(columns.name_key)
        .order_by_asc(columns.id)
        .limit(ON_A_PAGE as u64 + 1)
}

/// Whether a period holds at the end of a day.
pub(super) fn period_holds_on(day: Day) -> Condition {
    Condition::all()
        .add(group_period::Column::Since.lte(day.to_string()))
        .add(
            Condition::any()
                .add(group_period::Column::Until.is_null())
                .add(group_period::Column::Until.gt(day.to_string())),
        )
}
