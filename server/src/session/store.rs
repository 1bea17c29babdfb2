//! The store behind tower-sessions: the table `sessions`.

use std::fmt;

use async_trait::async_trait;
use domain::ids::PersonId;
use serde_json::Value;
use services::{Context, session::StoredSession};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};

use super::{PERSON, USER_AGENT};

/// Sessions in the community's database: they survive restarts and hold on every instance.
#[derive(Clone)]
pub struct Store {
    context: Context,
}

impl Store {
    /// The store in a context's database.
    #[must_use]
    pub fn new(context: Context) -> Self {
        Self { context }
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Store").finish_non_exhaustive()
    }
}

/// The key under which a session is stored: a hash of its id, which only the cookie has.
#[must_use]
pub fn key_of(id: Id) -> String {
    Sha256::digest(id.to_string())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn stored(record: &Record) -> Result<StoredSession> {
    let text = |name: &str| record.data.get(name).and_then(Value::as_str);
    let microseconds = record.expiry_date.unix_timestamp_nanos() / 1_000;
    Ok(StoredSession {
        key: key_of(record.id),
        person: text(PERSON).and_then(|id| id.parse().ok()).map(PersonId),
        user_agent: text(USER_AGENT).unwrap_or_default().to_owned(),
        data: serde_json::to_string(&record.data)
            .map_err(|error| Error::Encode(error.to_string()))?,
        expires_at: i64::try_from(microseconds).unwrap_or(i64::MAX),
    })
}

fn backend(error: impl fmt::Display) -> Error {
    Error::Backend(error.to_string())
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> Result<()> {
        services::session::create(&self.context, stored(record)?)
            .await
            .map_err(backend)
    }

    async fn save(&self, record: &Record) -> Result<()> {
        services::session::update(&self.context, stored(record)?)
            .await
            .map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let found = services::session::load(&self.context, &key_of(*id))
            .await
            .map_err(backend)?;
        let Some(found) = found else {
            return Ok(None);
        };
        Ok(Some(Record {
            id: *id,
            data: serde_json::from_str(&found.data)
                .map_err(|error| Error::Decode(error.to_string()))?,
            expiry_date: OffsetDateTime::from_unix_timestamp_nanos(
                i128::from(found.expires_at) * 1_000,
            )
            .map_err(|error| Error::Decode(error.to_string()))?,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        services::session::end(&self.context, &key_of(*id))
            .await
            .map_err(backend)
    }
}
