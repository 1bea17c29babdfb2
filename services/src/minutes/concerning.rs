//! The meetings that concerned a group, with the passages that did.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    ids::GroupId,
    minutes::{MinutesState, RecordingState, said},
    schedule::{AgendaItemState, MeetingAddress, MeetingState},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::live::{actions, decisions, outcomes};
use crate::{
    Context, ReadError,
    entities::{agenda_item, agenda_item_group, meeting, sitting},
    record,
};

/// So many meetings stand on a page.
pub const MEETINGS_A_PAGE: u64 = 20;

/// A meeting that concerned a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConcerningMeeting {
    /// Its address.
    pub address: MeetingAddress,
    /// What it is called.
    pub title: String,
    /// Whether it was the group’s own.
    pub is_own: bool,
    /// How far its minutes are.
    pub minutes: Option<MinutesState>,
    /// Where the recording is, where it is published.
    pub recording: Option<String>,
    /// What was said about the group; for its own meeting, everything.
    pub passages: Vec<Passage>,
}

/// What was said about a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The item.
    pub title: String,
    /// What was said, in Markdown, with what was decided and promised in words.
    pub notes: String,
}

/// A page of meetings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConcerningPage {
    /// The newest first.
    pub meetings: Vec<ConcerningMeeting>,
    /// Where the next page begins: the address of its first meeting’s predecessor.
    pub next: Option<String>,
}

/// The meetings that were held and concerned a group: its own, and those whose agenda had something about it. Seven queries at
/// most.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn concerning(
    context: &Context,
    group: GroupId,
    after: Option<&str>,
) -> Result<ConcerningPage, ReadError> {
    so_many(context, group, after, MEETINGS_A_PAGE).await
}

/// The last few of them. Six queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn lately(
    context: &Context,
    group: GroupId,
    most: u64,
) -> Result<Vec<ConcerningMeeting>, ReadError> {
    Ok(so_many(context, group, None, most).await?.meetings)
}

async fn so_many(
    context: &Context,
    group: GroupId,
    after: Option<&str>,
    most: u64,
) -> Result<ConcerningPage, ReadError> {
    let connection = context.database.connection();
    let tagged = agenda_item_group::Entity::find()
        .select_only()
        .column(agenda_item_group::Column::MeetingId)
        .filter(agenda_item_group::Column::GroupId.eq(group.0))
        .into_query();
    let mut query = meeting::Entity::find()
        .filter(meeting::Column::State.eq(MeetingState::Held.key()))
        .filter(
            Condition::any()
                .add(meeting::Column::GroupId.eq(group.0))
                .add(meeting::Column::Id.in_subquery(tagged)),
        )
        .order_by_desc(meeting::Column::StartsAt)
        .order_by_desc(meeting::Column::Key)
        .limit(most + 1);
    if let Some(after) = after {
        let begins = meeting::Entity::find()
            .filter(meeting::Column::Key.eq(after))
            .one(connection)
            .await?
            .ok_or(ReadError::NotFound)?;
        query = query.filter(
            Condition::any()
                .add(meeting::Column::StartsAt.lt(begins.starts_at))
                .add(
                    Condition::all()
                        .add(meeting::Column::StartsAt.eq(begins.starts_at))
                        .add(meeting::Column::Key.lt(begins.key)),
                ),
        );
    }
    let mut rows = query.all(connection).await?;
    if rows.is_empty() {
        return Ok(ConcerningPage::default());
    }
    let more = rows.len() as u64 > most;
    rows.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    let next = more
        .then(|| rows.last().map(|row| row.key.clone()))
        .flatten();
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let own: BTreeSet<Uuid> = rows
        .iter()
        .filter(|row| row.group_id == Some(group.0))
        .map(|row| row.id)
        .collect();
    let of_group: BTreeSet<Uuid> = agenda_item_group::Entity::find()
        .select_only()
        .column(agenda_item_group::Column::ItemId)
        .filter(agenda_item_group::Column::GroupId.eq(group.0))
        .filter(agenda_item_group::Column::MeetingId.is_in(ids.iter().copied()))
        .into_tuple::<Uuid>()
        .all(connection)
        .await?
        .into_iter()
        .collect();
    let decided = decisions(connection, &ids).await?;
    let promised = actions(connection, &ids).await?;
    let mut passages: BTreeMap<Uuid, Vec<Passage>> = BTreeMap::new();
    for item in agenda_item::Entity::find()
        .filter(agenda_item::Column::MeetingId.is_in(ids.iter().copied()))
        .filter(agenda_item::Column::State.eq(AgendaItemState::Discussed.key()))
        .order_by_asc(agenda_item::Column::Position)
        .order_by_asc(agenda_item::Column::Id)
        .all(connection)
        .await?
    {
        if own.contains(&item.meeting_id) || of_group.contains(&item.id) {
            let day = rows
                .iter()
                .find(|row| row.id == item.meeting_id)
                .map(|row| record::day_of(&row.day))
                .transpose()?
                .unwrap_or_else(|| context.today());
            passages.entry(item.meeting_id).or_default().push(Passage {
                notes: said(&item.notes, day, &outcomes(item.id, &decided, &promised)),
                title: item.title,
            });
        }
    }
    let sittings = sitting::Entity::find()
        .filter(sitting::Column::MeetingId.is_in(ids))
        .all(connection)
        .await?;
    let meetings = rows
        .into_iter()
        .map(|row| {
            let sitting = sittings.iter().find(|sitting| sitting.meeting_id == row.id);
            Ok(ConcerningMeeting {
                address: MeetingAddress::new(&row.key)
                    .map_err(|error| ReadError::Damaged(format!("a meeting’s address: {error}")))?,
                is_own: own.contains(&row.id),
                minutes: sitting
                    .and_then(|sitting| sitting.minutes_state.as_deref())
                    .and_then(MinutesState::of_key),
                recording: sitting
                    .filter(|sitting| sitting.recording_state == RecordingState::Published.key())
                    .map(|sitting| sitting.recording_link.clone()),
                passages: passages.remove(&row.id).unwrap_or_default(),
                title: row.title,
            })
        })
        .collect::<Result<_, ReadError>>()?;
    Ok(ConcerningPage { meetings, next })
}
