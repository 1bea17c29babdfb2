//! Decisions: the searchable list, and one with what it rests on.

use std::collections::BTreeSet;

use domain::{
    Day,
    decision::{DecisionNumber, Outcome},
    ids::{GroupId, PersonId},
    proposal::ProposalKind,
    slug::name_key,
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{Context, ReadError, entities::decision, history::Names, record};

/// So many decisions stand on a page.
pub const DECISIONS_A_PAGE: u64 = 50;

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionPage {
    /// Its number.
    pub number: DecisionNumber,
    /// The proposal’s number.
    pub proposal: u32,
    /// What was proposed.
    pub title: String,
    /// The sort of thing.
    pub kind: ProposalKind,
    /// What was decided.
    pub outcome: Outcome,
    /// The group that it is about or that it formed.
    pub group: Option<GroupId>,
    /// The revision that it decides.
    pub revision: u32,
    /// Why, in Markdown.
    pub reasons: String,
    /// On which conditions, in Markdown.
    pub conditions: String,
    /// On which day.
    pub decided_on: Day,
    /// When it is to be looked at again.
    pub review_on: Option<Day>,
    /// From when it may come back.
    pub reapply_from: Option<Day>,
    /// Under which version of the policy.
    pub policy_version: u32,
    /// Who recorded it.
    pub recorded_by: PersonId,
    /// The later decision that took its place.
    pub superseded_by: Option<DecisionNumber>,
}

/// A page of decisions.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// The newest first.
    pub lines: Vec<DecisionPage>,
    /// Names of whom and what they speak of.
    pub names: Names,
    /// The number after which the next page begins.
    pub next: Option<String>,
}

fn read(row: decision::Model) -> Result<DecisionPage, ReadError> {
    let damaged = |what: &str| ReadError::Damaged(format!("decision {}: {what}", row.number));
    let number = DecisionNumber::try_from(row.number.clone())
        .map_err(|error| damaged(&error.to_string()))?;
    let other = || {
        row.other_group_id
            .map(GroupId)
            .ok_or_else(|| damaged("no group is named"))
    };
    let outcome = match row.outcome.as_str() {
        "formed" => Outcome::Formed,
        "subgroup_of" => Outcome::SubgroupOf { group: other()? },
        "subsumed_into" => Outcome::SubsumedInto { group: other()? },
        "approved" => Outcome::Approved,
        "declined" => Outcome::Declined,
        unknown => return Err(damaged(&format!("“{unknown}” is no outcome"))),
    };
    Ok(DecisionPage {
        number,
        proposal: u32::try_from(row.proposal_number).unwrap_or_default(),
        kind: ProposalKind::of_key(&row.kind).ok_or_else(|| damaged("its kind is unknown"))?,
        outcome,
        group: row.group_id.map(GroupId),
        revision: u32::try_from(row.revision).unwrap_or_default(),
        decided_on: record::day_of(&row.decided_on)?,
        review_on: row.review_on.as_deref().map(record::day_of).transpose()?,
        reapply_from: row
            .reapply_from
            .as_deref()
            .map(record::day_of)
            .transpose()?,
        policy_version: u32::try_from(row.policy_version).unwrap_or_default(),
        recorded_by: PersonId(row.recorded_by),
        superseded_by: row
            .superseded_by
            .clone()
            .map(DecisionNumber::try_from)
            .transpose()
            .map_err(|error| damaged(&error.to_string()))?,
        title: row.title,
        reasons: row.reasons,
        conditions: row.conditions,
    })
}

