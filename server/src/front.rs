//! The front door: what every request comes in by, and every answer leaves by.

use std::sync::Arc;

use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue, Method},
    response::Response,
};

use crate::{
    page_cache::Page,
    principal, rate_limits,
    request_log::Noted,
    routes::{self, House},
    security_headers, session, theme,
};

/// The front door of a house.
pub struct Front {
    house: House,
    routes: Router,
    security_headers: Vec<(HeaderName, HeaderValue)>,
}

impl Front {
    /// That of a house.
    #[must_use]
    pub fn new(house: House) -> Self {
        Self {
            routes: routes::router(house.clone()),
            security_headers: security_headers::of(house.behind_tls()),
            house,
        }
    }

    /// Answers a request: with the page that is kept for every reader, or by the routes with all that stands before them.
    pub async fn answer(&self, request: Request) -> Response {
        let noted = Noted::of(&request);
        let mut response = match self.kept(&request) {
            Some(page) => page.answer(request.headers()).await,
            None => routes::answer(&self.routes, request).await,
        };
        security_headers::add(&self.security_headers, &mut response);
        noted.answered(&response);
        response
    }

    /// A page that is kept, for a request that the routes would give it to: from a visitor, and not counted. Most
    /// requests are of this kind, and to go through the routes costs more than all that is done here
    /// (`docs/PERFORMANCE.md`).
    fn kept(&self, request: &Request) -> Option<Arc<Page>> {
        let headers = request.headers();
        let is_plain = request.method() == Method::GET
            && principal::bearer(headers).is_none()
            && !session::may_be_in(headers)
            && !rate_limits::counts(request);
        if !is_plain {
            return None;
        }
        let address = request.uri().path_and_query()?.as_str();
        let today = self.house.context().today();
        let cache = self.house.page_cache()?;
        cache.kept(address, theme::chosen(headers), today)
    }
}
