//! What is done to the committee's seats. Whoever holds a seat is on the committee from its day, and no longer once they
//! hold none: the seats and the electorate agree in every transaction.

use domain::{
    Day,
    committee::{CommitteeCommand, CommitteeEvent, CommitteeRefusal, decide},
    community::Community,
    event::{DatedEvent, Event},
    ids::PersonId,
    permission::{Action, Resource},
    person::{Person, PersonEvent},
    standing::{Precision, Standing},
};
use sea_orm::DatabaseTransaction;

use super::read::{person_called, record_of};
use crate::{
    CommandError, Context, WriteError,
    audit::{self, Deed},
    record,
};

/// Why a seat was not filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FillRefusal {
    /// Nobody is called so.
    #[error("Nobody in the record has the handle or account “{0}”.")]
    Nobody(String),
    /// The rules of seats.
    #[error(transparent)]
    Seat(#[from] CommitteeRefusal),
}

/// How a seat is vacated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vacated {
    /// The first day without who holds it.
    pub until: Day,
    /// Whether they are thanked with the standing of an emeritus.
    pub thanked: bool,
}

/// Adds a seat and gives its number.
///
/// # Errors
/// When the actor may not, or the rules refuse it.
pub async fn add_seat(
    context: &Context,
    title: String,
    since: Day,
) -> Result<u32, CommandError<CommitteeRefusal>> {
    let command = CommitteeCommand::AddSeat { title, since };
    change(context, command, Thanks::None).await
}

/// Ends a vacant seat.
///
/// # Errors
/// When the actor may not, or the rules refuse it.
pub async fn end_seat(context: &Context, seat: u32) -> Result<(), CommandError<CommitteeRefusal>> {
    change(context, CommitteeCommand::EndSeat { seat }, Thanks::None).await?;
    Ok(())
}

/// Changes the end of the term of who holds a seat.
///
/// # Errors
/// When the actor may not, or the rules refuse it.
pub async fn change_term(
    context: &Context,
    seat: u32,
    ends_on: Option<Day>,
) -> Result<(), CommandError<CommitteeRefusal>> {
    let command = CommitteeCommand::ChangeTerm { seat, ends_on };
    change(context, command, Thanks::None).await?;
    Ok(())
}

/// Vacates a seat.
///
/// # Errors
/// When the actor may not, or the rules refuse it.
pub async fn vacate(
    context: &Context,
    seat: u32,
    how: Vacated,
) -> Result<(), CommandError<CommitteeRefusal>> {
    let command = CommitteeCommand::Vacate {
        seat,
        until: how.until,
    };
    let thanks = if how.thanked {
        Thanks::Emeritus
    } else {
        Thanks::None
    };
    change(context, command, thanks).await?;
    Ok(())
}

/// Fills a vacant seat with the person of a handle, account or page's address, from a day until the end of a term.
///
/// # Errors
/// When the actor may not, nobody is called so, or the rules refuse it.
pub async fn fill(
    context: &Context,
    seat: u32,
    who: &str,
    since: Day,
    ends_on: Option<Day>,
) -> Result<(), CommandError<FillRefusal>> {
    context.may(Action::Administer, Resource::Community)?;
    let person = person_called(context.database.connection(), who)
        .await?
        .ok_or_else(|| CommandError::Refused(FillRefusal::Nobody(who.to_owned())))?;
    let command = CommitteeCommand::Fill {
        seat,
        person,
        since,
        ends_on,
    };
    change(context, command, Thanks::None)
        .await
        .map_err(|error| error.map(FillRefusal::Seat))?;
    Ok(())
}

/// Whether who leaves is thanked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Thanks {
    None,
    Emeritus,
}

