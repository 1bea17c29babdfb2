//! How every group is doing, from evidence: the committee’s dashboard.

mod facts;
mod leads;
mod meetings;
mod plans;
mod propose;

use std::collections::BTreeMap;

use domain::{
    group::{GroupKind, GroupState},
    health::{Finding, Health, findings, overall},
    ids::GroupId,
    permission::{Action, Resource},
    policy::Policy,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{Context, ReadError, entities::group, history::Name, policy};

pub use propose::{Ask, propose};

/// So many groups are looked at together, by name: a community of as many is put in order as a whole.
const LOOKED_AT: u64 = 400;

/// So many of them stand on a page.
const GROUPS_A_PAGE: usize = 50;

/// A group with what was found of it.
#[derive(Clone, Debug)]
pub struct GroupHealth {
    /// Its id.
    pub id: GroupId,
    /// Its address and name.
    pub name: Name,
    /// Where it stands.
    pub state: GroupState,
    /// How it is doing.
    pub health: Health,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
}

/// Which part of the dashboard is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Only groups that are doing so; all without.
    pub health: Option<Health>,
    /// Those whose names come after that of the group at this address.
    pub from: Option<&'a str>,
    /// Of these, those that come after the group at this address, the worst being first.
    pub after: Option<&'a str>,
}

/// A page of the dashboard.
#[derive(Clone, Debug, Default)]
pub struct HealthPage {
    /// Its groups, the worst first.
    pub groups: Vec<GroupHealth>,
    /// How many of those that were looked at are doing how, the worst first.
    pub counts: Vec<(Health, usize)>,
    /// Whether every group was looked at.
    pub of_all: bool,
    /// Where it goes on.
    pub next: Option<Next>,
}

/// Where the dashboard goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Next {
    /// See [`Asked::from`]; empty for the beginning.
    pub from: String,
    /// See [`Asked::after`]; empty for the beginning.
    pub after: String,
}

/// A page of the dashboard. A fixed number of queries, however many groups there are: four hundred are looked at together, and
/// fifty of them stand on a page, the worst first.
///
/// # Errors
/// When the actor is not on the committee, the database fails or the record is damaged.
pub async fn page(context: &Context, asked: Asked<'_>) -> Result<HealthPage, ReadError> {
    context.may(Action::Decide, Resource::Community)?;
    let connection = context.database.connection();
    let mut query = group::Entity::find()
        .filter(group::Column::EndedOn.is_null())
        .filter(group::Column::Kind.ne(GroupKind::Subgroup.key()));
    if let Some(from) = asked.from
        && let Some(row) = group::Entity::find()
            .filter(group::Column::Slug.eq(from))
            .one(connection)
            .await?
    {
        query = query.filter(
            Condition::any()
                .add(group::Column::NameKey.gt(row.name_key.clone()))
                .add(
                    Condition::all()
                        .add(group::Column::NameKey.eq(row.name_key))
                        .add(group::Column::Id.gt(row.id)),
                ),
        );
    }
    let mut rows = query
        .order_by_asc(group::Column::NameKey)
        .order_by_asc(group::Column::Id)
        .limit(LOOKED_AT + 1)
        .all(connection)
        .await?;
    let more = rows.len() as u64 > LOOKED_AT;
    rows.truncate(usize::try_from(LOOKED_AT).unwrap_or(usize::MAX));
    let last = rows.last().filter(|_| more).map(|row| row.slug.clone());
    let groups = of_rows(context, &rows).await?;
    Ok(part(groups, asked, last))
}

/// The part that is asked for of groups that were looked at; `last` is the address of the last one by name, where there are more.
fn part(mut groups: Vec<GroupHealth>, asked: Asked<'_>, last: Option<String>) -> HealthPage {
    let counts = Health::ALL
        .into_iter()
        .map(|health| {
            let count = groups.iter().filter(|group| group.health == health).count();
            (health, count)
        })
        .collect();
    let of_all = asked.from.is_none() && last.is_none();
    // They come by name, and that order stays among those that are doing alike.
    groups.sort_by_key(|group| group.health);
    if let Some(wanted) = asked.health {
        groups.retain(|group| group.health == wanted);
    }
    if let Some(after) = asked.after
        && let Some(place) = groups.iter().position(|group| group.name.slug == after)
    {
        groups.drain(..=place);
    }
    let more_here = groups.len() > GROUPS_A_PAGE;
    groups.truncate(GROUPS_A_PAGE);
    let next = match (groups.last().filter(|_| more_here), last) {
        (Some(group), _) => Some(Next {
            from: asked.from.unwrap_or_default().to_owned(),
            after: group.name.slug.clone(),
        }),
        (None, Some(last)) => Some(Next {
            from: last,
            after: String::new(),
        }),
        (None, None) => None,
    };
    HealthPage {
        groups,
        counts,
        of_all,
        next,
    }
}

/// How these groups are doing. A fixed number of queries.
pub(crate) async fn of_rows(
    context: &Context,
    rows: &[group::Model],
) -> Result<Vec<GroupHealth>, ReadError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let today = context.today();
    let versions = policy::versions(&context.database).await?;
    let rules = policy::in_force(&versions, today)
        .map_or_else(Policy::istio, |version| version.rules.clone());
    let mut facts: BTreeMap<Uuid, _> = facts::of(context, &versions, rows).await?;
    rows.iter()
        .map(|row| {
            let state = GroupState::of_key(&row.state).ok_or_else(|| {
                ReadError::Damaged(format!("“{}” is no state of a group", row.state))
            })?;
            let facts = facts.remove(&row.id).unwrap_or_default();
            let findings = findings(&rules, &facts, today);
            Ok(GroupHealth {
                id: GroupId(row.id),
                name: Name {
                    slug: row.slug.clone(),
                    name: row.name.clone(),
                },
                state,
                health: overall(&findings),
                findings,
            })
        })
        .collect()
}
