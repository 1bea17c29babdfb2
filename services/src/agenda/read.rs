//! The agenda of a meeting with all that its page shows.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    agenda::{Matter, begins, frozen_from},
    ids::{AgendaItemId, GroupId, MeetingId, PersonId},
    permission::{Action, Resource},
    schedule::{AgendaItemState, Convener, MeetingState},
};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    Context, ReadError,
    entities::{agenda_item, agenda_item_group},
    history::Names,
    meeting::Meeting,
    policy,
};

/// An item of an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaItem {
    /// Its id.
    pub id: AgendaItemId,
    /// Its place, from 1; there may be gaps.
    pub position: i32,
    /// What it is about.
    pub title: String,
    /// How many minutes it gets.
    pub minutes: Option<u16>,
    /// When its turn comes, in microseconds since 1970, as far as the time boxes before it say.
    pub begins_at: Option<i64>,
    /// Where one reads up.
    pub material: String,
    /// Who asked for it; nobody for what the agenda took up by itself.
    pub asked_by: Option<PersonId>,
    /// What open thing it stands for.
    pub matter: Option<Matter>,
    /// Where it stands.
    pub state: AgendaItemState,
    /// The groups that it concerns.
    pub groups: Vec<GroupId>,
    /// Counts the changes.
    pub version: i32,
}

/// An agenda, and what the reader may do with it.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    /// What stands on it, in its order; what was withdrawn does not.
    pub items: Vec<AgendaItem>,
    /// The minutes of all time boxes together.
    pub boxed: i64,
    /// From when on it is frozen, in microseconds since 1970.
    pub frozen_from: i64,
    /// Whether it is.
    pub is_frozen: bool,
    /// Whether anything can be added at all: the meeting is neither cancelled nor over.
    pub is_open: bool,
    /// Whether the reader may add an item.
    pub may_add: bool,
    /// Whether the reader runs the meeting: orders, boxes, freezes nothing out.
    pub may_run: bool,
    /// Names of people and groups.
    pub names: Names,
}

/// Whether anything can be added to the agenda of a meeting.
pub(super) fn is_open(meeting: &Meeting, now: i64) -> bool {
    match meeting.state {
        MeetingState::Cancelled | MeetingState::Held => false,
        MeetingState::UnderWay => true,
        MeetingState::Planned => meeting.ends_at > now,
    }
}

/// Whether the actor runs the meetings of a convener.
pub(super) fn may_run(context: &Context, convener: Convener) -> bool {
    let (action, resource) = convener.right_to_run();
    context.may(action, resource).is_ok()
}

/// From when on the agenda of a meeting is frozen, in microseconds since 1970. One query.
pub(super) async fn freezes(
    connection: &impl ConnectionTrait,
    context: &Context,
    meeting: &Meeting,
) -> Result<i64, ReadError> {
    let rules = policy::rules_on(connection, context.today()).await?;
    let starts = Timestamp::from_microsecond(meeting.starts_at).unwrap_or_default();
    Ok(frozen_from(starts, rules.agenda_freeze_hours).as_microsecond())
}

/// The agenda of a meeting. Four queries at most.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn agenda(context: &Context, meeting: &Meeting) -> Result<Agenda, ReadError> {
    let connection = context.database.connection();
    let frozen_from = freezes(connection, context, meeting).await?;
    let mut items = match meeting.id {
        Some(id) => items(connection, id).await?,
        None => Vec::new(),
    };
    let starts = Timestamp::from_microsecond(meeting.starts_at).unwrap_or_default();
    let boxes: Vec<Option<u16>> = items.iter().map(|item| item.minutes).collect();
    for (item, begins) in items.iter_mut().zip(begins(starts, &boxes)) {
        item.begins_at = begins.map(Timestamp::as_microsecond);
    }
    let people = items.iter().filter_map(|item| item.asked_by).collect();
    let groups = items
        .iter()
        .flat_map(|item| item.groups.iter().copied())
        .chain(meeting.convener.group())
        .collect();
    let names = Names::of(connection, groups, people, BTreeSet::new()).await?;
    let is_frozen = context.now() >= frozen_from;
    let is_open = is_open(meeting, context.now());
    let may_run = may_run(context, meeting.convener);
    let takes_part = context.may(Action::TakePart, Resource::Community).is_ok();
    Ok(Agenda {
        boxed: boxes.into_iter().flatten().map(i64::from).sum(),
        items,
        frozen_from,
        is_frozen,
        is_open,
        may_add: is_open && takes_part && (may_run || !is_frozen),
        may_run: is_open && may_run,
        names,
    })
}

/// What stands on the agenda of a meeting, in its order. Two queries.
pub(crate) async fn items(
    connection: &impl ConnectionTrait,
    meeting: MeetingId,
) -> Result<Vec<AgendaItem>, ReadError> {
    let rows = agenda_item::Entity::find()
        .filter(agenda_item::Column::MeetingId.eq(meeting.0))
        .filter(agenda_item::Column::State.ne(AgendaItemState::Withdrawn.key()))
        .order_by_asc(agenda_item::Column::Position)
        .order_by_asc(agenda_item::Column::Id)
        .all(connection)
        .await?;
    let mut groups: BTreeMap<Uuid, Vec<GroupId>> = BTreeMap::new();
    if !rows.is_empty() {
        let tags = agenda_item_group::Entity::find()
            .filter(agenda_item_group::Column::ItemId.is_in(rows.iter().map(|row| row.id)))
            .order_by_asc(agenda_item_group::Column::GroupId)
            .all(connection)
            .await?;
        for tag in tags {
            groups
                .entry(tag.item_id)
                .or_default()
                .push(GroupId(tag.group_id));
        }
    }
    rows.into_iter()
        .map(|row| {
            let groups = groups.remove(&row.id).unwrap_or_default();
            of_row(row, groups)
        })
        .collect()
}

/// Reads a row.
pub(super) fn of_row(
    row: agenda_item::Model,
    groups: Vec<GroupId>,
) -> Result<AgendaItem, ReadError> {
    let damaged = |what: &str| ReadError::Damaged(format!("agenda item {}: {what}", row.id));
    let matter = row
        .subject
        .as_deref()
        .map(serde_json::from_str)
        .transpose()
        .map_err(|_| damaged("what it stands for"))?;
    let state = AgendaItemState::of_key(&row.state).ok_or_else(|| damaged("where it stands"))?;
    Ok(AgendaItem {
        id: AgendaItemId(row.id),
        position: row.position,
        title: row.title,
        minutes: row.minutes.and_then(|minutes| u16::try_from(minutes).ok()),
        begins_at: None,
        material: row.material,
        asked_by: row.asked_by.map(PersonId),
        matter,
        state,
        groups,
        version: row.version,
    })
}
