//! What takes the committee's time: flagged reports, and reports that are missing.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Day,
    group::{GroupKind, GroupState},
    ids::{GroupId, PersonId},
    report::{Period, owes},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, prelude::Expr,
};
use uuid::Uuid;

use super::{periods::Rules, rows::period_of};
use crate::{
    Context, ReadError,
    entities::{group, report, report_mark, report_request, seat},
    group::leading_roles,
    history::{Name, Names},
    policy,
    record::day_of,
};

/// So many entries are listed at most.
const LISTED: u64 = 500;

/// A report that a member of the committee wants to talk about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flagged {
    /// Whose.
    pub group: GroupId,
    /// The group.
    pub name: Name,
    /// On which time.
    pub period: Period,
    /// Who flagged it, and why.
    pub flags: Vec<Flag>,
}

/// That someone flagged a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Who.
    pub by: Option<Name>,
    /// Why.
    pub comment: String,
    /// When, in microseconds since 1970.
    pub at: i64,
}

/// A report that a group owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Whose.
    pub group: GroupId,
    /// The group.
    pub name: Name,
    /// Why.
    pub why: OwedWhy,
    /// By which day it is or was due.
    pub due_on: Day,
}

/// Why a group owes a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwedWhy {
    /// The policy says so.
    Period(Period),
    /// The committee asked for it.
    Asked {
        /// Why.
        reason: String,
    },
}

/// The reports that take time of a meeting: flagged, and not discussed since. Two queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn flagged(context: &Context) -> Result<Vec<Flagged>, ReadError> {
    let connection = context.database.connection();
    let rows = report_mark::Entity::find()
        .filter(report_mark::Column::Mark.eq("flagged"))
        .filter(report_mark::Column::Settled.eq(false))
        .order_by_asc(report_mark::Column::MarkedAt)
        .limit(LISTED)
        .all(connection)
        .await?;
    let groups: BTreeSet<GroupId> = rows.iter().map(|row| GroupId(row.group_id)).collect();
    let people: BTreeSet<PersonId> = rows.iter().map(|row| PersonId(row.person_id)).collect();
    let names = Names::of(connection, groups, people, BTreeSet::new()).await?;
    let mut found: Vec<Flagged> = Vec::new();
    for row in rows {
        let group = GroupId(row.group_id);
        let Some(name) = names.group(group) else {
            continue;
        };
        let period = period_of(&row.period)?;
        let flag = Flag {
            by: names.person(PersonId(row.person_id)).cloned(),
            comment: row.comment,
            at: row.marked_at,
        };
        match found
            .iter_mut()
            .find(|entry| entry.group == group && entry.period == period)
        {
            Some(entry) => entry.flags.push(flag),
            None => found.push(Flagged {
                group,
                name: name.clone(),
                period,
                flags: vec![flag],
            }),
        }
    }
    Ok(found)
}

/// The reports that were due and are not there: on the newest time that was due, and those that the committee asked for.
/// Three queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn missing(context: &Context) -> Result<Vec<Owed>, ReadError> {
    let rules = rules(context).await?;
    let mut owed = asked(context, None).await?;
    owed.retain(|entry| entry.due_on < rules.today);
    if let Some(period) = rules.newest_due() {
        owed.extend(on_period(context, &rules, period, None).await?);
    }
    Ok(owed)
}

/// What these groups owe now, be it late or not: for their leads. At most four queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn owed_by(context: &Context, groups: &[GroupId]) -> Result<Vec<Owed>, ReadError> {
    owed_under(context, &rules(context).await?, groups).await
}

/// The same under rules that are known already. One to four queries; none for no group.
pub(crate) async fn owed_under(
    context: &Context,
    rules: &Rules,
    groups: &[GroupId],
) -> Result<Vec<Owed>, ReadError> {
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let mut owed = asked(context, Some(groups)).await?;
    for period in rules.newest_due().into_iter().chain(rules.coming()) {
        owed.extend(on_period(context, rules, period, Some(groups)).await?);
    }
    Ok(owed)
}

