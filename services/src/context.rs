//! What a use case needs from outside: the database, the time and new ids.

use std::sync::Arc;

use domain::{Day, ids::NewIds};
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use crate::Database;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;
}

/// Where ids come from.
pub trait MakesIds: Send + Sync {
    /// A new UUID v7.
    fn make(&self) -> Uuid;
}

/// Database, clock and ids. Cheap to clone.
#[derive(Clone)]
pub struct Context {
    /// Where everything is kept.
    pub database: Database,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn MakesIds>,
}

impl Context {
    /// A context with the machine's clock and random ids.
    #[must_use]
    pub fn new(database: Database) -> Self {
        Self::with(database, Arc::new(SystemClock), Arc::new(SystemIds))
    }

    /// A context with a clock and ids of the caller's: for tests and for seeding.
    #[must_use]
    pub fn with(database: Database, clock: Arc<dyn Clock>, ids: Arc<dyn MakesIds>) -> Self {
        Self {
            database,
            clock,
            ids,
        }
    }

    /// Now, in UTC, in whole microseconds since 1970: what both databases keep.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.clock.now().as_microsecond()
    }

    /// Today, in UTC.
    #[must_use]
    pub fn today(&self) -> Day {
        self.clock.now().to_zoned(TimeZone::UTC).date()
    }

    /// A new id.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        self.ids.make()
    }
}

impl NewIds for &Context {
    fn new_id(&mut self) -> Uuid {
        self.ids.make()
    }
}

struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the machine's clock is read"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

struct SystemIds;

impl MakesIds for SystemIds {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where random ids are made"
    )]
    fn make(&self) -> Uuid {
        Uuid::now_v7()
    }
}
