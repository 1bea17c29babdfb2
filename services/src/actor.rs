//! Who someone who has signed in is today: what decides over what they may do.

use domain::{
    actor::{ActingPerson, Actor, Credential},
    ids::{GroupId, PersonId},
    slug::Slug,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::{
    Context, ReadError,
    entities::{person, seat, standing},
    person::{carried_on, role_of, standing_of},
};

/// The person with that credential, with their standing and seats of today; `None` where there is no such person. Three
/// queries, four for one who was merged: whoever carries their record on is meant.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn acting(
    context: &Context,
    person: PersonId,
    credential: Credential,
) -> Result<Option<Actor>, ReadError> {
    let connection = context.database.connection();
    let today = context.today().to_string();
    let Some(row) = person::Entity::find_by_id(person.0).one(connection).await? else {
        return Ok(None);
    };
    let row = carried_on(connection, row).await?;
    let person = PersonId(row.id);
    let standings: Vec<String> = standing::Entity::find()
        .select_only()
        .column(standing::Column::Standing)
        .filter(standing::Column::PersonId.eq(person.0))
        .filter(standing::Column::Since.lte(&today))
        .filter(
            Condition::any()
                .add(standing::Column::Until.is_null())
                .add(standing::Column::Until.gt(&today)),
        )
        .into_tuple()
        .all(connection)
        .await?;
    let seats: Vec<(Uuid, String)> = seat::Entity::find()
        .select_only()
        .columns([seat::Column::GroupId, seat::Column::Role])
        .filter(seat::Column::PersonId.eq(person.0))
        .filter(seat::Column::Until.is_null())
        .into_tuple()
        .all(connection)
        .await?;
    let handle = Slug::new(row.handle.as_str())
        .map_err(|_| ReadError::Damaged(format!("“{}” is no handle", row.handle)))?;
    Ok(Some(Actor::Person(Box::new(ActingPerson {
        person,
        handle,
        name: row.name,
        standings: standings
            .iter()
            .map(|key| standing_of(key))
            .collect::<Result<_, _>>()?,
        seats: seats
            .into_iter()
            .map(|(group, role)| Ok((GroupId(group), role_of(&role)?)))
            .collect::<Result<_, ReadError>>()?,
        credential,
    }))))
}
