//! Who asks: the person of a session or of a token, or a visitor. Every handler finds it as an [`Actor`] in the request.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::actor::{Actor, Credential};
use tower_sessions::Session;

use crate::{notice, routes::House, session};

/// Takes the cookies from a request that has a token: whoever's session they are of, the token alone says who asks.
pub fn token_or_cookies(mut request: Request) -> Request {
    if bearer(request.headers()).is_some() {
        request.headers_mut().remove(header::COOKIE);
    }
    request
}

/// Finds out who asks. A token that does not hold is refused at once: whoever sends one means it.
pub async fn identify(State(house): State<House>, mut request: Request, next: Next) -> Response {
    let actor = match bearer(request.headers()) {
        Some(secret) => match services::token::acting(house.context(), secret).await {
            Ok(Some(actor)) => Ok(actor),
            Ok(None) => return token_refused(),
            Err(error) => Err(error.to_string()),
        },
        None => {
            let session = request.extensions().get::<Session>().cloned();
            of_session(&house, session).await
        }
    };
    match actor {
        Ok(actor) => {
            request.extensions_mut().insert(actor);
            next.run(request).await
        }
        Err(error) => {
            tracing::error!(error, "who asks cannot be found out");
            notice::page(
                StatusCode::SERVICE_UNAVAILABLE,
                "Something went wrong here",
                "Who you are could not be looked up. It is our fault; try again in a moment.",
            )
        }
    }
}

async fn of_session(house: &House, session: Option<Session>) -> Result<Actor, String> {
    let Some(session) = session else {
        return Ok(Actor::Visitor);
    };
    // Most readers have no cookie: nothing is asked for them.
    if session.id().is_none() {
        return Ok(Actor::Visitor);
    }
    let owner = session::owner(&session, house.context())
        .await
        .map_err(|error| error.to_string())?;
    let Some((person, key, after_a_while)) = owner else {
        return Ok(Actor::Visitor);
    };
    let actor = services::actor::acting(house.context(), person, Credential::Session(key))
        .await
        .map(Option::unwrap_or_default)
        .map_err(|error| error.to_string())?;
    if after_a_while {
        // Without it they are told less of what changed; that is no reason to keep a page from them.
        if let Err(error) = services::visit::note(&house.context().acting(actor.clone())).await {
            tracing::warn!(%error, "a visit could not be noted");
        }
    }
    Ok(actor)
}

/// The token of `Authorization: Bearer …`; another scheme is none of ours.
#[must_use]
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim_start())
}

fn token_refused() -> Response {
    (
        StatusCode::UNAUTHORIZED,
        [
            (
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer error=\"invalid_token\""),
            ),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ],
        "This token is not known, or it has expired or been revoked.\n",
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_token_is_what_stands_behind_its_scheme_and_nothing_else(
            scheme in "[Bb][Ee][Aa][Rr][Ee][Rr]",
            spaces in " {1,3}",
            token in "[!-~]{1,80}",
        ) {
            let value = format!("{scheme}{spaces}{token}");
            let value = HeaderValue::try_from(value).map_err(|error| TestCaseError::fail(error.to_string()))?;
            let headers: HeaderMap = [(header::AUTHORIZATION, value)].into_iter().collect();
            prop_assert_eq!(bearer(&headers), Some(token.as_str()));
        }

        #[test]
        fn whatever_else_an_authorization_says_is_no_token(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let Ok(value) = HeaderValue::from_bytes(&bytes) else { return Ok(()) };
            let is_bearer = bytes.len() > 6 && bytes[..7].eq_ignore_ascii_case(b"bearer ");
            let headers: HeaderMap = [(header::AUTHORIZATION, value)].into_iter().collect();
            prop_assert!(is_bearer || bearer(&headers).is_none());
        }
    }

    #[test]
    fn a_token_is_read_from_its_scheme_only() {
        let of = |value: &'static str| {
            let headers: HeaderMap = [(header::AUTHORIZATION, HeaderValue::from_static(value))]
                .into_iter()
                .collect();
            bearer(&headers).map(str::to_owned)
        };
        assert_eq!(of("Bearer abc"), Some("abc".to_owned()));
        assert_eq!(of("bearer  abc"), Some("abc".to_owned()));
        assert_eq!(of("Basic abc"), None);
        assert_eq!(of("Bearer"), None);
        assert_eq!(bearer(&HeaderMap::new()), None);
    }
}
