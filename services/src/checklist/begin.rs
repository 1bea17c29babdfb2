//! Beginning a checklist with the decision that calls for it, and what the portal does of it at once.

use domain::{
    Day,
    community::Community,
    group::{Group, GroupEvent},
    ids::{GroupId, PersonId},
    policy::{ChecklistTask, Policy},
};
use jiff::Span;
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::Checklist;
use crate::{
    Context, WriteError,
    entities::{final_report, task},
};

/// Begins the checklists that changes of groups on a day call for, in the transaction of these changes.
pub(crate) async fn begin(
    transaction: &DatabaseTransaction,
    context: &Context,
    on: Day,
    changes: &[(GroupId, GroupEvent)],
    after: &Community,
    policy: &Policy,
) -> Result<(), WriteError> {
    for (group, change) in changes {
        let (checklist, tasks) = match change {
            GroupEvent::Formed { .. } | GroupEvent::Revived { .. } => {
                (Checklist::SettingUp, &policy.setup_checklist)
            }
            GroupEvent::ClosingBegun => (Checklist::Closing, &policy.closing_checklist),
            GroupEvent::Activated
            | GroupEvent::Renamed { .. }
            | GroupEvent::Converted { .. }
            | GroupEvent::Dissolved
            | GroupEvent::FinalReportGiven { .. }
            | GroupEvent::MergedInto { .. }
            | GroupEvent::Described { .. }
            | GroupEvent::CharterAdopted { .. }
            | GroupEvent::LinkAdded { .. }
            | GroupEvent::LinkChanged { .. }
            | GroupEvent::LinkRemoved { .. }
            | GroupEvent::StakeholdersChanged { .. }
            | GroupEvent::SeatTaken { .. }
            | GroupEvent::SeatAreaChanged { .. }
            | GroupEvent::SeatLeft { .. }
            | GroupEvent::SeatsMoved { .. }
            | GroupEvent::SeatsReturned { .. } => continue,
        };
        let Some(record) = after.groups.get(group) else {
            continue;
        };
        // A group that comes back begins its checklist anew, and what was written of its end is of the past.
        task::Entity::delete_many()
            .filter(task::Column::GroupId.eq(group.0))
            .filter(task::Column::Checklist.eq(checklist.key()))
            .exec(transaction)
            .await?;
        final_report::Entity::delete_by_id(group.0)
            .exec(transaction)
            .await?;
        let rows: Vec<task::ActiveModel> = tasks
            .iter()
            .zip(1..)
            .map(|(step, place)| row((context, on), record, checklist, step, place))
            .collect();
        if !rows.is_empty() {
            task::Entity::insert_many(rows)
                .exec_without_returning(transaction)
                .await?;
        }
    }
    Ok(())
}

/// What the portal has done itself with the decision, and what shows it: a sentence, then the address of the page.
fn done_by_the_portal(checklist: Checklist, key: &str, slug: &str) -> Option<String> {
    match (checklist, key) {
        (Checklist::SettingUp, "register") => Some(format!(
            "The decision put it into the registry and its export: /groups/{slug}"
        )),
        (Checklist::SettingUp | Checklist::Closing, _) => None,
    }
}

fn row(
    (context, on): (&Context, Day),
    group: &Group,
    checklist: Checklist,
    step: &ChecklistTask,
    place: i32,
) -> task::ActiveModel {
    let owner: Option<PersonId> = group
        .seats_held()
        .find(|seat| seat.role.leads())
        .map(|seat| seat.person);
    let now = group.now();
    let evidence = done_by_the_portal(checklist, &step.key, now.slug.as_str());
    let days = i32::try_from(step.due_after_days).unwrap_or(i32::MAX);
    task::ActiveModel {
        id: Set(context.new_id()),
        group_id: Set(group.id.0),
        checklist: Set(checklist.key().to_owned()),
        place: Set(place),
        key: Set(step.key.clone()),
        sentence: Set(step.sentence.replace("GROUP", &now.name)),
        owner_id: Set(owner.map(|owner| owner.0)),
        due_on: Set(on.saturating_add(Span::new().days(days)).to_string()),
        done_by: Set(None),
        done_at: Set(evidence.is_some().then(|| context.now())),
        evidence: Set(evidence.unwrap_or_default()),
        version: Set(1),
    }
}
