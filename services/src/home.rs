//! What the front door shows.

use std::collections::BTreeMap;

use domain::{
    Day, duty::Duty, group::GroupState, ids::GroupId, policy::Policy, seat::Role,
    standing::Standing,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Context, ReadError, duty,
    entities::{event, group, person, standing, tally},
    group::{groups_of, lately, tally_of},
    history::{self, Entry},
    organization::Total,
    person::PeopleList,
    policy, record,
    visit::{self, Visit},
};

/// As many groups as the front door names.
const GROUPS: u64 = 12;

/// As many of the committee as the front door names.
const COMMITTEE: u64 = 12;

/// As many events of their own groups as the front door tells those who lead them.
const LATELY: u64 = 15;

/// As many events as the front door tells those who come back.
const SINCE: u64 = 12;

/// As many events as the front door tells.
const EVENTS: u64 = 10;

/// The community at a glance.
#[derive(Clone, Debug)]
pub struct Home {
    /// The day of the first event about a group, `None` while there is none.
    pub since: Option<Day>,
    /// How many groups are in which state.
    pub counts: GroupCounts,
    /// How many people lead a group.
    pub leading_people: usize,
    /// From how many organizations they come; affiliates count as one.
    pub leading_organizations: usize,
    /// Some of the groups whose life goes on and that are part of no other, by name.
    pub groups: Vec<GroupAtHome>,
    /// The newest events, newest first.
    pub newest: Vec<Entry>,
    /// The rules that hold.
    pub rules: Option<Policy>,
    /// The overseeing committee, by name.
    pub committee: Vec<PersonAtHome>,
    /// What concerns whoever is signed in.
    pub yours: Option<Yours>,
}

/// What concerns whoever is signed in.
#[derive(Clone, Debug)]
pub struct Yours {
    /// Their name.
    pub name: String,
    /// The groups that they lead or are a delegate of, by name, each with their role.
    pub groups: Vec<(GroupAtHome, Role)>,
    /// What changed quietly in these lately, newest first.
    pub lately: Vec<Entry>,
    /// What they owe, the most urgent first.
    pub duties: Vec<Duty>,
    /// What changed since they were here before; none on their first visit.
    pub since: Option<Since>,
}

/// What changed since somebody was here.
#[derive(Clone, Debug)]
pub struct Since {
    /// When they were.
    pub visit: Visit,
    /// What was recorded after, the last first.
    pub entries: Vec<Entry>,
    /// Whether there is more.
    pub more: bool,
}

/// How many groups are in which state; the ended ones together. Groups that are part of another are not counted, as on
/// the page of all groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupCounts {
    /// At work.
    pub active: usize,
    /// Being set up.
    pub setting_up: usize,
    /// Closing.
    pub closing: usize,
    /// Dissolved or merged.
    pub ended: usize,
}

/// A group in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupAtHome {
    /// Its address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub state: GroupState,
    /// What it is about, in a sentence; may be empty.
    pub description: String,
}

/// Someone by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonAtHome {
    /// The part of the address that leads to their page.
    pub handle: String,
    /// The name.
    pub name: String,
}

/// Reads the front door. At most eleven queries; for someone who is signed in a fixed number more, however many groups they
/// lead and whatever they owe.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn read(context: &Context) -> Result<Home, ReadError> {
    let connection = context.database.connection();
    let versions = policy::versions(&context.database).await?;
    let tallies = tally::Entity::find().all(connection).await?;
    let total = |name: &str| {
        tallies
            .iter()
            .find(|tally| tally.name == name)
            .and_then(|tally| usize::try_from(tally.number).ok())
            .unwrap_or_default()
    };
    Ok(Home {
        since: first_day(connection).await?,
        counts: GroupCounts {
            active: total(&tally_of(GroupState::Active)),
            setting_up: total(&tally_of(GroupState::SettingUp)),
            closing: total(&tally_of(GroupState::Closing)),
            ended: total(&tally_of(GroupState::Dissolved)) + total(&tally_of(GroupState::Merged)),
        },
        leading_people: total(PeopleList::Leads.key()),
        leading_organizations: total(Total::LeadingOrganizations.key()),
        groups: groups(connection).await?,
        newest: history::newest(&context.database, EVENTS).await?,
        rules: policy::in_force(&versions, context.today()).map(|version| version.rules.clone()),
        committee: committee(connection).await?,
        yours: yours(context).await?,
    })
}

