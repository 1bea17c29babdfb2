//! Lists of groups, today and on any past day, paged by key.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

use domain::{
    Day,
    group::{GroupKind, GroupState},
    ids::GroupId,
    seat::Role,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult,
    JoinType, QueryFilter, QueryOrder, QuerySelect, prelude::Expr,
};
use uuid::Uuid;

use super::{
    address,
    life::{Life, Phase},
};
use crate::{
    Database, ReadError,
    entities::{event, group, group_period, person, seat, tally},
    history::{Name, Names},
    record,
};

/// As many groups as a page shows.
const ON_A_PAGE: usize = 50;

/// Which groups are wanted. Without a state, those that live; without a kind or a group that they are in, those that
/// are part of no other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those in this state.
    pub state: Option<GroupState>,
    /// Only those of this sort.
    pub kind: Option<GroupKind>,
    /// Only those that are part of the group at this address.
    pub within: Option<String>,
    /// Also those that have ended, unless a state is wanted.
    pub with_ended: bool,
}

/// A place in the list: behind the group of that key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub(crate) name_key: String,
    pub(crate) id: Uuid,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}~{}", self.name_key, self.id)
    }
}

/// The text names no place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("that is no place in the list of groups")]
pub struct NotAPlace;

impl FromStr for Place {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let (name_key, id) = text.rsplit_once('~').ok_or(NotAPlace)?;
        Ok(Self {
            name_key: name_key.to_owned(),
            id: id.parse().map_err(|_| NotAPlace)?,
        })
    }
}

/// A page of groups.
#[derive(Clone, Debug)]
pub struct GroupsPage {
    /// By name.
    pub groups: Vec<GroupLine>,
    /// Where the next page begins: behind this place.
    pub next: Option<Place>,
    /// How many groups that are part of no other are in which state.
    pub counts: Counts,
    /// The group that those listed are part of, when only such are wanted.
    pub within: Option<Name>,
}

/// A group in a list, as it was on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupLine {
    /// Its id.
    pub id: GroupId,
    /// Its address of today.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What sort of group.
    pub kind: GroupKind,
    /// Where it stood.
    pub state: GroupState,
    /// What it is about; may be empty.
    pub description: String,
    /// The group that it is part of.
    pub parent: Option<Name>,
    /// The group that carries its work on.
    pub successor: Option<Name>,
}

/// How many groups are in which state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<&'static str, usize>);

impl Counts {
    /// How many are in that state.
    #[must_use]
    pub fn of(&self, state: GroupState) -> usize {
        self.0.get(state.key()).copied().unwrap_or(0)
    }
}

/// A row of either table.
#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    /// Of today.
    slug: String,
    name: String,
    name_key: String,
    kind: String,
    state: String,
    description: String,
    parent_id: Option<Uuid>,
    successor_id: Option<Uuid>,
}

/// The groups that the filter wants, by name, those behind a place; as they were at the end of a past day, or are today.
/// At most four queries, however many groups there are.
///
/// # Errors
/// [`ReadError::NotFound`] for an unknown `within`; when the database fails.
pub async fn list(
    database: &Database,
    filter: &Filter,
    on: Option<Day>,
    after: Option<&Place>,
) -> Result<GroupsPage, ReadError> {
    let connection = database.connection();
    let within = match &filter.within {
        Some(slug) => Some(address::find(connection, slug).await?),
        None => None,
    };
    let parent = within.as_ref().map(|row| row.id);
    let mut rows = match on {
        None => today(connection, filter, parent, after).await?,
        Some(day) => on_day(connection, filter, parent, after, day).await?,
    };
    let more = rows.len() > ON_A_PAGE;
    rows.truncate(ON_A_PAGE);
    let next = rows.last().filter(|_| more).map(|row| Place {
        name_key: row.name_key.clone(),
        id: row.id,
    });
    let named: BTreeSet<GroupId> = rows
        .iter()
        .flat_map(|row| [row.parent_id, row.successor_id])
        .flatten()
        .map(GroupId)
        .collect();
    let names = Names::of(connection, named, BTreeSet::new(), BTreeSet::new()).await?;
    let groups = rows
        .into_iter()
        .map(|row| line(row, &names))
        .collect::<Result<_, _>>()?;
    Ok(GroupsPage {
        groups,
        next,
        counts: counts(connection, on).await?,
        within: within.map(|row| Name {
            slug: row.slug,
            name: row.name,
        }),
    })
}

