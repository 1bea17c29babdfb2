//! The drafted charter amendment: when a proposal is subsumed into a group, that group’s leads get a draft that gives its
//! charter the work of both. What becomes of it is theirs.

use domain::{
    decision::DecisionNumber,
    ids::{GroupId, PersonId},
    proposal::{Elector, Request, charter_with_work},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{act::ActError, draft::to_json};
use crate::{Context, ReadError, WriteError, entities::proposal_draft, record};

/// So many are looked at for one group or decision.
const MOST: u64 = 20;

/// What a decision gives to another group.
pub(super) struct Subsumed<'a> {
    /// The decision.
    pub decision: DecisionNumber,
    /// The proposal’s number.
    pub proposal: u32,
    /// What was asked.
    pub request: &'a Request,
    /// Who took the decision.
    pub decided_by: PersonId,
    /// Who had a seat in it.
    pub electors: &'a [Elector],
    /// The group that gets the work.
    pub into: GroupId,
}

/// Drafts the amendment, in the transaction of the decision. Its authors are the group’s leads. Where it has none, the
/// committee acts for it (“reserves the right to dissolve or recharter working groups”): whoever took the decision, with
/// the others who had a seat in it.
pub(super) async fn draft(
    transaction: &DatabaseTransaction,
    context: &Context,
    subsumed: Subsumed<'_>,
) -> Result<(), ActError> {
    let group = record::group(transaction, subsumed.into, None)
        .await?
        .ok_or(ActError::NotFound)?;
    let mut leads: Vec<PersonId> = group
        .seats_held()
        .filter(|seat| seat.role.leads())
        .map(|seat| seat.person)
        .collect();
    leads.sort_unstable();
    leads.dedup();
    let (author, co_authors) = match leads.split_first() {
        Some((first, others)) => (*first, others.to_vec()),
        None => {
            let others = subsumed.electors.iter().map(|elector| elector.person);
            let others = others.filter(|person| *person != subsumed.decided_by);
            (subsumed.decided_by, others.collect())
        }
    };
    let (decision, proposal) = (subsumed.decision, subsumed.proposal);
    let charter = charter_with_work(
        group.charter().map_or("", |charter| charter.body.as_str()),
        subsumed.request,
        &format!("Taken over by decision {decision}."),
    );
    let request = Request::Recharter {
        group: subsumed.into,
        charter,
        reason: format!(
            "[Decision {decision}](/decisions/{decision}) gave the work of [proposal {proposal}](/proposals/{proposal}) to this group."
        ),
    };
    let now = context.now();
    proposal_draft::ActiveModel {
        id: Set(context.new_id()),
        author_id: Set(author.0),
        kind: Set(request.kind().key().to_owned()),
        proposal_id: Set(None),
        from_revision: Set(0),
        request: Set(to_json(&request)?),
        co_authors: Set(to_json(&co_authors)?),
        summary: Set(String::new()),
        version: Set(1),
        created_at: Set(now),
        changed_at: Set(now),
        unreadable: Set("[]".to_owned()),
        decision: Set(Some(decision.to_string())),
        group_id: Set(Some(subsumed.into.0)),
    }
    .insert(transaction)
    .await
    .map_err(WriteError::from)?;
    Ok(())
}

/// A drafted amendment that waits for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The draft.
    pub draft: Uuid,
    /// The decision that made it, as it is written.
    pub decision: String,
}

/// The drafted amendments of a group’s charter that the reader may write, the oldest first. One query; none for a visitor.
///
/// # Errors
/// When the database fails or a draft cannot be read.
pub async fn amendments_of_group(
    context: &Context,
    group: GroupId,
) -> Result<Vec<Amendment>, ReadError> {
    amendments(context, proposal_draft::Column::GroupId.eq(group.0)).await
}

/// The drafted amendments that a decision made and the reader may write. One query; none for a visitor.
///
/// # Errors
/// When the database fails or a draft cannot be read.
pub async fn amendments_of_decision(
    context: &Context,
    decision: DecisionNumber,
) -> Result<Vec<Amendment>, ReadError> {
    let by_decision = proposal_draft::Column::Decision.eq(decision.to_string());
    amendments(context, by_decision).await
}

async fn amendments(
    context: &Context,
    which: sea_orm::sea_query::SimpleExpr,
) -> Result<Vec<Amendment>, ReadError> {
    let Some(reader) = context.actor().person_id() else {
        return Ok(Vec::new());
    };
    let rows: Vec<(Uuid, Uuid, String, Option<String>)> = proposal_draft::Entity::find()
        .select_only()
        .columns([
            proposal_draft::Column::Id,
            proposal_draft::Column::AuthorId,
            proposal_draft::Column::CoAuthors,
            proposal_draft::Column::Decision,
        ])
        .filter(which)
        .filter(proposal_draft::Column::Decision.is_not_null())
        .order_by_asc(proposal_draft::Column::Id)
        .limit(MOST)
        .into_tuple()
        .all(context.database.connection())
        .await?;
    let mut found = Vec::new();
    for (draft, author, co_authors, decision) in rows {
        let co_authors: Vec<PersonId> = super::draft::of_json(&co_authors)?;
        if author == reader.0 || co_authors.contains(&reader) {
            found.push(Amendment {
                draft,
                decision: decision.unwrap_or_default(),
            });
        }
    }
    Ok(found)
}
