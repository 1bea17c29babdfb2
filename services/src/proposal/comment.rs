//! What people say of a proposal, as a whole or of a passage of it.

use domain::{
    Day,
    ids::{PersonId, ProposalId},
    permission::Denied,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, prelude::Expr,
};
use uuid::Uuid;

use super::{
    act::{ActError, acting},
    queue::end_of_day,
};
use crate::{
    Context, ReadError,
    entities::{comment, proposal},
    record,
};

/// So many comments stand on a page.
pub const COMMENTS_A_PAGE: u64 = 100;

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentLine {
    /// Its id, a place to link to.
    pub id: Uuid,
    /// Who says it.
    pub author: PersonId,
    /// On which revision.
    pub revision: u32,
    /// The passage that it is about, word for word; empty for the whole.
    pub passage: String,
    /// What they say, in Markdown.
    pub body: String,
    /// When, in microseconds since 1970.
    pub written_at: i64,
    /// Who said that it is resolved.
    pub resolved_by: Option<PersonId>,
}

/// The comments of a proposal, oldest first, from after one on, as they stood at the end of a past day; and where the next page begins. One query.
pub(super) async fn comments(
    context: &Context,
    proposal: ProposalId,
    after: Option<Uuid>,
    past: Option<Day>,
) -> Result<(Vec<CommentLine>, Option<Uuid>), ReadError> {
    let mut query = comment::Entity::find()
        .filter(comment::Column::ProposalId.eq(proposal.0))
        .order_by_asc(comment::Column::Id)
        .limit(COMMENTS_A_PAGE + 1);
    if let Some(after) = after {
        query = query.filter(comment::Column::Id.gt(after));
    }
    let end = past.map(end_of_day);
    if let Some(end) = end {
        query = query.filter(comment::Column::WrittenAt.lt(end));
    }
    let mut rows = query.all(context.database.connection()).await?;
    let more = rows.len() as u64 > COMMENTS_A_PAGE;
    rows.truncate(usize::try_from(COMMENTS_A_PAGE).unwrap_or(usize::MAX));
    let next = more.then(|| rows.last().map(|row| row.id)).flatten();
    let lines = rows
        .into_iter()
        .map(|row| CommentLine {
            id: row.id,
            author: PersonId(row.author_id),
            revision: u32::try_from(row.revision).unwrap_or_default(),
            passage: row.passage,
            body: row.body,
            written_at: row.written_at,
            resolved_by: row
                .resolved_by
                .filter(|_| end.is_none_or(|end| row.resolved_at.is_some_and(|at| at < end)))
                .map(PersonId),
        })
        .collect();
    Ok((lines, next))
}

/// Says something of a proposal and gives the comment’s id. `passage` is quoted from its text; it may be empty.
///
/// # Errors
/// When there is no such proposal, the actor may not, or the database fails.
pub async fn comment_on(
    context: &Context,
    number: u32,
    passage: String,
    body: String,
) -> Result<Uuid, ActError> {
    let author = acting(context)?;
    let connection = context.database.connection();
    let row = proposal::Entity::find()
        .filter(proposal::Column::Number.eq(i64::from(number)))
        .one(connection)
        .await?
        .ok_or(ActError::NotFound)?;
    let id = context.new_id();
    comment::ActiveModel {
        id: Set(id),
        proposal_id: Set(row.id),
        revision: Set(row.revision),
        passage: Set(passage),
        author_id: Set(author.0),
        body: Set(body),
        written_at: Set(context.now()),
        resolved_by: Set(None),
        resolved_at: Set(None),
    }
    .insert(connection)
    .await?;
    Ok(id)
}

/// Says that a comment is resolved: whoever wrote it can, and the proposal’s authors.
///
/// # Errors
/// When there is no such comment that the actor could resolve, or the database fails.
pub async fn resolve_comment(context: &Context, number: u32, id: Uuid) -> Result<(), ActError> {
    let person = acting(context)?;
    let connection = context.database.connection();
    let row = comment::Entity::find_by_id(id)
        .one(connection)
        .await?
        .ok_or(ActError::NotFound)?;
    let record = record::proposal(connection, ProposalId(row.proposal_id))
        .await?
        .filter(|record| record.number == number)
        .ok_or(ActError::NotFound)?;
    if row.author_id != person.0 && !record.is_written_by(person) {
        return Err(ActError::Denied(Denied::Authors));
    }
    comment::Entity::update_many()
        .col_expr(comment::Column::ResolvedBy, Expr::value(Some(person.0)))
        .col_expr(
            comment::Column::ResolvedAt,
            Expr::value(Some(context.now())),
        )
        .filter(comment::Column::Id.eq(id))
        .filter(comment::Column::ResolvedAt.is_null())
        .exec(connection)
        .await?;
    Ok(())
}
