//! One group with everything that its page shows, today and on any past day.

use std::collections::BTreeSet;

use domain::{
    Day,
    group::{Group, GroupState},
    ids::{GroupId, PersonId},
    lead_rules::Finding,
    policy::Policy,
    seat::{Role, Seat},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    address,
    lately::{groups_of, lately},
    leads::{AskedKnown, AskedMerged, Known, Whose},
    life::Life,
    out_of_rules::{BrokenRule, broken},
};
use crate::{
    Context, ReadError,
    database::{Asked, Together},
    entities::{group, group_period},
    history::{Entry, Name, Names},
    meeting::Meeting,
    policy::{self, AskedVersions},
    record,
    roadmap::{Glance, glance},
    schedule::{self, Wanted},
};

/// As many events as a group's page tells those who lead it.
const LATELY: u64 = 8;

/// As many subgroups as a group's page names.
const SUBGROUPS: usize = 20;

/// A group on a day.
#[derive(Clone, Debug)]
pub enum GroupOnDay {
    /// It was there.
    There(Box<GroupPage>),
    /// It was formed only later.
    NotYet {
        /// Its address and name of today.
        name: Name,
        /// The day on which it was formed.
        formed_on: Day,
    },
}

/// A group as it was at the end of a day.
#[derive(Clone, Debug)]
pub struct GroupPage {
    /// Its address of today.
    pub slug: String,
    /// The day.
    pub day: Day,
    /// The group with its past up to that day.
    pub group: Group,
    /// The first day of the state that it was in.
    pub state_since: Day,
    /// Its life up to that day.
    pub life: Life,
    /// Who held which seat, in the order of roles, longest first. For a group that had ended, who had ever led it, the
    /// last ones first.
    pub holders: Vec<Holder>,
    /// What the lead rules in force on that day found; none for a subgroup or one that had ended.
    pub findings: Vec<Finding>,
    /// Those of the lead rules that do not hold, with what would mend them.
    pub broken: Vec<BrokenRule>,
    /// Its first subgroups by name.
    pub subgroups: Vec<Name>,
    /// Whether there are more.
    pub more_subgroups: bool,
    /// The groups whose work it carries on.
    pub predecessors: Vec<Predecessor>,
    /// The names of the groups that it speaks of, as they are today.
    pub names: Names,
    /// What changed quietly in it lately, for those who lead it or are its delegates; nothing for others.
    pub lately: Vec<Entry>,
    /// Its roadmap at a glance: today's, where it has one.
    pub roadmap: Option<Glance>,
    /// Its next meeting: today's or a later one, its own or one on whose agenda it stands.
    pub next_meeting: Option<Meeting>,
}

/// Someone who holds or held a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub person: Name,
    /// As what.
    pub role: Role,
    /// For which part of the group.
    pub area: Option<String>,
    /// Since when, without a gap.
    pub since: Day,
    /// The first day on which they no longer held it.
    pub until: Option<Day>,
    /// Where they were, on that day or in the end.
    pub organization: Option<Name>,
}

/// A group that was merged into another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predecessor {
    /// Its address and name.
    pub name: Name,
    /// The day.
    pub on: Day,
}

impl GroupPage {
    /// The address and name of another group.
    #[must_use]
    pub fn name_of(&self, group: GroupId) -> Option<&Name> {
        self.names.group(group)
    }
}

