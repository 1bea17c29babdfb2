//! Sign-ins that were begun in a browser and are not done yet: kept in its session, each good for one return.

use axum::http::HeaderValue;
use serde::{Deserialize, Serialize};
use services::Context;
use tower_sessions::{Expiry, Session, session::Error};
use uuid::Uuid;

use crate::return_address;

/// Under which name the session keeps them.
const ATTEMPTS: &str = "sign_in_attempts";

/// How long one may take, in minutes.
const LONGEST: i64 = 15;

/// So many of one browser wait at once, in several windows; the oldest make room.
const MOST: usize = 5;

/// A sign-in that was begun.
#[derive(Clone, Serialize, Deserialize)]
pub struct Attempt {
    /// The provider's key.
    pub provider: String,
    /// What the provider sends back, so that nobody else's sign-in ends here.
    pub state: String,
    /// What an OpenID Connect provider writes into what it signs.
    pub nonce: String,
    /// What shows the provider that who asks for the token is who began.
    pub verifier: String,
    /// Where one goes on after: a path of this site.
    pub return_to: String,
    /// Whoever links one more account, where this is no sign-in.
    pub links_to: Option<Uuid>,
    /// When it was begun, in microseconds since 1970.
    begun_at: i64,
}

impl Attempt {
    /// A new one, with secrets of its own.
    pub fn new(
        context: &Context,
        provider: &str,
        return_to: &HeaderValue,
        links_to: Option<Uuid>,
    ) -> Self {
        Self {
            provider: provider.to_owned(),
            state: secret(context),
            nonce: secret(context),
            verifier: secret(context),
            return_to: return_to.to_str().unwrap_or("/").to_owned(),
            links_to,
            begun_at: context.now(),
        }
    }

    fn lasts(&self, now: i64) -> bool {
        now.saturating_sub(self.begun_at) < LONGEST * 60 * 1_000_000
    }
}

/// 64 characters that nobody can guess, fit for an address and for a PKCE verifier.
fn secret(context: &Context) -> String {
    context
        .new_secret()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Keeps an attempt in the browser's session. The session of someone who only tries is short.
///
/// # Errors
/// When the session cannot be stored.
pub async fn keep(
    session: &Session,
    context: &Context,
    attempt: Attempt,
    is_signed_in: bool,
) -> Result<(), Error> {
    let mut attempts = waiting(session, context).await?;
    if attempts.len() >= MOST {
        attempts.remove(0);
    }
    attempts.push(attempt);
    if !is_signed_in {
        session.set_expiry(Some(Expiry::OnInactivity(time::Duration::minutes(LONGEST))));
    }
    session.insert(ATTEMPTS, attempts).await
}

/// Takes the attempt with that state, begun in this browser at this provider, out of the session: it is used then.
///
/// # Errors
/// When the session cannot be read or stored.
pub async fn take(
    session: &Session,
    context: &Context,
    provider: &str,
    state: &str,
) -> Result<Option<Attempt>, Error> {
    let mut attempts = waiting(session, context).await?;
    let Some(place) = attempts
        .iter()
        .position(|attempt| attempt.state == state && attempt.provider == provider)
    else {
        return Ok(None);
    };
    let attempt = attempts.remove(place);
    session.insert(ATTEMPTS, attempts).await?;
    // Another return with the same state must not find it, also while this one is on its way.
    session.save().await?;
    Ok(Some(attempt))
}

async fn waiting(session: &Session, context: &Context) -> Result<Vec<Attempt>, Error> {
    let mut attempts: Vec<Attempt> = session.get(ATTEMPTS).await?.unwrap_or_default();
    attempts.retain(|attempt| attempt.lasts(context.now()));
    Ok(attempts)
}

/// The address to go on to, never a page of the sign-in itself.
pub fn return_to(asked: &str) -> HeaderValue {
    let address = return_address::on_this_site(asked);
    if address.as_bytes().starts_with(b"/sign-in") {
        HeaderValue::from_static("/")
    } else {
        address
    }
}
