//! The committee's seats as pages show them.

use std::collections::BTreeSet;

use domain::{
    Day,
    committee::{Committee, CommitteeEvent},
    event::Event,
    ids::PersonId,
    standing::Standing,
};
use jiff::ToSpan;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Context, ReadError, WriteError,
    entities::{committee_seat, committee_term, event, standing},
    history::{Name, Names},
    person::holding_on,
    record::{dated, day_of},
};

/// So many days before its end a term is pointed out.
const SOON: i64 = 60;

/// As many people on the committee without a seat as are named.
const SEATLESS: u64 = 50;

/// The committee on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// The seats that there are, by number.
    pub seats: Vec<SeatLine>,
    /// The seats that there are no more, by number.
    pub ended: Vec<SeatLine>,
    /// Who is on the committee by a list, without a seat.
    pub without_seat: Vec<Seatless>,
}

/// A seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatLine {
    /// From 1.
    pub number: u32,
    /// What it is called; may be empty.
    pub title: String,
    /// From which day there is this seat.
    pub since: Day,
    /// The first day on which there is none any more.
    pub until: Option<Day>,
    /// Who holds it; none for a vacant seat.
    pub holder: Option<HolderLine>,
    /// Who held it before, the last ones first.
    pub past: Vec<HolderLine>,
}

/// Someone's time in a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderLine {
    /// Who.
    pub person: Name,
    /// The first day.
    pub since: Day,
    /// The day on which the term is meant to end.
    pub ends_on: Option<Day>,
    /// The first day on which they no longer held it.
    pub until: Option<Day>,
    /// How near the end of the term is, while they hold the seat.
    pub end: TermEnd,
}

/// How near the end of a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermEnd {
    /// Far, or the term has none.
    Far,
    /// Within sixty days.
    Soon,
    /// It was before today, and they hold the seat on.
    Over,
}

/// Someone who is on the committee by a list, without a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seatless {
    /// Who.
    pub person: Name,
    /// Since when a list shows it.
    pub since: Day,
}

/// The committee's seats, as they are today. Five queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn seats(context: &Context) -> Result<Seats, ReadError> {
    let connection = context.database.connection();
    let today = context.today();
    let rows = committee_seat::Entity::find()
        .order_by_asc(committee_seat::Column::Number)
        .all(connection)
        .await?;
    let terms = committee_term::Entity::find()
        .order_by_desc(committee_term::Column::Since)
        .all(connection)
        .await?;
    let seated: BTreeSet<Uuid> = terms
        .iter()
        .filter(|term| term.until.is_none())
        .map(|term| term.person_id)
        .collect();
    let listed: Vec<(Uuid, String)> = standing::Entity::find()
        .select_only()
        .columns([standing::Column::PersonId, standing::Column::Since])
        .filter(standing::Column::Standing.eq(Standing::Committee.key()))
        .filter(holding_on(
            standing::Column::Since,
            standing::Column::Until,
            today,
        ))
        .filter(standing::Column::PersonId.is_not_in(seated.iter().copied()))
        .order_by_asc(standing::Column::Since)
        .limit(SEATLESS)
        .into_tuple()
        .all(connection)
        .await?;
    let people = terms
        .iter()
        .map(|term| term.person_id)
        .chain(listed.iter().map(|(id, _)| *id))
        .map(PersonId);
    let names = Names::of_people(connection, people).await?;
    let mut read = Seats::default();
    for row in rows {
        let mut holders = Vec::new();
        for term in terms.iter().filter(|term| term.seat == row.number) {
            holders.extend(holder(term, &names, today)?);
        }
        let (now, past): (Vec<HolderLine>, Vec<HolderLine>) =
            holders.into_iter().partition(|line| line.until.is_none());
        let line = SeatLine {
            number: u32::try_from(row.number).unwrap_or_default(),
            title: row.title,
            since: day_of(&row.since)?,
            until: row.until.as_deref().map(day_of).transpose()?,
            holder: now.into_iter().next(),
            past,
        };
        match line.until {
            None => read.seats.push(line),
            Some(_) => read.ended.push(line),
        }
    }
    for (id, since) in listed {
        if let Some(person) = names.person(PersonId(id)).cloned() {
            let since = day_of(&since)?;
            read.without_seat.push(Seatless { person, since });
        }
    }
    Ok(read)
}

fn holder(
    term: &committee_term::Model,
    names: &Names,
    today: Day,
) -> Result<Option<HolderLine>, ReadError> {
    let Some(person) = names.person(PersonId(term.person_id)).cloned() else {
        return Ok(None);
    };
    let ends_on = term.ends_on.as_deref().map(day_of).transpose()?;
    let until = term.until.as_deref().map(day_of).transpose()?;
    let soon = today.saturating_add(SOON.days());
    Ok(Some(HolderLine {
        person,
        since: day_of(&term.since)?,
        ends_on,
        until,
        end: match ends_on {
            Some(day) if until.is_none() && day < today => TermEnd::Over,
            Some(day) if until.is_none() && day <= soon => TermEnd::Soon,
            Some(_) | None => TermEnd::Far,
        },
    }))
}

/// The committee as the record tells it.
pub(crate) async fn record_of(connection: &impl ConnectionTrait) -> Result<Committee, WriteError> {
    let mut committee = Committee::default();
    for (on, change) in changes(connection).await? {
        committee
            .apply(on, &change)
            .map_err(|error| WriteError::Damaged(error.to_string()))?;
    }
    Ok(committee)
}

/// The terms that moved from one person to another when they were merged the last time.
pub(crate) async fn terms_moved(
    connection: &impl ConnectionTrait,
    one: PersonId,
    other: PersonId,
) -> Result<Vec<(u32, Day)>, WriteError> {
    let mut moved = Vec::new();
    for (_, change) in changes(connection).await? {
        match change {
            CommitteeEvent::HolderMoved { from, into, terms } if (from, into) == (one, other) => {
                moved = terms;
            }
            CommitteeEvent::HolderReturned { from, into, .. } if (from, into) == (one, other) => {
                moved.clear();
            }
            CommitteeEvent::SeatAdded { .. }
            | CommitteeEvent::SeatEnded { .. }
            | CommitteeEvent::SeatFilled { .. }
            | CommitteeEvent::TermChanged { .. }
            | CommitteeEvent::SeatVacated { .. }
            | CommitteeEvent::HolderMoved { .. }
            | CommitteeEvent::HolderReturned { .. } => {}
        }
    }
    Ok(moved)
}

/// What happened to the committee's seats, in the order of history.
async fn changes(
    connection: &impl ConnectionTrait,
) -> Result<Vec<(Day, CommitteeEvent)>, WriteError> {
    let rows: Vec<(String, String)> = event::Entity::find()
        .select_only()
        .columns([event::Column::HappenedOn, event::Column::Payload])
        .filter(event::Column::Kind.is_in(CommitteeEvent::KINDS))
        .order_by_asc(event::Column::HappenedOn)
        .order_by_asc(event::Column::Seq)
        .into_tuple()
        .all(connection)
        .await?;
    let mut changes = Vec::with_capacity(rows.len());
    for (happened_on, payload) in rows {
        let dated = dated(&happened_on, &payload)?;
        if let Event::Committee { change } = dated.event {
            changes.push((dated.on, change));
        }
    }
    Ok(changes)
}

/// The id of the person with that handle, as commands need it.
pub(super) async fn person_called(
    connection: &impl ConnectionTrait,
    typed: &str,
) -> Result<Option<PersonId>, ReadError> {
    let found = crate::person::called(connection, typed).await?;
    Ok(found.map(|row| PersonId(row.id)))
}
