//! Which group a text means.

use domain::{
    group::{Group, GroupState},
    ids::GroupId,
    permission::{Action, Resource},
    slug::name_key,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::address;
use crate::{Context, ReadError, entities::group, history::Name, record};

/// So many groups are suggested while one types.
const SUGGESTED: u64 = 300;

/// The group with that address or name, as people write it. One query.
///
/// # Errors
/// When the database fails.
pub async fn meant(context: &Context, typed: &str) -> Result<Option<GroupId>, ReadError> {
    let typed = typed.trim();
    let row = group::Entity::find()
        .filter(
            Condition::any()
                .add(group::Column::Slug.eq(typed.to_lowercase()))
                .add(group::Column::NameKey.eq(name_key(typed))),
        )
        .one(context.database.connection())
        .await?;
    Ok(row.map(|row| GroupId(row.id)))
}

/// The group as the record has it now, for asking the rules. A fixed number of queries.
///
/// # Errors
/// When there is no such group, or the database fails.
pub async fn as_it_is(context: &Context, group: GroupId) -> Result<Group, ReadError> {
    record::group(context.database.connection(), group, None)
        .await?
        .ok_or(ReadError::NotFound)
}

/// The names of living groups, for choosing one. One query.
///
/// # Errors
/// When the database fails.
pub async fn living(context: &Context) -> Result<Vec<(GroupId, Name)>, ReadError> {
    let states: Vec<&str> = GroupState::ALL
        .into_iter()
        .filter(|state| state.is_alive())
        .map(GroupState::key)
        .collect();
    let rows = group::Entity::find()
        .filter(group::Column::State.is_in(states))
        .order_by_asc(group::Column::NameKey)
        .limit(SUGGESTED)
        .all(context.database.connection())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let name = Name {
                slug: row.slug,
                name: row.name,
            };
            (GroupId(row.id), name)
        })
        .collect())
}

/// The group at that address, for a page that is about something of its. One query, or three.
///
/// # Errors
/// [`ReadError::NotFound`], [`ReadError::Moved`] with the address of today, and when the database fails.
pub async fn named(context: &Context, slug: &str) -> Result<(GroupId, Name), ReadError> {
    let row = address::find(context.database.connection(), slug).await?;
    let name = Name {
        slug: row.slug,
        name: row.name,
    };
    Ok((GroupId(row.id), name))
}

/// The groups that whoever acts leads, by name. One query, or none.
///
/// # Errors
/// When the database fails.
pub async fn led_by_reader(context: &Context) -> Result<Vec<Name>, ReadError> {
    let led: Vec<_> = context
        .actor()
        .person()
        .map(|person| {
            person
                .seats
                .iter()
                .filter(|(group, _)| {
                    context
                        .may(Action::RunGroup, Resource::Group(*group))
                        .is_ok()
                })
                .map(|(group, _)| group.0)
                .collect()
        })
        .unwrap_or_default();
    if led.is_empty() {
        return Ok(Vec::new());
    }
    let rows = group::Entity::find()
        .filter(group::Column::Id.is_in(led))
        .filter(group::Column::EndedOn.is_null())
        .order_by_asc(group::Column::NameKey)
        .all(context.database.connection())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Name {
            slug: row.slug,
            name: row.name,
        })
        .collect())
}
