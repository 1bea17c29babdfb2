//! Drafts of proposals: saved as one goes, its authors’ alone.

use domain::{
    decision::DecisionNumber,
    ids::{PersonId, ProposalId},
    permission::{Action, Denied, Resource},
    proposal::{Answer, ProposalKind, Request},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, prelude::Expr,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Context, ReadError, WriteError,
    entities::{nomination, proposal_draft},
    record,
};

/// So many drafts one person can have: enough for anyone, and an end for a script.
pub const MOST_DRAFTS: u64 = 50;

/// A draft of a proposal, or of a new revision of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: Uuid,
    /// Who writes it.
    pub author: PersonId,
    /// Who may write with them.
    pub co_authors: Vec<PersonId>,
    /// What is asked, as far as it is written.
    pub request: Request,
    /// The proposal and the revision that it goes on from, where it is a new revision.
    pub of: Option<(ProposalId, u32)>,
    /// What changed, in the author’s words.
    pub summary: String,
    /// What nominees have said.
    pub answers: Vec<(PersonId, Answer)>,
    /// What was typed and could not be read: it is kept, and stands in its field again.
    pub unreadable: Vec<Unreadable>,
    /// The decision that made it, where it is a drafted amendment.
    pub decision: Option<DecisionNumber>,
    /// Counts the saves: a stale one is known by it.
    pub version: i32,
    /// When it was last saved, in microseconds since 1970.
    pub changed_at: i64,
}

/// What was typed into a field and could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreadable {
    /// The field.
    pub field: String,
    /// What was typed.
    pub typed: String,
    /// Why it could not be read, a sentence.
    pub problem: String,
}

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// Its id.
    pub id: Uuid,
    /// What sort of thing.
    pub kind: ProposalKind,
    /// What is asked, as far as it is written.
    pub request: Request,
    /// When it was last saved, in microseconds since 1970.
    pub changed_at: i64,
}

/// Why a draft was not saved.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// There is none with that id that the actor may see.
    #[error("there is no such draft")]
    NotFound,
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// They have too many.
    #[error("You have {MOST_DRAFTS} drafts already; submit or throw away one first.")]
    TooMany,
    /// Someone saved it meanwhile.
    #[error("someone else saved this draft meanwhile")]
    Stale(Box<Draft>),
    /// The database failed.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<sea_orm::DbErr> for DraftError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Write(error.into())
    }
}

impl From<ReadError> for DraftError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NotFound | ReadError::Moved(_) => Self::NotFound,
            ReadError::Denied(denied) => Self::Denied(denied),
            ReadError::Database(_) | ReadError::Damaged(_) => Self::Write(error.into()),
        }
    }
}

/// Begins a draft and gives its id.
///
/// # Errors
/// When the actor may not, has too many, or the database fails.
pub async fn begin(context: &Context, request: Request) -> Result<Uuid, DraftError> {
    may_ask(context, &request)?;
    insert(context, request, Vec::new(), None).await
}

/// Whether the actor may ask for it at all: only its leads petition to dissolve or recharter a group, or the committee moves it.
///
/// # Errors
/// Why not, and who could.
pub(super) fn may_ask(context: &Context, request: &Request) -> Result<(), Denied> {
    match request {
        Request::Dissolve { group, .. } | Request::Recharter { group, .. } => {
            context.may(Action::Petition, Resource::Group(*group))
        }
        Request::Form { .. }
        | Request::ChangeLeads { .. }
        | Request::Rename { .. }
        | Request::Merge { .. }
        | Request::Convert { .. }
        | Request::Revive { .. } => context.may(Action::TakePart, Resource::Community),
    }
}

