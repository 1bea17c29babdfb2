//! One proposal with everything that was said about it.

use std::collections::BTreeSet;

use domain::{
    Day,
    decision::Outcome,
    event::Event,
    group::GroupEvent,
    ids::{GroupId, OrganizationId, PersonId, ProposalId},
    policy::Policy,
    proposal::{Choice, Proposal, ProposalEvent, Recusal, Tally, Verdict, recusals, tally},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{
    comment::{CommentLine, comments},
    facts::{LeadFindings, found, lead_findings},
    queue::{end_of_day, moment, told},
    take::prospect,
};
use crate::{
    Context, ReadError,
    entities::{affiliation, event, proposal},
    history::Names,
    policy, record,
};

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

/// The proposal with that number, as it is or as it stood at the end of a past day; its comments from after one on. A fixed
/// number of queries, however much was said.
///
/// # Errors
/// When there is none, the database fails or the record is damaged.
pub async fn page(
    context: &Context,
    number: u32,
    comments_after: Option<Uuid>,
    past: Option<Day>,
) -> Result<ProposalPage, ReadError> {
    let connection = context.database.connection();
    let row = proposal::Entity::find()
        .filter(proposal::Column::Number.eq(i64::from(number)))
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)?;
    let id = ProposalId(row.id);
    // Before it was submitted there was no such proposal.
    let (title, record) = told(connection, &[row.id], past)
        .await?
        .remove(&id)
        .ok_or(ReadError::NotFound)?;
    let policy = policy::rules_of_version(connection, record.policy_version).await?;
    let at = past.map_or_else(|| context.instant(), |day| moment(end_of_day(day)));
    let counted = tally(&record, &policy.decision, at);
    let findings = findings(context, &record, &policy, past).await?;
    let (ready, obstacle) = match counted.verdict {
        Verdict::Ready(_) | Verdict::Lapsed(_) if past.is_some() => (None, None),
        Verdict::Ready(outcome) => match prospect(context, number, outcome).await {
            Ok(prospect) => (Some((outcome, prospect.effects)), None),
            Err(error) => (None, Some(error.to_string())),
        },
        Verdict::Lapsed(_) => (Some((Outcome::Declined, Vec::new())), None),
        Verdict::NotYet(_) | Verdict::NotOpen => (None, None),
    };
    let (comments, more_comments) = comments(context, id, comments_after, past).await?;
    let recusals = match context.actor().person_id() {
        Some(_) if past.is_some() => Vec::new(),
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
        title,
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

async fn findings(
    context: &Context,
    record: &Proposal,
    policy: &Policy,
    past: Option<Day>,
) -> Result<Option<LeadFindings>, ReadError> {
    let request = &record.revision().request;
    let Some(day) = past else {
        return lead_findings(context, request, policy).await;
    };
    let connection = context.database.connection();
    let group = match request.group() {
        Some(group) => record::group(connection, group, Some(day)).await?,
        None => None,
    };
    found(connection, request, group.as_ref(), policy, day).await
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
            .chain(revision.request.stakeholders().iter().copied())
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
    let seats = record
        .ballot
        .electors
        .iter()
        .filter_map(|elector| elector.stakeholder);
    named.chain(wanted).chain(seats).collect()
}

/// Whether the actor has a seat in the ballot of the proposal with that number. Two queries.
///
/// # Errors
/// When there is no such proposal, the database fails or the record is damaged.
pub async fn is_elector(context: &Context, number: u32) -> Result<bool, ReadError> {
    let connection = context.database.connection();
    let row = proposal::Entity::find()
        .filter(proposal::Column::Number.eq(i64::from(number)))
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)?;
    let Some(person) = context.actor().person_id() else {
        return Ok(false);
    };
    let submitted: Option<(String, String)> = event::Entity::find()
        .select_only()
        .columns([event::Column::HappenedOn, event::Column::Payload])
        .filter(event::Column::ProposalId.eq(row.id))
        .filter(event::Column::Kind.eq("proposal_submitted"))
        .into_tuple()
        .one(connection)
        .await?;
    let Some((happened_on, payload)) = submitted else {
        return Err(ReadError::Damaged(format!(
            "proposal {number} has no submission"
        )));
    };
    let event = record::dated(&happened_on, &payload)?.event;
    Ok(matches!(event, Event::Proposal {
        change: ProposalEvent::Submitted { ballot, .. },
        ..
    } if ballot.elector(person).is_some()))
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
