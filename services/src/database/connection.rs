//! Where queries go: each to a connection of the pool, or all of one reading to the same.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, ExecResult,
    IsolationLevel, QueryResult, Statement, TransactionOptions, TransactionTrait,
};
use tokio::sync::Mutex;

/// The pool, or a reading from it. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Connection {
    pool: DatabaseConnection,
    reading: Option<Arc<Mutex<Reading>>>,
    asked: Arc<AtomicU64>,
}

/// Queries that all see one state of the data.
enum Reading {
    /// Nothing was asked yet, and no connection is taken.
    NotBegun,
    /// What holds the connection. It is given back when this is dropped.
    Begun(Arc<DatabaseTransaction>),
    /// Queries go to the pool.
    Ended,
}

impl Connection {
    pub(super) fn new(pool: DatabaseConnection) -> Self {
        Self {
            pool,
            reading: None,
            asked: Arc::default(),
        }
    }

    /// The same, for a reading of its own.
    pub(super) fn reading(&self) -> Self {
        Self {
            pool: self.pool.clone(),
            reading: Some(Arc::new(Mutex::new(Reading::NotBegun))),
            asked: Arc::default(),
        }
    }

    /// The same without a reading: each query sees the state of its moment.
    pub(super) fn alone(&self) -> Self {
        Self {
            reading: None,
            ..self.clone()
        }
    }

    /// How many queries were sent through this and its clones, whatever others send meanwhile.
    pub(super) fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    fn count(&self) {
        self.asked.fetch_add(1, Ordering::Relaxed);
    }

    /// Ends the reading, if there is one, and gives its connection back.
    pub(super) async fn end_reading(&self) {
        if let Some(reading) = &self.reading {
            *reading.lock().await = Reading::Ended;
        }
    }

    /// The pool, for transactions. A reading ends first: who holds one connection and waits for another, while others do
    /// the same, waits for ever.
    pub(crate) async fn pool(&self) -> &DatabaseConnection {
        self.end_reading().await;
        &self.pool
    }

    /// The reading's transaction, which its first query begins.
    async fn transaction(&self) -> Result<Option<Arc<DatabaseTransaction>>, DbErr> {
        let Some(reading) = &self.reading else {
            return Ok(None);
        };
        let mut reading = reading.lock().await;
        match &*reading {
            Reading::Begun(transaction) => Ok(Some(Arc::clone(transaction))),
            Reading::Ended => Ok(None),
            Reading::NotBegun => {
                let options = TransactionOptions {
                    // SQLite's readers see one state without asking.
                    isolation_level: (self.get_database_backend() == DatabaseBackend::Postgres)
                        .then_some(IsolationLevel::RepeatableRead),
                    access_mode: None,
                    sqlite_transaction_mode: None,
                };
                let transaction = Arc::new(self.pool.begin_with_options(options).await?);
                *reading = Reading::Begun(Arc::clone(&transaction));
                Ok(Some(transaction))
            }
        }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Connection {
    fn get_database_backend(&self) -> DatabaseBackend {
        self.pool.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.count();
        self.pool().await.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.count();
        self.pool().await.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.count();
        match self.transaction().await? {
            Some(transaction) => transaction.query_one_raw(statement).await,
            None => self.pool.query_one_raw(statement).await,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.count();
        match self.transaction().await? {
            Some(transaction) => transaction.query_all_raw(statement).await,
            None => self.pool.query_all_raw(statement).await,
        }
    }
}
