//! Leaving: what it would mean, and the leaving itself, all of it in one transaction.

use domain::{
    community::Community,
    event::{DatedEvent, Event},
    ids::{GroupId, PersonId},
    leaving::{self, NameAfterLeaving, duties},
    permission::{Action, Denied, Resource},
    person::PersonEvent,
    seat::Role,
    standing::Standing,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::pseudonym;
use crate::{
    Context, ReadError, WriteError,
    audit::{self, Deed},
    committee,
    entities::{calendar_address, group, identity, profile, seat, session, token, visit},
    group::{GroupTurned, Led},
    history::Name,
    person::role_of,
    policy, record,
};

/// What leaving would mean today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// Under which name the record would stay.
    pub name: NameAfterLeaving,
    /// The seats that would end, by group.
    pub seats: Vec<SeatThatEnds>,
    /// The standings that would end: on the oversight committee, as an administrator.
    pub duties: Vec<Standing>,
    /// The groups whose lead rules would find something else.
    pub groups: Vec<GroupTurned>,
}

/// A seat that ends when its holder leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatThatEnds {
    /// The group.
    pub group: Name,
    /// As what.
    pub role: Role,
}

/// Why someone has not left.
#[derive(Debug, thiserror::Error)]
pub enum LeaveError {
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// What was typed is not their handle.
    #[error("that is not the handle of who leaves")]
    NotConfirmed,
    /// Nothing was written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<DbErr> for LeaveError {
    fn from(error: DbErr) -> Self {
        Self::Write(error.into())
    }
}

impl From<ReadError> for LeaveError {
    fn from(error: ReadError) -> Self {
        Self::Write(error.into())
    }
}

/// What the person's leaving would mean. A fixed number of queries.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn leaving(context: &Context, person: PersonId) -> Result<Leaving, ReadError> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    let connection = context.database.connection();
    let rows: Vec<(String, String, String)> = seat::Entity::find()
        .select_only()
        .column(seat::Column::Role)
        .columns([group::Column::Slug, group::Column::Name])
        .join(
            sea_orm::JoinType::InnerJoin,
            seat::Entity::belongs_to(group::Entity)
                .from(seat::Column::GroupId)
                .to(group::Column::Id)
                .into(),
        )
        .filter(seat::Column::PersonId.eq(person.0))
        .filter(seat::Column::Until.is_null())
        .filter(seat::Column::Role.ne(Role::EmeritusLead.key()))
        .order_by_asc(group::Column::NameKey)
        .order_by_asc(seat::Column::Role)
        .into_tuple()
        .all(connection)
        .await?;
    let known = record::person(connection, person)
        .await?
        .ok_or(ReadError::NotFound)?;
    Ok(Leaving {
        name: policy::rules_on(connection, context.today())
            .await?
            .name_after_leaving,
        seats: rows
            .into_iter()
            .map(|(role, slug, name)| {
                Ok(SeatThatEnds {
                    group: Name { slug, name },
                    role: role_of(&role)?,
                })
            })
            .collect::<Result<_, ReadError>>()?,
        duties: duties(&known, context.today()).cloned().collect(),
        groups: Led::by(connection, person, context.today())
            .await?
            .after_leaving(),
    })
}

/// The person leaves: what lets them sign in and what they said of themselves goes, their seats end, and the record stays
/// under the name that the rules of today say. `typed` is their handle, by which they confirm it.
///
/// # Errors
/// When the actor may not, the handle is another, or the database fails; nothing was done then.
pub async fn leave(context: &Context, person: PersonId, typed: &str) -> Result<(), LeaveError> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    let typed = typed.trim().to_owned();
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let known = record::person(transaction, person)
                    .await?
                    .ok_or(ReadError::NotFound)?;
                if known.handle.as_str() != typed {
                    return Err(LeaveError::NotConfirmed);
                }
                let today = context.today();
                let name = policy::rules_on(transaction, today)
                    .await?
                    .name_after_leaving;
                // Before names are taken out: the line of the leaving itself names nobody.
                audit::note(transaction, &context, Deed::Left, "").await?;
                let mut community = Community {
                    committee: committee::record_of(transaction).await?,
                    ..Community::default()
                };
                let mut events = Vec::new();
                let known = match name {
                    NameAfterLeaving::Kept => known,
                    NameAfterLeaving::Pseudonym => {
                        let mut put = pseudonym::put(transaction, known).await?;
                        // Whoever was merged into them had names too. Their lines are told anew with them.
                        for other in put.merged.drain(..) {
                            events.push(Event::Person {
                                person: other.id,
                                change: PersonEvent::Left { name },
                            });
                            community.people.insert(other.id, other);
                        }
                        put.person
                    }
                };
                for id in groups_of(transaction, person).await? {
                    if let Some(group) = record::group(transaction, id, None).await? {
                        community.groups.insert(id, group);
                    }
                }
                let groups = community.groups.values();
                events.extend(leaving::leave(
                    &known,
                    groups,
                    &community.committee,
                    name,
                    today,
                ));
                community.people.insert(person, known);
                let events: Vec<DatedEvent> = events
                    .into_iter()
                    .map(|event| DatedEvent { on: today, event })
                    .collect();
                for event in &events {
                    community.apply(event).map_err(WriteError::from)?;
                }
                record::append(transaction, &context, newest, &events, None, &community).await?;
                remove_account(transaction, person).await
            })
        })
        .await
}

/// The groups in which someone holds a seat.
async fn groups_of(
    connection: &impl ConnectionTrait,
    person: PersonId,
) -> Result<Vec<GroupId>, ReadError> {
    let ids: Vec<Uuid> = seat::Entity::find()
        .select_only()
        .column(seat::Column::GroupId)
        .distinct()
        .filter(seat::Column::PersonId.eq(person.0))
        .filter(seat::Column::Until.is_null())
        .order_by_asc(seat::Column::GroupId)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(GroupId).collect())
}

/// Removes all that is no record: how they sign in, and what they say of themselves.
async fn remove_account(
    transaction: &DatabaseTransaction,
    person: PersonId,
) -> Result<(), LeaveError> {
    identity::Entity::delete_many()
        .filter(identity::Column::PersonId.eq(person.0))
        .exec(transaction)
        .await?;
    session::Entity::delete_many()
        .filter(session::Column::PersonId.eq(person.0))
        .exec(transaction)
        .await?;
    token::Entity::delete_many()
        .filter(token::Column::PersonId.eq(person.0))
        .exec(transaction)
        .await?;
    profile::Entity::delete_by_id(person.0)
        .exec(transaction)
        .await?;
    visit::Entity::delete_by_id(person.0)
        .exec(transaction)
        .await?;
    calendar_address::Entity::delete_by_id(person.0)
        .exec(transaction)
        .await?;
    Ok(())
}
