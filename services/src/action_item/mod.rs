//! What people said they would do at meetings: kept until it is done or dropped.

mod change;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Day,
    ids::{GroupId, PersonId},
    minutes::ActionState,
    permission::Resource,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};
use uuid::Uuid;

use crate::{
    Context, ReadError,
    entities::{action_item, agenda_item_group, meeting},
    history::Names,
    record,
};

pub use change::{ActionItemRefused, Receivers, hand_over, say};

/// So many stand on a page.
pub const ACTIONS_A_PAGE: u64 = 50;

/// So many of someone’s, or of a meeting that comes, are shown.
const MOST: u64 = 200;

/// What someone said they would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionItem {
    /// Its id.
    pub id: Uuid,
    /// What.
    pub task: String,
    /// Who, where the record knows them.
    pub owner: Option<PersonId>,
    /// Who, in words; empty where nobody was named.
    pub owner_name: String,
    /// The group at whose meeting they said so.
    pub group: Option<GroupId>,
    /// The address and title of that meeting.
    pub meeting: Option<(String, String)>,
    /// When they said so.
    pub opened_on: Day,
    /// Until when.
    pub due: Option<Day>,
    /// How far it is.
    pub state: ActionState,
    /// What was said when it was closed.
    pub note: String,
    /// Counts the changes.
    pub version: i32,
}

impl ActionItem {
    /// Whether its day has passed.
    #[must_use]
    pub fn is_late(&self, today: Day) -> bool {
        self.state == ActionState::Open && self.due.is_some_and(|due| due < today)
    }

    /// What one must be allowed to say how far it is.
    #[must_use]
    pub fn resource(&self) -> Resource {
        Resource::ActionItem {
            group: self.group,
            owner: self.owner,
        }
    }
}

/// Which ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionFilter {
    /// In which state; open ones unless said otherwise.
    pub state: Option<ActionState>,
    /// Of which group, by its address.
    pub group: String,
    /// Of whom: a handle or a name.
    pub who: String,
    /// Only those whose day has passed.
    pub late: bool,
}

/// A page of action items.
#[derive(Clone, Debug, Default)]
pub struct ActionItems {
    /// In the order in which they were said, newest first.
    pub lines: Vec<ActionItem>,
    /// Names of whom and what they speak of.
    pub names: Names,
    /// Where the next page begins.
    pub next: Option<Uuid>,
}

/// Action items that fit, newest first. Five queries at most.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn list(
    context: &Context,
    filter: &ActionFilter,
    after: Option<Uuid>,
) -> Result<ActionItems, ReadError> {
    let state = filter.state.unwrap_or(ActionState::Open);
    let mut query = action_item::Entity::find()
        .filter(action_item::Column::State.eq(state.key()))
        .order_by_desc(action_item::Column::Id)
        .limit(ACTIONS_A_PAGE + 1);
    if !filter.group.is_empty() {
        let group = crate::entities::group::Entity::find()
            .filter(crate::entities::group::Column::Slug.eq(filter.group.as_str()))
            .one(context.database.connection())
            .await?;
        let Some(group) = group else {
            return Ok(ActionItems::default());
        };
        query = query.filter(action_item::Column::GroupId.eq(group.id));
    }
    if !filter.who.is_empty() {
        let person = crate::person::called(context.database.connection(), &filter.who).await?;
        query = match person {
            Some(person) => query.filter(action_item::Column::OwnerId.eq(person.id)),
            None => query.filter(action_item::Column::OwnerName.contains(filter.who.as_str())),
        };
    }
    if filter.late {
        query = query.filter(action_item::Column::DueOn.lt(context.today().to_string()));
    }
    if let Some(after) = after {
        query = query.filter(action_item::Column::Id.lt(after));
    }
    let mut read = read(context, query).await?;
    if read.lines.len() as u64 > ACTIONS_A_PAGE {
        read.lines
            .truncate(usize::try_from(ACTIONS_A_PAGE).unwrap_or(usize::MAX));
        read.next = read.lines.last().map(|line| line.id);
    }
    Ok(read)
}

