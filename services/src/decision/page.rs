//! One decision with everything around it.

use std::collections::BTreeSet;

use domain::Day;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    Alternate, DecisionPage, alternate,
    list::{forget_later, groups},
    read,
};
use crate::{
    Context, ReadError,
    entities::{decision, escalation},
    history::Names,
};

/// So many disagreements about a decision are named on its page.
const DISAGREEMENTS: u64 = 20;

/// A decision with what stands around it.
#[derive(Clone, Debug)]
pub struct DecisionRead {
    /// The decision.
    pub decision: DecisionPage,
    /// The earlier ones whose place it took.
    pub supersedes: Vec<(String, String)>,
    /// Alternates that were put beside it, in their order.
    pub alternates: Vec<Alternate>,
    /// Disagreements about it.
    pub disagreements: Vec<Disagreement>,
    /// Names of whom and what it speaks of.
    pub names: Names,
}

/// A disagreement about a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// Its number.
    pub number: u32,
    /// What it is called.
    pub title: String,
    /// Whether it goes on.
    pub open: bool,
}

/// The decision with that number, as it is written in its address; at the end of a past day, if one is given, as it stood
/// then, without what was said about it since. At most six queries.
///
/// # Errors
/// When there is none, the database fails or the record is damaged.
pub async fn page(
    context: &Context,
    number: &str,
    past: Option<Day>,
) -> Result<DecisionRead, ReadError> {
    let connection = context.database.connection();
    let row = decision::Entity::find_by_id(number.to_owned())
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)?;
    let mut decision = read(row)?;
    if past.is_some_and(|past| decision.decided_on > past) {
        return Err(ReadError::NotFound);
    }
    forget_later(context, std::slice::from_mut(&mut decision), past).await?;
    let supersedes: Vec<(String, String)> = decision::Entity::find()
        .select_only()
        .columns([decision::Column::Number, decision::Column::Title])
        .filter(decision::Column::SupersededBy.eq(number))
        .order_by_asc(decision::Column::Number)
        .into_tuple()
        .all(connection)
        .await?;
    let alternates = match past {
        None => alternate::of(connection, number).await?,
        Some(_) => Vec::new(),
    };
    let disagreements = match past {
        None => disagreements(connection, number).await?,
        Some(_) => Vec::new(),
    };
    let people = alternates
        .iter()
        .flat_map(|alternate| {
            let answered_by = alternate.answered.as_ref().map(|answer| answer.by);
            std::iter::once(alternate.by).chain(answered_by)
        })
        .chain([decision.recorded_by])
        .collect();
    let groups = groups(std::slice::from_ref(&decision));
    let names = Names::of(connection, groups, people, BTreeSet::new()).await?;
    Ok(DecisionRead {
        decision,
        supersedes,
        alternates,
        disagreements,
        names,
    })
}

async fn disagreements(
    connection: &impl ConnectionTrait,
    number: &str,
) -> Result<Vec<Disagreement>, ReadError> {
    Ok(escalation::Entity::find()
        .filter(escalation::Column::Decision.eq(number))
        .order_by_desc(escalation::Column::Number)
        .limit(DISAGREEMENTS)
        .all(connection)
        .await?
        .into_iter()
        .map(|row| Disagreement {
            number: u32::try_from(row.number).unwrap_or_default(),
            title: row.title,
            open: row.state == "open",
        })
        .collect())
}
