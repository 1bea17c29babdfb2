//! Writes a backup, also while others write to the database.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process,
};

use flate2::{Compression, write::GzEncoder};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    AccessMode, DatabaseTransaction, DbErr, IsolationLevel, TransactionOptions, TransactionTrait,
};
use serde::Serialize;

use super::{
    Contents, TABLES, catalogue, each_row,
    format::{Header, Line, VERSION},
};
use crate::Context;

/// Why there is no backup. A file that was there before is still there, as it was.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file cannot be written.
    #[error("{}: the backup cannot be written: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database cannot be read.
    #[error("the database cannot be read: {0}")]
    Database(#[from] DbErr),
    /// The database lacks tables of this version.
    #[error("the database lacks the table {0}: run `charterhouse migrate` first")]
    NotMigrated(&'static str),
    /// A line cannot be written.
    #[error("a row cannot be written: {0}")]
    Line(#[from] serde_json::Error),
    /// A line cannot be compressed or written.
    #[error("a row cannot be written: {0}")]
    Write(#[from] io::Error),
}

/// Writes everything to a file: the state at one moment, however long it takes and whoever writes meanwhile. The file
/// is there, in the place of an older one, only when all of it is on the disk.
///
/// # Errors
/// When the database cannot be read or the file not be written.
pub async fn backup(context: &Context, path: &Path) -> Result<Contents, BackupError> {
    let failed = |source| BackupError::File {
        path: path.to_owned(),
        source,
    };
    let partial = partial_name(path);
    let file = new_file(&partial).map_err(failed)?;
    let outcome = write(context, file).await;
    let outcome = match outcome {
        Ok(contents) => put_in_place(&partial, path)
            .map(|()| contents)
            .map_err(failed),
        Err(error) => Err(error),
    };
    if outcome.is_err() {
        fs::remove_file(&partial).ok();
    }
    outcome
}

/// In the same folder, so that it can be renamed; of this process, so that two backups do not mix.
fn partial_name(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".partial-{}", process::id()));
    path.with_file_name(name)
}

/// A new file for its owner's eyes.
fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn put_in_place(partial: &Path, path: &Path) -> io::Result<()> {
    fs::rename(partial, path)?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    File::open(folder)?.sync_all()
}

async fn write(context: &Context, file: File) -> Result<Contents, BackupError> {
    let database = &context.database;
    // One moment for all tables. A reader on SQLite has that without asking; it keeps no writer waiting.
    let (isolation_level, access_mode) = if database.is_sqlite() {
        (None, None)
    } else {
        (
            Some(IsolationLevel::RepeatableRead),
            Some(AccessMode::ReadOnly),
        )
    };
    let transaction = database
        .connection()
        .pool()
        .await
        .begin_with_options(TransactionOptions {
            isolation_level,
            access_mode,
            sqlite_transaction_mode: None,
        })
        .await?;
    let mut writer = BufWriter::new(GzEncoder::new(file, Compression::default()));
    let contents = write_lines(&transaction, context.now(), &mut writer).await?;
    transaction.rollback().await?;
    let file = writer
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .finish()?;
    file.sync_all()?;
    Ok(contents)
}

async fn write_lines(
    transaction: &DatabaseTransaction,
    written_at: i64,
    writer: &mut impl Write,
) -> Result<Contents, BackupError> {
    let schema = Migrator::get_applied_migrations_read_only(transaction)
        .await?
        .last()
        .map(|migration| migration.name().to_owned())
        .ok_or(BackupError::NotMigrated(TABLES[0]))?;
    let header = Header {
        charterhouse_backup: VERSION,
        schema: schema.clone(),
        written_at,
    };
    write_line(writer, &header)?;
    let tables = catalogue(transaction).await?;
    let mut rows = 0;
    for table in TABLES {
        let columns = tables.get(table).ok_or(BackupError::NotMigrated(table))?;
        let line = Line::Table {
            table: table.to_owned(),
            columns: columns.iter().map(|column| column.name.clone()).collect(),
        };
        write_line(writer, &line)?;
        each_row(transaction, table, columns, |row| {
            rows += 1;
            write_line(writer, &Line::Row(row))
        })
        .await?;
    }
    write_line(writer, &Line::End { rows })?;
    Ok(Contents {
        schema,
        written_at,
        rows,
    })
}

fn write_line(writer: &mut impl Write, line: &impl Serialize) -> Result<(), BackupError> {
    serde_json::to_writer(&mut *writer, line)?;
    Ok(writer.write_all(b"\n")?)
}
