//! Lists of groups, today and on any past day, paged by key.

mod counts;
mod leads;
mod lives;
mod narrowing;

use std::{collections::BTreeMap, fmt, str::FromStr};

use domain::{
    Day,
    group::{GroupKind, GroupState},
    ids::GroupId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Select, sea_query::UnionType};
use serde::Deserialize;
use uuid::Uuid;

use super::{address, life::Life};
use crate::{
    Database, ReadError,
    database::{Asked, Together},
    entities::group,
    history::Name,
};

pub use counts::Counts;
pub(crate) use counts::tally_of;

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
    /// Who leads them, by name, when that is wanted.
    pub leads: BTreeMap<GroupId, Vec<Name>>,
    /// Their lives up to the day, when they are wanted.
    pub lives: BTreeMap<GroupId, Life>,
}

/// What is wanted of the groups in a list besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Along {
    /// Nothing.
    Nothing,
    /// Who leads them.
    Leads,
    /// Their lives.
    Lives,
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

/// A row of either table.
#[derive(Deserialize)]
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

impl Row {
    /// Which columns of the answer hold ids.
    const IDS: &'static [usize] = &[0, 7, 8];
    /// Which of them are of the groups that the row names.
    const NAMING: [usize; 2] = [7, 8];
}

/// The groups that the filter wants, by name, those behind a place; as they were at the end of a past day, or are today.
/// One query however many groups there are, three at most with a group around them.
///
/// # Errors
/// [`ReadError::NotFound`] for an unknown `within`; when the database fails.
pub async fn list(
    database: &Database,
    filter: &Filter,
    on: Option<Day>,
    after: Option<&Place>,
) -> Result<GroupsPage, ReadError> {
    list_along(database, filter, on, after, Along::Nothing).await
}

/// The same, with something besides, in as many queries.
///
/// # Errors
/// As of [`list`].
pub async fn list_along(
    database: &Database,
    filter: &Filter,
    on: Option<Day>,
    after: Option<&Place>,
    along: Along,
) -> Result<GroupsPage, ReadError> {
    let connection = database.connection();
    let within = match &filter.within {
        Some(slug) => Some(address::find(connection, slug).await?),
        None => None,
    };
    let parent = within.as_ref().map(|row| row.id);
    let mut together = Together::default();
    let rows = match on {
        None => together.ask::<Row>(narrowing::today(filter, parent, after), Row::IDS),
        Some(day) => together.ask(narrowing::on_day(filter, parent, after, day), Row::IDS),
    };
    let named = together.ask::<(Uuid, String, String)>(named_in(&rows), &[0]);
    let counts = counts::ask(&mut together, on);
    let leads = (along == Along::Leads).then(|| leads::ask(&mut together, &rows, on));
    let lives = (along == Along::Lives).then(|| lives::ask(&mut together, &rows, on));
    let mut answers = together.send(connection).await?;

    let mut rows = answers.take(&rows)?;
    let more = rows.len() > ON_A_PAGE;
    rows.truncate(ON_A_PAGE);
    let next = rows.last().filter(|_| more).map(|row| Place {
        name_key: row.name_key.clone(),
        id: row.id,
    });
    let names: BTreeMap<Uuid, Name> = answers
        .take(&named)?
        .into_iter()
        .map(|(id, slug, name)| (id, Name { slug, name }))
        .collect();
    Ok(GroupsPage {
        groups: rows
            .into_iter()
            .map(|row| line(row, &names))
            .collect::<Result<_, _>>()?,
        next,
        counts: counts.read(&mut answers)?,
        within: within.map(|row| Name {
            slug: row.slug,
            name: row.name,
        }),
        leads: leads
            .map(|asked| asked.read(&mut answers))
            .transpose()?
            .unwrap_or_default(),
        lives: lives
            .map(|asked| asked.read(&mut answers, on))
            .transpose()?
            .unwrap_or_default(),
    })
}

/// The names of the groups around those listed and of those that carry their work on, as they are today.
fn named_in(rows: &Asked<Row>) -> Select<group::Entity> {
    let [parents, successors] = Row::NAMING.map(|column| Together::column(rows, column));
    group::Entity::find()
        .select_only()
        .columns([group::Column::Id, group::Column::Slug, group::Column::Name])
        .filter(
            group::Column::Id
                .in_subquery(parents.clone().union(UnionType::All, successors).to_owned()),
        )
}

fn line(row: Row, names: &BTreeMap<Uuid, Name>) -> Result<GroupLine, ReadError> {
    let name_of = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned());
    Ok(GroupLine {
        id: GroupId(row.id),
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
