//! A meeting as everyone has it open while it goes on.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Day,
    ids::{GroupId, MeetingId, PersonId},
    minutes::{ActionState, MinutesState, Outcomes, RecordingState},
    schedule::{AgendaItemState, Convener, MeetingAddress, MeetingState},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::sitting::{address, sitting_of};
use crate::{
    Context, ReadError,
    entities::{
        action_item, agenda_item, agenda_item_group, attendance, meeting as meeting_row,
        noted_decision, sitting,
    },
    history::Names,
    meeting::{self, Meeting},
    record,
};

/// A meeting with how it goes.
#[derive(Clone, Debug)]
pub struct Live {
    /// What the schedule says of it.
    pub meeting: Meeting,
    /// When it began, in microseconds since 1970.
    pub began_at: Option<i64>,
    /// When it ended.
    pub ended_at: Option<i64>,
    /// The item that is talked about.
    pub current: Option<Uuid>,
    /// Since when.
    pub item_since: Option<i64>,
    /// Who keeps the notes.
    pub scribe: Option<PersonId>,
    /// Counts the changes.
    pub changes: i64,
    /// How far the minutes are, once there are any.
    pub minutes: Option<MinutesState>,
    /// How far the recording is.
    pub recording: RecordingState,
    /// The agenda, in its order, without what was withdrawn.
    pub items: Vec<LiveItem>,
    /// The roll.
    pub roll: Vec<Attendee>,
    /// What the notes say was decided.
    pub decisions: Vec<NotedDecision>,
    /// What someone said they would do.
    pub actions: Vec<PromisedAction>,
    /// Names of whom and what it speaks of.
    pub names: Names,
}

/// An item of the agenda, with its notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveItem {
    /// Its id.
    pub id: Uuid,
    /// What it is about.
    pub title: String,
    /// How long it may take, in minutes.
    pub minutes: Option<i32>,
    /// What to read before: a link or a sentence.
    pub material: String,
    /// Who asked for it.
    pub asked_by: Option<PersonId>,
    /// Where it stands.
    pub state: AgendaItemState,
    /// What was said, in Markdown.
    pub notes: String,
    /// Counts the changes of the notes.
    pub version: i32,
    /// The groups that it is about.
    pub groups: Vec<GroupId>,
}

/// Someone of the roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// The line of the roll.
    pub id: Uuid,
    /// Who, where the record knows them.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// Whether they are there.
    pub present: bool,
}

/// A decision in the notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedDecision {
    /// Its id.
    pub id: Uuid,
    /// The item.
    pub item: Uuid,
    /// What was decided.
    pub decided: String,
    /// The number under which it was recorded.
    pub number: Option<String>,
}

/// What someone said they would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromisedAction {
    /// Its id.
    pub id: Uuid,
    /// The item.
    pub item: Option<Uuid>,
    /// The line of the notes that says so.
    pub line: String,
    /// What.
    pub task: String,
    /// Who, where the record knows them.
    pub owner: Option<PersonId>,
    /// Who, as it was typed or as the record calls them.
    pub owner_name: String,
    /// Until when.
    pub due: Option<Day>,
    /// How far it is.
    pub state: ActionState,
}

