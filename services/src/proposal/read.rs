//! The pages of proposals: the queue, and one proposal with everything said about it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    decision::{DecisionNumber, Outcome},
    event::Event,
    group::GroupEvent,
    ids::{GroupId, OrganizationId, PersonId, ProposalId},
    policy::Policy,
    proposal::{
        Choice, Proposal, ProposalState, Recusal, Request, Tally, Verdict, recusals, tally,
    },
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    act::now,
    comment::{CommentLine, comments},
    facts::{LeadFindings, lead_findings},
    take::prospect,
};
use crate::{
    Context, ReadError,
    entities::{affiliation, event, proposal},
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

/// Who has to do something next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The committee: positions, an answer to time.
    Committee,
    /// Its authors: changes, or an answer to a concern.
    Authors,
    /// Nominees, who have not answered.
    Nominees,
    /// Nobody: it has ended.
    Nobody,
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
    let needs_reader = reader.is_some_and(|reader| {
        record.state == ProposalState::InReview
            && record.ballot.elector(reader).is_some()
            && needs_position(record, reader)
    });
    QueueLine {
        number: record.number,
        title: row.title.clone(),
        state: record.state,
        author: record.author,
        submitted_at: row.submitted_at,
        revision: record.revision().number,
        days_waiting: (context.now().saturating_sub(row.changed_at)) / MICROSECONDS_A_DAY,
        turn: turn(record),
        tally: counted,
        needs_reader,
        decision: record.taken.as_ref().map(|taken| taken.number),
    }
}

const MICROSECONDS_A_DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// Whether an elector has yet to state a position on the newest revision, or to confirm one of before it.
fn needs_position(record: &Proposal, elector: PersonId) -> bool {
    match record.position_of(elector) {
        None => true,
        Some(position) => match position.choice {
            Choice::Recuse => false,
            Choice::Approve
            | Choice::SubgroupOf { .. }
            | Choice::SubsumeInto { .. }
            | Choice::RequestChanges
            | Choice::Decline
            | Choice::Abstain => position.revision < record.revision().number,
        },
    }
}

fn turn(record: &Proposal) -> Turn {
    match record.state {
        ProposalState::Decided | ProposalState::Withdrawn => Turn::Nobody,
        ProposalState::ChangesRequested => Turn::Authors,
        ProposalState::InReview => {
            let unanswered = record
                .open_concerns()
                .any(|concern| concern.answers.is_empty());
            let silent = record
                .revision()
                .request
                .nominees()
                .iter()
                .any(|nomination| record.answer_of(nomination.person).is_none());
            match (unanswered, silent) {
                (true, _) => Turn::Authors,
                (false, true) => Turn::Nominees,
                (false, false) => Turn::Committee,
            }
        }
    }
}

