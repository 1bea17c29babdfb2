//! Brings a backup back, into a fresh database.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufRead, BufReader, Read as _},
    path::{Path, PathBuf},
};

use flate2::read::GzDecoder;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbErr,
    sea_query::{Alias, Expr, ExprTrait as _, Query, SimpleExpr},
};

use super::{
    Column, Contents, TABLES, catalogue,
    format::{Header, Line, VERSION},
    rows::from_json,
};
use crate::Database;

/// Tables with rows in them as soon as they are made.
const NEVER_EMPTY: [&str; 2] = ["record", "tallies"];

/// As many values as one statement inserts: well under either database's limit.
const VALUES_AT_ONCE: usize = 10_000;

/// Why nothing was restored. The database is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The file cannot be opened.
    #[error("{}: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is no backup.
    #[error("{}: this is no backup that Charterhouse made", .0.display())]
    Foreign(PathBuf),
    /// The backup is of a later version of the format or schema.
    #[error("{}: made by a later version of Charterhouse ({found}); restore it with that one", .path.display())]
    Later {
        /// The file.
        path: PathBuf,
        /// What it says of itself.
        found: String,
    },
    /// The backup is not whole.
    #[error("{}, line {line} of its content: the backup is damaged: {what}", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        what: String,
    },
    /// There is something in the database.
    #[error("the database is not empty (there are rows in {0}): restore into a fresh one")]
    NotEmpty(String),
    /// The database is of a later schema than the backup.
    #[error(
        "the database was made for a later version than the backup: restore into one that is not there yet"
    )]
    LaterDatabase,
    /// The database failed.
    #[error("the database failed, nothing was restored: {0}")]
    Database(#[from] DbErr),
}

/// Makes an empty or missing database hold what the backup holds, in one transaction: first its schema as it was, then
/// the rows, then the migrations since.
///
/// # Errors
/// When the file is no whole backup or the database is not empty; nothing was changed then.
pub async fn restore(database: &Database, path: &Path) -> Result<Contents, RestoreError> {
    // First to its end, where the checksum is: what is damaged must not be taken for something else.
    Lines::open(path)?.all()?;
    let mut lines = Lines::open(path)?;
    let header = lines.header()?;
    database
        .write(move |transaction| {
            Box::pin(async move {
                prepare(transaction, &header.schema, &lines.path).await?;
                let rows = insert_all(transaction, &mut lines).await?;
                Migrator::up(transaction, None).await?;
                Ok(Contents {
                    schema: header.schema,
                    written_at: header.written_at,
                    rows,
                })
            })
        })
        .await
}

/// Makes sure that there is nothing in the database, and brings it to the schema of the backup.
async fn prepare(
    transaction: &DatabaseTransaction,
    schema: &str,
    path: &Path,
) -> Result<(), RestoreError> {
    for table in catalogue(transaction).await?.keys() {
        if !NEVER_EMPTY.contains(&table.as_str()) && has_rows(transaction, table).await? {
            return Err(RestoreError::NotEmpty(table.clone()));
        }
    }
    let wanted = Migrator::migrations()
        .iter()
        .position(|migration| migration.name() == schema)
        .ok_or_else(|| RestoreError::Later {
            path: path.to_owned(),
            found: schema.to_owned(),
        })?
        + 1;
    let applied = Migrator::get_applied_migrations(transaction).await?.len();
    let steps = wanted
        .checked_sub(applied)
        .and_then(|steps| u32::try_from(steps).ok())
        .ok_or(RestoreError::LaterDatabase)?;
    Migrator::up(transaction, Some(steps)).await?;
    let tables = catalogue(transaction).await?;
    for table in TABLES
        .iter()
        .rev()
        .filter(|table| tables.contains_key(**table))
    {
        let mut delete = Query::delete();
        delete.from_table(Alias::new(*table));
        transaction.execute(&delete).await?;
    }
    Ok(())
}

async fn has_rows(transaction: &DatabaseTransaction, table: &str) -> Result<bool, DbErr> {
    let mut select = Query::select();
    select
        .expr(Expr::val(1).cast_as(Alias::new("integer")))
        .from(Alias::new(table))
        .limit(1);
    Ok(transaction.query_one(&select).await?.is_some())
}

