//! The queue of proposals: whose turn it is, and what is still needed.

use std::collections::BTreeMap;

use domain::{
    Day,
    decision::DecisionNumber,
    event::Event,
    ids::{PersonId, ProposalId},
    policy::Policy,
    proposal::{Ask, Proposal, ProposalState, Tally, Turn, tally},
};
use jiff::{Timestamp, tz::TimeZone};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

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
    /// What it asks of the reader.
    pub ask: Option<Ask>,
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

/// The queue, from after a number on, as it is or as it stood at the end of a past day. Eight queries at most, however many
/// proposals there are.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn queue(
    context: &Context,
    wanted: Wanted,
    after: Option<u32>,
    past: Option<Day>,
) -> Result<Queue, ReadError> {
    let connection = context.database.connection();
    let mut numbers = numbers(connection, wanted, after, past).await?;
    let more = numbers.len() as u64 > PROPOSALS_A_PAGE;
    numbers.truncate(usize::try_from(PROPOSALS_A_PAGE).unwrap_or(usize::MAX));
    let entries = entries(context, &numbers, past).await?;
    let people = entries.iter().map(|entry| entry.record.author);
    let lines: Vec<QueueLine> = entries
        .iter()
        .map(|entry| line(entry, context, past))
        .collect();
    let next = more.then(|| lines.last().map(|line| line.number)).flatten();
    let names = Names::of_people(connection, people).await?;
    Ok(Queue { lines, names, next })
}

/// The ids of the proposals that are wanted, in their order, and one more than a page has. One query.
async fn numbers(
    connection: &impl ConnectionTrait,
    wanted: Wanted,
    after: Option<u32>,
    past: Option<Day>,
) -> Result<Vec<Uuid>, ReadError> {
    let open = ProposalState::ALL
        .into_iter()
        .filter(|state| state.is_open())
        .map(ProposalState::key);
    let is_open = proposal::Column::State.is_in(open);
    // What has ended changed last when it ended.
    let which = match (wanted, past.map(end_of_day)) {
        (Wanted::Open, None) => Condition::all().add(is_open),
        (Wanted::Ended, None) => Condition::all().add(is_open.not()),
        (Wanted::Open, Some(end)) => Condition::all()
            .add(proposal::Column::SubmittedAt.lt(end))
            .add(
                Condition::any()
                    .add(is_open)
                    .add(proposal::Column::ChangedAt.gte(end)),
            ),
        (Wanted::Ended, Some(end)) => Condition::all()
            .add(is_open.not())
            .add(proposal::Column::ChangedAt.lt(end)),
    };
    let mut query = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(which);
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
    Ok(query
        .limit(PROPOSALS_A_PAGE + 1)
        .into_tuple()
        .all(connection)
        .await?)
}

/// A proposal with its title and the rules under which it is decided.
pub(super) struct Entry {
    pub title: String,
    pub record: Proposal,
    pub rules: Policy,
}

/// Every open proposal, at most a page of them, in the order in which they came. Three queries.
pub(super) async fn open_entries(context: &Context) -> Result<Vec<Entry>, ReadError> {
    let connection = context.database.connection();
    let mut ids = numbers(connection, Wanted::Open, None, None).await?;
    ids.truncate(usize::try_from(PROPOSALS_A_PAGE).unwrap_or(usize::MAX));
    entries(context, &ids, None).await
}

async fn entries(
    context: &Context,
    ids: &[Uuid],
    past: Option<Day>,
) -> Result<Vec<Entry>, ReadError> {
    let mut told = told(context.database.connection(), ids, past).await?;
    let policies = policy::versions(&context.database).await?;
    ids.iter()
        .map(|id| {
            let (title, record) = told
                .remove(&ProposalId(*id))
                .ok_or_else(|| ReadError::Damaged(format!("proposal {id} has no events")))?;
            let rules = policies
                .iter()
                .find(|version| version.number == record.policy_version)
                .map_or_else(Policy::istio, |version| version.rules.clone());
            Ok(Entry {
                title,
                record,
                rules,
            })
        })
        .collect()
}

/// How an entry stands, now or at the end of a past day.
pub(super) fn line(entry: &Entry, context: &Context, past: Option<Day>) -> QueueLine {
    let record = &entry.record;
    let at = past.map_or_else(|| context.instant(), |day| moment(end_of_day(day)));
    // What a past day asks of someone is asked no longer.
    let reader = context.actor().person_id().filter(|_| past.is_none());
    let changed_at = record.changed_at.as_microsecond();
    QueueLine {
        number: record.number,
        title: entry.title.clone(),
        state: record.state,
        author: record.author,
        submitted_at: record.ballot.opened_at.as_microsecond(),
        revision: record.revision().number,
        days_waiting: at.as_microsecond().saturating_sub(changed_at) / MICROSECONDS_A_DAY,
        turn: record.turn(),
        tally: tally(record, &entry.rules.decision, at),
        ask: reader.and_then(|reader| record.asks(reader)),
        decision: record.taken.as_ref().map(|taken| taken.number),
    }
}

const MICROSECONDS_A_DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// The first instant after a day, in microseconds since 1970: days of the record are days in UTC.
pub(super) fn end_of_day(day: Day) -> i64 {
    day.tomorrow()
        .ok()
        .and_then(|next| next.to_zoned(TimeZone::UTC).ok())
        .map_or(i64::MAX, |zoned| zoned.timestamp().as_microsecond())
}

pub(super) fn moment(microseconds: i64) -> Timestamp {
    Timestamp::from_microsecond(microseconds).unwrap_or(Timestamp::MAX)
}

/// The proposals with these ids, with all of their past. One query.
pub(crate) async fn records(
    connection: &impl ConnectionTrait,
    ids: impl Iterator<Item = Uuid>,
) -> Result<BTreeMap<ProposalId, Proposal>, ReadError> {
    let ids: Vec<Uuid> = ids.collect();
    let told = told(connection, &ids, None).await?;
    Ok(told
        .into_iter()
        .map(|(id, (_, record))| (id, record))
        .collect())
}

/// The proposals with these ids and what they were called, as far as the record tells of them by the end of a day. One query.
pub(super) async fn told(
    connection: &impl ConnectionTrait,
    ids: &[Uuid],
    past: Option<Day>,
) -> Result<BTreeMap<ProposalId, (String, Proposal)>, ReadError> {
    let mut query = event::Entity::find()
        .select_only()
        .columns([event::Column::HappenedOn, event::Column::Payload])
        .filter(event::Column::ProposalId.is_in(ids.iter().copied()))
        .order_by_asc(event::Column::Seq);
    if let Some(past) = past {
        query = query.filter(event::Column::HappenedOn.lte(past.to_string()));
    }
    let rows: Vec<(String, String)> = query.into_tuple().all(connection).await?;
    let mut told: BTreeMap<ProposalId, (String, Proposal)> = BTreeMap::new();
    for (happened_on, payload) in rows {
        if let Event::Proposal {
            proposal,
            title,
            change,
            ..
        } = record::dated(&happened_on, &payload)?.event
        {
            let before = told.remove(&proposal).map(|(_, record)| record);
            let next = Proposal::after(before, proposal, &change)
                .map_err(|error| ReadError::Damaged(error.to_string()))?;
            told.insert(proposal, (title, next));
        }
    }
    Ok(told)
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
