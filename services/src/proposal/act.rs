//! What is done to a proposal: one transaction that loads it, asks the rules, and adds the event.

use domain::{
    Day,
    community::Community,
    event::{DatedEvent, Event},
    ids::{GroupId, PersonId, ProposalId},
    permission::{Action, Denied, Resource},
    policy::Policy,
    proposal::{Facts, Proposal, ProposalCommand, ProposalEvent, ProposalRefusal, decide},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::{
    draft::DraftError,
    facts::{found, stopping},
    title::title,
};
use crate::{Context, ReadError, WriteError, entities::proposal, policy, record};

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
    Ok(context.person_id()?)
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
                if command.is_electors() {
                    let elector = before.record.ballot.elector(person).is_some();
                    own.may(Action::Decide, Resource::Ballot { elector })?;
                }
                let authorities = own.actor().authorities(before.group);
                let facts = Facts {
                    now: own.instant(),
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
pub(super) async fn append(
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