/// The meeting at that address as it goes. Ten queries at most.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn live(context: &Context, meeting: &str) -> Result<Live, ReadError> {
    let connection = context.database.connection();
    let meeting = meeting::find(context, &address(meeting)?).await?;
    let mut live = Live {
        began_at: None,
        ended_at: None,
        current: None,
        item_since: None,
        scribe: None,
        changes: 0,
        minutes: None,
        recording: RecordingState::NotExpected,
        items: Vec::new(),
        roll: Vec::new(),
        decisions: Vec::new(),
        actions: Vec::new(),
        names: Names::default(),
        meeting,
    };
    let mut people = BTreeSet::new();
    if let Some(id) = live.meeting.id {
        if let Some(sitting) = sitting_of(connection, id.0).await? {
            live.began_at = sitting.began_at;
            live.ended_at = sitting.ended_at;
            live.current = sitting.current_item;
            live.item_since = sitting.item_since;
            live.scribe = sitting.scribe_id.map(PersonId);
            live.changes = sitting.changes;
            live.minutes = sitting
                .minutes_state
                .as_deref()
                .and_then(MinutesState::of_key);
            live.recording = RecordingState::of_key(&sitting.recording_state)
                .unwrap_or(RecordingState::NotExpected);
        }
        live.items = items(connection, id).await?;
        live.roll = roll(connection, id).await?;
        live.decisions = decisions(connection, &[id.0]).await?;
        live.actions = actions(connection, &[id.0]).await?;
    }
    // Before it has begun, the roll is whom it expects.
    if live.roll.is_empty() && live.meeting.state == MeetingState::Planned {
        let meeting = live.meeting.id.map_or_else(Uuid::nil, |id| id.0);
        live.roll = super::run::expected(
            connection,
            live.meeting.convener,
            meeting,
            &context.today().to_string(),
        )
        .await?
        .into_iter()
        .map(|person| Attendee {
            id: person.id,
            person: Some(PersonId(person.id)),
            name: person.name,
            present: false,
        })
        .collect();
    }
    people.extend(live.scribe);
    people.extend(live.items.iter().filter_map(|item| item.asked_by));
    people.extend(live.actions.iter().filter_map(|action| action.owner));
    people.extend(live.roll.iter().filter_map(|attendee| attendee.person));
    let mut groups: BTreeSet<GroupId> = live
        .items
        .iter()
        .flat_map(|item| item.groups.iter().copied())
        .collect();
    groups.extend(live.meeting.convener.group());
    live.names = Names::of(connection, groups, people, BTreeSet::new()).await?;
    Ok(live)
}

pub(super) async fn items(
    connection: &impl ConnectionTrait,
    meeting: MeetingId,
) -> Result<Vec<LiveItem>, ReadError> {
    let rows = agenda_item::Entity::find()
        .filter(agenda_item::Column::MeetingId.eq(meeting.0))
        .filter(agenda_item::Column::State.ne(AgendaItemState::Withdrawn.key()))
        .order_by_asc(agenda_item::Column::Position)
        .order_by_asc(agenda_item::Column::Id)
        .all(connection)
        .await?;
    let mut groups: BTreeMap<Uuid, Vec<GroupId>> = BTreeMap::new();
    for row in agenda_item_group::Entity::find()
        .filter(agenda_item_group::Column::MeetingId.eq(meeting.0))
        .all(connection)
        .await?
    {
        groups
            .entry(row.item_id)
            .or_default()
            .push(GroupId(row.group_id));
    }
    rows.into_iter()
        .map(|row| {
            Ok(LiveItem {
                state: AgendaItemState::of_key(&row.state).ok_or_else(|| {
                    ReadError::Damaged(format!(
                        "agenda item {}: “{}” is no state",
                        row.id, row.state
                    ))
                })?,
                groups: groups.remove(&row.id).unwrap_or_default(),
                id: row.id,
                title: row.title,
                minutes: row.minutes,
                material: row.material,
                asked_by: row.asked_by.map(PersonId),
                notes: row.notes,
                version: row.version,
            })
        })
        .collect()
}

pub(super) async fn roll(
    connection: &impl ConnectionTrait,
    meeting: MeetingId,
) -> Result<Vec<Attendee>, ReadError> {
    Ok(attendance::Entity::find()
        .filter(attendance::Column::MeetingId.eq(meeting.0))
        .order_by_asc(attendance::Column::NameKey)
        .order_by_asc(attendance::Column::Id)
        .all(connection)
        .await?
        .into_iter()
        .map(|row| Attendee {
            id: row.id,
            person: row.person_id.map(PersonId),
            name: row.name,
            present: row.present,
        })
        .collect())
}

pub(super) async fn decisions(
    connection: &impl ConnectionTrait,
    meetings: &[Uuid],
) -> Result<Vec<NotedDecision>, ReadError> {
    Ok(noted_decision::Entity::find()
        .filter(noted_decision::Column::MeetingId.is_in(meetings.iter().copied()))
        .order_by_asc(noted_decision::Column::Place)
        .order_by_asc(noted_decision::Column::Id)
        .all(connection)
        .await?
        .into_iter()
        .map(|row| NotedDecision {
            id: row.id,
            item: row.item_id,
            decided: row.decided,
            number: row.number,
        })
        .collect())
}

