//! What is done to a proposal: one transaction that loads it, asks the rules, and adds the event.

use domain::{
    Day,
    community::Community,
    event::{DatedEvent, Event},
    ids::{GroupId, PersonId, ProposalId},
    permission::{Action, Denied, Resource},
    policy::Policy,
    proposal::{
        Answer, Facts, Proposal, ProposalCommand, ProposalEvent, ProposalRefusal, Request, decide,
    },
};
use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::OnConflict,
};
use uuid::Uuid;

use super::{
    draft::{self, Draft, DraftError},
    facts::{ballot, found, stopping},
};
use crate::{
    Context, ReadError, WriteError, announcement,
    entities::{group, nomination, proposal, proposal_draft},
    policy::{self, PolicyVersion},
    record,
};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// There is no such proposal.
    #[error("there is no such proposal")]
    NotFound,
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// A rule stopped it.
    #[error(transparent)]
    Refused(#[from] ProposalRefusal),
    /// The database failed.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<sea_orm::DbErr> for ActError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Write(error.into())
    }
}

impl From<ReadError> for ActError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NotFound | ReadError::Moved(_) => Self::NotFound,
            ReadError::Denied(denied) => Self::Denied(denied),
            ReadError::Database(_) | ReadError::Damaged(_) => Self::Write(error.into()),
        }
    }
}

impl From<DraftError> for ActError {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::NotFound | DraftError::TooMany | DraftError::Stale(_) => Self::NotFound,
            DraftError::Denied(denied) => Self::Denied(denied),
            DraftError::Write(error) => Self::Write(error),
        }
    }
}

/// A proposal inside a transaction, with what the rules need to decide on it.
pub(super) struct Before {
    pub number: u32,
    pub title: String,
    pub group: Option<GroupId>,
    pub record: Proposal,
    pub policy: Policy,
}

/// The instant of the context, as events keep it.
pub(crate) fn now(context: &Context) -> Timestamp {
    Timestamp::from_microsecond(context.now()).unwrap_or_default()
}

/// Loads the proposal with that number, with the rules under which it is decided.
pub(super) async fn before(
    connection: &impl ConnectionTrait,
    number: u32,
) -> Result<Before, ActError> {
    let row = proposal::Entity::find()
        .filter(proposal::Column::Number.eq(i64::from(number)))
        .one(connection)
        .await?
        .ok_or(ActError::NotFound)?;
    let record = record::proposal(connection, ProposalId(row.id))
        .await?
        .ok_or(ActError::NotFound)?;
    let policy = policy::rules_of_version(connection, record.policy_version).await?;
    Ok(Before {
        number,
        title: row.title,
        group: row.group_id.map(GroupId),
        record,
        policy,
    })
}

/// The person who acts, as part of the community.
pub(super) fn acting(context: &Context) -> Result<PersonId, ActError> {
    context.may(Action::TakePart, Resource::Community)?;
    context
        .actor()
        .person_id()
        .ok_or(ActError::Denied(Denied::SignIn))
}

/// Does something to a submitted proposal. The pen is taken first: two who act at the same moment act one after the other,
/// and the second meets what the first left.
///
/// # Errors
/// When a rule stops it, the actor may not, or the database fails.
pub async fn act(context: &Context, number: u32, command: ProposalCommand) -> Result<(), ActError> {
    let person = acting(context)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let before = before(transaction, number).await?;
                let authorities = own.actor().authorities(before.group);
                let facts = Facts {
                    now: now(&own),
                    person,
                    authorities: &authorities,
                    method: &before.policy.decision,
                    stopping: &[],
                };
                let event = decide(Some(&before.record), command, &facts)?;
                let title = match &event {
                    ProposalEvent::Resubmitted { request, .. } => {
                        title(transaction, request).await?
                    }
                    ProposalEvent::Submitted { .. }
                    | ProposalEvent::ChangesRequested { .. }
                    | ProposalEvent::Withdrawn { .. }
                    | ProposalEvent::PositionStated { .. }
                    | ProposalEvent::ConcernRaised { .. }
                    | ProposalEvent::ConcernAnswered { .. }
                    | ProposalEvent::ConcernResolved { .. }
                    | ProposalEvent::Held { .. }
                    | ProposalEvent::Released { .. }
                    | ProposalEvent::Waived { .. }
                    | ProposalEvent::NominationAnswered { .. }
                    | ProposalEvent::Decided { .. } => before.title.clone(),
                };
                append(transaction, &own, newest, &before, title, event).await
            })
        })
        .await
}