/// Inserts the rows of all tables and gives their number.
async fn insert_all(
    transaction: &DatabaseTransaction,
    lines: &mut Lines,
) -> Result<u64, RestoreError> {
    let tables = catalogue(transaction).await?;
    let mut filling: Option<Filling> = None;
    let mut rows = 0;
    loop {
        match lines.next()? {
            Line::Table { table, columns } => {
                if let Some(mut last) = filling.take() {
                    last.flush(transaction).await?;
                }
                let columns = known_columns(&tables, &table, &columns).ok_or_else(|| {
                    lines.damaged(format!("it has an unknown table or column ({table})"))
                })?;
                filling = Some(Filling::new(table, columns));
            }
            Line::Row(values) => {
                let Some(filling) = &mut filling else {
                    return Err(lines.damaged("a row is before any table".to_owned()));
                };
                if values.len() != filling.columns.len() {
                    return Err(lines.damaged("a row is too long or too short".to_owned()));
                }
                let values: Option<Vec<SimpleExpr>> = values
                    .into_iter()
                    .zip(&filling.columns)
                    .map(|(value, column)| from_json(value, column.kind))
                    .collect();
                let values = values.ok_or_else(|| {
                    lines.damaged("a value is of another type than its column".to_owned())
                })?;
                filling.waiting.push(values);
                rows += 1;
                if filling.waiting.len() * filling.columns.len() >= VALUES_AT_ONCE {
                    filling.flush(transaction).await?;
                }
            }
            Line::End { .. } => {
                if let Some(mut last) = filling.take() {
                    last.flush(transaction).await?;
                }
                return Ok(rows);
            }
        }
    }
}

fn known_columns(
    tables: &BTreeMap<String, Vec<Column>>,
    table: &str,
    names: &[String],
) -> Option<Vec<Column>> {
    let known = tables.get(table)?;
    names
        .iter()
        .map(|name| known.iter().find(|column| column.name == *name).cloned())
        .collect()
}

/// A table that is being filled.
struct Filling {
    table: String,
    columns: Vec<Column>,
    waiting: Vec<Vec<SimpleExpr>>,
}

impl Filling {
    fn new(table: String, columns: Vec<Column>) -> Self {
        Self {
            table,
            columns,
            waiting: Vec::new(),
        }
    }

    async fn flush(&mut self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let mut insert = Query::insert();
        insert
            .into_table(Alias::new(&self.table))
            .columns(self.columns.iter().map(|column| Alias::new(&column.name)));
        for row in self.waiting.drain(..) {
            insert
                .values(row)
                .map_err(|error| DbErr::Custom(error.to_string()))?;
        }
        transaction.execute(&insert).await?;
        Ok(())
    }
}

/// The lines of a backup, one after the other.
struct Lines {
    path: PathBuf,
    reader: BufReader<GzDecoder<BufReader<File>>>,
    text: String,
    line: u64,
}

impl Lines {
    fn open(path: &Path) -> Result<Self, RestoreError> {
        let file = File::open(path).map_err(|source| RestoreError::File {
            path: path.to_owned(),
            source,
        })?;
        Ok(Self {
            path: path.to_owned(),
            reader: BufReader::new(GzDecoder::new(BufReader::new(file))),
            text: String::new(),
            line: 0,
        })
    }

    /// Reads all of it and looks at nothing but that it is whole.
    fn all(&mut self) -> Result<(), RestoreError> {
        self.header()?;
        let mut rows = 0;
        loop {
            match self.next()? {
                Line::Table { .. } => {}
                Line::Row(_) => rows += 1,
                Line::End { rows: expected } => {
                    self.must_end()?;
                    if rows == expected {
                        return Ok(());
                    }
                    return Err(self.damaged(format!("it has {rows} rows instead of {expected}")));
                }
            }
        }
    }

    fn header(&mut self) -> Result<Header, RestoreError> {
        /// More than any header has: another compressed file may be one long line.
        const LONGEST_HEADER: u64 = 4_096;
        let foreign = || RestoreError::Foreign(self.path.clone());
        let mut text = String::new();
        (&mut self.reader)
            .take(LONGEST_HEADER)
            .read_line(&mut text)
            .map_err(|_| foreign())?;
        self.line = 1;
        let header: Header = serde_json::from_str(&text).map_err(|_| foreign())?;
        if header.charterhouse_backup != VERSION {
            return Err(RestoreError::Later {
                path: self.path.clone(),
                found: format!("format {}", header.charterhouse_backup),
            });
        }
        Ok(header)
    }

    fn next(&mut self) -> Result<Line, RestoreError> {
        self.text.clear();
        self.line += 1;
        match self.reader.read_line(&mut self.text) {
            Ok(0) => Err(self.damaged("it ends before its end".to_owned())),
            Ok(_) => {
                serde_json::from_str(&self.text).map_err(|error| self.damaged(error.to_string()))
            }
            Err(error) => Err(self.damaged(error.to_string())),
        }
    }

    /// Reads to the end of the compressed data, where its checksum is.
    fn must_end(&mut self) -> Result<(), RestoreError> {
        let mut rest = [0; 1];
        match self.reader.read(&mut rest) {
            Ok(0) => Ok(()),
            Ok(_) => Err(self.damaged("something follows its end".to_owned())),
            Err(error) => Err(self.damaged(error.to_string())),
        }
    }

    fn damaged(&self, what: String) -> RestoreError {
        RestoreError::Damaged {
            path: self.path.clone(),
            line: self.line,
            what,
        }
    }
}