/// A group at the end of a past day, or today. At most fifteen queries, whatever the group's size, and five
/// more for those who lead it.
///
/// # Errors
/// [`ReadError::NotFound`], [`ReadError::Moved`] with the address of today, and when the database fails.
pub async fn page(context: &Context, slug: &str, on: Option<Day>) -> Result<GroupOnDay, ReadError> {
    let connection = context.database.connection();
    let row = address::find(connection, slug).await?;
    let day = on.unwrap_or_else(|| context.today());
    let Some(group) = record::group(connection, address::id_of(&row), on).await? else {
        return Ok(GroupOnDay::NotYet {
            formed_on: record::day_of(&row.formed_on)?,
            name: Name {
                slug: row.slug,
                name: row.name,
            },
        });
    };
    let now = group.now();
    let seats = seats_shown(&group);
    let people: BTreeSet<PersonId> = seats
        .iter()
        .map(|seat| seat.person)
        .chain(group.final_report.as_ref().map(|report| report.by))
        .collect();
    let mut together = Together::default();
    let predecessors = AskedMerged::ask(&mut together, group.id, day);
    let known = AskedKnown::ask(&mut together, &Whose::These(&people), day);
    let versions = AskedVersions::ask(&mut together);
    let subgroups = ask_subgroups(&mut together, row.id, on);
    let mut answers = together.send(connection).await?;
    let predecessors = predecessors.read(&mut answers)?;
    let life = Life::of(&group);
    let groups: BTreeSet<GroupId> = now
        .parent
        .into_iter()
        .chain(now.successor)
        .chain(now.stakeholders.iter().copied())
        .chain(predecessors.iter().map(|(id, _)| *id))
        .chain(life.merged_into())
        .collect();
    let known = known
        .read(&mut answers)?
        .with_names(connection, groups, people)
        .await?;
    let (findings, broken) = if now.state.is_alive() && now.kind.has_lead_rules() {
        let versions = versions.read(&mut answers)?;
        let rules = policy::in_force(&versions, day)
            .map_or_else(Policy::istio, |version| version.rules.clone());
        let findings = known.findings(&rules.lead_rules, &group);
        let broken = broken(&rules.lead_rules, &findings);
        (findings, broken)
    } else {
        (Vec::new(), Vec::new())
    };
    let mut subgroups: Vec<Name> = answers
        .take(&subgroups)?
        .into_iter()
        .map(|(slug, name)| Name { slug, name })
        .collect();
    let more_subgroups = subgroups.len() > SUBGROUPS;
    subgroups.truncate(SUBGROUPS);
    let runs = on.is_none()
        && groups_of(context.actor())
            .iter()
            .any(|(led, _)| *led == group.id);
    let lately = if runs {
        lately(connection, &[group.id], day, LATELY).await?
    } else {
        Vec::new()
    };
    let roadmap = match on {
        None => glance(connection, group.id, day).await?,
        Some(_) => None,
    };
    let next_meeting = if on.is_none() && now.state.is_alive() {
        let wanted = Wanted {
            group: Some(group.id),
            ..Wanted::default()
        };
        schedule::next(context, wanted).await?
    } else {
        None
    };
    let holders = seats
        .iter()
        .filter_map(|seat| holder(seat, &known, day))
        .collect();
    Ok(GroupOnDay::There(Box::new(GroupPage {
        slug: row.slug,
        day,
        state_since: state_since(&group),
        life,
        holders,
        findings,
        broken,
        subgroups,
        more_subgroups,
        predecessors: predecessors
            .into_iter()
            .filter_map(|(id, on)| {
                let name = known.names.group(id)?.clone();
                Some(Predecessor { name, on })
            })
            .collect(),
        names: known.names,
        lately,
        roadmap,
        next_meeting,
        group,
    })))
}

/// The seats that are held, or those from which an ended group was led.
fn seats_shown(group: &Group) -> Vec<&Seat> {
    if group.now().state.is_alive() {
        let mut seats: Vec<&Seat> = group.seats_held().collect();
        seats.sort_by_key(|seat| (seat.role, seat.held_since));
        return seats;
    }
    let mut seats: Vec<&Seat> = group
        .seats
        .iter()
        .filter(|seat| seat.role.leads())
        // One who went on to another part of the group is named once.
        .filter(|seat| {
            !group.seats.iter().any(|next| {
                next.person == seat.person
                    && next.role == seat.role
                    && Some(next.since) == seat.until
            })
        })
        .collect();
    seats.sort_by_key(|seat| (std::cmp::Reverse(seat.until), seat.held_since));
    seats
}

fn holder(seat: &Seat, known: &Known, day: Day) -> Option<Holder> {
    // The last day in the seat.
    let on = seat
        .until
        .and_then(|until| until.yesterday().ok())
        .unwrap_or(day);
    Some(Holder {
        person: known.names.person(seat.person)?.clone(),
        role: seat.role,
        area: seat.area.clone(),
        since: seat.held_since,
        until: seat.until,
        organization: known
            .organization_on(seat.person, on)
            .and_then(|id| known.names.organization(id))
            .cloned(),
    })
}

/// The first day of the newest run of periods in one state.
fn state_since(group: &Group) -> Day {
    let state = group.now().state;
    group
        .periods
        .iter()
        .rev()
        .take_while(|period| period.state == state)
        .last()
        .map_or(group.formed_on, |period| period.since)
}

/// Asks for the addresses and names of the subgroups whose life goes on, by name, one more than are shown.
fn ask_subgroups(
    together: &mut Together,
    parent: Uuid,
    on: Option<Day>,
) -> Asked<(String, String)> {
    let alive = GroupState::ALL
        .into_iter()
        .filter(|state| state.is_alive())
        .map(GroupState::key);
    let most = SUBGROUPS as u64 + 1;
    match on {
        None => together.ask(
            group::Entity::find()
                .select_only()
                .columns([group::Column::Slug, group::Column::Name])
                .filter(group::Column::ParentId.eq(parent))
                .filter(group::Column::State.is_in(alive))
                .order_by_asc(group::Column::NameKey)
                .limit(most),
            &[],
        ),
        Some(day) => together.ask(
            group_period::Entity::find()
                .select_only()
                .columns([group_period::Column::Slug, group_period::Column::Name])
                .filter(group_period::Column::ParentId.eq(parent))
                .filter(group_period::Column::State.is_in(alive))
                .filter(group_period::Column::Since.lte(day.to_string()))
                .filter(
                    Condition::any()
                        .add(group_period::Column::Until.is_null())
                        .add(group_period::Column::Until.gt(day.to_string())),
                )
                .order_by_asc(group_period::Column::NameKey)
                .limit(most),
            &[],
        ),
    }
}