/// Adds an event to the record of a proposal.
async fn append(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    before: &Before,
    title: String,
    change: ProposalEvent,
) -> Result<(), ActError> {
    let group = before.group;
    let events = [DatedEvent {
        on: context.today(),
        event: Event::Proposal {
            proposal: before.record.id,
            number: before.number,
            title,
            group,
            change,
        },
    }];
    let after = community_after(Some(before.record.clone()), &events)?;
    record::append(transaction, context, newest, &events, None, &after).await?;
    Ok(())
}

/// The proposal after its events, as the projection wants it.
pub(super) fn community_after(
    record: Option<Proposal>,
    events: &[DatedEvent],
) -> Result<Community, WriteError> {
    let mut after = Community::default();
    if let Some(record) = record {
        after.proposals.insert(record.id, record);
    }
    for event in events {
        after.apply(event)?;
    }
    Ok(after)
}

/// Submits a draft and gives the proposal’s number; a draft of a new revision becomes that revision, in its old place.
///
/// # Errors
/// When something is missing, the draft is not the actor’s, or the database fails. The draft stays then.
pub async fn submit(context: &Context, draft: Uuid) -> Result<u32, ActError> {
    let person = acting(context)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let draft = draft::load_on(transaction, draft).await?;
                if !draft.is_written_by(person) {
                    return Err(ActError::NotFound);
                }
                let number = match draft.of {
                    Some((proposal, from)) => {
                        resubmit(transaction, &own, newest, &draft, proposal, from).await?
                    }
                    None => {
                        draft::may_ask(&own, &draft.request)?;
                        submit_first(transaction, &own, newest, &draft).await?
                    }
                };
                proposal_draft::Entity::delete_by_id(draft.id)
                    .exec(transaction)
                    .await?;
                Ok(number)
            })
        })
        .await
}

async fn submit_first(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    draft: &Draft,
) -> Result<u32, ActError> {
    let today = context.today();
    let number = next_number(transaction).await?;
    let version = policy_of(transaction, today).await?;
    let request = draft.request.clone();
    let title = title(transaction, &request).await?;
    let group = request.group();
    let facts = facts_of(context, draft.author, &version.rules);
    let command = ProposalCommand::Submit {
        number,
        co_authors: draft.co_authors.clone(),
        request: Box::new(request),
        answers: draft.answers.clone(),
        ballot: ballot(transaction, today, now(context)).await?,
        policy_version: version.number,
    };
    let change = decide(None, command, &facts.borrowed())?;
    let events = [DatedEvent {
        on: today,
        event: Event::Proposal {
            proposal: ProposalId(context.new_id()),
            number,
            title: title.clone(),
            group,
            change,
        },
    }];
    let after = community_after(None, &events)?;
    let newest = record::append(transaction, context, newest, &events, None, &after).await?;
    let called = (number, title.as_str());
    announcement::post_proposal(transaction, context, newest, group, draft.author, called).await?;
    Ok(number)
}

async fn resubmit(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    draft: &Draft,
    proposal: ProposalId,
    from: u32,
) -> Result<u32, ActError> {
    let number = proposal::Entity::find_by_id(proposal.0)
        .one(transaction)
        .await?
        .and_then(|row| u32::try_from(row.number).ok())
        .ok_or(ActError::NotFound)?;
    let before = before(transaction, number).await?;
    let person = acting(context)?;
    let facts = facts_of(context, person, &before.policy);
    let command = ProposalCommand::Resubmit {
        from,
        request: Box::new(draft.request.clone()),
        summary: draft.summary.clone(),
    };
    let change = decide(Some(&before.record), command, &facts.borrowed())?;
    let title = title(transaction, &draft.request).await?;
    append(transaction, context, newest, &before, title, change).await?;
    Ok(number)
}

/// Facts with what they borrow from.
struct OwnFacts {
    now: Timestamp,
    person: PersonId,
    authorities: domain::actor::Authorities,
    method: domain::policy::DecisionMethod,
}

fn facts_of(context: &Context, person: PersonId, policy: &Policy) -> OwnFacts {
    OwnFacts {
        now: now(context),
        person,
        authorities: context.actor().authorities(None),
        method: policy.decision.clone(),
    }
}