/// Decisions that have the words in their number, title, reasons or conditions; all of them for none. `past` gives them as
/// they stood at the end of a day. At most five queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn list(
    context: &Context,
    words: &str,
    after: Option<&str>,
    past: Option<Day>,
) -> Result<Decisions, ReadError> {
    let connection = context.database.connection();
    let mut query = decision::Entity::find()
        .order_by_desc(decision::Column::DecidedAt)
        .order_by_desc(decision::Column::Number)
        .limit(DECISIONS_A_PAGE + 1);
    if let Some(past) = past {
        query = query.filter(decision::Column::DecidedOn.lte(past.to_string()));
    }
    for word in words.split_whitespace().map(name_key) {
        query = query.filter(decision::Column::SearchKey.contains(&word));
    }
    if let Some(after) = after {
        let begins = decision::Entity::find_by_id(after.to_owned())
            .one(connection)
            .await?
            .ok_or(ReadError::NotFound)?;
        query = query.filter(
            sea_orm::Condition::any()
                .add(decision::Column::DecidedAt.lt(begins.decided_at))
                .add(
                    decision::Column::DecidedAt
                        .eq(begins.decided_at)
                        .and(decision::Column::Number.lt(begins.number)),
                ),
        );
    }
    let mut rows = query.all(connection).await?;
    let more = rows.len() as u64 > DECISIONS_A_PAGE;
    rows.truncate(usize::try_from(DECISIONS_A_PAGE).unwrap_or(usize::MAX));
    let next = more
        .then(|| rows.last().map(|row| row.number.clone()))
        .flatten();
    let mut lines = rows
        .into_iter()
        .map(read)
        .collect::<Result<Vec<_>, ReadError>>()?;
    forget_later(context, &mut lines, past).await?;
    let names = names(context, &lines).await?;
    Ok(Decisions { lines, names, next })
}

/// On a past day a decision still held that a later one took the place of. One query, where there is such a one.
async fn forget_later(
    context: &Context,
    lines: &mut [DecisionPage],
    past: Option<Day>,
) -> Result<(), ReadError> {
    let Some(past) = past else {
        return Ok(());
    };
    let by: BTreeSet<String> = lines
        .iter()
        .filter_map(|line| line.superseded_by)
        .map(|number| number.to_string())
        .collect();
    if by.is_empty() {
        return Ok(());
    }
    let then: Vec<String> = decision::Entity::find()
        .select_only()
        .column(decision::Column::Number)
        .filter(decision::Column::Number.is_in(by))
        .filter(decision::Column::DecidedOn.lte(past.to_string()))
        .into_tuple()
        .all(context.database.connection())
        .await?;
    for line in lines {
        line.superseded_by = line
            .superseded_by
            .filter(|number| then.contains(&number.to_string()));
    }
    Ok(())
}

async fn names(context: &Context, lines: &[DecisionPage]) -> Result<Names, ReadError> {
    let groups: BTreeSet<GroupId> = lines
        .iter()
        .flat_map(|line| {
            let other = match line.outcome {
                Outcome::SubgroupOf { group } | Outcome::SubsumedInto { group } => Some(group),
                Outcome::Formed | Outcome::Approved | Outcome::Declined => None,
            };
            line.group.into_iter().chain(other)
        })
        .collect();
    let people = lines.iter().map(|line| line.recorded_by).collect();
    Names::of(
        context.database.connection(),
        groups,
        people,
        BTreeSet::new(),
    )
    .await
}

/// The decision with that number, as it is written in its address; as it stood at the end of a past day, if there is one.
///
/// # Errors
/// When there is none, the database fails or the record is damaged.
pub async fn page(
    context: &Context,
    number: &str,
    past: Option<Day>,
) -> Result<(DecisionPage, Names), ReadError> {
    let row = decision::Entity::find_by_id(number.to_owned())
        .one(context.database.connection())
        .await?
        .ok_or(ReadError::NotFound)?;
    let mut decision = read(row)?;
    if past.is_some_and(|past| decision.decided_on > past) {
        return Err(ReadError::NotFound);
    }
    forget_later(context, std::slice::from_mut(&mut decision), past).await?;
    let names = names(context, std::slice::from_ref(&decision)).await?;
    Ok((decision, names))
}
