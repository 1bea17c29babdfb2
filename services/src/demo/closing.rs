//! What the demo’s group that is closing has left to settle.

use sea_orm::{ActiveValue::Set, EntityTrait};

use domain::minutes::ActionState;
use jiff::ToSpan;

use super::{DemoError, meetings::lead_of};
use crate::{Context, entities::action_item};

/// The group that is closing.
const GROUP: &str = "test-and-release";

/// What its people said they would do: whether its lead did, the task, and in how many days.
const ITEMS: &[(bool, &str, i32)] = &[
    (true, "Give the build farm’s keys to Platform", 12),
    (
        false,
        "Say where the test recordings of 2021 are kept from now on",
        20,
    ),
];

/// Two action items are open.
pub(super) async fn leave_open(context: &Context) -> Result<(), DemoError> {
    let Some((group, lead)) = lead_of(context, GROUP).await? else {
        return Ok(());
    };
    let owner = lead.actor().person_id().map(|person| person.0);
    let today = context.today();
    let rows = ITEMS
        .iter()
        .zip(1..)
        .map(|((is_leads, task, days), place)| action_item::ActiveModel {
            id: Set(context.new_id()),
            meeting_id: Set(None),
            item_id: Set(None),
            group_id: Set(Some(group.0)),
            place: Set(place),
            line: Set(String::new()),
            task: Set((*task).to_owned()),
            owner_id: Set(owner.filter(|_| *is_leads)),
            owner_name: Set(String::new()),
            opened_on: Set(today.saturating_sub(30.days()).to_string()),
            due_on: Set(Some(today.saturating_add(days.days()).to_string())),
            state: Set(ActionState::Open.key().to_owned()),
            note: Set(String::new()),
            closed_by: Set(None),
            closed_at: Set(None),
            version: Set(1),
        });
    action_item::Entity::insert_many(rows)
        .exec_without_returning(context.database.connection())
        .await?;
    Ok(())
}
