//! SQLite or PostgreSQL, set up so that a killed process loses nothing that was acknowledged.

mod connection;
mod together;

use std::{
    fmt,
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

pub(crate) use connection::Connection;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
pub(crate) use together::{Answers, Asked, Together, truth};

/// A pool of connections to the community's database. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    connection: Connection,
    queries: Arc<AtomicU64>,
}

/// Why there is no database to work with.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The address is of no database that is known.
    #[error("“{0}” is no database address: use sqlite://FILE or postgres://USER@HOST/NAME")]
    UnknownAddress(String),
    /// It cannot be reached or opened.
    #[error("the database {address} cannot be opened: {source}")]
    NotOpened {
        /// The address, without a password.
        address: String,
        /// What it said.
        source: DbErr,
    },
    /// A migration failed; nothing of it was done.
    #[error("the database could not be migrated: {0}")]
    NotMigrated(DbErr),
}

/// The work of a transaction, as [`Database::write`] takes it.
pub(crate) type Work<'t, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 't>>;

impl Database {
    /// Connects to `sqlite://FILE` (made if missing), `sqlite::memory:` or `postgres://…`.
    ///
    /// # Errors
    /// When the address is unknown or the database cannot be opened.
    pub async fn connect(address: &str) -> Result<Self, DatabaseError> {
        let mut options = ConnectOptions::new(address);
        options
            .sqlx_logging(false)
            .connect_timeout(Duration::from_secs(10))
            .acquire_timeout(Duration::from_secs(30));
        if let Some(rest) = address.strip_prefix("sqlite:") {
            // Each connection to a database in memory is another database.
            let in_memory = rest.contains(":memory:");
            options.max_connections(if in_memory { 1 } else { sqlite_connections() });
            options.min_connections(1);
            // A file does not go away; asking whether it is still there takes as long as a query.
            options.test_before_acquire(false);
            options.map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .create_if_missing(true)
                    .foreign_keys(true)
                    .busy_timeout(Duration::from_secs(30))
                    // More than a page has rows: the connection's thread need not wait for the reader.
                    .row_buffer_size(512)
                    .pragma("journal_mode", "WAL")
                    .pragma("synchronous", "NORMAL")
                    .pragma("cache_size", "-8000")
                    .pragma("temp_store", "MEMORY")
            });
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            options.max_connections(16);
            // A server or a network may go away while nobody asks.
            options.test_before_acquire_if_idle_for(Duration::from_secs(5));
        } else {
            return Err(DatabaseError::UnknownAddress(without_password(address)));
        }
        let mut connection = sea_orm::Database::connect(options)
            .await
            .map_err(|source| DatabaseError::NotOpened {
                address: without_password(address),
                source,
            })?;
        let queries = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&queries);
        connection.set_metric_callback(move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
        });
        Ok(Self {
            connection: Connection::new(connection),
            queries,
        })
    }

    /// The same database for one reading, such as a page: all that is read through it sees one state of the data, on one
    /// connection. It begins with its first query, and ends with [`Self::end_reading`], with the first write, or when
    /// this and its clones are dropped.
    #[must_use]
    pub fn reading(&self) -> Self {
        Self {
            connection: self.connection.reading(),
            queries: Arc::clone(&self.queries),
        }
    }

    /// The same database for what a single query reads: a page that needs no more need not begin and end a reading.
    #[must_use]
    pub fn alone(&self) -> Self {
        Self {
            connection: self.connection.alone(),
            queries: Arc::clone(&self.queries),
        }
    }

    /// Ends a reading and gives its connection back.
    pub async fn end_reading(&self) {
        self.connection.end_reading().await;
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// When a migration fails; nothing of it was done then.
    pub async fn migrate(&self) -> Result<(), DatabaseError> {
        Migrator::up(self.connection.pool().await, None)
            .await
            .map_err(DatabaseError::NotMigrated)
    }

    /// How many migrations the schema lacks.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn migrations_missing(&self) -> Result<usize, DatabaseError> {
        Migrator::get_pending_migrations_read_only(self.connection.pool().await)
            .await
            .map(|missing| missing.len())
            .map_err(DatabaseError::NotMigrated)
    }

    /// How many queries were sent since the start: for measuring and for the tests that count.
    #[must_use]
    pub fn queries(&self) -> u64 {
        self.queries.load(Ordering::Relaxed)
    }

    /// How many queries went through this reading, or this place in the program, alone: what others send at the same time
    /// does not count.
    #[must_use]
    pub fn queries_here(&self) -> u64 {
        self.connection.asked()
    }

    /// Closes all connections, so that a SQLite file is whole by itself.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn close(self) -> Result<(), DatabaseError> {
        self.connection
            .pool()
            .await
            .clone()
            .close()
            .await
            .map_err(DatabaseError::NotMigrated)
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.connection.get_database_backend() == DatabaseBackend::Sqlite
    }

    /// Does the work in one transaction: all of it or nothing.
    ///
    /// It runs in a task of its own: a caller that goes away in the middle (a closed connection) must not leave a
    /// transaction open on a connection that goes back to the pool. On SQLite it begins as a writer, or two would
    /// both be refused.
    pub(crate) async fn write<T, E>(
        &self,
        work: impl for<'t> FnOnce(&'t DatabaseTransaction) -> Work<'t, T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbErr> + Send + 'static,
    {
        let connection = self.connection.clone();
        let task = tokio::spawn(async move {
            let transaction = connection
                .pool()
                .await
                .begin_with_options(TransactionOptions {
                    isolation_level: None,
                    access_mode: None,
                    sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                })
                .await?;
            match work(&transaction).await {
                Ok(value) => {
                    transaction.commit().await?;
                    Ok(value)
                }
                Err(error) => {
                    transaction.rollback().await?;
                    Err(error)
                }
            }
        });
        match task.await {
            Ok(result) => result,
            Err(failure) => {
                Err(DbErr::Custom(format!("the transaction's task failed: {failure}")).into())
            }
        }
    }
}

/// How many connections there are to a SQLite file. Each has a thread: on few cores, many would only take turns. Two
/// more than cores, since one may be writing for a while, and one waiting for the disk.
fn sqlite_connections() -> u32 {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    u32::try_from(cores).unwrap_or(2).saturating_add(2).min(16)
}

impl fmt::Debug for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Database").finish_non_exhaustive()
    }
}

/// An address as it may be shown: `postgres://user:secret@host` becomes `postgres://user@host`.
#[must_use]
pub fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.to_owned();
    };
    match rest.rsplit_once('@') {
        None => address.to_owned(),
        Some((credentials, host)) => {
            let user = credentials.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{host}")
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use sea_orm::Statement;

    use super::*;

    #[tokio::test]
    async fn sqlite_keeps_its_statements_whatever_is_bound_to_them() {
        let database = Database::connect("sqlite::memory:").await.unwrap();
        let question = Statement::from_string(DatabaseBackend::Sqlite, "PRAGMA compile_options");
        let options = database.connection().query_all_raw(question).await.unwrap();
        let has = |wanted: &str| {
            options.iter().any(|row| {
                row.try_get_by_index::<String>(0)
                    .is_ok_and(|option| option == wanted)
            })
        };
        // Cargo does not notice when these change: an older build folder keeps the SQLite that it has.
        assert!(
            has("ENABLE_QPSG"),
            "SQLite is not built with the flags of .cargo/config.toml: run `cargo clean --package libsqlite3-sys`, also with --release"
        );
    }

    #[test]
    fn an_address_is_shown_without_its_password() {
        assert_eq!(
            without_password("postgres://clerk:s3cret@db.example/house"),
            "postgres://clerk@db.example/house"
        );
    }
}
