//! Sessions: the cookie, and what is kept for it in the database.

mod store;

#[cfg(test)]
mod tests;

use axum::http::{HeaderMap, header};
use domain::ids::PersonId;
use services::Context;
use tower_sessions::{Expiry, Session, SessionManagerLayer, cookie::SameSite, session::Error};
use uuid::Uuid;

pub use store::{Store, key_of};

/// The cookie's name.
pub const COOKIE: &str = "session";

/// Under which name the session keeps whose it is.
const PERSON: &str = "person";

/// Under which name it keeps when it was last used, in microseconds since 1970.
const SEEN: &str = "seen";

/// Under which name it keeps what the browser called itself.
const USER_AGENT: &str = "user_agent";

/// How old the last use must be to be noted anew, in microseconds: five minutes. Not every page is a write.
const SEEN_PAUSE: i64 = 5 * 60 * 1_000_000;

/// Sessions as every request of a browser has them. Nothing is read or written for a request that does not ask for it.
#[must_use]
pub fn layer(context: &Context, behind_tls: bool) -> SessionManagerLayer<Store> {
    SessionManagerLayer::new(Store::new(context.clone()))
        .with_name(COOKIE)
        // Strict would lose the session on the way back from a sign-in provider.
        .with_same_site(SameSite::Lax)
        .with_http_only(true)
        .with_secure(behind_tls)
        .with_expiry(Expiry::OnInactivity(time::Duration::microseconds(
            services::session::IDLE,
        )))
}

/// Whether a request may have a session. Most readers have none: nothing has to be asked for them.
#[must_use]
pub fn may_be_in(headers: &HeaderMap) -> bool {
    // The theme's is the other cookie that we set, and only to whoever chose one.
    headers
        .get_all(header::COOKIE)
        .iter()
        .any(|cookies| !cookies.to_str().is_ok_and(|text| !text.contains(COOKIE)))
}

/// Whose session it is, with the key under which it is stored, and whether it is the first use for a while. Notes now and
/// then that it is in use.
///
/// # Errors
/// When the session cannot be read.
pub async fn owner(
    session: &Session,
    context: &Context,
) -> Result<Option<(PersonId, String, bool)>, Error> {
    let Some(person) = session.get::<Uuid>(PERSON).await? else {
        return Ok(None);
    };
    let Some(key) = session.id().map(key_of) else {
        return Ok(None);
    };
    let seen = session.get::<i64>(SEEN).await?.unwrap_or(0);
    let after_a_while = context.now().saturating_sub(seen) > SEEN_PAUSE;
    if after_a_while {
        session.insert(SEEN, context.now()).await?;
    }
    Ok(Some((PersonId(person), key, after_a_while)))
}

/// Makes the session that of someone who has just proven who they are. It gets a new id: one that was known before, to
/// whoever may have planted it, is worth nothing after.
///
/// # Errors
/// When the session cannot be stored.
pub async fn sign_in(
    session: &Session,
    context: &Context,
    person: PersonId,
    user_agent: &str,
) -> Result<(), Error> {
    session.clear().await;
    session.cycle_id().await?;
    session.insert(PERSON, person.0).await?;
    session.insert(SEEN, context.now()).await?;
    session.insert(USER_AGENT, user_agent).await
}

/// Ends the session.
///
/// # Errors
/// When it cannot be ended.
pub async fn sign_out(session: &Session) -> Result<(), Error> {
    session.flush().await
}
