//! What a use case needs from outside: the database, the time, new ids and secrets, and who acts.

use std::sync::Arc;

use domain::{
    Day,
    actor::Actor,
    ids::{NewIds, PersonId},
    permission::{Action, Denied, Resource, can},
};
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use crate::Database;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;
}

/// Where ids and secrets come from.
pub trait MakesIds: Send + Sync {
    /// A new UUID v7.
    fn make(&self) -> Uuid;

    /// 32 bytes that nobody can guess.
    fn make_secret(&self) -> [u8; 32];
}

/// Database, clock, ids and the actor. Cheap to clone.
#[derive(Clone)]
pub struct Context {
    /// Where everything is kept.
    pub database: Database,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn MakesIds>,
    actor: Arc<Actor>,
}

impl Context {
    /// A context of the operator's, with the machine's clock and random ids.
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
            actor: Arc::new(Actor::Operator),
        }
    }

    /// The same context with someone else acting.
    #[must_use]
    pub fn acting(&self, actor: Actor) -> Self {
        Self {
            actor: Arc::new(actor),
            ..self.clone()
        }
    }

    /// The same context for one reading of the database, such as a page.
    #[must_use]
    pub fn reading(&self) -> Self {
        Self {
            database: self.database.reading(),
            ..self.clone()
        }
    }

    /// The same context at a moment that stands still: for telling of the past, as the demo does.
    #[must_use]
    pub fn at(&self, moment: Timestamp) -> Self {
        Self {
            clock: Arc::new(StandingClock(moment)),
            ..self.clone()
        }
    }

    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The person who acts, for what is done in one's own name.
    ///
    /// # Errors
    /// [`Denied::SignIn`] where nobody in particular acts.
    pub fn person_id(&self) -> Result<PersonId, Denied> {
        self.actor.person_id().ok_or(Denied::SignIn)
    }

    /// Whether the actor may do it; use cases ask before they write.
    ///
    /// # Errors
    /// Why not, and who could.
    pub fn may(&self, action: Action, resource: Resource) -> Result<(), Denied> {
        can(&self.actor, action, resource)
    }

    /// Now, in UTC, in whole microseconds since 1970: what both databases keep.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.clock.now().as_microsecond()
    }

    /// The same instant as [`Self::now`], as events keep it.
    #[must_use]
    pub fn instant(&self) -> Timestamp {
        Timestamp::from_microsecond(self.now()).unwrap_or_default()
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

    /// 32 new bytes that nobody can guess.
    #[must_use]
    pub fn new_secret(&self) -> [u8; 32] {
        self.ids.make_secret()
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

/// A clock that shows one moment.
struct StandingClock(Timestamp);

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        self.0
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

    #[expect(
        clippy::expect_used,
        reason = "a machine that has no randomness must not hand out secrets; it has never been seen"
    )]
    fn make_secret(&self) -> [u8; 32] {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).expect("the operating system gives random bytes");
        secret
    }
}