fn line(row: Row, names: &Names) -> Result<GroupLine, ReadError> {
    let id = GroupId(row.id);
    let name_of = |id: Option<Uuid>| id.and_then(|id| names.group(GroupId(id)).cloned());
    Ok(GroupLine {
        id,
        slug: row.slug,
        kind: GroupKind::of_key(&row.kind)
            .ok_or_else(|| ReadError::Damaged(format!("“{}” is no kind of group", row.kind)))?,
        state: state_of(&row.state)?,
        name: row.name,
        description: row.description,
        parent: name_of(row.parent_id),
        successor: name_of(row.successor_id),
    })
}

fn state_of(key: &str) -> Result<GroupState, ReadError> {
    GroupState::of_key(key)
        .ok_or_else(|| ReadError::Damaged(format!("“{key}” is no state of a group")))
}

/// The columns by which either table is narrowed and ordered.
struct Columns<C> {
    state: C,
    kind: C,
    parent: C,
    name_key: C,
    id: C,
}

impl<C: ColumnTrait> Columns<C> {
    fn condition(&self, filter: &Filter, parent: Option<Uuid>, after: Option<&Place>) -> Condition {
        let mut wanted = Condition::all();
        match filter.state {
            Some(state) => wanted = wanted.add(self.state.eq(state.key())),
            None if filter.with_ended => {}
            None => wanted = wanted.add(self.state.is_in(alive())),
        }
        if let Some(kind) = filter.kind {
            wanted = wanted.add(self.kind.eq(kind.key()));
        }
        match parent {
            Some(parent) => wanted = wanted.add(self.parent.eq(parent)),
            None if filter.kind.is_some() => {}
            None => wanted = wanted.add(self.parent.is_null()),
        }
        if let Some(place) = after {
            wanted = wanted.add(
                Expr::tuple([
                    Expr::col(self.name_key.as_column_ref()),
                    Expr::col(self.id.as_column_ref()),
                ])
                .gt(Expr::tuple([
                    Expr::value(place.name_key.clone()),
                    Expr::value(place.id),
                ])),
            );
        }
        wanted
    }
}

fn alive() -> impl Iterator<Item = &'static str> {
    GroupState::ALL
        .into_iter()
        .filter(|state| state.is_alive())
        .map(GroupState::key)
}

async fn today(
    connection: &impl ConnectionTrait,
    filter: &Filter,
    parent: Option<Uuid>,
    after: Option<&Place>,
) -> Result<Vec<Row>, DbErr> {
    let columns = Columns {
        state: group::Column::State,
        kind: group::Column::Kind,
        parent: group::Column::ParentId,
        name_key: group::Column::NameKey,
        id: group::Column::Id,
    };
    group::Entity::find()
        .select_only()
        .columns([
            group::Column::Id,
            group::Column::Slug,
            group::Column::Name,
            group::Column::NameKey,
            group::Column::Kind,
            group::Column::State,
            group::Column::Description,
            group::Column::ParentId,
            group::Column::SuccessorId,
        ])
        .filter(columns.condition(filter, parent, after))
        .order_by_asc(columns.name_key)
        .order_by_asc(columns.id)
        .limit(ON_A_PAGE as u64 + 1)
        .into_model::<Row>()
        .all(connection)
        .await
}

