//! Several questions in one statement, with their answers in one row.
//!
//! A question to SQLite goes to the connection's thread and back, and so does each row of its answer: that takes several
//! times as long as finding the rows does (`docs/PERFORMANCE.md`). What a page asks is therefore put together as far as it
//! can be. The rows come as JSON, which both databases write and `serde` reads.

use std::{collections::HashMap, marker::PhantomData};

use sea_orm::{
    ConnectionTrait, DatabaseBackend, DbErr, QueryResult, QueryTrait, Statement,
    prelude::Expr,
    sea_query::{Alias, CommonTableExpression, SelectStatement, SimpleExpr, WithClause},
};
use serde::{Deserialize, Deserializer, de::DeserializeOwned};

use crate::ReadError;

/// Questions that are asked together.
#[derive(Default)]
pub(crate) struct Together {
    questions: Vec<Question>,
}

/// A question, as a table that later ones may read from.
struct Question {
    select: SelectStatement,
    columns: usize,
    ids: &'static [usize],
}

/// A place among the answers, for rows that are read as `T`: a tuple, or a struct with its fields in the order of the
/// columns.
pub(crate) struct Asked<T> {
    place: usize,
    rows: PhantomData<fn() -> T>,
}

/// What was found for each question.
pub(crate) struct Answers(HashMap<usize, String>);

impl Together {
    /// Adds a question; `ids` are those of its columns that hold ids, which SQLite keeps as bytes.
    pub fn ask<T>(
        &mut self,
        question: impl QueryTrait<QueryStatement = SelectStatement>,
        ids: &'static [usize],
    ) -> Asked<T> {
        let mut select = question.into_query();
        let mut columns = 0;
        select.exprs_mut_for_each(|_| columns += 1);
        self.questions.push(Question {
            select,
            columns,
            ids,
        });
        Asked {
            place: self.questions.len() - 1,
            rows: PhantomData,
        }
    }

    /// The values in a column of an earlier question's answer, for narrowing a later one to them.
    pub fn column<T>(asked: &Asked<T>, column: usize) -> SelectStatement {
        SelectStatement::new()
            .column(column_name(column))
            .from(table_name(asked.place))
            .to_owned()
    }

    /// Asks them all: one query.
    pub async fn send(self, connection: &impl ConnectionTrait) -> Result<Answers, DbErr> {
        let backend = connection.get_database_backend();
        let (statement, questions) = self.statement(backend);
        Answers::of(connection.query_one_raw(statement).await?, questions)
    }

    /// The statement, and how many questions it asks.
    fn statement(self, backend: DatabaseBackend) -> (Statement, usize) {
        let questions = self.questions.len();
        let mut tables = WithClause::new();
        let mut statement = SelectStatement::new();
        for (place, question) in self.questions.into_iter().enumerate() {
            let rows = SelectStatement::new()
                .expr(rows(backend, question.columns, question.ids))
                .from(table_name(place))
                .to_owned();
            statement.expr(SimpleExpr::SubQuery(None, Box::new(rows.into())));
            tables.cte(
                CommonTableExpression::new()
                    .table_name(table_name(place))
                    .columns((0..question.columns).map(column_name))
                    .query(question.select)
                    .to_owned(),
            );
        }
        (
            backend.build(&statement.with_cte(tables).to_owned()),
            questions,
        )
    }
}

impl Answers {
    fn of(row: Option<QueryResult>, questions: usize) -> Result<Self, DbErr> {
        let row = row.ok_or_else(|| DbErr::RecordNotFound("no answers".to_owned()))?;
        (0..questions)
            .map(|place| Ok((place, row.try_get_by_index(place)?)))
            .collect::<Result<_, DbErr>>()
            .map(Self)
    }

    /// The rows that were found for a question, in its order.
    pub fn take<T: DeserializeOwned>(&mut self, asked: &Asked<T>) -> Result<Vec<T>, ReadError> {
        let rows = self.0.remove(&asked.place).unwrap_or_default();
        serde_json::from_str(&rows)
            .map_err(|error| ReadError::Damaged(format!("an answer cannot be read: {error}")))
    }
}

/// Reads what is true or false, which SQLite keeps as 1 or 0.
pub(crate) fn truth<'d, D: Deserializer<'d>>(value: D) -> Result<bool, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Truth {
        Word(bool),
        Number(u8),
    }
    Ok(match Truth::deserialize(value)? {
        Truth::Word(is_true) => is_true,
        Truth::Number(number) => number != 0,
    })
}

fn table_name(place: usize) -> Alias {
    Alias::new(format!("asked_{place}"))
}

fn column_name(column: usize) -> Alias {
    Alias::new(format!("column_{column}"))
}

/// All rows of a question as one text: an array with an array for each row.
fn rows(backend: DatabaseBackend, columns: usize, ids: &[usize]) -> SimpleExpr {
    let is_sqlite = backend == DatabaseBackend::Sqlite;
    let values: Vec<String> = (0..columns)
        .map(|column| {
            // Bytes are no JSON. Nothing stays nothing.
            if is_sqlite && ids.contains(&column) {
                format!("CASE WHEN column_{column} IS NOT NULL THEN hex(column_{column}) END")
            } else {
                format!("column_{column}")
            }
        })
        .collect();
    let values = values.join(", ");
    Expr::cust(if is_sqlite {
        format!("json_group_array(json_array({values}))")
    } else {
        format!("coalesce(json_agg(json_build_array({values})), '[]')::text")
    })
}
