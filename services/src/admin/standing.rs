//! Standing: stated by hand with its evidence, and who holds which.

use std::collections::BTreeMap;

use domain::{
    Day,
    event::{DatedEvent, Event},
    ids::PersonId,
    permission::{Action, Resource},
    person::{Person, PersonEvent, StandingStatement, StatementRefusal, state},
    standing::{HeldStanding, Standing},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, JoinType, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::{
    CommandError, Context, ReadError, WriteError,
    audit::{self, Deed},
    entities::{person, standing},
    history::{Name, Names},
    person::{beyond, find, held_of, holding_on, place_of, standing_of},
    record,
};

/// As many people as one page shows.
pub const HOLDERS_A_PAGE: usize = 50;

/// As many standings as the page counts: the five sorts, and teams by name.
const COUNTED: u64 = 200;

/// States a standing of a person by hand.
///
/// # Errors
/// When the actor may not, there is no such person, or the statement cannot be taken.
pub async fn state_standing(
    context: &Context,
    handle: &str,
    statement: StandingStatement,
) -> Result<(), CommandError<StatementRefusal>> {
    context.may(Action::Administer, Resource::Community)?;
    let (context, handle) = (context.clone(), handle.to_owned());
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let person = record_of(transaction, &handle).await?;
                let today = context.today();
                let others = other_administrators(transaction, person.id, today).await?;
                let event =
                    state(&person, statement, today, others).map_err(CommandError::Refused)?;
                if let PersonEvent::StandingStated { standing, .. } = &event {
                    let about = format!(
                        "{} of {} (/people/{})",
                        standing.words(),
                        person.name,
                        person.handle
                    );
                    audit::note(transaction, &context, Deed::StandingStated, &about).await?;
                }
                let events = [DatedEvent {
                    on: today,
                    event: Event::Person {
                        person: person.id,
                        change: event,
                    },
                }];
                let mut after = domain::community::Community::default();
                after.people.insert(person.id, person);
                for event in &events {
                    after.apply(event).map_err(WriteError::from)?;
                }
                record::append(transaction, &context, newest, &events, None, &after).await?;
                Ok(())
            })
        })
        .await
}

/// The person with that handle, with all of their record.
pub(super) async fn record_of<R>(
    transaction: &DatabaseTransaction,
    handle: &str,
) -> Result<Person, CommandError<R>> {
    let row = find(transaction, handle)
        .await?
        .ok_or(CommandError::NotFound)?;
    record::person(transaction, PersonId(row.id))
        .await?
        .ok_or(CommandError::NotFound)
}

/// How many others are administrators on a day.
async fn other_administrators(
    connection: &impl ConnectionTrait,
    person: PersonId,
    on: Day,
) -> Result<u64, ReadError> {
    let people: Vec<Uuid> = standing::Entity::find()
        .select_only()
        .column(standing::Column::PersonId)
        .filter(standing::Column::Standing.eq(Standing::Administrator.key()))
        .filter(standing::Column::PersonId.ne(person.0))
        .filter(holding_on(
            standing::Column::Since,
            standing::Column::Until,
            on,
        ))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(people.len() as u64)
}

/// Who holds a standing, and how many hold each.
#[derive(Clone, Debug)]
pub struct Holders {
    /// Each standing that somebody holds, with how many: the sorts first, then teams by name.
    pub counts: Vec<(Standing, u64)>,
    /// Who holds the one that was asked for, by name.
    pub people: Vec<(Name, HeldStanding)>,
    /// Whether more follow.
    pub more: bool,
}

/// Who holds a standing today, by name, after the person with that handle. Four queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn holders(
    context: &Context,
    of: &Standing,
    after: Option<&str>,
) -> Result<Holders, ReadError> {
    let connection = context.database.connection();
    let today = context.today();
    let after = match after {
        Some(handle) => place_of(connection, handle).await?,
        None => None,
    };
    let mut query = standing::Entity::find()
        .select_only()
        .column(standing::Column::PersonId)
        .join(
            JoinType::InnerJoin,
            standing::Entity::belongs_to(person::Entity)
                .from(standing::Column::PersonId)
                .to(person::Column::Id)
                .into(),
        )
        .filter(standing::Column::Standing.eq(of.key()))
        .filter(holding_on(
            standing::Column::Since,
            standing::Column::Until,
            today,
        ))
        .order_by_asc(person::Column::NameKey)
        .order_by_asc(person::Column::Id)
        .limit(HOLDERS_A_PAGE as u64 + 1);
    if let Some(after) = after {
        query = query.filter(beyond(person::Column::NameKey, person::Column::Id, after));
    }
    let mut ids: Vec<Uuid> = query.into_tuple().all(connection).await?;
    let more = ids.len() > HOLDERS_A_PAGE;
    ids.truncate(HOLDERS_A_PAGE);
    let names = Names::of_people(connection, ids.iter().copied().map(PersonId)).await?;
    let rows = standing::Entity::find()
        .filter(standing::Column::Standing.eq(of.key()))
        .filter(standing::Column::PersonId.is_in(ids.iter().copied()))
        .filter(holding_on(
            standing::Column::Since,
            standing::Column::Until,
            today,
        ))
        .all(connection)
        .await?;
    let mut held: BTreeMap<Uuid, HeldStanding> = rows
        .iter()
        .map(|row| Ok((row.person_id, held_of(row)?)))
        .collect::<Result<_, ReadError>>()?;
    Ok(Holders {
        counts: counts(connection, today).await?,
        people: ids
            .iter()
            .filter_map(|id| Some((names.person(PersonId(*id))?.clone(), held.remove(id)?)))
            .collect(),
        more,
    })
}

async fn counts(
    connection: &impl ConnectionTrait,
    on: Day,
) -> Result<Vec<(Standing, u64)>, ReadError> {
    let rows: Vec<(String, i64)> = standing::Entity::find()
        .select_only()
        .column(standing::Column::Standing)
        .column_as(standing::Column::PersonId.count(), "people")
        .filter(holding_on(
            standing::Column::Since,
            standing::Column::Until,
            on,
        ))
        .group_by(standing::Column::Standing)
        .order_by_asc(standing::Column::Standing)
        .limit(COUNTED)
        .into_tuple()
        .all(connection)
        .await?;
    let mut counts: Vec<(Standing, u64)> = rows
        .into_iter()
        .map(|(key, number)| Ok((standing_of(&key)?, number.unsigned_abs())))
        .collect::<Result<_, ReadError>>()?;
    counts.sort();
    Ok(counts)
}
