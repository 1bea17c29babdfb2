//! The committee's seats and terms.

use domain::committee::Committee;
use sea_orm::{DatabaseTransaction, EntityTrait};

use super::{insert_all, number};
use crate::{
    WriteError,
    entities::{committee_seat, committee_term},
};

/// Makes the rows of all seats anew: they are few.
pub(super) async fn write(
    transaction: &DatabaseTransaction,
    committee: &Committee,
) -> Result<(), WriteError> {
    committee_term::Entity::delete_many()
        .exec(transaction)
        .await?;
    committee_seat::Entity::delete_many()
        .exec(transaction)
        .await?;
    let seats = committee
        .seats
        .iter()
        .map(|seat| committee_seat::Model {
            number: number(seat.number),
            title: seat.title.clone(),
            since: seat.since.to_string(),
            until: seat.until.map(|until| until.to_string()),
        })
        .collect();
    insert_all::<committee_seat::Entity>(transaction, seats).await?;
    let terms = committee
        .seats
        .iter()
        .flat_map(|seat| {
            seat.terms.iter().map(|term| committee_term::Model {
                seat: number(seat.number),
                since: term.since.to_string(),
                person_id: term.person.0,
                ends_on: term.ends_on.map(|day| day.to_string()),
                until: term.until.map(|until| until.to_string()),
            })
        })
        .collect();
    insert_all::<committee_term::Entity>(transaction, terms).await
}
