//! Rows of any table as JSON, alike for both databases.

use std::pin::pin;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use futures_util::TryStreamExt as _;
use sea_orm::{
    DbErr, QueryResult, StreamTrait,
    sea_query::{Alias, Expr, ExprTrait as _, Query, SimpleExpr, Value as SqlValue},
};
use serde_json::Value;
use uuid::Uuid;

use super::catalogue::{Column, Kind};

/// Gives every row of a table, one after the other; they are never all in memory.
pub async fn each_row<E: From<DbErr>>(
    connection: &impl StreamTrait,
    table: &str,
    columns: &[Column],
    mut take: impl FnMut(Vec<Value>) -> Result<(), E>,
) -> Result<(), E> {
    let mut select = Query::select();
    select
        .exprs(columns.iter().map(|column| {
            let name = Expr::col(Alias::new(&column.name));
            match column.kind {
                Kind::Integer => name.cast_as(Alias::new("bigint")),
                Kind::Uuid | Kind::Text | Kind::Boolean | Kind::Bytes => name,
            }
        }))
        .from(Alias::new(table));
    let mut rows = pin!(connection.stream(&select).await?);
    while let Some(row) = rows.try_next().await? {
        let values: Result<Vec<Value>, DbErr> = columns
            .iter()
            .enumerate()
            .map(|(place, column)| to_json(&row, place, column.kind))
            .collect();
        take(values?)?;
    }
    Ok(())
}

fn to_json(row: &QueryResult, place: usize, kind: Kind) -> Result<Value, DbErr> {
    Ok(match kind {
        Kind::Uuid => row
            .try_get_by_index::<Option<Uuid>>(place)?
            .map(|id| id.to_string())
            .into(),
        Kind::Text => row.try_get_by_index::<Option<String>>(place)?.into(),
        Kind::Integer => row.try_get_by_index::<Option<i64>>(place)?.into(),
        Kind::Boolean => row.try_get_by_index::<Option<bool>>(place)?.into(),
        Kind::Bytes => row
            .try_get_by_index::<Option<Vec<u8>>>(place)?
            .map(|bytes| STANDARD.encode(bytes))
            .into(),
    })
}

/// The value of a column as the database takes it; `None` where it is not of the column's kind.
pub fn from_json(given: Value, kind: Kind) -> Option<SimpleExpr> {
    Some(match (kind, given) {
        (Kind::Uuid, Value::Null) => value(SqlValue::Uuid(None)),
        (Kind::Uuid, Value::String(id)) => value(id.parse::<Uuid>().ok()?),
        (Kind::Text, Value::Null) => value(SqlValue::String(None)),
        (Kind::Text, Value::String(text)) => value(text),
        (Kind::Integer, Value::Null) => as_bigint(SqlValue::BigInt(None)),
        (Kind::Integer, Value::Number(number)) => as_bigint(number.as_i64()?.into()),
        (Kind::Boolean, Value::Null) => value(SqlValue::Bool(None)),
        (Kind::Boolean, Value::Bool(flag)) => value(flag),
        (Kind::Bytes, Value::Null) => value(SqlValue::Bytes(None)),
        (Kind::Bytes, Value::String(text)) => value(STANDARD.decode(text).ok()?),
        (Kind::Uuid | Kind::Text | Kind::Integer | Kind::Boolean | Kind::Bytes, _) => return None,
    })
}

fn value(value: impl Into<SqlValue>) -> SimpleExpr {
    SimpleExpr::Value(value.into())
}

/// PostgreSQL takes an integer as wide as the statement says; columns of the backup are narrower, some of them.
fn as_bigint(value: SqlValue) -> SimpleExpr {
    SimpleExpr::Value(value).cast_as(Alias::new("bigint"))
}