async fn first_day(connection: &impl ConnectionTrait) -> Result<Option<Day>, ReadError> {
    let first: Option<String> = event::Entity::find()
        .select_only()
        .column(event::Column::HappenedOn)
        .filter(event::Column::Kind.eq("group_formed"))
        .order_by_asc(event::Column::HappenedOn)
        .limit(1)
        .into_tuple()
        .one(connection)
        .await?;
    first.as_deref().map(record::day_of).transpose()
}

async fn groups(connection: &impl ConnectionTrait) -> Result<Vec<GroupAtHome>, ReadError> {
    let alive = GroupState::ALL
        .into_iter()
        .filter(|state| state.is_alive())
        .map(GroupState::key);
    let rows: Vec<(String, String, String, String)> = group::Entity::find()
        .select_only()
        .columns([
            group::Column::Slug,
            group::Column::Name,
            group::Column::State,
            group::Column::Description,
        ])
        .filter(group::Column::State.is_in(alive))
        .filter(group::Column::ParentId.is_null())
        .order_by_asc(group::Column::NameKey)
        .order_by_asc(group::Column::Id)
        .limit(GROUPS)
        .into_tuple()
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|(slug, name, state, description)| {
            Ok(GroupAtHome {
                slug,
                name,
                state: state_of(&state)?,
                description,
            })
        })
        .collect()
}

/// What concerns whoever is signed in; nothing for a visitor.
async fn yours(context: &Context) -> Result<Option<Yours>, ReadError> {
    let Some(person) = context.actor().person() else {
        return Ok(None);
    };
    let connection = context.database.connection();
    let roles: BTreeMap<Uuid, Role> = groups_of(context.actor())
        .into_iter()
        .map(|(group, role)| (group.0, role))
        .collect();
    let ids: Vec<GroupId> = roles.keys().map(|id| GroupId(*id)).collect();
    let rows = if roles.is_empty() {
        Vec::new()
    } else {
        group::Entity::find()
            .filter(group::Column::Id.is_in(roles.keys().copied()))
            .order_by_asc(group::Column::NameKey)
            .order_by_asc(group::Column::Id)
            .all(connection)
            .await?
    };
    Ok(Some(Yours {
        name: person.name.clone(),
        groups: rows
            .into_iter()
            .filter_map(|row| {
                let role = *roles.get(&row.id)?;
                Some(state_of(&row.state).map(|state| {
                    let group = GroupAtHome {
                        slug: row.slug,
                        name: row.name,
                        state,
                        description: row.description,
                    };
                    (group, role)
                }))
            })
            .collect::<Result<_, ReadError>>()?,
        lately: lately(connection, &ids, context.today(), LATELY).await?,
        duties: duty::of_person(context).await?,
        since: match visit::before(connection, person.person).await? {
            None => None,
            Some(visit) => {
                let (entries, more) = history::recorded_since(connection, visit.seq, SINCE).await?;
                Some(Since {
                    visit,
                    entries,
                    more,
                })
            }
        },
    }))
}

async fn committee(connection: &impl ConnectionTrait) -> Result<Vec<PersonAtHome>, ReadError> {
    let members: Vec<Uuid> = standing::Entity::find()
        .select_only()
        .column(standing::Column::PersonId)
        .filter(standing::Column::Standing.eq(Standing::Committee.key()))
        .filter(standing::Column::Until.is_null())
        .order_by_asc(standing::Column::Since)
        .limit(COMMITTEE)
        .into_tuple()
        .all(connection)
        .await?;
    let rows: Vec<(String, String)> = person::Entity::find()
        .select_only()
        .columns([person::Column::Handle, person::Column::Name])
        .filter(person::Column::Id.is_in(members))
        .order_by_asc(person::Column::NameKey)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(handle, name)| PersonAtHome { handle, name })
        .collect())
}

fn state_of(key: &str) -> Result<GroupState, ReadError> {
    GroupState::of_key(key)
        .ok_or_else(|| ReadError::Damaged(format!("“{key}” is no state of a group")))
}
