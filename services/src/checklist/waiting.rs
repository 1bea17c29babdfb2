//! Steps that wait for somebody: nobody said that they are done, and something is left of what they are about.

use domain::minutes::{ActionState, OPEN_ACTIONS};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};

use super::Checklist;
use crate::entities::{action_item, task};

/// Open action items that are of a group, and that one’s own.
pub(super) fn open_items() -> Select<action_item::Entity> {
    action_item::Entity::find()
        .filter(action_item::Column::State.eq(ActionState::Open.key()))
        .filter(action_item::Column::GroupId.is_not_null())
}

/// That a step waits: it is not done, and if it is about a closing group’s action items, one of them is open.
pub(crate) fn waiting() -> Condition {
    let of_them = open_items()
        .select_only()
        .column(action_item::Column::GroupId)
        .into_query();
    Condition::all().add(task::Column::DoneAt.is_null()).add(
        Condition::any()
            .add(task::Column::Checklist.ne(Checklist::Closing.key()))
            .add(task::Column::Key.ne(OPEN_ACTIONS))
            .add(task::Column::GroupId.in_subquery(of_them)),
    )
}