async fn on_day(
    connection: &impl ConnectionTrait,
    filter: &Filter,
    parent: Option<Uuid>,
    after: Option<&Place>,
    day: Day,
) -> Result<Vec<Row>, DbErr> {
    let columns = Columns {
        state: group_period::Column::State,
        kind: group_period::Column::Kind,
        parent: group_period::Column::ParentId,
        name_key: group_period::Column::NameKey,
        id: group_period::Column::GroupId,
    };
    group_period::Entity::find()
        .select_only()
        .column_as(group_period::Column::GroupId, "id")
        .column_as(group::Column::Slug, "slug")
        .columns([
            group_period::Column::Name,
            group_period::Column::NameKey,
            group_period::Column::Kind,
            group_period::Column::State,
            group_period::Column::Description,
            group_period::Column::ParentId,
            group_period::Column::SuccessorId,
        ])
        .join(
            JoinType::InnerJoin,
            group_period::Entity::belongs_to(group::Entity)
                .from(group_period::Column::GroupId)
                .to(group::Column::Id)
                .into(),
        )
        .filter(period_holds_on(day))
        .filter(columns.condition(filter, parent, after))
        .order_by_asc(columns.name_key)
        .order_by_asc(columns.id)
        .limit(ON_A_PAGE as u64 + 1)
        .into_model::<Row>()
        .all(connection)
        .await
}

fn period_holds_on(day: Day) -> Condition {
    Condition::all()
        .add(group_period::Column::Since.lte(day.to_string()))
        .add(
            Condition::any()
                .add(group_period::Column::Until.is_null())
                .add(group_period::Column::Until.gt(day.to_string())),
        )
}

async fn counts(connection: &impl ConnectionTrait, on: Option<Day>) -> Result<Counts, ReadError> {
    let rows: Vec<(String, i64)> = match on {
        // Counted when a group changes: no page counts them all.
        None => return counts_now(connection).await,
        Some(day) => {
            group_period::Entity::find()
                .select_only()
                .column(group_period::Column::State)
                .column_as(group_period::Column::GroupId.count(), "number")
                .filter(group_period::Column::ParentId.is_null())
                .filter(period_holds_on(day))
                .group_by(group_period::Column::State)
                .into_tuple()
                .all(connection)
                .await?
        }
    };
    rows.into_iter()
        .map(|(state, number)| {
            Ok((
                state_of(&state)?.key(),
                usize::try_from(number).unwrap_or(0),
            ))
        })
        .collect::<Result<_, ReadError>>()
        .map(Counts)
}

/// How many groups that are part of no other are in which state today, as it was counted when one last changed.
async fn counts_now(connection: &impl ConnectionTrait) -> Result<Counts, ReadError> {
    let rows = tally::Entity::find()
        .filter(tally::Column::Name.is_in(GroupState::ALL.map(tally_of)))
        .all(connection)
        .await?;
    Ok(Counts(
        GroupState::ALL
            .into_iter()
            .filter_map(|state| {
                let row = rows.iter().find(|row| row.name == tally_of(state))?;
                Some((state.key(), usize::try_from(row.number).unwrap_or(0)))
            })
            .collect(),
    ))
}

/// Under which name it is kept how many groups that are part of no other are in a state.
pub(crate) fn tally_of(state: GroupState) -> String {
    format!("groups_{}", state.key())
}

