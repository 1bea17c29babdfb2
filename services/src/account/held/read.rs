//! Reads everything that is held on a person.

use domain::{
    event::Event,
    ids::PersonId,
    permission::{Action, Resource},
};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Held, HeldAccount, HeldAffiliation, HeldDeed, HeldEvent, HeldIdentity, HeldPerson, HeldProfile,
    HeldSeat, HeldSession, HeldStanding, HeldTerm, HeldToken,
};
use crate::{
    Context, ReadError,
    entities::{
        account, affiliation, audit, committee_term, event, group, identity, organization, person,
        profile, seat, session, standing, token, visit,
    },
    history::{Names, words::sentence},
    record,
};

/// Everything that is held on the person. A fixed number of queries.
///
/// # Errors
/// When the actor may not, there is no such person, or the database fails.
pub async fn held(context: &Context, id: PersonId) -> Result<Held, ReadError> {
    context.may(Action::KeepAccount, Resource::Account(id))?;
    let connection = context.database.connection();
    let person = person::Entity::find_by_id(id.0)
        .one(connection)
        .await?
        .ok_or(ReadError::NotFound)?;
    let (events, names) = events(connection, id).await?;
    Ok(Held {
        taken_at: moment(context.now())?,
        profile: own_profile(connection, id).await?,
        accounts: accounts(connection, id).await?,
        identities: identities(connection, id).await?,
        affiliations: affiliations(connection, id).await?,
        standings: standings(connection, id).await?,
        seats: seats(connection, id).await?,
        committee_terms: terms(connection, id).await?,
        sessions: sessions(connection, id).await?,
        visits: visits(connection, id).await?,
        tokens: tokens(connection, id).await?,
        events: told(events, &names)?,
        audit: deeds(connection, id).await?,
        person: HeldPerson {
            id: person.id.to_string(),
            handle: person.handle,
            name: person.name,
            in_the_record_since: person.registered_on,
        },
    })
}

/// Microseconds since 1970 as `2026-11-22T12:00:00Z`.
fn moment(microseconds: i64) -> Result<String, ReadError> {
    Timestamp::from_microsecond(microseconds)
        .map(|moment| moment.to_string())
        .map_err(|error| ReadError::Damaged(error.to_string()))
}

async fn own_profile(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Option<HeldProfile>, ReadError> {
    let row = profile::Entity::find_by_id(id.0).one(connection).await?;
    Ok(row.map(|row| HeldProfile {
        time_zone: row.time_zone,
        time_zone_public: row.time_zone_public,
        pronouns: row.pronouns,
        pronouns_public: row.pronouns_public,
    }))
}

async fn accounts(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Vec<HeldAccount>, ReadError> {
    let rows = account::Entity::find()
        .filter(account::Column::PersonId.eq(id.0))
        .order_by_asc(account::Column::Key)
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| HeldAccount {
            provider: row.provider,
            login: row.login,
        })
        .collect())
}

async fn identities(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Vec<HeldIdentity>, ReadError> {
    let rows = identity::Entity::find()
        .filter(identity::Column::PersonId.eq(id.0))
        .order_by_asc(identity::Column::LinkedAt)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(HeldIdentity {
                provider: row.provider,
                id_there: row.subject,
                login: row.login,
                linked_at: moment(row.linked_at)?,
                signed_in_at: moment(row.signed_in_at)?,
            })
        })
        .collect()
}

async fn affiliations(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Vec<HeldAffiliation>, ReadError> {
    let rows = affiliation::Entity::find()
        .filter(affiliation::Column::PersonId.eq(id.0))
        .order_by_asc(affiliation::Column::Since)
        .all(connection)
        .await?;
    let ids = rows.iter().map(|row| row.organization_id);
    let organizations = organization::Entity::find()
        .filter(organization::Column::Id.is_in(ids))
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| HeldAffiliation {
            organization: organizations
                .iter()
                .find(|organization| organization.id == row.organization_id)
                .map_or_else(String::new, |organization| organization.name.clone()),
            since: row.since,
            until: row.until,
        })
        .collect())
}

