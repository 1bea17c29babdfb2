//! Finding a person by what people type: a handle, an account, the address of a page.

use domain::{ids::PersonId, person::Account};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    ReadError,
    entities::{account, person},
};

/// The row of the person with that handle, also of one who was merged.
pub(crate) async fn find(
    connection: &impl ConnectionTrait,
    handle: &str,
) -> Result<Option<person::Model>, ReadError> {
    Ok(person::Entity::find()
        .filter(person::Column::Handle.eq(handle))
        .one(connection)
        .await?)
}

/// The row of whom someone means who types a handle, an account on GitHub, or the address of a person's page; for one
/// who was merged, of whoever carries their record on. At most three queries.
pub(crate) async fn called(
    connection: &impl ConnectionTrait,
    typed: &str,
) -> Result<Option<person::Model>, ReadError> {
    let typed = typed.trim().trim_end_matches('/');
    let word = typed
        .rsplit('/')
        .next()
        .unwrap_or(typed)
        .trim_start_matches('@')
        .to_lowercase();
    let found = match find(connection, &word).await? {
        Some(row) => Some(row),
        None => {
            let account = account::Entity::find_by_id(Account::github(word).key())
                .one(connection)
                .await?;
            match account {
                Some(account) => {
                    person::Entity::find_by_id(account.person_id)
                        .one(connection)
                        .await?
                }
                None => None,
            }
        }
    };
    match found {
        Some(row) => carried_on(connection, row).await.map(Some),
        None => Ok(None),
    }
}

/// The row itself, or for someone who was merged that of whoever carries their record on.
pub(crate) async fn carried_on(
    connection: &impl ConnectionTrait,
    row: person::Model,
) -> Result<person::Model, ReadError> {
    match row.merged_into {
        None => Ok(row),
        Some(into) => person::Entity::find_by_id(into)
            .one(connection)
            .await?
            .ok_or_else(|| ReadError::Damaged(format!("“{}” is merged into nobody", row.handle))),
    }
}

/// The id of a row.
pub(crate) fn id_of(row: &person::Model) -> PersonId {
    PersonId(row.id)
}
