//! Proposals and decisions, as lists and searches need them.

use std::collections::BTreeMap;

use domain::{
    community::Community,
    decision::{Decider, Decision, Outcome},
    event::{DatedEvent, Event},
    ids::{GroupId, ProposalId},
    proposal::{Proposal, ProposalEvent},
    slug::name_key,
};
use jiff::Timestamp;
use sea_orm::{
    ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, sea_query::OnConflict,
};

use super::{decisions::supersede, number};
use crate::{
    WriteError,
    entities::{decision, proposal},
};

/// What stands beside the events of a proposal: its title and group as they are now.
struct Called {
    title: String,
    group: Option<GroupId>,
}

/// Writes the rows of the proposals that events are about, and of the decisions among them.
pub(super) async fn write(
    transaction: &DatabaseTransaction,
    events: &[DatedEvent],
    after: &Community,
) -> Result<(), WriteError> {
    let mut touched: BTreeMap<ProposalId, Called> = BTreeMap::new();
    for dated in events {
        let Event::Proposal {
            proposal,
            number: proposal_number,
            title,
            group,
            change,
        } = &dated.event
        else {
            continue;
        };
        touched.insert(
            *proposal,
            Called {
                title: title.clone(),
                group: *group,
            },
        );
        if let (ProposalEvent::Decided { decision, at }, Some(record)) =
            (change, after.proposals.get(proposal))
        {
            let row = decision_row(
                decision,
                record,
                *proposal_number,
                title,
                *group,
                (dated.on, *at),
            );
            row.into_active_model().insert(transaction).await?;
            supersede(transaction, decision.number, &decision.supersedes).await?;
        }
    }
    for (id, called) in touched {
        if let Some(record) = after.proposals.get(&id) {
            write_proposal(transaction, record, called).await?;
        }
    }
    Ok(())
}

async fn write_proposal(
    transaction: &DatabaseTransaction,
    record: &Proposal,
    called: Called,
) -> Result<(), WriteError> {
    let row = proposal::Model {
        id: record.id.0,
        number: number(record.number),
        kind: record.kind().key().to_owned(),
        state: record.state.key().to_owned(),
        title: called.title,
        group_id: called.group.map(|group| group.0),
        author_id: record.author.0,
        revision: number(record.revision().number),
        submitted_at: record.ballot.opened_at.as_microsecond(),
        revised_at: record.revision().at.as_microsecond(),
        changed_at: record.changed_at.as_microsecond(),
    };
    proposal::Entity::insert(row.into_active_model())
        .on_conflict(
            OnConflict::column(proposal::Column::Id)
                .update_columns([
                    proposal::Column::Kind,
                    proposal::Column::State,
                    proposal::Column::Title,
                    proposal::Column::GroupId,
                    proposal::Column::Revision,
                    proposal::Column::RevisedAt,
                    proposal::Column::ChangedAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

fn decision_row(
    decision: &Decision,
    record: &Proposal,
    proposal_number: u32,
    title: &str,
    group: Option<GroupId>,
    (on, at): (domain::Day, Timestamp),
) -> decision::Model {
    let (outcome, other) = match decision.outcome {
        Outcome::Formed => ("formed", None),
        Outcome::SubgroupOf { group } => ("subgroup_of", Some(group)),
        Outcome::SubsumedInto { group } => ("subsumed_into", Some(group)),
        Outcome::Approved => ("approved", None),
        Outcome::Declined => ("declined", None),
    };
    decision::Model {
        number: decision.number.to_string(),
        decided_by: Decider::Committee.key().to_owned(),
        proposal_id: Some(decision.proposal.0),
        proposal_number: Some(number(proposal_number)),
        kind: Some(record.kind().key().to_owned()),
        outcome: Some(outcome.to_owned()),
        escalation_number: None,
        context: String::new(),
        options: String::new(),
        links: "[]".to_owned(),
        title: title.to_owned(),
        search_key: name_key(&format!(
            "{} {title} {} {}",
            decision.number, decision.reasons, decision.conditions
        )),
        group_id: group.map(|group| group.0),
        other_group_id: other
            .or(record.revision().request.other_group())
            .map(|group| group.0),
        revision: Some(number(decision.revision)),
        reasons: decision.reasons.clone(),
        conditions: decision.conditions.clone(),
        decided_on: on.to_string(),
        decided_at: at.as_microsecond(),
        review_on: decision.review_on.map(|day| day.to_string()),
        reapply_from: decision.reapply_from.map(|day| day.to_string()),
        policy_version: number(decision.policy_version),
        recorded_by: decision.recorded_by.0,
        superseded_by: None,
    }
}
