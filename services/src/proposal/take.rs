//! Taking a decision: its number, what it does, and the events of both, in one transaction.

use domain::{
    Day,
    community::Community,
    decision::{Decision, DecisionNumber, Outcome},
    event::{DatedEvent, Event},
    group::{self, Group, GroupEvent, Refusal},
    ids::GroupId,
    permission::{Action, Resource},
    proposal::{
        Effect, EffectError, Facts, ProposalCommand, ProposalRefusal, Request, Tally, decide,
        effects, tally,
    },
    slug::Slug,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};

use super::{
    act::{ActError, Before, acting, before, stopped_by},
    amendment::{self, Subsumed},
};
use crate::{
    Context, ReadError, WriteError, checklist,
    entities::{self, former_slug},
    record,
};

/// What the committee writes to a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionWords {
    /// Why, in Markdown.
    pub reasons: String,
    /// On which conditions, in Markdown.
    pub conditions: String,
    /// The day on which it is to be looked at again.
    pub review_on: Option<Day>,
    /// The day from which a declined proposal may come back.
    pub reapply_from: Option<Day>,
    /// Earlier decisions that no longer hold.
    pub supersedes: Vec<DecisionNumber>,
}

/// Why no decision was taken; nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// As with anything that is done to a proposal.
    #[error(transparent)]
    Act(#[from] ActError),
    /// A group does not take what the decision would do to it.
    #[error("“{group}”: {refusal}")]
    Group {
        /// Its name.
        group: String,
        /// Why.
        refusal: Refusal,
    },
    /// The outcome does not fit.
    #[error(transparent)]
    Effect(#[from] EffectError),
    /// A decision that it is to supersede is not there, or is superseded already.
    #[error("There is no decision {0} that could be superseded.")]
    NoSuchDecision(DecisionNumber),
}

impl From<sea_orm::DbErr> for TakeError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Act(error.into())
    }
}

impl From<WriteError> for TakeError {
    fn from(error: WriteError) -> Self {
        Self::Act(error.into())
    }
}

impl From<ReadError> for TakeError {
    fn from(error: ReadError) -> Self {
        Self::Act(error.into())
    }
}

impl From<ProposalRefusal> for TakeError {
    fn from(refusal: ProposalRefusal) -> Self {
        Self::Act(refusal.into())
    }
}

/// What a decision would do, for confirming it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prospect {
    /// The count.
    pub tally: Tally,
    /// What would be done, in order.
    pub effects: Vec<GroupEvent>,
}

/// What taking a decision with that outcome would do. Nothing is written.
///
/// # Errors
/// Why it cannot be done as it is written.
pub async fn prospect(
    context: &Context,
    number: u32,
    outcome: Outcome,
) -> Result<Prospect, TakeError> {
    let connection = context.database.connection();
    let before = before(connection, number).await?;
    let tally = tally(&before.record, &before.policy.decision, context.instant());
    let done = done(connection, context, &before, outcome).await?;
    Ok(Prospect {
        tally,
        effects: done.into_iter().map(|(_, change)| change).collect(),
    })
}

/// Takes the decision: its number is the next of the year, and what it does happens with it.
///
/// # Errors
/// When the rule for deciding is not met, a group does not take it, or the database fails.
pub async fn take(
    context: &Context,
    number: u32,
    revision: u32,
    outcome: Outcome,
    words: DecisionWords,
) -> Result<DecisionNumber, TakeError> {
    let person = acting(context)?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let before = before(transaction, number).await?;
                let elector = before.record.ballot.elector(person).is_some();
                own.may(Action::Decide, Resource::Ballot { elector })
                    .map_err(ActError::Denied)?;
                for superseded in &words.supersedes {
                    if !crate::decision::holds(transaction, *superseded).await? {
                        return Err(TakeError::NoSuchDecision(*superseded));
                    }
                }
                let decision = Decision {
                    number: crate::decision::next_number(transaction, own.today()).await?,
                    proposal: before.record.id,
                    revision,
                    outcome,
                    reasons: words.reasons,
                    conditions: words.conditions,
                    review_on: words.review_on,
                    reapply_from: words.reapply_from,
                    policy_version: before.record.policy_version,
                    supersedes: words.supersedes,
                    recorded_by: person,
                };
                let taken = decision.number;
                let group = match before.record.revision().request.group() {
                    Some(group) => record::group(transaction, group, None).await?,
                    None => None,
                };
                let stopping =
                    stopped_by(transaction, &before, group.as_ref(), own.today()).await?;
                let authorities = own.actor().authorities(before.group);
                let facts = Facts {
                    now: own.instant(),
                    person,
                    authorities: &authorities,
                    method: &before.policy.decision,
                    stopping: &stopping,
                };
                let command = ProposalCommand::Decide(Box::new(decision));
                let change = decide(Some(&before.record), command, &facts)?;
                let done = done(transaction, &own, &before, outcome).await?;
                let record = before.record.clone();
                write(transaction, &own, newest, before, change, done).await?;
                if let Outcome::SubsumedInto { group: into } = outcome {
                    let subsumed = Subsumed {
                        decision: taken,
                        proposal: number,
                        request: &record.revision().request,
                        decided_by: person,
                        electors: &record.ballot.electors,
                        into,
                    };
                    amendment::draft(transaction, &own, subsumed).await?;
                }
                Ok(taken)
            })
        })
        .await
}

