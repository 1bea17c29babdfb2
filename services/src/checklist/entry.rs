//! The registry entry of one group, in the export’s own words.

use std::collections::BTreeSet;

use domain::{
    Day,
    community::Community,
    event::Event,
    group::Group,
    ids::OrganizationId,
    person::{Organization, Person},
    slug::Slug,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    ReadError,
    entities::{event, organization},
    record,
    registry::formats::{ExportFormat, write},
};

/// The export with nothing but the group in it. Two queries, however many hold a seat.
pub(super) async fn entry(
    connection: &impl ConnectionTrait,
    group: &Group,
    on: Day,
) -> Result<String, ReadError> {
    let mut community = Community::default();
    for (day, id, change) in lives(connection, group).await? {
        let person = Person::after(community.people.remove(&id), id, day, &change)
            .map_err(|error| ReadError::Damaged(error.to_string()))?;
        community.people.insert(id, person);
    }
    let organizations: BTreeSet<OrganizationId> = community
        .people
        .values()
        .filter_map(|person| person.organization_on(on))
        .collect();
    let rows = organization::Entity::find()
        .filter(organization::Column::Id.is_in(organizations.iter().map(|id| id.0)))
        .all(connection)
        .await?;
    for row in rows {
        let id = OrganizationId(row.id);
        let slug = Slug::of_name(&row.slug).unwrap_or_else(Slug::unnamed);
        community.organizations.insert(
            id,
            Organization {
                id,
                slug,
                name: row.name,
                parent: None,
            },
        );
    }
    community.groups.insert(group.id, group.clone());
    write(ExportFormat::Markdown, &community, &group.now().name, on)
        .map_err(|error| ReadError::Damaged(error.to_string()))
}

/// What happened to those who hold a seat, in the order of history.
async fn lives(
    connection: &impl ConnectionTrait,
    group: &Group,
) -> Result<Vec<(Day, domain::ids::PersonId, domain::person::PersonEvent)>, ReadError> {
    let people: BTreeSet<uuid::Uuid> = group.seats_held().map(|seat| seat.person.0).collect();
    let rows: Vec<(String, String)> = event::Entity::find()
        .select_only()
        .columns([event::Column::HappenedOn, event::Column::Payload])
        .filter(event::Column::PersonId.is_in(people.iter().copied()))
        .order_by_asc(event::Column::HappenedOn)
        .order_by_asc(event::Column::Seq)
        .into_tuple()
        .all(connection)
        .await?;
    let mut lives = Vec::with_capacity(rows.len());
    for (happened_on, payload) in rows {
        let dated = record::dated(&happened_on, &payload)?;
        if let Event::Person { person, change } = dated.event
            && people.contains(&person.0)
        {
            lives.push((dated.on, person, change));
        }
    }
    Ok(lives)
}