/// Does it, and gives the number of the seat.
async fn change(
    context: &Context,
    command: CommitteeCommand,
    thanks: Thanks,
) -> Result<u32, CommandError<CommitteeRefusal>> {
    context.may(Action::Administer, Resource::Community)?;
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let newest = record::take_pen(transaction).await?;
                let today = context.today();
                let mut after = Community {
                    committee: record_of(transaction).await?,
                    ..Community::default()
                };
                let event =
                    decide(&after.committee, command, today).map_err(CommandError::Refused)?;
                let person = holder(transaction, event.person()).await?;
                let about = about(&event, person.as_ref());
                audit::note(transaction, &context, Deed::CommitteeChanged, &about).await?;
                let standing = person
                    .as_ref()
                    .map(|person| standing_after(&event, person, &after, today, thanks))
                    .unwrap_or_default();
                after
                    .people
                    .extend(person.map(|person| (person.id, person)));
                let mut events = vec![Event::Committee {
                    change: event.clone(),
                }];
                if let Some(person) = event.person() {
                    events.extend(
                        standing
                            .into_iter()
                            .map(|change| Event::Person { person, change }),
                    );
                }
                let events: Vec<DatedEvent> = events
                    .into_iter()
                    .map(|event| DatedEvent { on: today, event })
                    .collect();
                for event in &events {
                    after.apply(event).map_err(WriteError::from)?;
                }
                record::append(transaction, &context, newest, &events, None, &after).await?;
                Ok(event.seat().unwrap_or_default())
            })
        })
        .await
}

async fn holder(
    transaction: &DatabaseTransaction,
    person: Option<PersonId>,
) -> Result<Option<Person>, WriteError> {
    match person {
        Some(person) => Ok(record::person(transaction, person).await?),
        None => Ok(None),
    }
}

/// What a change of a seat means for the standing of who holds or held it.
fn standing_after(
    event: &CommitteeEvent,
    person: &Person,
    before: &Community,
    today: Day,
    thanks: Thanks,
) -> Vec<PersonEvent> {
    match event {
        CommitteeEvent::SeatFilled { seat, since, .. } => {
            let on_it = person.standing_on(&Standing::Committee, *since);
            match on_it {
                Some(held) if held.until.is_none() => Vec::new(),
                // What a list shows of a part of these days is one holding with them.
                held => vec![PersonEvent::StandingStated {
                    standing: Standing::Committee,
                    since: held.map_or(*since, |held| held.since),
                    until: None,
                    evidence: format!("Seat {seat} of the committee"),
                }],
            }
        }
        CommitteeEvent::SeatVacated { seat, until, .. } => {
            let mut events = Vec::new();
            if !before.committee.holds_another(person.id, *seat) {
                events.extend(leaving(person, *until, today));
            }
            let thanked = person.standing_on(&Standing::Emeritus, today).is_some();
            match thanks {
                Thanks::Emeritus if !thanked => events.push(PersonEvent::StandingGained {
                    standing: Standing::Emeritus,
                    precision: Precision::Exact,
                }),
                Thanks::Emeritus | Thanks::None => {}
            }
            events
        }
        CommitteeEvent::SeatAdded { .. }
        | CommitteeEvent::SeatEnded { .. }
        | CommitteeEvent::TermChanged { .. }
        | CommitteeEvent::HolderMoved { .. }
        | CommitteeEvent::HolderReturned { .. } => Vec::new(),
    }
}

/// The end of someone's time on the committee, today or on a day that is past.
fn leaving(person: &Person, until: Day, today: Day) -> Option<PersonEvent> {
    let held = person.standing_on(&Standing::Committee, today)?;
    if until == today {
        return Some(PersonEvent::StandingLost {
            standing: Standing::Committee,
        });
    }
    Some(PersonEvent::StandingStated {
        standing: Standing::Committee,
        since: held.since,
        until: Some(until),
        evidence: held.evidence.clone(),
    })
}

/// What the audit says of it.
fn about(event: &CommitteeEvent, person: Option<&Person>) -> String {
    let name = person.map_or("", |person| person.name.as_str());
    match event {
        CommitteeEvent::SeatAdded { seat, .. } => format!("Seat {seat} added"),
        CommitteeEvent::SeatEnded { seat } => format!("Seat {seat} ended"),
        CommitteeEvent::SeatFilled { seat, since, .. } => {
            format!("Seat {seat} filled with {name} since {since}")
        }
        CommitteeEvent::TermChanged { seat, ends_on, .. } => match ends_on {
            Some(day) => format!("Term of {name} in seat {seat} ends on {day}"),
            None => format!("Term of {name} in seat {seat} has no end"),
        },
        CommitteeEvent::SeatVacated { seat, until, .. } => {
            format!("Seat {seat} vacated by {name} on {until}")
        }
        CommitteeEvent::HolderMoved { .. } | CommitteeEvent::HolderReturned { .. } => {
            format!("Seats of {name}, who was merged")
        }
    }
}
