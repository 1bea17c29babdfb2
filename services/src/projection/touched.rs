//! Which lists and counts new events touch.

use std::collections::BTreeSet;

use domain::{
    community::Community,
    event::{DatedEvent, Event},
    group::GroupEvent,
    ids::OrganizationId,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{SUBJECTS_AT_ONCE, listings, tallies};
use crate::{
    WriteError,
    entities::{affiliation, seat},
    organization,
};

/// Makes the lists and counts anew that the events may have changed: a seat is the person's as much as the group's, and
/// an organization's leads are also those of the one it belongs to.
pub(super) async fn write(
    transaction: &DatabaseTransaction,
    events: &[DatedEvent],
    after: &Community,
) -> Result<(), WriteError> {
    let mut people: BTreeSet<Uuid> = BTreeSet::new();
    let mut groups: BTreeSet<Uuid> = BTreeSet::new();
    let mut organizations: BTreeSet<Uuid> = BTreeSet::new();
    for event in events.iter().map(|dated| &dated.event) {
        // No list of people or groups says anything of roadmaps and reports.
        if matches!(event, Event::Roadmap { .. } | Event::Report { .. }) {
            continue;
        }
        people.extend(event.person().map(|person| person.0));
        groups.extend(event.group().map(|group| group.0));
        match event {
            Event::Group {
                group,
                change: GroupEvent::Dissolved | GroupEvent::MergedInto { .. },
            } => {
                let ended = after.groups.get(group).into_iter();
                people.extend(ended.flat_map(|group| group.seats.iter().map(|seat| seat.person.0)));
            }
            Event::Organization { organization, .. } => drop(organizations.insert(organization.0)),
            Event::Group { .. }
            | Event::Person { .. }
            | Event::Policy { .. }
            | Event::Proposal { .. }
            | Event::Committee { .. }
            | Event::Schedule { .. }
            | Event::Announcement { .. }
            | Event::Roadmap { .. }
            | Event::Report { .. }
            | Event::Minutes { .. }
            | Event::Document { .. }
            | Event::Decision { .. }
            | Event::Escalation { .. } => {}
        }
    }
    if people.is_empty() && groups.is_empty() && organizations.is_empty() {
        return Ok(());
    }
    let affiliates = organization::affiliates(transaction).await?;
    let moved: Vec<Uuid> = organizations
        .iter()
        .flat_map(|id| affiliates.below(OrganizationId(*id)).map(|below| below.0))
        .chain(organizations.iter().copied())
        .collect();
    for chunk in moved.chunks(SUBJECTS_AT_ONCE) {
        people.extend(
            affiliation::Entity::find()
                .select_only()
                .column(affiliation::Column::PersonId)
                .filter(affiliation::Column::OrganizationId.is_in(chunk.iter().copied()))
                .into_tuple::<Uuid>()
                .all(transaction)
                .await?,
        );
    }
    organizations.extend(listings::write(transaction, &people, &affiliates).await?);
    let people: Vec<Uuid> = people.into_iter().collect();
    for chunk in people.chunks(SUBJECTS_AT_ONCE) {
        groups.extend(
            seat::Entity::find()
                .select_only()
                .column(seat::Column::GroupId)
                .filter(seat::Column::PersonId.is_in(chunk.iter().copied()))
                .filter(seat::Column::Until.is_null())
                .into_tuple::<Uuid>()
                .all(transaction)
                .await?,
        );
    }
    tallies::write(transaction, &groups, organizations, &affiliates).await
}