/// The lives of these groups up to a past day or today. Two queries.
///
/// # Errors
/// When the database fails.
pub async fn lives(
    database: &Database,
    groups: &[GroupLine],
    until: Option<Day>,
) -> Result<BTreeMap<GroupId, Life>, ReadError> {
    let connection = database.connection();
    let ids: Vec<Uuid> = groups.iter().map(|group| group.id.0).collect();
    let mut periods = group_period::Entity::find()
        .select_only()
        .columns([
            group_period::Column::GroupId,
            group_period::Column::Since,
            group_period::Column::Until,
            group_period::Column::Name,
            group_period::Column::State,
            group_period::Column::SuccessorId,
        ])
        .filter(group_period::Column::GroupId.is_in(ids.iter().copied()))
        .order_by_asc(group_period::Column::GroupId)
        .order_by_asc(group_period::Column::Since);
    let mut charters = event::Entity::find()
        .select_only()
        .columns([event::Column::GroupId, event::Column::HappenedOn])
        .filter(event::Column::GroupId.is_in(ids))
        .filter(event::Column::Kind.eq("charter_adopted"))
        // By group first, as the index has them: by day alone, SQLite reads the charters of all groups.
        .order_by_asc(event::Column::GroupId)
        .order_by_asc(event::Column::HappenedOn)
        .order_by_asc(event::Column::Seq);
    if let Some(day) = until {
        periods = periods.filter(group_period::Column::Since.lte(day.to_string()));
        charters = charters.filter(event::Column::HappenedOn.lte(day.to_string()));
    }
    let periods: Vec<Period> = periods.into_model().all(connection).await?;
    let charters: Vec<(Option<Uuid>, String)> = charters.into_tuple().all(connection).await?;
    let mut adopted: BTreeMap<Uuid, Vec<Day>> = BTreeMap::new();
    for (group, on) in charters {
        if let Some(group) = group {
            adopted.entry(group).or_default().push(record::day_of(&on)?);
        }
    }
    periods
        .chunk_by(|one, next| one.group_id == next.group_id)
        .filter_map(|periods| periods.first().map(|first| (first.group_id, periods)))
        .map(|(id, periods)| {
            let phases: Vec<Phase<'_>> = periods
                .iter()
                .map(|period| phase(period, until))
                .collect::<Result<_, _>>()?;
            let charters = adopted.remove(&id).unwrap_or_default();
            Ok((GroupId(id), Life::from_phases(phases, charters)))
        })
        .collect()
}

/// What a lifeline needs of a period.
#[derive(FromQueryResult)]
struct Period {
    group_id: Uuid,
    since: String,
    until: Option<String>,
    name: String,
    state: String,
    successor_id: Option<Uuid>,
}

fn phase(period: &Period, until: Option<Day>) -> Result<Phase<'_>, ReadError> {
    let ended = period.until.as_deref().map(record::day_of).transpose()?;
    Ok(Phase {
        since: record::day_of(&period.since)?,
        // What came after the day that is looked at had not come yet.
        until: ended.filter(|ended| until.is_none_or(|day| *ended <= day)),
        name: &period.name,
        state: state_of(&period.state)?,
        successor: period.successor_id.map(GroupId),
    })
}

/// Who leads these groups on a past day or today, by name. One query.
///
/// # Errors
/// When the database fails.
pub async fn leads(
    database: &Database,
    groups: &[GroupLine],
    on: Option<Day>,
) -> Result<BTreeMap<GroupId, Vec<Name>>, ReadError> {
    let mut query = seat::Entity::find()
        .select_only()
        .column(seat::Column::GroupId)
        .columns([person::Column::Handle, person::Column::Name])
        .distinct()
        .join(
            JoinType::InnerJoin,
            seat::Entity::belongs_to(person::Entity)
                .from(seat::Column::PersonId)
                .to(person::Column::Id)
                .into(),
        )
        .filter(seat::Column::GroupId.is_in(groups.iter().map(|group| group.id.0)))
        .filter(
            seat::Column::Role.is_in(
                Role::ALL
                    .into_iter()
                    .filter(|role| role.leads())
                    .map(Role::key),
            ),
        );
    query = match on {
        None => query.filter(seat::Column::Until.is_null()),
        Some(day) => query
            .filter(seat::Column::Since.lte(day.to_string()))
            .filter(
                Condition::any()
                    .add(seat::Column::Until.is_null())
                    .add(seat::Column::Until.gt(day.to_string())),
            ),
    };
    let rows: Vec<(Uuid, String, String)> = query.into_tuple().all(database.connection()).await?;
    let mut leads: BTreeMap<GroupId, Vec<Name>> = BTreeMap::new();
    for (group, slug, name) in rows {
        leads
            .entry(GroupId(group))
            .or_default()
            .push(Name { slug, name });
    }
    for names in leads.values_mut() {
        names.sort_by(|one, other| (&one.name, &one.slug).cmp(&(&other.name, &other.slug)));
    }
    Ok(leads)
}