/// The proposals with these ids, with all of their past. One query.
async fn records(
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

/// One proposal, with everything that its page shows.
pub struct ProposalPage {
    /// What it is called.
    pub title: String,
    /// The proposal with its past.
    pub record: Proposal,
    /// The rules under which it is decided.
    pub policy: Policy,
    /// The count, now.
    pub tally: Tally,
    /// The outcome that a decision could have now, and what it would do; none where it cannot be taken yet.
    pub ready: Option<(Outcome, Vec<GroupEvent>)>,
    /// Why what is ready cannot be done as it is written.
    pub obstacle: Option<String>,
    /// What the lead rules find.
    pub findings: Option<LeadFindings>,
    /// The reader’s reasons to recuse; none where they are no elector.
    pub recusals: Vec<Recusal>,
    /// What people say of it, oldest first.
    pub comments: Vec<CommentLine>,
    /// The comment after which the next page of them begins.
    pub more_comments: Option<Uuid>,
    /// Names of everyone and everything that it speaks of.
    pub names: Names,
}

/// The proposal with that number; its comments from after one on. A fixed number of queries, however much was said.
///
/// # Errors
/// When there is none, the database fails or the record is damaged.
pub async fn page(
    context: &Context,
    number: u32,
    comments_after: Option<Uuid>,
) -> Result<ProposalPage, ReadError> {
    let connection = context.database.connection();
    let row = proposal::Entity::find()
        .filter(proposal::Column::Number.eq(i64::from(number)))
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)?;
    let id = ProposalId(row.id);
    let record = record::proposal(connection, id)
        .await?
        .ok_or(ReadError::NotFound)?;
    let policy = policy::rules_of_version(connection, record.policy_version).await?;
    let counted = tally(&record, &policy.decision, now(context));
    let findings = lead_findings(context, &record.revision().request, &policy).await?;
    let (ready, obstacle) = match counted.verdict {
        Verdict::Ready(outcome) => match prospect(context, number, outcome).await {
            Ok(prospect) => (Some((outcome, prospect.effects)), None),
            Err(error) => (None, Some(error.to_string())),
        },
        Verdict::Lapsed(_) => (Some((Outcome::Declined, Vec::new())), None),
        Verdict::NotYet(_) | Verdict::NotOpen => (None, None),
    };
    let (comments, more_comments) = comments(context, id, comments_after).await?;
    let recusals = match context.actor().person_id() {
        Some(reader) => reasons_to_recuse(connection, context, &record, reader).await?,
        None => Vec::new(),
    };
    let names = Names::of(
        connection,
        groups_of(&record),
        people_of(&record, &comments),
        BTreeSet::new(),
    )
    .await?;
    Ok(ProposalPage {
        title: row.title,
        record,
        policy,
        tally: counted,
        ready,
        obstacle,
        findings,
        recusals,
        comments,
        more_comments,
        names,
    })
}

async fn reasons_to_recuse(
    connection: &impl ConnectionTrait,
    context: &Context,
    record: &Proposal,
    reader: PersonId,
) -> Result<Vec<Recusal>, ReadError> {
    let Some(elector) = record.ballot.elector(reader) else {
        return Ok(Vec::new());
    };
    let request = &record.revision().request;
    let nominees: Vec<Uuid> = request
        .nominees()
        .iter()
        .map(|nomination| nomination.person.0)
        .collect();
    let today = context.today().to_string();
    let organizations: Vec<(PersonId, OrganizationId)> = affiliation::Entity::find()
        .filter(affiliation::Column::PersonId.is_in(nominees))
        .filter(affiliation::Column::Since.lte(&today))
        .filter(affiliation::Column::Until.is_null())
        .all(connection)
        .await?
        .into_iter()
        .map(|row| (PersonId(row.person_id), OrganizationId(row.organization_id)))
        .collect();
    let mut authors = record.co_authors.clone();
    authors.push(record.author);
    Ok(recusals(elector, request, &authors, &organizations))
}

/// Everyone that a proposal speaks of.
fn people_of(record: &Proposal, comments: &[CommentLine]) -> BTreeSet<PersonId> {
    let revisions = record
        .revisions
        .iter()
        .flat_map(|revision| revision.request.people().into_iter().chain([revision.by]));
    revisions
        .chain([record.author])
        .chain(record.co_authors.iter().copied())
        .chain(record.ballot.electors.iter().map(|elector| elector.person))
        .chain(record.positions.iter().map(|position| position.elector))
        .chain(record.concerns.iter().flat_map(|concern| {
            concern
                .answers
                .iter()
                .map(|(by, _, _)| *by)
                .chain([concern.owner])
        }))
        .chain(record.holds.iter().map(|hold| hold.by))
        .chain(
            record
                .waivers
                .iter()
                .flat_map(|waiver| waiver.person.into_iter().chain([waiver.by])),
        )
        .chain(
            comments
                .iter()
                .flat_map(|comment| comment.resolved_by.into_iter().chain([comment.author])),
        )
        .collect()
}

fn groups_of(record: &Proposal) -> BTreeSet<GroupId> {
    let named = record.revisions.iter().flat_map(|revision| {
        revision
            .request
            .group()
            .into_iter()
            .chain(revision.request.other_group())
    });
    let wanted = record
        .positions
        .iter()
        .filter_map(|position| match position.choice {
            Choice::SubgroupOf { group } | Choice::SubsumeInto { group } => Some(group),
            Choice::Approve
            | Choice::RequestChanges
            | Choice::Decline
            | Choice::Abstain
            | Choice::Recuse => None,
        });
    named.chain(wanted).collect()
}

