//! A group’s checklist as its page shows it.

use std::collections::BTreeSet;

use domain::{
    announcement::Announcement,
    group::Group,
    ids::{GroupId, PersonId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    COMBINED_MEETING, Checklist, Task, announce::draft, entry::entry, report::FinalReportDraft,
    report::drafted,
};
use crate::{
    Context, ReadError,
    agenda::{CombinedMeeting, next_combined},
    entities::task,
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
    /// The next meeting of all groups together, with what is on its agenda for the group; while going there is open.
    pub combined: Option<CombinedMeeting>,
    /// What would be announced; while that step is open.
    pub announcement: Option<Announcement>,
    /// What is written of it so far; for a group that closes.
    pub report: Option<FinalReportDraft>,
}

/// The checklist that a group works through. At most fourteen queries.
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
    let is_to_go = tasks
        .iter()
        .any(|task| task.key == COMBINED_MEETING && task.done.is_none());
    let combined = if is_to_go {
        next_combined(connection, context, group.id).await?
    } else {
        None
    };
    let announcement = checklist
        .filter(|checklist| {
            tasks
                .iter()
                .any(|task| task.key == checklist.telling() && task.done.is_none())
        })
        .map(|checklist| draft(checklist, &group, &names));
    Ok(ChecklistPage {
        slug: row.slug,
        group,
        checklist,
        tasks,
        names,
        entry,
        combined,
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
    rows.into_iter()
        .map(|row| {
            Ok(Task {
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
