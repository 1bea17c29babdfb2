//! Changes of leads that could never happen are refused where they are written, not when the committee decides.

use domain::{
    ids::PersonId,
    proposal::{LeadChange, Nomination, ProposalRefusal, Request, SeatMisfit},
    seat::Role,
};
use services::{
    group,
    person::with_handle,
    proposal::{ActError, begin, load, submit},
};

use crate::{
    proposals::as_person,
    support::{Entry, House, on_each_database},
};

/// Amara leads Routing, Jonas does not.
async fn amara_and_jonas(house: &House) -> [PersonId; 2] {
    let entry = Entry::named("Routing")
        .seat(Role::Lead, "Amara Osei", "Northwind")
        .seat(Role::Liaison, "Jonas Lindqvist", "Kestrel");
    house.import("2020-01-15", vec![entry]).await;
    let known = async |handle| with_handle(&house.context, handle).await.unwrap().unwrap();
    [known("amara-osei").await, known("jonas-lindqvist").await]
}

fn lead(person: PersonId) -> Nomination {
    Nomination {
        person,
        role: Role::Lead,
    }
}

async fn refused(house: &House, author: PersonId, change: LeadChange) -> Option<SeatMisfit> {
    let author = as_person(&house.context, author, &[]);
    let routing = group::meant(&house.context, "routing").await.unwrap();
    let asked = Request::ChangeLeads {
        group: routing.unwrap(),
        changes: vec![change],
        reason: "More hands.".to_owned(),
    };
    let draft = begin(&author, asked).await.unwrap();
    match submit(&author, draft).await {
        Ok(_) => None,
        Err(ActError::Refused(ProposalRefusal::Seats(misfit))) => {
            load(&author, draft).await.unwrap();
            Some(misfit)
        }
        Err(other) => panic!("{other}"),
    }
}

on_each_database! {
    async fn who_leads_already_cannot_be_proposed_and_the_draft_stays(house: &House) {
        let [amara, jonas] = amara_and_jonas(house).await;
        let add = |person| LeadChange::Add { nomination: lead(person) };
        assert_eq!(refused(house, jonas, add(amara)).await, Some(SeatMisfit::Held));
        assert_eq!(refused(house, jonas, add(jonas)).await, None);
    }

    async fn who_does_not_lead_cannot_be_removed_nor_thanked(house: &House) {
        let [amara, jonas] = amara_and_jonas(house).await;
        for leaving in [
            LeadChange::Remove { seat: lead(jonas) },
            LeadChange::Emeritus { seat: lead(jonas) },
        ] {
            assert_eq!(refused(house, jonas, leaving).await, Some(SeatMisfit::NotHeld));
        }
        let goes = LeadChange::Emeritus { seat: lead(amara) };
        assert_eq!(refused(house, jonas, goes).await, None);
    }
}
