//! A line in the log for each request, for who looks for the cause of something: at the level debug.

use std::time::Instant;

use axum::{
    extract::Request,
    http::{Method, Uri},
    response::Response,
};
use tracing::Level;

/// A request of which the log is to have a line: nothing where the log has no such lines.
pub struct Noted(Option<(Method, Uri, Instant)>);

impl Noted {
    /// Notes what is asked for.
    pub fn of(request: &Request) -> Self {
        let is_wanted = tracing::enabled!(Level::DEBUG);
        Self(is_wanted.then(|| {
            (
                request.method().clone(),
                request.uri().clone(),
                Instant::now(),
            )
        }))
    }

    /// Writes how it was answered. Neither the query, which may hold a sign-in's code or what someone searched for, nor
    /// any header or body is ever in it; nor whose request it is.
    pub fn answered(self, response: &Response) {
        let Some((method, address, begun)) = self.0 else {
            return;
        };
        let (path, status) = (address.path(), response.status().as_u16());
        let milliseconds = begun.elapsed().as_millis();
        tracing::debug!(%method, path, status, milliseconds, "answered");
    }
}
