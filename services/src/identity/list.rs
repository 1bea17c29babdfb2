//! Which accounts people sign in with.

use std::collections::BTreeMap;

use domain::ids::PersonId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest as _, Sha256};

use crate::{Context, ReadError, entities::identity};

/// An account that someone signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityLine {
    /// The provider's key.
    pub provider: String,
    /// The provider's own id of the account.
    pub subject: String,
    /// The login, as last seen.
    pub login: String,
    /// When it was linked, in microseconds since 1970.
    pub linked_at: i64,
    /// When it was last signed in with; never where an administrator linked it and nobody has yet.
    pub signed_in_at: Option<i64>,
}

/// The accounts of one person, in the order in which they were linked.
///
/// # Errors
/// When the database fails.
pub async fn of_person(
    context: &Context,
    person: PersonId,
) -> Result<Vec<IdentityLine>, ReadError> {
    Ok(of_people(context, &[person])
        .await?
        .remove(&person)
        .unwrap_or_default())
}

/// The accounts of some people, by person. One query.
///
/// # Errors
/// When the database fails.
pub async fn of_people(
    context: &Context,
    people: &[PersonId],
) -> Result<BTreeMap<PersonId, Vec<IdentityLine>>, ReadError> {
    let rows = identity::Entity::find()
        .filter(identity::Column::PersonId.is_in(people.iter().map(|person| person.0)))
        .order_by_asc(identity::Column::LinkedAt)
        .order_by_asc(identity::Column::Provider)
        .order_by_asc(identity::Column::Subject)
        .all(context.database.connection())
        .await?;
    let mut lines: BTreeMap<PersonId, Vec<IdentityLine>> = BTreeMap::new();
    for row in rows {
        lines
            .entry(PersonId(row.person_id))
            .or_default()
            .push(IdentityLine {
                provider: row.provider,
                subject: row.subject,
                login: row.login,
                linked_at: row.linked_at,
                signed_in_at: (row.signed_in_at > 0).then_some(row.signed_in_at),
            });
    }
    Ok(lines)
}

/// What a link to link one more account carries, so that nobody else's page can begin that in a reader's browser; `None`
/// for whoever has no session. Only the session's cookie gives it.
#[must_use]
pub fn link_key(context: &Context) -> Option<String> {
    let session = context.actor().person()?.session()?;
    let digest = Sha256::digest(format!("link an account in {session}"));
    Some(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