async fn write(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    before: Before,
    change: domain::proposal::ProposalEvent,
    done: Vec<(GroupId, GroupEvent)>,
) -> Result<(), TakeError> {
    let on = context.today();
    let formed = done
        .iter()
        .find(|(_, change)| matches!(change, GroupEvent::Formed { .. }))
        .map(|(group, _)| *group);
    let mut after = Community::default();
    let touched: std::collections::BTreeSet<GroupId> =
        done.iter().map(|(group, _)| *group).collect();
    for group in touched {
        if let Some(record) = record::group(transaction, group, None).await? {
            after.groups.insert(group, record);
        }
    }
    let proposal = Event::Proposal {
        proposal: before.record.id,
        number: before.number,
        title: before.title,
        group: before.group.or(formed),
        change,
    };
    let policy = before.policy;
    let request = before.record.revision().request.clone();
    after.proposals.insert(before.record.id, before.record);
    let events: Vec<DatedEvent> = std::iter::once(proposal)
        .chain(done.iter().map(|(group, change)| Event::Group {
            group: *group,
            change: change.clone(),
        }))
        .map(|event| DatedEvent { on, event })
        .collect();
    for event in &events {
        after.apply(event).map_err(WriteError::from)?;
    }
    record::append(transaction, context, newest, &events, None, &after).await?;
    checklist::begin(transaction, context, on, &done, &after, &policy).await?;
    if let Some(group) = formed.and_then(|group| after.groups.get(&group)) {
        checklist::perform(transaction, context, group, &request).await?;
    }
    Ok(())
}

/// What the outcome does to groups, event by event, or why one of them does not take it.
async fn done(
    connection: &impl ConnectionTrait,
    context: &Context,
    before: &Before,
    outcome: Outcome,
) -> Result<Vec<(GroupId, GroupEvent)>, TakeError> {
    let new_group = GroupId(context.new_id());
    let slug = free_slug(connection, &before.record.revision().request).await?;
    let on = context.today();
    let authorities = domain::actor::Authorities::new([domain::actor::Authority::Committee]);
    let mut groups = Community::default();
    let mut done = Vec::new();
    for Effect { group: id, command } in effects(&before.record, outcome, new_group, &slug)? {
        if id != new_group && !groups.groups.contains_key(&id) {
            let group = record::group(connection, id, None)
                .await?
                .ok_or(ActError::NotFound)?;
            groups.groups.insert(id, group);
        }
        let record = groups.groups.get(&id);
        let changes = group::decide(record, command, on, &authorities, &before.policy).map_err(
            |refusal| TakeError::Group {
                group: record.map_or_else(|| before.title.clone(), name),
                refusal,
            },
        )?;
        for change in changes {
            let dated = DatedEvent {
                on,
                event: Event::Group {
                    group: id,
                    change: change.clone(),
                },
            };
            groups.apply(&dated).map_err(WriteError::from)?;
            done.push((id, change));
        }
    }
    Ok(done)
}

fn name(group: &Group) -> String {
    group.now().name.clone()
}

/// An address for the name of what is asked that no group has or had.
async fn free_slug(
    connection: &impl ConnectionTrait,
    request: &Request,
) -> Result<Slug, TakeError> {
    let name = match request {
        Request::Form { name, .. } | Request::Rename { name, .. } => name.as_str(),
        Request::Recharter { .. }
        | Request::ChangeLeads { .. }
        | Request::Merge { .. }
        | Request::Convert { .. }
        | Request::Dissolve { .. }
        | Request::Revive { .. } => "",
    };
    let wanted = Slug::of_name(name).unwrap_or_else(Slug::unnamed);
    let prefix = format!("{wanted}%");
    let mut taken: Vec<String> = entities::group::Entity::find()
        .select_only()
        .column(entities::group::Column::Slug)
        .filter(entities::group::Column::Slug.like(&prefix))
        .into_tuple()
        .all(connection)
        .await?;
    taken.extend(
        former_slug::Entity::find()
            .select_only()
            .column(former_slug::Column::Slug)
            .filter(former_slug::Column::Slug.like(&prefix))
            .into_tuple::<String>()
            .all(connection)
            .await?,
    );
    Ok(wanted.free(|slug| taken.iter().any(|other| *other == slug.to_string())))
}