impl OwnFacts {
    fn borrowed(&self) -> Facts<'_> {
        Facts {
            now: self.now,
            person: self.person,
            authorities: &self.authorities,
            method: &self.method,
            stopping: &[],
        }
    }
}

async fn next_number(connection: &impl ConnectionTrait) -> Result<u32, ActError> {
    let newest: Option<i32> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Number)
        .order_by_desc(proposal::Column::Number)
        .limit(1)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(u32::try_from(newest.unwrap_or(0)).unwrap_or_default() + 1)
}

async fn policy_of(
    connection: &impl ConnectionTrait,
    today: Day,
) -> Result<PolicyVersion, ActError> {
    policy::version_on(connection, today)
        .await?
        .ok_or_else(|| WriteError::Damaged("the community has no policy".to_owned()).into())
}

/// What a proposal is called: “Form Ambient Storage”, “Merge Retries into Routing”.
async fn title(connection: &impl ConnectionTrait, request: &Request) -> Result<String, ActError> {
    let verb = request.kind().verb();
    if let Request::Form { name, .. } = request {
        return Ok(format!("{verb} {}", name.trim()));
    }
    let groups: Vec<(Uuid, String)> = group::Entity::find()
        .select_only()
        .columns([group::Column::Id, group::Column::Name])
        .filter(
            group::Column::Id.is_in(
                request
                    .group()
                    .into_iter()
                    .chain(request.other_group())
                    .map(|group| group.0),
            ),
        )
        .into_tuple()
        .all(connection)
        .await?;
    let name = |id: Option<GroupId>| {
        id.and_then(|id| groups.iter().find(|(group, _)| *group == id.0))
            .map(|(_, name)| name.as_str())
    };
    let own = name(request.group()).ok_or(ActError::NotFound)?;
    Ok(match (request, name(request.other_group())) {
        (Request::Merge { .. }, Some(into)) => format!("{verb} {own} into {into}"),
        (Request::Convert { .. }, Some(parent)) => format!("Make {own} a part of {parent}"),
        (Request::Convert { .. }, None) => format!("Make {own} a group of its own"),
        (Request::Rename { name, .. }, _) => format!("{verb} {own} to {}", name.trim()),
        (
            Request::Form { .. }
            | Request::Recharter { .. }
            | Request::ChangeLeads { .. }
            | Request::Merge { .. }
            | Request::Dissolve { .. }
            | Request::Revive { .. },
            _,
        ) => format!("{verb} {own}"),
    })
}

/// A nominee’s answer to a draft that is not submitted yet.
///
/// # Errors
/// When the actor is not nominated in it, or the database fails.
pub async fn answer_draft_nomination(
    context: &Context,
    draft: Uuid,
    answer: Answer,
) -> Result<(), ActError> {
    let person = acting(context)?;
    let connection = context.database.connection();
    let draft = draft::load_on(connection, draft).await?;
    let nominated = draft
        .request
        .nominees()
        .iter()
        .any(|nomination| nomination.person == person);
    if !nominated {
        return Err(ActError::Refused(ProposalRefusal::NotNominated));
    }
    let said = match answer {
        Answer::Accepted => "accepted",
        Answer::Declined => "declined",
    };
    nomination::Entity::insert(nomination::ActiveModel {
        draft_id: Set(draft.id),
        person_id: Set(person.0),
        answer: Set(said.to_owned()),
        answered_at: Set(context.now()),
    })
    .on_conflict(
        OnConflict::columns([nomination::Column::DraftId, nomination::Column::PersonId])
            .update_columns([nomination::Column::Answer, nomination::Column::AnsweredAt])
            .to_owned(),
    )
    .exec_without_returning(connection)
    .await?;
    Ok(())
}

/// The lead rules that stop a decision on what is asked now.
pub(super) async fn stopped_by(
    connection: &impl ConnectionTrait,
    before: &Before,
    group: Option<&domain::group::Group>,
    today: Day,
) -> Result<Vec<(domain::lead_rules::LeadRule, Option<PersonId>)>, ActError> {
    let request = &before.record.revision().request;
    let found = found(connection, request, group, &before.policy, today).await?;
    Ok(stopping(found.as_ref(), &before.policy))
}
