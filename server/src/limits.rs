//! Limits on what a request may ask for.

use std::time::Duration;

use axum::{
    extract::Request,
    http::{Method, StatusCode},
    middleware::Next,
    response::Response,
};

use crate::notice;

/// The longest path with its query, in bytes.
const LONGEST_ADDRESS: usize = 2_048;

/// The largest body of a request, in bytes.
pub const LARGEST_BODY: usize = 64 * 1024;

/// How long a request with a body may take to send it and be answered.
const SEND_TIMEOUT: Duration = Duration::from_secs(30);

/// Refuses addresses that are too long or no text, and bodies that come too slowly.
pub async fn keep(request: Request, next: Next) -> Response {
    let address = request
        .uri()
        .path_and_query()
        .map_or("", |address| address.as_str());
    if address.contains("%00") {
        return notice::page(
            StatusCode::BAD_REQUEST,
            "The address cannot be read",
            "It holds a character that is part of no text. Look at where it comes from.",
        );
    }
    if address.len() > LONGEST_ADDRESS {
        return notice::page(
            StatusCode::URI_TOO_LONG,
            "The address is too long",
            "No page here has an address this long. Shorten what comes after the question mark.",
        );
    }
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    match tokio::time::timeout(SEND_TIMEOUT, next.run(request)).await {
        Ok(response) => response,
        Err(_) => notice::page(
            StatusCode::REQUEST_TIMEOUT,
            "That took too long",
            "What was sent did not arrive in time, or what it asks for takes longer than you should wait. Look whether it was done before you send it again.",
        ),
    }
}
