//! The agenda of a meeting with all that its page shows.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    agenda::{Matter, begins, frozen_from, seal},
    ids::{AgendaItemId, GroupId, MeetingId, PersonId},
    permission::{Action, Resource},
    schedule::{AgendaItemState, Convener, MeetingAddress, MeetingState},
};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    following::following,
    set_aside::{SetAsideItem, set_aside},
};
use crate::{
    Context, ReadError,
    entities::{agenda_item, agenda_item_group},
    history::Names,
    meeting::{self, Meeting},
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
    /// Stands for the order: who changes it says by this what they saw.
    pub seal: String,
    /// What those who run the meeting took off it, with their reasons.
    pub set_aside: Vec<SetAsideItem>,
    /// The meeting after it on whose agenda comes what is too late for this one, or put off; read for those who need to know.
    pub next: Option<Meeting>,
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

/// A meeting with its agenda.
///
/// # Errors
/// When there is none at that address, or the database fails.
pub async fn one(
    context: &Context,
    address: &MeetingAddress,
) -> Result<(Meeting, Agenda), ReadError> {
    let meeting = meeting::find(context, address).await?;
    let agenda = agenda(context, &meeting).await?;
    Ok((meeting, agenda))
}

/// The agenda of a meeting. Six queries at most, and five more for those who need to know what comes after it.
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
    let set_aside = match meeting.id {
        Some(id) => set_aside(connection, id).await?,
        None => Vec::new(),
    };
    let starts = Timestamp::from_microsecond(meeting.starts_at).unwrap_or_default();
    let boxes: Vec<Option<u16>> = items.iter().map(|item| item.minutes).collect();
    for (item, begins) in items.iter_mut().zip(begins(starts, &boxes)) {
        item.begins_at = begins.map(Timestamp::as_microsecond);
    }
    let people = items
        .iter()
        .filter_map(|item| item.asked_by)
        .chain(set_aside.iter().filter_map(|item| item.by))
        .collect();
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
    let next = if is_open && (may_run || (takes_part && is_frozen)) {
        following(context, meeting).await?
    } else {
        None
    };
    let order: Vec<Uuid> = items.iter().map(|item| item.id.0).collect();
    Ok(Agenda {
        seal: seal(&order),
        set_aside,
        next,
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
