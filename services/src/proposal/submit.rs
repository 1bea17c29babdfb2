//! A draft becomes a proposal, or the next revision of one.

use domain::{
    Day,
    event::{DatedEvent, Event},
    group::Group,
    ids::{PersonId, ProposalId},
    policy::Policy,
    proposal::{Answer, Facts, ProposalCommand, ProposalRefusal, Request, decide},
};
use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::{
    act::{ActError, acting, append, before, community_after},
    draft::{self, Draft},
    facts::ballot,
    title::title,
};
use crate::{
    Context, WriteError, announcement,
    entities::{nomination, proposal, proposal_draft},
    policy::{self, PolicyVersion},
    record,
};

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
    let stakeholders = match group_that_takes(transaction, &request).await? {
        Some(group) => group.now().stakeholders.clone(),
        None => request.stakeholders().to_vec(),
    };
    let electorate = version.rules.decision.electorate;
    let facts = facts_of(context, draft.author, &version.rules);
    let command = ProposalCommand::Submit {
        number,
        co_authors: draft.co_authors.clone(),
        request: Box::new(request),
        answers: draft.answers.clone(),
        ballot: ballot(
            transaction,
            electorate,
            &stakeholders,
            today,
            context.instant(),
        )
        .await?,
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
    group_that_takes(transaction, &draft.request).await?;
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

/// The group that the request is about, where there is one: its leads are such that what is asked could happen.
async fn group_that_takes(
    connection: &impl ConnectionTrait,
    request: &Request,
) -> Result<Option<Group>, ActError> {
    let Some(group) = request.group() else {
        return Ok(None);
    };
    let group = record::group(connection, group, None)
        .await?
        .ok_or(ActError::NotFound)?;
    match request.seat_misfit(&group) {
        Some(misfit) => Err(ProposalRefusal::Seats(misfit).into()),
        None => Ok(Some(group)),
    }
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
        now: context.instant(),
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
