//! The statement itself: a line of the record of today, whatever the day that it speaks of.

use domain::{
    affiliation::StatementProblem,
    community::Community,
    event::{DatedEvent, Event},
    ids::PersonId,
    permission::{Action, Denied, Resource},
    person::{OrganizationEvent, PersonEvent},
    slug::Slug,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{
    Statement, StatementField,
    own::newest_about,
    weigh::{after, meant},
};
use crate::{Context, ReadError, WriteError, entities::organization, record};

/// Why a statement was not taken.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// What is wrong.
    #[error("the statement cannot be taken")]
    Wrong(Vec<(StatementField, StatementProblem)>),
    /// The record of the person has moved on since they last saw it.
    #[error("the record of the person has moved on meanwhile")]
    Stale,
    /// Nothing was written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<DbErr> for StateError {
    fn from(error: DbErr) -> Self {
        Self::Write(error.into())
    }
}

impl From<ReadError> for StateError {
    fn from(error: ReadError) -> Self {
        Self::Write(error.into())
    }
}

/// Takes the statement into the record; an organization that the record does not know is registered first. `made_from` is
/// what [`super::own`] gave as newest.
///
/// # Errors
/// When the actor may not, something is wrong, the record has moved on, or the database fails.
pub async fn state(
    context: &Context,
    person: PersonId,
    statement: Statement,
    made_from: i64,
) -> Result<(), StateError> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    let today = context.today();
    let problems = statement.problems(today);
    if !problems.is_empty() {
        return Err(StateError::Wrong(problems));
    }
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                if newest_about(transaction, person).await? != made_from {
                    return Err(StateError::Stale);
                }
                let record = record::person(transaction, person)
                    .await?
                    .ok_or(ReadError::NotFound)?;
                let organization = match &statement.organization {
                    Some(name) => Some(meant(transaction, &context, name).await?),
                    None => None,
                };
                after(&record, &statement, organization.as_ref())
                    .map_err(|problem| StateError::Wrong(vec![(StatementField::Whole, problem)]))?;
                let mut events = Vec::new();
                if let Some(new) = organization.as_ref().filter(|new| new.is_new) {
                    let change = OrganizationEvent::Registered {
                        slug: free_slug(transaction, &new.name).await?,
                        name: new.name.clone(),
                    };
                    events.push(Event::Organization {
                        organization: new.id,
                        change,
                    });
                }
                events.push(Event::Person {
                    person,
                    change: PersonEvent::AffiliationStated {
                        before: record.organization_on(statement.since),
                        organization: organization.map(|organization| organization.id),
                        since: statement.since,
                    },
                });
                let mut community = Community::default();
                community.people.insert(person, record);
                let events: Vec<DatedEvent> = events
                    .into_iter()
                    .map(|event| DatedEvent { on: today, event })
                    .collect();
                for event in &events {
                    community.apply(event).map_err(WriteError::from)?;
                }
                record::append(transaction, &context, newest, &events, None, &community).await?;
                Ok(())
            })
        })
        .await
}

/// The address of a new organization. One query: those that begin alike.
async fn free_slug(connection: &impl ConnectionTrait, name: &str) -> Result<Slug, ReadError> {
    let slug = Slug::of_name(name).unwrap_or_else(Slug::unnamed);
    let alike: Vec<String> = organization::Entity::find()
        .select_only()
        .column(organization::Column::Slug)
        .filter(organization::Column::Slug.starts_with(slug.as_str()))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(slug.free(|slug| alike.iter().any(|taken| taken == slug.as_str())))
}