async fn standings(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Vec<HeldStanding>, ReadError> {
    let rows = standing::Entity::find()
        .filter(standing::Column::PersonId.eq(id.0))
        .order_by_asc(standing::Column::Since)
        .order_by_asc(standing::Column::Standing)
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| HeldStanding {
            standing: row.standing,
            since: row.since,
            until: row.until,
            evidence: row.evidence,
        })
        .collect())
}

async fn seats(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Vec<HeldSeat>, ReadError> {
    let rows = seat::Entity::find()
        .filter(seat::Column::PersonId.eq(id.0))
        .order_by_asc(seat::Column::Since)
        .order_by_asc(seat::Column::GroupId)
        .all(connection)
        .await?;
    let groups = group::Entity::find()
        .filter(group::Column::Id.is_in(rows.iter().map(|row| row.group_id)))
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| HeldSeat {
            group: groups
                .iter()
                .find(|group| group.id == row.group_id)
                .map_or_else(String::new, |group| group.name.clone()),
            role: row.role,
            area: row.area,
            since: row.since,
            until: row.until,
        })
        .collect())
}

async fn terms(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Vec<HeldTerm>, ReadError> {
    let rows = committee_term::Entity::find()
        .filter(committee_term::Column::PersonId.eq(id.0))
        .order_by_asc(committee_term::Column::Since)
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| HeldTerm {
            seat: row.seat,
            since: row.since,
            ends_on: row.ends_on,
            until: row.until,
        })
        .collect())
}

async fn sessions(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Vec<HeldSession>, ReadError> {
    let rows = session::Entity::find()
        .filter(session::Column::PersonId.eq(id.0))
        .order_by_asc(session::Column::CreatedAt)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(HeldSession {
                browser: row.user_agent,
                began_at: moment(row.created_at)?,
                last_seen_at: moment(row.seen_at)?,
                ends_at: moment(row.expires_at)?,
            })
        })
        .collect()
}

async fn visits(connection: &impl ConnectionTrait, id: PersonId) -> Result<Vec<String>, ReadError> {
    let row = visit::Entity::find_by_id(id.0).one(connection).await?;
    row.map(|row| [Some(row.seen_at), row.before_at])
        .into_iter()
        .flatten()
        .flatten()
        .map(moment)
        .collect()
}

async fn tokens(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Vec<HeldToken>, ReadError> {
    let rows = token::Entity::find()
        .filter(token::Column::PersonId.eq(id.0))
        .order_by_asc(token::Column::CreatedAt)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(HeldToken {
                name: row.name,
                scopes: row.scopes.split_whitespace().map(str::to_owned).collect(),
                made_at: moment(row.created_at)?,
                ends_at: moment(row.expires_at)?,
                last_used_at: row.used_at.map(moment).transpose()?,
            })
        })
        .collect()
}

/// The lines of the record about the person, with the names of everyone in them.
async fn events(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<(Vec<(event::Model, Event)>, Names), ReadError> {
    let rows = event::Entity::find()
        .filter(event::Column::PersonId.eq(id.0))
        .order_by_asc(event::Column::HappenedOn)
        .order_by_asc(event::Column::Seq)
        .all(connection)
        .await?;
    let mut read = Vec::with_capacity(rows.len());
    for row in rows {
        let event = record::dated(&row.happened_on, &row.payload)?.event;
        read.push((row, event));
    }
    let events = read.iter().map(|(_, event)| event);
    let names = Names::of_events(connection, events, []).await?;
    Ok((read, names))
}

fn told(events: Vec<(event::Model, Event)>, names: &Names) -> Result<Vec<HeldEvent>, ReadError> {
    events
        .into_iter()
        .map(|(row, event)| {
            Ok(HeldEvent {
                on: row.happened_on,
                recorded_at: moment(row.recorded_at)?,
                what: sentence(&event, names).to_string(),
                event,
            })
        })
        .collect()
}

async fn deeds(
    connection: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Vec<HeldDeed>, ReadError> {
    let rows = audit::Entity::find()
        .filter(audit::Column::ActorId.eq(id.0))
        .order_by_asc(audit::Column::Id)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(HeldDeed {
                at: moment(row.done_at)?,
                by_way_of: row.via,
                what: row.what,
                about: row.about,
            })
        })
        .collect()
}
