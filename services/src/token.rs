//! Tokens for scripts: named, for something, with an end. Only their hashes are kept.

use domain::{
    actor::{Actor, Credential, Scope},
    ids::PersonId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, prelude::Expr};
use sha2::{Digest, Sha256};

use crate::{Context, ReadError, actor, entities::token};

/// What every token begins with, so that one that got lost can be recognised.
pub const PREFIX: &str = "chh_";

/// How old the last use must be to be noted anew, in microseconds: a minute.
const USED_PAUSE: i64 = 60 * 1_000_000;

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

/// What is kept of a token.
fn hash(secret: &str) -> String {
    Sha256::digest(secret)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
