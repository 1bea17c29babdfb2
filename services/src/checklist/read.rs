//! A group’s checklist as its page shows it.

use std::collections::BTreeSet;

use domain::{
    announcement::Announcement,
    group::Group,
    ids::{GroupId, PersonId},
    minutes::OPEN_ACTIONS,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    COMBINED_MEETING, Checklist, Task, announce::draft, entry::entry, report::FinalReportDraft,
    report::drafted, waiting::open_items,
};
use crate::{
    Context, ReadError,
    action_item::{self, ActionItems},
    agenda::{Concerning, combined_for},
    entities::{action_item as item, task},
    group::{at_address, id_of},
    history::Names,
    record,
};

/// A checklist with what its page shows.
#[derive(Clone, Debug)]
pub struct ChecklistPage {
    /// The group, with all of its past.
    pub group: Group,
    /// Its address.
    pub slug: String,
    /// Which checklist; none where the group works through none.
    pub checklist: Option<Checklist>,
    /// Its steps, in their order.
    pub tasks: Vec<Task>,
    /// Names of owners, doers and leads.
    pub names: Names,
    /// The registry entry as it will stand, in the words of the export; for a group that is being set up.
    pub entry: Option<String>,
    /// The meeting of all groups together on whose agenda the group is, or else the next; while going there or announcing
    /// the group is open.
    pub combined: Option<Concerning>,
    /// The group’s open action items; for a group that closes.
    pub actions: Option<ActionItems>,
    /// What would be announced; while that step is open.
    pub announcement: Option<Announcement>,
    /// What is written of it so far; for a group that closes.
    pub report: Option<FinalReportDraft>,
}

/// The checklist that a group works through. At most fifteen queries.
///
/// # Errors
/// When there is no such group, it has another address now, the database fails or the record is damaged.
pub async fn page(context: &Context, slug: &str) -> Result<ChecklistPage, ReadError> {
    let connection = context.database.connection();
    let row = at_address(connection, slug).await?;
    let group = record::group(connection, id_of(&row), None)
        .await?
        .ok_or_else(|| ReadError::Damaged(format!("“{slug}” has no history")))?;
    let checklist = Checklist::of_state(group.now().state);
    let tasks = match checklist {
        Some(checklist) => tasks(connection, group.id, checklist).await?,
        None => Vec::new(),
    };
    let people: BTreeSet<PersonId> = tasks
        .iter()
        .flat_map(|task| {
            task.owner
                .into_iter()
                .chain(task.done.and_then(|(by, _)| by))
        })
        .chain(group.seats.iter().map(|seat| seat.person))
        .collect();
    let names = Names::of_people(connection, people).await?;
    let entry = match checklist {
        Some(Checklist::SettingUp) => Some(entry(connection, &group, context.today()).await?),
        Some(Checklist::Closing) | None => None,
    };
    let report = match checklist {
        Some(Checklist::Closing) => Some(drafted(connection, &group, &names).await?),
        Some(Checklist::SettingUp) | None => None,
    };
    let actions = match checklist {
        Some(Checklist::Closing) => Some(action_item::carried_over(context, Some(group.id)).await?),
        Some(Checklist::SettingUp) | None => None,
    };
    let is_open = |key: &str| {
        tasks
            .iter()
            .any(|task| task.key == key && task.done.is_none())
    };
    let names_it = checklist == Some(Checklist::SettingUp)
        && (is_open(COMBINED_MEETING) || is_open(Checklist::SettingUp.telling()));
    let combined = if names_it {
        combined_for(context, group.id)
            .await?
            .filter(|on| is_open(COMBINED_MEETING) || !on.items.is_empty())
    } else {
        None
    };
    let announcement = checklist
        .filter(|checklist| is_open(checklist.telling()))
        .map(|checklist| draft(checklist, &group, &names, combined.as_ref()));
    Ok(ChecklistPage {
        slug: row.slug,
        group,
        checklist,
        tasks,
        names,
        entry,
        combined,
        actions,
        announcement,
        report,
    })
}

pub(super) async fn tasks(
    connection: &impl ConnectionTrait,
    group: GroupId,
    checklist: Checklist,
) -> Result<Vec<Task>, ReadError> {
    let rows = task::Entity::find()
        .filter(task::Column::GroupId.eq(group.0))
        .filter(task::Column::Checklist.eq(checklist.key()))
        .order_by_asc(task::Column::Place)
        .all(connection)
        .await?;
    let about_items = checklist == Checklist::Closing
        && rows
            .iter()
            .any(|row| row.key == OPEN_ACTIONS && row.done_at.is_none());
    let none_open = about_items
        && open_items()
            .filter(item::Column::GroupId.eq(group.0))
            .one(connection)
            .await?
            .is_none();
    rows.into_iter()
        .map(|row| {
            Ok(Task {
                settled: none_open && row.key == OPEN_ACTIONS,
                id: row.id,
                key: row.key,
                sentence: row.sentence,
                owner: row.owner_id.map(PersonId),
                due_on: record::day_of(&row.due_on)?,
                evidence: row.evidence,
                done: row.done_at.map(|at| (row.done_by.map(PersonId), at)),
                version: row.version,
            })
        })
        .collect()
}
