//! The queue of proposals: whose turn it is, and what is still needed.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    decision::DecisionNumber,
    event::Event,
    ids::{PersonId, ProposalId},
    policy::Policy,
    proposal::{Proposal, ProposalState, Tally, Turn, tally},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::act::now;
use crate::{
    Context, ReadError,
    entities::{event, proposal},
    history::Names,
    policy, record,
};

/// So many proposals stand on a page of the queue.
pub const PROPOSALS_A_PAGE: u64 = 50;

/// Which proposals are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Those before the committee or with their authors, in the order in which they came.
    Open,
    /// Those that were decided or withdrawn, the newest first.
    Ended,
}

/// A proposal in the queue.
#[derive(Clone, Debug)]
pub struct QueueLine {
    /// Its number.
    pub number: u32,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub state: ProposalState,
    /// Who proposes.
    pub author: PersonId,
    /// When it was submitted, in microseconds since 1970.
    pub submitted_at: i64,
    /// The revision that is on the table.
    pub revision: u32,
    /// Whole days since something last was whoever’s turn.
    pub days_waiting: i64,
    /// Who has to do something next.
    pub turn: Turn,
    /// The count.
    pub tally: Tally,
    /// Whether the reader has a position to state or to confirm on it.
    pub needs_reader: bool,
    /// Its decision.
    pub decision: Option<DecisionNumber>,
}

/// A page of the queue.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// Its proposals, in their order.
    pub lines: Vec<QueueLine>,
    /// Names of people.
    pub names: Names,
    /// The number after which the next page begins.
    pub next: Option<u32>,
}

/// The queue, from after a number on. Eight queries at most, however many proposals there are.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn queue(
    context: &Context,
    wanted: Wanted,
    after: Option<u32>,
) -> Result<Queue, ReadError> {
    let connection = context.database.connection();
    let states: Vec<&str> = ProposalState::ALL
        .into_iter()
        .filter(|state| state.is_open() == (wanted == Wanted::Open))
        .map(ProposalState::key)
        .collect();
    let mut query = proposal::Entity::find().filter(proposal::Column::State.is_in(states));
    query = match (wanted, after) {
        (Wanted::Open, None) => query.order_by_asc(proposal::Column::Number),
        (Wanted::Open, Some(after)) => query
            .filter(proposal::Column::Number.gt(i64::from(after)))
            .order_by_asc(proposal::Column::Number),
        (Wanted::Ended, None) => query.order_by_desc(proposal::Column::Number),
        (Wanted::Ended, Some(after)) => query
            .filter(proposal::Column::Number.lt(i64::from(after)))
            .order_by_desc(proposal::Column::Number),
    };
    let mut rows = query.limit(PROPOSALS_A_PAGE + 1).all(connection).await?;
    let more = rows.len() as u64 > PROPOSALS_A_PAGE;
    rows.truncate(usize::try_from(PROPOSALS_A_PAGE).unwrap_or(usize::MAX));
    let mut records = records(connection, rows.iter().map(|row| row.id)).await?;
    let policies = policy::versions(&context.database).await?;
    let reader = context.actor().person_id();
    let mut lines = Vec::with_capacity(rows.len());
    let mut people = BTreeSet::new();
    for row in rows {
        let Some(record) = records.remove(&ProposalId(row.id)) else {
            return Err(ReadError::Damaged(format!(
                "proposal {} has no events",
                row.number
            )));
        };
        let rules = policies
            .iter()
            .find(|version| version.number == record.policy_version)
            .map_or_else(Policy::istio, |version| version.rules.clone());
        people.insert(record.author);
        lines.push(line(&row, &record, &rules, context, reader));
    }
    let next = more.then(|| lines.last().map(|line| line.number)).flatten();
    let names = Names::of(connection, BTreeSet::new(), people, BTreeSet::new()).await?;
    Ok(Queue { lines, names, next })
}

fn line(
    row: &proposal::Model,
    record: &Proposal,
    rules: &Policy,
    context: &Context,
    reader: Option<PersonId>,
) -> QueueLine {
    let counted = tally(record, &rules.decision, now(context));
    let needs_reader = reader.is_some_and(|reader| record.awaits(reader));
    QueueLine {
        number: record.number,
        title: row.title.clone(),
        state: record.state,
        author: record.author,
        submitted_at: row.submitted_at,
        revision: record.revision().number,
        days_waiting: (context.now().saturating_sub(row.changed_at)) / MICROSECONDS_A_DAY,
        turn: record.turn(),
        tally: counted,
        needs_reader,
        decision: record.taken.as_ref().map(|taken| taken.number),
    }
}

const MICROSECONDS_A_DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// The proposals with these ids, with all of their past. One query.
pub(crate) async fn records(
    connection: &impl ConnectionTrait,
    ids: impl Iterator<Item = Uuid>,
) -> Result<BTreeMap<ProposalId, Proposal>, ReadError> {
    let rows: Vec<(String, String)> = event::Entity::find()
        .select_only()
        .columns([event::Column::HappenedOn, event::Column::Payload])
        .filter(event::Column::ProposalId.is_in(ids))
        .order_by_asc(event::Column::Seq)
        .into_tuple()
        .all(connection)
        .await?;
    let mut records: BTreeMap<ProposalId, Proposal> = BTreeMap::new();
    for (happened_on, payload) in rows {
        if let Event::Proposal {
            proposal, change, ..
        } = record::dated(&happened_on, &payload)?.event
        {
            let next = Proposal::after(records.remove(&proposal), proposal, &change)
                .map_err(|error| ReadError::Damaged(error.to_string()))?;
            records.insert(proposal, next);
        }
    }
    Ok(records)
}

/// The numbers and titles of the proposals that are open, in their order: at most so many. One query.
///
/// # Errors
/// When the database fails.
pub async fn open_titles(context: &Context, most: u64) -> Result<Vec<(u32, String)>, ReadError> {
    let rows = proposal::Entity::find()
        .filter(
            proposal::Column::State.is_in(
                ProposalState::ALL
                    .into_iter()
                    .filter(|state| state.is_open())
                    .map(ProposalState::key),
            ),
        )
        .order_by_asc(proposal::Column::Number)
        .limit(most)
        .all(context.database.connection())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (u32::try_from(row.number).unwrap_or_default(), row.title))
        .collect())
}
