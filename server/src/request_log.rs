//! A line in the log for each request, for who looks for the cause of something: at the level debug.

use std::time::Instant;

use axum::{extract::Request, middleware::Next, response::Response};

/// Notes what was asked for and how it was answered. Neither the query, which may hold a sign-in's code or what someone
/// searched for, nor any header or body is ever in it; nor whose request it is.
pub async fn note(request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let begun = Instant::now();
    let response = next.run(request).await;
    let milliseconds = begun.elapsed().as_millis();
    tracing::debug!(%method, path, status = response.status().as_u16(), milliseconds, "answered");
    response
}