pub(super) async fn actions(
    connection: &impl ConnectionTrait,
    meetings: &[Uuid],
) -> Result<Vec<PromisedAction>, ReadError> {
    action_item::Entity::find()
        .filter(action_item::Column::MeetingId.is_in(meetings.iter().copied()))
        .order_by_asc(action_item::Column::Place)
        .order_by_asc(action_item::Column::Id)
        .all(connection)
        .await?
        .into_iter()
        .map(|row| {
            Ok(PromisedAction {
                id: row.id,
                item: row.item_id,
                line: row.line,
                task: row.task,
                owner: row.owner_id.map(PersonId),
                owner_name: row.owner_name,
                due: row.due_on.as_deref().map(record::day_of).transpose()?,
                state: ActionState::of_key(&row.state).unwrap_or(ActionState::Open),
            })
        })
        .collect()
}

/// What became of the lines of an item’s notes.
pub(super) fn outcomes(
    item: Uuid,
    decisions: &[NotedDecision],
    actions: &[PromisedAction],
) -> Outcomes {
    Outcomes {
        decisions: decisions
            .iter()
            .filter(|decision| decision.item == item)
            .filter_map(|decision| Some((decision.decided.clone(), decision.number.clone()?)))
            .collect(),
        owners: actions
            .iter()
            .filter(|action| action.item == Some(item) && !action.owner_name.is_empty())
            .map(|action| (action.line.clone(), action.owner_name.clone()))
            .collect(),
    }
}

impl Live {
    /// What one must be allowed to keep the records of.
    #[must_use]
    pub fn resource(&self) -> domain::permission::Resource {
        super::resource(self.meeting.convener, self.scribe)
    }

    /// What one must be allowed to begin and end it, and to hand the notes over.
    #[must_use]
    pub fn right_to_run(&self) -> (domain::permission::Action, domain::permission::Resource) {
        super::sitting::right_to_run(self.meeting.convener)
    }

    /// Whether notes can be written.
    #[must_use]
    pub fn takes_notes(&self) -> bool {
        self.meeting.state != MeetingState::Cancelled
            && matches!(self.minutes, None | Some(MinutesState::Draft))
    }

    /// The group whose own meeting it is.
    #[must_use]
    pub fn group(&self) -> Option<GroupId> {
        match self.meeting.convener {
            Convener::Group { group } => Some(group),
            Convener::Committee | Convener::Combined => None,
        }
    }
}

/// A text that is another after every change of what the meeting’s live page shows, and the same on every instance. Three
/// queries, which hold no connection between them.
///
/// # Errors
/// When the database fails.
pub async fn mark_of(context: &Context, meeting: &MeetingAddress) -> Result<String, ReadError> {
    let connection = context.database.connection();
    let row: Option<(Uuid, i32)> = meeting_row::Entity::find()
        .select_only()
        .columns([meeting_row::Column::Id, meeting_row::Column::Version])
        .filter(meeting_row::Column::Key.eq(meeting.to_string()))
        .into_tuple()
        .one(connection)
        .await?;
    let Some((id, version)) = row else {
        return Ok("0".to_owned());
    };
    let changes: Option<i64> = sitting::Entity::find_by_id(id)
        .select_only()
        .column(sitting::Column::Changes)
        .into_tuple()
        .one(connection)
        .await?;
    // What is changed on the agenda counts for itself.
    let agenda: Option<(i64, Option<i64>)> = agenda_item::Entity::find()
        .select_only()
        .column_as(agenda_item::Column::Id.count(), "items")
        .column_as(agenda_item::Column::ChangedAt.max(), "changed")
        .filter(agenda_item::Column::MeetingId.eq(id))
        .into_tuple()
        .one(connection)
        .await?;
    let (items, changed) = agenda.unwrap_or_default();
    Ok(format!(
        "{version}-{}-{items}-{}",
        changes.unwrap_or(0),
        changed.unwrap_or(0)
    ))
}