/// What someone has said they would do and has not done, what is due first first. Three queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn of_person(context: &Context, person: PersonId) -> Result<ActionItems, ReadError> {
    let of_them = action_item::Column::OwnerId.eq(person.0);
    open(context, Condition::all().add(of_them)).await
}

/// What is open of a group’s meetings, or of the committee’s and the combined ones: it carries over to their next agenda.
/// Three queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn carried_over(
    context: &Context,
    group: Option<GroupId>,
) -> Result<ActionItems, ReadError> {
    let of_group = match group {
        Some(group) => Condition::all().add(action_item::Column::GroupId.eq(group.0)),
        None => Condition::all().add(action_item::Column::GroupId.is_null()),
    };
    open(context, of_group).await
}

/// What was said at a group’s own meetings, or where something of it was talked about.
pub(crate) fn concerning(group: GroupId) -> Condition {
    let about_it = agenda_item_group::Entity::find()
        .select_only()
        .column(agenda_item_group::Column::ItemId)
        .filter(agenda_item_group::Column::GroupId.eq(group.0))
        .into_query();
    Condition::any()
        .add(action_item::Column::GroupId.eq(group.0))
        .add(action_item::Column::ItemId.in_subquery(about_it))
}

/// What is open for a group, what is due first first. Three queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn of_group(context: &Context, group: GroupId) -> Result<ActionItems, ReadError> {
    open(context, concerning(group)).await
}

/// What is open of these, what is due first first. Three queries.
async fn open(context: &Context, which: Condition) -> Result<ActionItems, ReadError> {
    let query = action_item::Entity::find()
        .filter(which)
        .filter(action_item::Column::State.eq(ActionState::Open.key()))
        .order_by_asc(action_item::Column::Id)
        .limit(MOST);
    let mut read = read(context, query).await?;
    read.lines
        .sort_by_key(|line| (line.due.is_none(), line.due));
    Ok(read)
}

async fn read(
    context: &Context,
    query: Select<action_item::Entity>,
) -> Result<ActionItems, ReadError> {
    let connection = context.database.connection();
    let rows = query.all(connection).await?;
    let meetings: BTreeSet<Uuid> = rows.iter().filter_map(|row| row.meeting_id).collect();
    let mut titles: BTreeMap<Uuid, (String, String)> = BTreeMap::new();
    if !meetings.is_empty() {
        let known: Vec<(Uuid, String, String)> = meeting::Entity::find()
            .select_only()
            .columns([
                meeting::Column::Id,
                meeting::Column::Key,
                meeting::Column::Title,
            ])
            .filter(meeting::Column::Id.is_in(meetings))
            .into_tuple()
            .all(connection)
            .await?;
        titles.extend(known.into_iter().map(|(id, key, title)| (id, (key, title))));
    }
    let people = rows
        .iter()
        .filter_map(|row| row.owner_id.map(PersonId))
        .collect();
    let groups = rows
        .iter()
        .filter_map(|row| row.group_id.map(GroupId))
        .collect();
    let names = Names::of(connection, groups, people, BTreeSet::new()).await?;
    let lines = rows
        .into_iter()
        .map(|row| {
            Ok(ActionItem {
                meeting: row.meeting_id.and_then(|id| titles.get(&id).cloned()),
                opened_on: record::day_of(&row.opened_on)?,
                due: row.due_on.as_deref().map(record::day_of).transpose()?,
                state: ActionState::of_key(&row.state).ok_or_else(|| {
                    ReadError::Damaged(format!("“{}” is no state of an action item", row.state))
                })?,
                id: row.id,
                task: row.task,
                owner: row.owner_id.map(PersonId),
                owner_name: row.owner_name,
                group: row.group_id.map(GroupId),
                note: row.note,
                version: row.version,
            })
        })
        .collect::<Result<_, ReadError>>()?;
    Ok(ActionItems {
        lines,
        names,
        next: None,
    })
}
