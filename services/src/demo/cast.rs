//! Whom one can be in the demo: someone for each role of the permissions.

use std::collections::BTreeSet;

use domain::{seat::Role, standing::Standing};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    Context, ReadError,
    entities::{group, person, seat, standing},
    person::{role_of, standing_of},
};

/// So many people stand for a role.
const PEOPLE_A_ROLE: usize = 3;

/// A role with people who have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The role, as a heading.
    pub role: &'static str,
    /// Who has it.
    pub people: Vec<Player>,
}

/// Someone of the demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// Part of the address of their page.
    pub handle: String,
    /// Their name.
    pub name: String,
    /// What one would want to know: the groups that they lead.
    pub about: String,
}

/// Somebody for each role. Four queries.
///
/// # Errors
/// When the database fails or the record is damaged.
pub async fn cast(context: &Context) -> Result<Vec<Part>, ReadError> {
    let connection = context.database.connection();
    let people = person::Entity::find()
        .filter(person::Column::MergedInto.is_null())
        .order_by_asc(person::Column::NameKey)
        .order_by_asc(person::Column::Id)
        .all(connection)
        .await?;
    let seats = seat::Entity::find()
        .filter(seat::Column::Until.is_null())
        .all(connection)
        .await?;
    let standings = standing::Entity::find()
        .filter(standing::Column::Until.is_null())
        .all(connection)
        .await?;
    let groups = group::Entity::find().all(connection).await?;
    let held: Vec<(Uuid, Role, &str)> = seats
        .iter()
        .filter_map(|row| {
            let group = groups
                .iter()
                .find(|group| group.id == row.group_id && group.ended_on.is_none())?;
            Some(role_of(&row.role).map(|role| (row.person_id, role, group.name.as_str())))
        })
        .collect::<Result<_, _>>()?;
    let standing: BTreeSet<(Uuid, Standing)> = standings
        .iter()
        .map(|row| Ok((row.person_id, standing_of(&row.standing)?)))
        .collect::<Result<_, ReadError>>()?;
    let is = |person: Uuid, what: Standing| standing.contains(&(person, what));
    let seated = |person: Uuid| {
        held.iter()
            .any(|(of, role, _)| *of == person && *role != Role::EmeritusLead)
    };
    let leads = |person: Uuid| {
        held.iter()
            .any(|(of, role, _)| *of == person && role.leads())
    };
    let above =
        |person: Uuid| is(person, Standing::Committee) || is(person, Standing::Administrator);
    let part = |role: &'static str, fits: &dyn Fn(Uuid) -> bool| Part {
        role,
        people: people
            .iter()
            .filter(|row| fits(row.id))
            .take(PEOPLE_A_ROLE)
            .map(|row| Player {
                handle: row.handle.clone(),
                name: row.name.clone(),
                about: about(row.id, &held),
            })
            .collect(),
    };
    let parts = [
        part("Signed in, and nothing more", &|person| {
            !seated(person)
                && !above(person)
                && !is(person, Standing::Member)
                && !is(person, Standing::Maintainer)
        }),
        part("A member", &|person| {
            is(person, Standing::Member)
                && !is(person, Standing::Maintainer)
                && !seated(person)
                && !above(person)
        }),
        part("A maintainer", &|person| {
            is(person, Standing::Maintainer) && !seated(person) && !above(person)
        }),
        part("A delegate of a group", &|person| {
            held.iter()
                .any(|(of, role, _)| *of == person && *role == Role::Delegate)
                && !leads(person)
                && !above(person)
        }),
        part("A lead of a group", &|person| {
            leads(person) && !above(person)
        }),
        part("On the oversight committee", &|person| {
            is(person, Standing::Committee) && !is(person, Standing::Administrator)
        }),
        part("An administrator", &|person| {
            is(person, Standing::Administrator)
        }),
    ];
    Ok(parts
        .into_iter()
        .filter(|part| !part.people.is_empty())
        .collect())
}

fn about(person: Uuid, held: &[(Uuid, Role, &str)]) -> String {
    held.iter()
        .filter(|(of, _, _)| *of == person)
        .map(|(_, role, group)| format!("{}, {group}", role.word()))
        .collect::<Vec<_>>()
        .join(" · ")
}
