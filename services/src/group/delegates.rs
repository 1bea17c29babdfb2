//! A group's delegates: who they are, and the use cases with which its leads appoint and dismiss them.

use domain::{
    Day,
    community::Community,
    event::{DatedEvent, Event},
    group::{GroupCommand, Refusal, decide},
    permission::{Action, Resource},
    seat::Role,
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::address;
use crate::{
    CommandError, Context, ReadError, WriteError,
    audit::{self, Deed},
    entities::{person, seat},
    history::Name,
    person::called,
    policy,
    record::{self, day_of},
};

/// As many past delegates as are shown.
const PAST: u64 = 50;

/// A group's delegates.
#[derive(Clone, Debug)]
pub struct Delegates {
    /// The group.
    pub group: Name,
    /// Who may take notes and edit for its leads, longest first.
    pub held: Vec<Delegate>,
    /// Who did before, the last ones first.
    pub past: Vec<Delegate>,
}

/// A delegate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegate {
    /// Who.
    pub person: Name,
    /// Since when.
    pub since: Day,
    /// The first day without them.
    pub until: Option<Day>,
}

/// Why a delegate was not appointed or dismissed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DelegateRefusal {
    /// Nobody is called so.
    #[error("Nobody in the record has the handle or account “{0}”.")]
    Nobody(String),
    /// The rules of groups.
    #[error(transparent)]
    Group(#[from] Refusal),
}

/// A group's delegates, for who may appoint them. Three queries.
///
/// # Errors
/// When the actor may not run the group, there is none at that address, or the database fails.
pub async fn delegates(context: &Context, slug: &str) -> Result<Delegates, ReadError> {
    let connection = context.database.connection();
    let row = address::find(connection, slug).await?;
    context.may(Action::RunGroup, Resource::Group(address::id_of(&row)))?;
    let seats = seat::Entity::find()
        .filter(seat::Column::GroupId.eq(row.id))
        .filter(seat::Column::Role.eq(Role::Delegate.key()))
        .order_by_desc(seat::Column::Since)
        .limit(PAST)
        .all(connection)
        .await?;
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(seats.iter().map(|seat| seat.person_id)))
        .all(connection)
        .await?;
    let mut delegates = Vec::with_capacity(seats.len());
    for seat in seats {
        let Some(row) = people.iter().find(|row| row.id == seat.person_id) else {
            continue;
        };
        delegates.push(Delegate {
            person: Name {
                slug: row.handle.clone(),
                name: row.name.clone(),
            },
            since: day_of(&seat.held_since)?,
            until: seat.until.as_deref().map(day_of).transpose()?,
        });
    }
    let (mut held, past): (Vec<Delegate>, Vec<Delegate>) = delegates
        .into_iter()
        .partition(|delegate| delegate.until.is_none());
    held.sort_by_key(|delegate| delegate.since);
    Ok(Delegates {
        group: Name {
            slug: row.slug,
            name: row.name,
        },
        held,
        past,
    })
}

/// Makes someone a delegate of the group: by their handle, account or the address of their page.
///
/// # Errors
/// When the actor may not run that group, nobody is called so, or the rules refuse it.
pub async fn appoint(
    context: &Context,
    slug: &str,
    who: &str,
) -> Result<(), CommandError<DelegateRefusal>> {
    change(context, slug, who, Change::Appoint).await
}

/// Someone is no longer a delegate of the group.
///
/// # Errors
/// When the actor may not run that group, nobody is called so, or they are none of its delegates.
pub async fn dismiss(
    context: &Context,
    slug: &str,
    who: &str,
) -> Result<(), CommandError<DelegateRefusal>> {
    change(context, slug, who, Change::Dismiss).await
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Appoint,
    Dismiss,
}

async fn change(
    context: &Context,
    slug: &str,
    who: &str,
    change: Change,
) -> Result<(), CommandError<DelegateRefusal>> {
    let row = address::find(context.database.connection(), slug).await?;
    let group = address::id_of(&row);
    // Of this group, not of any: whoever leads another one may nothing here.
    context.may(Action::RunGroup, Resource::Group(group))?;
    let (context, who) = (context.clone(), who.to_owned());
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let person = person_called(transaction, &who).await?;
                let record = record::group(transaction, group, None)
                    .await?
                    .ok_or(CommandError::NotFound)?;
                let today = context.today();
                let rules = policy::rules_on(transaction, today).await?;
                let (id, role) = (domain::ids::PersonId(person.id), Role::Delegate);
                let (command, deed) = match change {
                    Change::Appoint => (
                        GroupCommand::TakeSeat {
                            person: id,
                            role,
                            area: None,
                        },
                        Deed::DelegateAppointed,
                    ),
                    Change::Dismiss => (
                        GroupCommand::LeaveSeat { person: id, role },
                        Deed::DelegateDismissed,
                    ),
                };
                let authorities = context.actor().authorities(Some(group));
                let changes = decide(Some(&record), command, today, &authorities, &rules)
                    .map_err(|refusal| CommandError::Refused(refusal.into()))?;
                let about = format!("{}: {}", record.now().name, person.name);
                audit::note(transaction, &context, deed, &about).await?;
                let events: Vec<DatedEvent> = changes
                    .into_iter()
                    .map(|change| DatedEvent {
                        on: today,
                        event: Event::Group { group, change },
                    })
                    .collect();
                let mut after = Community::default();
                after.groups.insert(group, record);
                for event in &events {
                    after.apply(event).map_err(WriteError::from)?;
                }
                record::append(transaction, &context, newest, &events, None, &after).await?;
                Ok(())
            })
        })
        .await
}

async fn person_called(
    transaction: &DatabaseTransaction,
    who: &str,
) -> Result<person::Model, CommandError<DelegateRefusal>> {
    called(transaction, who)
        .await?
        .ok_or_else(|| CommandError::Refused(DelegateRefusal::Nobody(who.to_owned())))
}