/// How many reports of the last so many days a member of the committee has not marked. One query.
pub(crate) async fn unread(
    connection: &impl ConnectionTrait,
    reader: PersonId,
    since: Day,
) -> Result<usize, ReadError> {
    let of_the_same = |column: report::Column| Expr::col((report::Entity, column));
    let marked = report_mark::Entity::find()
        .select_only()
        .column(report_mark::Column::PersonId)
        .filter(report_mark::Column::PersonId.eq(reader.0))
        .filter(
            Expr::col((report_mark::Entity, report_mark::Column::GroupId))
                .eq(of_the_same(report::Column::GroupId)),
        )
        .filter(
            Expr::col((report_mark::Entity, report_mark::Column::Period))
                .eq(of_the_same(report::Column::Period)),
        )
        .into_query();
    // Whoever leads the group has no say in it.
    let led = seat::Entity::find()
        .select_only()
        .column(seat::Column::GroupId)
        .filter(seat::Column::PersonId.eq(reader.0))
        .filter(seat::Column::Until.is_null())
        .filter(seat::Column::Role.is_in(leading_roles()))
        .into_query();
    let count = report::Entity::find()
        .filter(report::Column::SubmittedOn.gte(since.to_string()))
        .filter(report::Column::GroupId.not_in_subquery(led))
        .filter(Expr::exists(marked).not())
        .count(connection)
        .await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

async fn rules(context: &Context) -> Result<Rules, ReadError> {
    let versions = policy::versions(&context.database).await?;
    Ok(Rules::of(versions, context.today()))
}

async fn asked(context: &Context, among: Option<&[GroupId]>) -> Result<Vec<Owed>, ReadError> {
    let connection = context.database.connection();
    let mut query = report_request::Entity::find()
        .order_by_asc(report_request::Column::DueOn)
        .limit(LISTED);
    if let Some(groups) = among {
        let ids = groups.iter().map(|group| group.0);
        query = query.filter(report_request::Column::GroupId.is_in(ids));
    }
    let rows = query.all(connection).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.group_id).collect();
    let names: BTreeMap<Uuid, Name> = group::Entity::find()
        .filter(group::Column::Id.is_in(ids))
        .filter(group::Column::EndedOn.is_null())
        .all(connection)
        .await?
        .into_iter()
        .map(|row| {
            let name = Name {
                slug: row.slug,
                name: row.name,
            };
            (row.id, name)
        })
        .collect();
    rows.into_iter()
        .filter_map(|row| {
            let name = names.get(&row.group_id)?.clone();
            Some(day_of(&row.due_on).map(|due_on| Owed {
                group: GroupId(row.group_id),
                name,
                why: OwedWhy::Asked { reason: row.reason },
                due_on,
            }))
        })
        .collect()
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    slug: String,
    name: String,
    kind: String,
    state: String,
    formed_on: String,
}

async fn on_period(
    context: &Context,
    rules: &Rules,
    period: Period,
    among: Option<&[GroupId]>,
) -> Result<Vec<Owed>, ReadError> {
    let due_on = rules.due_on(period);
    let owing = owing(context.database.connection(), period, among).await?;
    Ok(owing
        .into_iter()
        .map(|(group, name)| Owed {
            group,
            name,
            why: OwedWhy::Period(period),
            due_on,
        })
        .collect())
}

/// The groups that owe a report on a time and have not given it, by name. One query.
pub(super) async fn owing(
    connection: &impl ConnectionTrait,
    period: Period,
    among: Option<&[GroupId]>,
) -> Result<Vec<(GroupId, Name)>, ReadError> {
    let given = report::Entity::find()
        .select_only()
        .column(report::Column::GroupId)
        .filter(report::Column::Period.eq(period.to_string()))
        .into_query();
    let mut query = group::Entity::find()
        .select_only()
        .columns([
            group::Column::Id,
            group::Column::Slug,
            group::Column::Name,
            group::Column::Kind,
            group::Column::State,
            group::Column::FormedOn,
        ])
        .filter(group::Column::State.eq(GroupState::Active.key()))
        .filter(group::Column::FormedOn.lte(period.first().to_string()))
        .filter(group::Column::Kind.ne(GroupKind::Subgroup.key()))
        .filter(group::Column::Id.not_in_subquery(given))
        .order_by_asc(group::Column::NameKey)
        .order_by_asc(group::Column::Id)
        .limit(LISTED);
    if let Some(groups) = among {
        query = query.filter(group::Column::Id.is_in(groups.iter().map(|group| group.0)));
    }
    let rows: Vec<Row> = query.into_model().all(connection).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let unknown = || ReadError::Damaged(format!("group {} cannot be read", row.slug));
        let kind = GroupKind::of_key(&row.kind).ok_or_else(unknown)?;
        let state = GroupState::of_key(&row.state).ok_or_else(unknown)?;
        if owes(kind, state, day_of(&row.formed_on)?, period) {
            let name = Name {
                slug: row.slug,
                name: row.name,
            };
            found.push((GroupId(row.id), name));
        }
    }
    Ok(found)
}