/// Begins a draft of the next revision of a proposal, from its newest one; one that was begun already goes on.
///
/// # Errors
/// When the actor is none of its authors, or the database fails.
pub async fn begin_revision(context: &Context, proposal: ProposalId) -> Result<Uuid, DraftError> {
    let person = taking_part(context)?;
    let connection = context.database.connection();
    let record = record::proposal(connection, proposal)
        .await?
        .filter(|record| record.state.is_open())
        .ok_or(DraftError::NotFound)?;
    if !record.is_written_by(person) {
        return Err(DraftError::Denied(Denied::Authors));
    }
    let revision = record.revision();
    let begun = proposal_draft::Entity::find()
        .filter(proposal_draft::Column::ProposalId.eq(proposal.0))
        .filter(proposal_draft::Column::FromRevision.eq(number(revision.number)))
        .one(connection)
        .await?;
    if let Some(begun) = begun {
        return Ok(begun.id);
    }
    let mut others = record.co_authors.clone();
    others.push(record.author);
    others.retain(|other| *other != person);
    insert(
        context,
        revision.request.clone(),
        others,
        Some((proposal, revision.number)),
    )
    .await
}

fn taking_part(context: &Context) -> Result<PersonId, DraftError> {
    context.may(Action::TakePart, Resource::Community)?;
    Ok(context.person_id()?)
}

