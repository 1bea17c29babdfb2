//! How often one person, and one address, may do what costs something: sign in, write, search.

mod limiter;

use std::{net::IpAddr, time::Duration};

use axum::{
    Extension,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::Response,
};
use domain::actor::Actor;
use governor::clock::{Clock, DefaultClock};

use crate::{client_address::ClientAddress, configuration::Configuration, notice, routes::House};
use limiter::Limiter;

/// What a request does that is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    SignIn,
    Write,
    Search,
    Preview,
}

/// So many previews a minute: more than anybody’s typing asks for.
const PREVIEWS_A_MINUTE: u32 = 400;

impl Deed {
    /// What a request does, from its method and address alone: whoever asks for nothing else is not counted.
    fn of(method: &Method, address: &Uri) -> Option<Self> {
        let query = address.query().unwrap_or_default();
        match (method, address.path()) {
            (_, path) if path.starts_with("/sign-in/") => Some(Self::SignIn),
            (&Method::GET | &Method::HEAD, "/people") if asks_for(query, "name") => {
                Some(Self::Search)
            }
            (&Method::GET | &Method::HEAD, "/history" | "/search") if !query.is_empty() => {
                Some(Self::Search)
            }
            (&Method::POST, "/proposals/preview") => Some(Self::Preview),
            (&Method::GET | &Method::HEAD | &Method::OPTIONS, _) => None,
            _ => Some(Self::Write),
        }
    }

    /// What was done too often, as a title.
    fn too_often(self) -> &'static str {
        match self {
            Self::SignIn => "Too many sign-ins",
            Self::Write => "Too much at once",
            Self::Search => "Too many searches",
            Self::Preview => "Too many previews",
        }
    }
}

/// Whether the query has a value for that name.
fn asks_for(query: &str, name: &str) -> bool {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .any(|(given, value)| given == name && !value.is_empty())
}

/// The limits of an installation. The clock is governor's own, which only ever goes forward: nothing is recorded with
/// it, and a machine whose time of day is set must neither lock anyone out nor let anyone in.
pub struct RateLimits<C: Clock = DefaultClock> {
    sign_ins: Limiter<C>,
    writes: Limiter<C>,
    searches: Limiter<C>,
    previews: Limiter<C>,
}

impl RateLimits {
    /// The limits that a configuration sets.
    #[must_use]
    pub fn new(configuration: &Configuration) -> Self {
        Self::with_clock(configuration, &DefaultClock::default())
    }
}

impl<C: Clock + Clone> RateLimits<C> {
    fn with_clock(configuration: &Configuration, clock: &C) -> Self {
        let limiter = |a_minute| Limiter::new(a_minute, clock);
        Self {
            sign_ins: limiter(configuration.sign_ins_a_minute),
            writes: limiter(configuration.writes_a_minute),
            searches: limiter(configuration.searches_a_minute),
            previews: limiter(PREVIEWS_A_MINUTE),
        }
    }

    /// Counts one, and says how long to wait where it is one too many.
    fn take(&self, deed: Deed, actor: &Actor, address: IpAddr) -> Result<(), Duration> {
        let limiter = match deed {
            Deed::SignIn => &self.sign_ins,
            Deed::Write => &self.writes,
            Deed::Search => &self.searches,
            Deed::Preview => &self.previews,
        };
        limiter.take(actor.person_id(), address)
    }

    /// Forgets who has waited long enough to begin anew.
    pub fn forget_the_rested(&self) {
        for limiter in [&self.sign_ins, &self.writes, &self.searches, &self.previews] {
            limiter.forget_the_rested();
        }
    }
}

/// Whether a request is counted at all.
pub fn counts(request: &Request) -> bool {
    Deed::of(request.method(), request.uri()).is_some()
}

/// Answers 429 to who does something too often.
pub async fn keep(
    State(house): State<House>,
    Extension(actor): Extension<Actor>,
    Extension(ClientAddress(address)): Extension<ClientAddress>,
    request: Request,
    next: Next,
) -> Response {
    let Some(deed) = Deed::of(request.method(), request.uri()) else {
        return next.run(request).await;
    };
    match house.rate_limits().take(deed, &actor, address) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            tracing::info!(?deed, "someone does this too often and was told to wait");
            try_again_in(deed, wait)
        }
    }
}

fn try_again_in(deed: Deed, wait: Duration) -> Response {
    // A part of a second counts as one: whoever waits so long is let in.
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    let unit = if seconds == 1 { "second" } else { "seconds" };
    let mut response = notice::page(
        StatusCode::TOO_MANY_REQUESTS,
        deed.too_often(),
        &format!(
            "You, or others behind your address, have done this very often within a minute. Nothing was done now. Try again in {seconds} {unit}."
        ),
    );
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use super::*;

    fn deed(method: Method, address: &str) -> Option<Deed> {
        Deed::of(&method, &address.parse().unwrap())
    }

    #[test]
    fn reading_is_not_counted() {
        for address in [
            "/",
            "/groups?state=active",
            "/people",
            "/people?name=&who=all",
            "/history",
            "/sign-in",
        ] {
            assert_eq!(deed(Method::GET, address), None, "{address}");
        }
    }

    #[test]
    fn searching_is_counted_and_so_is_whatever_changes_something() {
        for address in [
            "/people?who=all&name=am",
            "/history?group=routing",
            "/search?q=mesh",
        ] {
            assert_eq!(deed(Method::GET, address), Some(Deed::Search), "{address}");
        }
        assert_eq!(deed(Method::POST, "/theme"), Some(Deed::Write));
        assert_eq!(deed(Method::DELETE, "/people?name=am"), Some(Deed::Write));
    }

    #[test]
    fn every_step_of_a_sign_in_is_counted() {
        for method in [Method::GET, Method::POST] {
            assert_eq!(deed(method, "/sign-in/github?code=a"), Some(Deed::SignIn));
        }
    }

    #[test]
    fn the_page_says_when_to_try_again() {
        let response = try_again_in(Deed::Search, Duration::from_millis(1_200));
        assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(response.headers()[header::RETRY_AFTER], "2");
        let now = try_again_in(Deed::Write, Duration::from_millis(1));
        assert_eq!(now.headers()[header::RETRY_AFTER], "1");
    }
}
