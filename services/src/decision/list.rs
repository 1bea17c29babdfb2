//! Decisions, the newest first: all of them, or some.

use std::collections::BTreeSet;

use domain::{
    Day,
    decision::{Decider, Outcome},
    ids::GroupId,
    slug::name_key,
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Basis, DecisionPage, read};
use crate::{Context, ReadError, entities::decision, history::Names};

/// So many decisions stand on a page.
pub const DECISIONS_A_PAGE: u64 = 50;

/// Which decisions are wanted; what is empty or `None` does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// They have these words in their number, title, context, options, reasons or conditions.
    pub words: String,
    /// Who decided.
    pub decider: Option<Decider>,
    /// The group that they are of or about.
    pub group: Option<GroupId>,
    /// As they stood at the end of this past day.
    pub past: Option<Day>,
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

/// The decisions that are wanted. At most five queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn list(
    context: &Context,
    wanted: &Wanted,
    after: Option<&str>,
) -> Result<Decisions, ReadError> {
    let connection = context.database.connection();
    let mut query = decision::Entity::find()
        .order_by_desc(decision::Column::DecidedAt)
        .order_by_desc(decision::Column::Number)
        .limit(DECISIONS_A_PAGE + 1);
    if let Some(past) = wanted.past {
        query = query.filter(decision::Column::DecidedOn.lte(past.to_string()));
    }
    for word in wanted.words.split_whitespace().map(name_key) {
        query = query.filter(decision::Column::SearchKey.contains(&word));
    }
    if let Some(decider) = wanted.decider {
        query = query.filter(decision::Column::DecidedBy.eq(decider.key()));
    }
    if let Some(group) = wanted.group {
        query = query.filter(decision::Column::GroupId.eq(group.0));
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
    forget_later(context, &mut lines, wanted.past).await?;
    let people = lines.iter().map(|line| line.recorded_by).collect();
    let names = Names::of(connection, groups(&lines), people, BTreeSet::new()).await?;
    Ok(Decisions { lines, names, next })
}

/// On a past day a decision still held that a later one took the place of. One query, where there is such a one.
pub(super) async fn forget_later(
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

/// The groups that decisions speak of.
pub(super) fn groups(lines: &[DecisionPage]) -> BTreeSet<GroupId> {
    lines
        .iter()
        .flat_map(|line| {
            let other = match line.basis {
                Basis::Proposal {
                    outcome: Outcome::SubgroupOf { group } | Outcome::SubsumedInto { group },
                    ..
                } => Some(group),
                Basis::Proposal {
                    outcome: Outcome::Formed | Outcome::Approved | Outcome::Declined,
                    ..
                }
                | Basis::Escalation(_)
                | Basis::Matter => None,
            };
            line.group.into_iter().chain(other)
        })
        .collect()
}
