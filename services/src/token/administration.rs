//! All tokens of the installation, for administrators: whose they are, when they were last used, and their end.

use domain::{
    actor::Scope,
    ids::PersonId,
    permission::{Action, Resource},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    CommandError, Context, ReadError,
    audit::{self, Deed},
    entities::{person, token},
    history::{Name, Names},
};

/// As many tokens as one page shows.
const TOKENS_A_PAGE: usize = 50;

/// A page of all tokens.
#[derive(Clone, Debug, Default)]
pub struct AllTokens {
    /// The tokens, newest first.
    pub tokens: Vec<TokenOfSomeone>,
    /// Where the next page begins: before this token.
    pub next: Option<Uuid>,
}

/// A token and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenOfSomeone {
    /// By which it is revoked. Not the token.
    pub id: Uuid,
    /// Whose.
    pub person: Name,
    /// What its person calls it.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// When it was made, in microseconds since 1970.
    pub created_at: i64,
    /// When it ends.
    pub expires_at: i64,
    /// When it was last used, within some minutes.
    pub used_at: Option<i64>,
    /// Whether it still holds.
    pub holds: bool,
}

/// Why a token was not revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RevokeRefusal {
    /// There is none.
    #[error("There is no such token any more.")]
    Gone,
}

/// All tokens, newest first, those made before one. Two queries.
///
/// # Errors
/// When the database fails.
pub async fn all(context: &Context, before: Option<Uuid>) -> Result<AllTokens, ReadError> {
    let connection = context.database.connection();
    let mut query = token::Entity::find()
        .order_by_desc(token::Column::Id)
        .limit(TOKENS_A_PAGE as u64 + 1);
    if let Some(before) = before {
        query = query.filter(token::Column::Id.lt(before));
    }
    let mut rows = query.all(connection).await?;
    let more = rows.len() > TOKENS_A_PAGE;
    rows.truncate(TOKENS_A_PAGE);
    let names =
        Names::of_people(connection, rows.iter().map(|row| PersonId(row.person_id))).await?;
    let now = context.now();
    Ok(AllTokens {
        next: rows.last().filter(|_| more).map(|row| row.id),
        tokens: rows
            .into_iter()
            .filter_map(|row| {
                Some(TokenOfSomeone {
                    id: row.id,
                    person: names.person(PersonId(row.person_id))?.clone(),
                    name: row.name,
                    scopes: row
                        .scopes
                        .split_whitespace()
                        .filter_map(Scope::of_key)
                        .collect(),
                    created_at: row.created_at,
                    expires_at: row.expires_at,
                    used_at: row.used_at,
                    holds: row.expires_at > now,
                })
            })
            .collect(),
    })
}

/// Revokes anyone's token: it is gone at once.
///
/// # Errors
/// When the actor may not, or there is no such token.
pub async fn revoke_any(
    context: &Context,
    id: Option<Uuid>,
) -> Result<(), CommandError<RevokeRefusal>> {
    context.may(Action::Administer, Resource::Community)?;
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let gone = CommandError::Refused(RevokeRefusal::Gone);
                let Some(id) = id else { return Err(gone) };
                let Some(row) = token::Entity::find_by_id(id).one(transaction).await? else {
                    return Err(gone);
                };
                let owner = person::Entity::find_by_id(row.person_id)
                    .one(transaction)
                    .await?
                    .map_or_else(String::new, |person| person.name);
                token::Entity::delete_by_id(id).exec(transaction).await?;
                let about = format!("“{}” of {owner}", row.name);
                audit::note(transaction, &context, Deed::TokenRevokedForThem, &about).await?;
                Ok(())
            })
        })
        .await
}
