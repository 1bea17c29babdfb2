//! The secret address under which a calendar program reads the meetings of somebody's groups: calendar programs cannot sign
//! in. It reads what is public anyway; it is secret since it tells which groups are theirs.

use domain::{
    ids::PersonId,
    permission::{Action, Resource},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, prelude::Expr, sea_query::OnConflict,
};

use crate::{
    Context, ReadError, WriteError,
    audit::{self, Deed},
    entities::calendar_address,
    error::CommandError,
    token::{hash, in_hexadecimal},
};

/// How old the last use must be to be noted anew, in microseconds: an hour, as programs ask often.
const USED_PAUSE: i64 = 3_600 * 1_000_000;

/// What somebody sees of their calendar address. The address itself is shown when it is made, and never again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarAddress {
    /// When it was made, in microseconds since 1970.
    pub created_at: i64,
    /// When a program last read it, within an hour.
    pub used_at: Option<i64>,
}

/// A person's own calendar address, where they have one. One query.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn own_address(
    context: &Context,
    person: PersonId,
) -> Result<Option<CalendarAddress>, ReadError> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    let row = calendar_address::Entity::find_by_id(person.0)
        .one(context.database.connection())
        .await?;
    Ok(row.map(|row| CalendarAddress {
        created_at: row.created_at,
        used_at: row.used_at,
    }))
}

/// Makes a calendar address of the person's own and gives its secret. The one before holds no longer.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn make_address(
    context: &Context,
    person: PersonId,
) -> Result<String, CommandError<std::convert::Infallible>> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let secret = in_hexadecimal(&own.new_secret());
                let row = calendar_address::ActiveModel {
                    person_id: Set(person.0),
                    hash: Set(hash(&secret)),
                    created_at: Set(own.now()),
                    used_at: Set(None),
                };
                calendar_address::Entity::insert(row)
                    .on_conflict(
                        OnConflict::column(calendar_address::Column::PersonId)
                            .update_columns([
                                calendar_address::Column::Hash,
                                calendar_address::Column::CreatedAt,
                                calendar_address::Column::UsedAt,
                            ])
                            .to_owned(),
                    )
                    .exec_without_returning(transaction)
                    .await
                    .map_err(WriteError::Database)?;
                audit::note(transaction, &own, Deed::TokenMade, "the calendar address")
                    .await
                    .map_err(WriteError::Database)?;
                Ok(secret)
            })
        })
        .await
}

/// Revokes a person's calendar address; gives whether there was one.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn revoke_address(
    context: &Context,
    person: PersonId,
) -> Result<bool, CommandError<std::convert::Infallible>> {
    context.may(Action::KeepAccount, Resource::Account(person))?;
    let own = context.clone();
    context
        .database
        .write(move |transaction| {
            Box::pin(async move {
                let deleted = calendar_address::Entity::delete_by_id(person.0)
                    .exec(transaction)
                    .await
                    .map_err(WriteError::Database)?;
                if deleted.rows_affected == 0 {
                    return Ok(false);
                }
                audit::note(
                    transaction,
                    &own,
                    Deed::TokenRevoked,
                    "the calendar address",
                )
                .await
                .map_err(WriteError::Database)?;
                Ok(true)
            })
        })
        .await
}

/// Whose calendar address this is; nobody's where it is none, or none any more. One query, and now and then one that notes
/// the use.
///
/// # Errors
/// When the database fails.
pub async fn person_of(context: &Context, secret: &str) -> Result<Option<PersonId>, ReadError> {
    let connection = context.database.connection();
    let row = calendar_address::Entity::find()
        .filter(calendar_address::Column::Hash.eq(hash(secret)))
        .one(connection)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let now = context.now();
    if row
        .used_at
        .is_none_or(|used| now.saturating_sub(used) > USED_PAUSE)
    {
        calendar_address::Entity::update_many()
            .col_expr(calendar_address::Column::UsedAt, Expr::value(now))
            .filter(calendar_address::Column::PersonId.eq(row.person_id))
            .exec(connection)
            .await?;
    }
    Ok(Some(PersonId(row.person_id)))
}