fn number(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

async fn insert(
    context: &Context,
    request: Request,
    co_authors: Vec<PersonId>,
    of: Option<(ProposalId, u32)>,
) -> Result<Uuid, DraftError> {
    let author = taking_part(context)?;
    let connection = context.database.connection();
    let have = proposal_draft::Entity::find()
        .filter(proposal_draft::Column::AuthorId.eq(author.0))
        .select_only()
        .column(proposal_draft::Column::Id)
        .limit(MOST_DRAFTS)
        .into_tuple::<Uuid>()
        .all(connection)
        .await?;
    if have.len() as u64 >= MOST_DRAFTS {
        return Err(DraftError::TooMany);
    }
    let (id, now) = (context.new_id(), context.now());
    proposal_draft::ActiveModel {
        id: Set(id),
        author_id: Set(author.0),
        kind: Set(request.kind().key().to_owned()),
        proposal_id: Set(of.map(|(proposal, _)| proposal.0)),
        from_revision: Set(of.map_or(0, |(_, revision)| number(revision))),
        request: Set(to_json(&request)?),
        co_authors: Set(to_json(&co_authors)?),
        summary: Set(String::new()),
        version: Set(1),
        created_at: Set(now),
        changed_at: Set(now),
        unreadable: Set("[]".to_owned()),
        decision: Set(None),
        group_id: Set(request.group().map(|group| group.0)),
    }
    .insert(connection)
    .await?;
    Ok(id)
}

pub(super) fn to_json(value: &impl serde::Serialize) -> Result<String, WriteError> {
    serde_json::to_string(value).map_err(|error| WriteError::Damaged(error.to_string()))
}

pub(super) fn of_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, ReadError> {
    serde_json::from_str(text)
        .map_err(|error| ReadError::Damaged(format!("a draft cannot be read: {error}")))
}

/// The draft with that id, if it is the actor’s to write; a nominee may look at it too. Two queries.
///
/// # Errors
/// When there is none that the actor may see, or the database fails.
pub async fn load(context: &Context, id: Uuid) -> Result<Draft, DraftError> {
    let person = taking_part(context)?;
    let draft = load_on(context.database.connection(), id).await?;
    let nominated = draft
        .request
        .nominees()
        .iter()
        .any(|nomination| nomination.person == person);
    if draft.author == person || draft.co_authors.contains(&person) || nominated {
        Ok(draft)
    } else {
        Err(DraftError::NotFound)
    }
}

pub(super) async fn load_on(
    connection: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Draft, DraftError> {
    let row = proposal_draft::Entity::find_by_id(id)
        .one(connection)
        .await?
        .ok_or(DraftError::NotFound)?;
    let answers = nomination::Entity::find()
        .filter(nomination::Column::DraftId.eq(id))
        .order_by_asc(nomination::Column::PersonId)
        .all(connection)
        .await?;
    Ok(Draft {
        id,
        author: PersonId(row.author_id),
        co_authors: of_json(&row.co_authors)?,
        request: of_json(&row.request)?,
        of: row.proposal_id.map(|proposal| {
            (
                ProposalId(proposal),
                u32::try_from(row.from_revision).unwrap_or_default(),
            )
        }),
        summary: row.summary,
        answers: answers
            .into_iter()
            .map(|answer| {
                let said = match answer.answer.as_str() {
                    "accepted" => Answer::Accepted,
                    _ => Answer::Declined,
                };
                (PersonId(answer.person_id), said)
            })
            .collect(),
        unreadable: of_json(&row.unreadable)?,
        decision: row
            .decision
            .map(DecisionNumber::try_from)
            .transpose()
            .map_err(|error| ReadError::Damaged(error.to_string()))?,
        version: row.version,
        changed_at: row.changed_at,
    })
}

impl Draft {
    fn says_the_same_as(&self, other: &Self) -> bool {
        self.request == other.request
            && self.co_authors == other.co_authors
            && self.summary == other.summary
            && self.unreadable == other.unreadable
    }

    /// Whether they may write it.
    #[must_use]
    pub fn is_written_by(&self, person: PersonId) -> bool {
        self.author == person || self.co_authors.contains(&person)
    }
}

/// Saves what is written and gives the new version.
///
/// # Errors
/// When something else was saved since `version`, the actor is none of its authors, or the database fails.
pub async fn save(context: &Context, draft: &Draft) -> Result<i32, DraftError> {
    let person = taking_part(context)?;
    let connection = context.database.connection();
    let stored = load_on(connection, draft.id).await?;
    if !stored.is_written_by(person) {
        return Err(DraftError::NotFound);
    }
    let next = draft.version.saturating_add(1);
    let saved = proposal_draft::Entity::update_many()
        .col_expr(
            proposal_draft::Column::Request,
            Expr::value(to_json(&draft.request)?),
        )
        .col_expr(
            proposal_draft::Column::CoAuthors,
            Expr::value(to_json(&draft.co_authors)?),
        )
        .col_expr(
            proposal_draft::Column::Summary,
            Expr::value(draft.summary.clone()),
        )
        .col_expr(
            proposal_draft::Column::Unreadable,
            Expr::value(to_json(&draft.unreadable)?),
        )
        .col_expr(proposal_draft::Column::Version, Expr::value(next))
        .col_expr(
            proposal_draft::Column::ChangedAt,
            Expr::value(context.now()),
        )
        .filter(proposal_draft::Column::Id.eq(draft.id))
        .filter(proposal_draft::Column::Version.eq(draft.version))
        .exec(connection)
        .await?;
    if saved.rows_affected == 1 {
        return Ok(next);
    }
    let stored = load_on(connection, draft.id).await?;
    // A page that is left saves while the next one is drawn already: the same text again is nobody's conflict.
    if stored.says_the_same_as(draft) {
        Ok(stored.version)
    } else {
        Err(DraftError::Stale(Box::new(stored)))
    }
}

/// Throws a draft away.
///
/// # Errors
/// When it is not the actor’s, or the database fails.
pub async fn throw_away(context: &Context, id: Uuid) -> Result<(), DraftError> {
    let person = taking_part(context)?;
    // What others wrote in it is theirs too: only who began it throws it away.
    if load(context, id).await?.author != person {
        return Err(DraftError::Denied(Denied::Authors));
    }
    proposal_draft::Entity::delete_by_id(id)
        .exec(context.database.connection())
        .await?;
    Ok(())
}

/// The actor’s own drafts, the one saved last first. One query.
///
/// # Errors
/// When the actor has not signed in, or the database fails.
pub async fn drafts_of(context: &Context) -> Result<Vec<DraftLine>, DraftError> {
    let person = taking_part(context)?;
    let rows = proposal_draft::Entity::find()
        .filter(proposal_draft::Column::AuthorId.eq(person.0))
        .order_by_desc(proposal_draft::Column::ChangedAt)
        .limit(MOST_DRAFTS)
        .all(context.database.connection())
        .await?;
    rows.into_iter()
        .map(|row| {
            let request: Request = of_json(&row.request)?;
            Ok(DraftLine {
                id: row.id,
                kind: request.kind(),
                request,
                changed_at: row.changed_at,
            })
        })
        .collect()
}