/// What a request says, as one text, so that two revisions can be compared word by word.
#[must_use]
pub fn as_text(request: &Request, names: &Names) -> String {
    let group = |id: GroupId| {
        names
            .group(id)
            .map_or_else(String::new, |name| name.name.clone())
    };
    let person = |id: PersonId| {
        names
            .person(id)
            .map_or_else(String::new, |name| name.name.clone())
    };
    let mut lines: Vec<String> = Vec::new();
    match request {
        Request::Form {
            name,
            group_kind,
            parent,
            description,
            charter,
            roadmap,
            meeting_link,
            ..
        } => {
            lines.push(format!("Name: {name}"));
            lines.push(format!("Kind: {}", group_kind.words()));
            lines.extend(parent.map(|parent| format!("Part of: {}", group(parent))));
            lines.push(format!("For: {description}"));
            lines.push(charter.markdown());
            lines.extend(
                roadmap
                    .iter()
                    .map(|line| format!("Month {}: {}", line.month, line.outcome)),
            );
            if !meeting_link.is_empty() {
                lines.push(format!("Meets at: {meeting_link}"));
            }
        }
        Request::Recharter {
            charter, reason, ..
        } => lines.extend([charter.clone(), format!("Why: {reason}")]),
        Request::Rename { name, reason, .. } => {
            lines.extend([format!("New name: {name}"), format!("Why: {reason}")]);
        }
        Request::Merge { into, reason, .. } => {
            lines.extend([format!("Into: {}", group(*into)), format!("Why: {reason}")]);
        }
        Request::Convert {
            group_kind,
            parent,
            reason,
            ..
        } => {
            lines.push(format!("Becomes: {}", group_kind.words()));
            lines.extend(parent.map(|parent| format!("Part of: {}", group(parent))));
            lines.push(format!("Why: {reason}"));
        }
        Request::ChangeLeads {
            changes, reason, ..
        } => {
            lines.extend(changes.iter().map(|change| {
                let (verb, seat) = change.parts();
                format!("{verb}: {}, {}", person(seat.person), seat.role.word())
            }));
            lines.push(format!("Why: {reason}"));
        }
        Request::Dissolve { reason, .. } | Request::Revive { reason, .. } => {
            lines.push(format!("Why: {reason}"));
        }
    }
    if !matches!(request, Request::ChangeLeads { .. }) {
        lines.extend(request.nominees().iter().map(|nomination| {
            format!(
                "Nominated: {}, {}",
                person(nomination.person),
                nomination.role.word()
            )
        }));
    }
    lines.join("\n\n")
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

/// The charter of a group as it is now, to write another from; empty where there is none.
///
/// # Errors
/// When there is no such group, the database fails or the record is damaged.
pub async fn charter_of(context: &Context, group: GroupId) -> Result<String, ReadError> {
    let group = record::group(context.database.connection(), group, None)
        .await?
        .ok_or(ReadError::NotFound)?;
    Ok(group
        .charter()
        .map_or_else(String::new, |charter| charter.body.clone()))
}

/// The names of everyone and everything that a request speaks of, and of those people beside it.
///
/// # Errors
/// When the database fails.
pub async fn names_of_request(
    context: &Context,
    request: &Request,
    people: &[PersonId],
) -> Result<Names, ReadError> {
    Names::of(
        context.database.connection(),
        request
            .group()
            .into_iter()
            .chain(request.other_group())
            .collect(),
        request
            .people()
            .into_iter()
            .chain(people.iter().copied())
            .collect(),
        BTreeSet::new(),
    )
    .await
}

/// The id of the proposal with that number.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn id_of_number(context: &Context, number: u32) -> Result<ProposalId, ReadError> {
    proposal::Entity::find()
        .filter(proposal::Column::Number.eq(i64::from(number)))
        .one(context.database.connection())
        .await?
        .map(|row| ProposalId(row.id))
        .ok_or(ReadError::NotFound)
}
