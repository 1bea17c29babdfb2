//! Tokens for scripts: named, for something, with an end. Only their hashes are kept.

mod administration;

use domain::{
    actor::{Actor, Credential, Scope},
    ids::PersonId,
    permission::{Action, Denied, Resource},
    token::{NewToken, TokenProblem},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, prelude::Expr,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Context, ReadError, WriteError, actor,
    audit::{self, Deed},
    entities::token,
    record,
};

pub use administration::{AllTokens, RevokeRefusal, TokenOfSomeone, all, revoke_any};

/// What every token begins with, so that one that got lost can be recognised.
pub const PREFIX: &str = "chh_";

/// How old the last use must be to be noted anew, in microseconds: a minute.
const USED_PAUSE: i64 = 60 * 1_000_000;

/// A day in microseconds.
const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// Whoever's token this is, with what it may be used for; `None` where it is no token, or none that still holds.
///
/// # Errors
/// When the database fails.
pub async fn acting(context: &Context, secret: &str) -> Result<Option<Actor>, ReadError> {
    if !secret.starts_with(PREFIX) {
        return Ok(None);
    }
    let now = context.now();
    let connection = context.database.connection();
    let row = token::Entity::find()
        .filter(token::Column::Hash.eq(hash(secret)))
        .filter(token::Column::ExpiresAt.gt(now))
        .one(connection)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    if row
        .used_at
        .is_none_or(|used| now.saturating_sub(used) > USED_PAUSE)
    {
        token::Entity::update_many()
            .col_expr(token::Column::UsedAt, Expr::value(now))
            .filter(token::Column::Id.eq(row.id))
            .exec(connection)
            .await?;
    }
    let scopes = row.scopes.split_whitespace().filter_map(Scope::of_key);
    actor::acting(
        context,
        PersonId(row.person_id),
        Credential::Token(scopes.collect()),
    )
    .await
}

/// A token as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenLine {
    /// By which it is revoked.
    pub id: Uuid,
    /// After what uses it.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// When it was made, in microseconds since 1970.
    pub created_at: i64,
    /// When it ends.
    pub expires_at: i64,
    /// When it was last used, within a minute.
    pub used_at: Option<i64>,
}

/// Why a token was not made or revoked.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// What is wrong with what they want.
    #[error("there cannot be such a token")]
    Wrong(Vec<TokenProblem>),
    /// Nothing was written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<DbErr> for TokenError {
    fn from(error: DbErr) -> Self {
        Self::Write(error.into())
    }
}

/// A person's own tokens, the newest first, also those that have ended.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn own(context: &Context, person: PersonId) -> Result<Vec<TokenLine>, ReadError> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    let rows = token::Entity::find()
        .filter(token::Column::PersonId.eq(person.0))
        .order_by_desc(token::Column::CreatedAt)
        .order_by_desc(token::Column::Id)
        .all(context.database.connection())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| TokenLine {
            id: row.id,
            name: row.name,
            scopes: row
                .scopes
                .split_whitespace()
                .filter_map(Scope::of_key)
                .collect(),
            created_at: row.created_at,
            expires_at: row.expires_at,
            used_at: row.used_at,
        })
        .collect())
}

/// Makes a token of the person's own and gives it: it is never seen again.
///
/// # Errors
/// When the actor may not, something is wrong with it, there are too many, or the database fails.
pub async fn make(
    context: &Context,
    person: PersonId,
    wanted: NewToken,
) -> Result<String, TokenError> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                // Two at once must not both be the last that fits.
                record::take_pen(transaction).await?;
                let have = token::Entity::find()
                    .filter(token::Column::PersonId.eq(person.0))
                    .count(transaction)
                    .await?;
                let problems = wanted.problems(usize::try_from(have).unwrap_or(usize::MAX));
                if !problems.is_empty() {
                    return Err(TokenError::Wrong(problems));
                }
                let secret = format!("{PREFIX}{}", in_hexadecimal(&context.new_secret()));
                let now = context.now();
                let scopes: Vec<&str> = wanted.scopes.iter().map(|scope| scope.key()).collect();
                let name = wanted.name.trim().to_owned();
                let about = format!("“{name}” for {}", scopes.join(", "));
                token::ActiveModel {
                    id: Set(context.new_id()),
                    person_id: Set(person.0),
                    name: Set(name),
                    scopes: Set(scopes.join(" ")),
                    hash: Set(hash(&secret)),
                    created_at: Set(now),
                    expires_at: Set(now.saturating_add(wanted.life.days().saturating_mul(DAY))),
                    used_at: Set(None),
                }
                .insert(transaction)
                .await?;
                audit::note(transaction, &context, Deed::TokenMade, &about).await?;
                Ok(secret)
            })
        })
        .await
}

/// Revokes a token of the person's own; gives whether there was one.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn revoke(context: &Context, person: PersonId, id: Uuid) -> Result<bool, TokenError> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    let context = context.clone();
    let database = context.database.clone();
    database
        .write(move |transaction| {
            Box::pin(async move {
                let theirs = token::Entity::find_by_id(id)
                    .filter(token::Column::PersonId.eq(person.0))
                    .one(transaction)
                    .await?;
                let Some(row) = theirs else {
                    return Ok(false);
                };
                token::Entity::delete_by_id(row.id)
                    .exec(transaction)
                    .await?;
                let about = format!("“{}”", row.name);
                audit::note(transaction, &context, Deed::TokenRevoked, &about).await?;
                Ok(true)
            })
        })
        .await
}

/// What is kept of a token, or of another secret.
pub(crate) fn hash(secret: &str) -> String {
    in_hexadecimal(&Sha256::digest(secret))
}

pub(crate) fn in_hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
