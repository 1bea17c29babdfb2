//! Alternates beside a decision: anyone signed in puts one there, the leads whose decision it is answer.

use domain::{
    decision::{DecisionEvent, DecisionNumber},
    event::{DatedEvent, Event},
    ids::{GroupId, PersonId},
    permission::{Action, Resource},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    CommandError, Context, ReadError,
    entities::{alternate, decision},
    record, text,
};

/// So many alternates stand beside a decision.
const MOST: u64 = 100;

/// An alternate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternate {
    /// Its id, a place to link to.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// What it says, in Markdown.
    pub body: String,
    /// Where there is more; empty for nowhere.
    pub link: String,
    /// Who put it there.
    pub by: PersonId,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// What the leads say to it.
    pub answered: Option<Answered>,
}

/// An answer to an alternate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// What, in Markdown.
    pub text: String,
    /// Who.
    pub by: PersonId,
    /// When, in microseconds since 1970.
    pub at: i64,
}

/// What someone writes of an alternate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewAlternate {
    /// What it is called.
    pub title: String,
    /// What it says, in Markdown.
    pub body: String,
    /// Where there is more; empty for nowhere.
    pub link: String,
}

/// Why an alternate was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlternateRefusal {
    /// The address is none that a page may link to.
    #[error("Write an address that begins with https://, http:// or mailto:, or leave it empty.")]
    Address,
    /// There are too many.
    #[error("So many alternates stand beside this decision that no more are taken.")]
    TooMany,
    /// It has its answer.
    #[error("This alternate has its answer; say more in a later decision.")]
    Answered,
    /// A committee's decision on a proposal has its discussion there.
    #[error(
        "This decision is on a proposal: what speaks against it is said there, or in a new one."
    )]
    OnProposal,
}

/// The alternates beside a decision, in their order. One query.
pub(super) async fn of(
    connection: &impl ConnectionTrait,
    decision: &str,
) -> Result<Vec<Alternate>, ReadError> {
    let rows = alternate::Entity::find()
        .filter(alternate::Column::Decision.eq(decision))
        .order_by_asc(alternate::Column::Id)
        .limit(MOST)
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Alternate {
            id: row.id,
            title: row.title,
            body: row.body,
            link: row.link,
            by: PersonId(row.author_id),
            at: row.attached_at,
            answered: row
                .answered_by
                .zip(row.answered_at)
                .map(|(by, at)| Answered {
                    text: row.answer,
                    by: PersonId(by),
                    at,
                }),
        })
        .collect())
}

/// Puts an alternate beside a decision.
///
/// # Errors
/// When there is no such decision, the actor has not signed in, or the database fails.
pub async fn attach(
    context: &Context,
    number: &str,
    new: NewAlternate,
) -> Result<Uuid, CommandError<AlternateRefusal>> {
    context.may(Action::TakePart, Resource::Community)?;
    let by = context.person_id()?;
    if !new.link.is_empty() && text::safe_address(&new.link).is_none() {
        return Err(CommandError::Refused(AlternateRefusal::Address));
    }
    let (own, number) = (context.clone(), number.to_owned());
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let row = found(transaction, &number).await?;
                if row.proposal_id.is_some() {
                    return Err(CommandError::Refused(AlternateRefusal::OnProposal));
                }
                if of(transaction, &number).await?.len() as u64 >= MOST {
                    return Err(CommandError::Refused(AlternateRefusal::TooMany));
                }
                let alternate = own.new_id();
                let change = DecisionEvent::AlternateAttached {
                    alternate,
                    title: new.title,
                    body: new.body,
                    link: new.link,
                    by,
                    at: own.instant(),
                };
                tell(transaction, &own, newest, row, change).await?;
                Ok(alternate)
            })
        })
        .await
}

/// Answers an alternate, as a lead of the group whose decision it is.
///
/// # Errors
/// When there is no such alternate, the actor does not run the group, or the database fails.
pub async fn answer(
    context: &Context,
    number: &str,
    id: Uuid,
    answer: String,
) -> Result<(), CommandError<AlternateRefusal>> {
    let row = found(context.database.connection(), number).await?;
    context.may(Action::RunGroup, of_group(&row))?;
    let by = context.person_id()?;
    let (own, number) = (context.clone(), number.to_owned());
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let alternate = alternate::Entity::find_by_id(id)
                    .filter(alternate::Column::Decision.eq(&number))
                    .one(transaction)
                    .await?
                    .ok_or(CommandError::NotFound)?;
                if alternate.answered_by.is_some() {
                    return Err(CommandError::Refused(AlternateRefusal::Answered));
                }
                let change = DecisionEvent::AlternateAnswered {
                    alternate: id,
                    answer,
                    by,
                    at: own.instant(),
                };
                tell(transaction, &own, newest, row, change).await
            })
        })
        .await
}

/// Whose decision it is, for asking who may answer.
pub(super) fn of_group(row: &decision::Model) -> Resource {
    row.group_id
        .map_or(Resource::Community, |group| Resource::Group(GroupId(group)))
}

async fn found(
    connection: &impl ConnectionTrait,
    number: &str,
) -> Result<decision::Model, ReadError> {
    decision::Entity::find_by_id(number.to_owned())
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)
}

async fn tell(
    transaction: &sea_orm::DatabaseTransaction,
    context: &Context,
    newest: i64,
    row: decision::Model,
    change: DecisionEvent,
) -> Result<(), CommandError<AlternateRefusal>> {
    let number = DecisionNumber::try_from(row.number)
        .map_err(|error| ReadError::Damaged(error.to_string()))?;
    let events = [DatedEvent {
        on: context.today(),
        event: Event::Decision {
            number,
            title: row.title,
            group: row.group_id.map(GroupId),
            change,
        },
    }];
    let after = domain::community::Community::default();
    record::append(transaction, context, newest, &events, None, &after).await?;
    Ok(())
}
