//! What is told to the record of a meeting.

use domain::{
    Day,
    community::Community,
    event::{DatedEvent, Event},
    minutes::MinutesEvent,
};
use sea_orm::DatabaseTransaction;

use super::Held;
use crate::{Context, WriteError, record};

/// Adds what happened to the record; `newest` is what the pen gave.
pub(crate) async fn tell(
    transaction: &DatabaseTransaction,
    context: &Context,
    newest: i64,
    held: &Held,
    on: Day,
    changes: Vec<MinutesEvent>,
) -> Result<i64, WriteError> {
    let events: Vec<DatedEvent> = changes
        .into_iter()
        .map(|change| DatedEvent {
            on,
            event: Event::Minutes {
                meeting: held.id(),
                address: held.address.clone(),
                title: held.row.title.clone(),
                group: held.group(),
                change,
            },
        })
        .collect();
    record::append(
        transaction,
        context,
        newest,
        &events,
        None,
        &Community::default(),
    )
    .await
}
