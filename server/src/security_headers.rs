//! The headers that every answer has.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::Response,
};

/// What a page may load and where its forms may go. It is the same for every page, so that pages can be kept: no page
/// has an inline script or style, hence neither nonce nor hash.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// What no page uses.
const PERMISSIONS_POLICY: &str =
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

/// The headers of an installation. `behind_tls` adds that browsers are to come by HTTPS for the next year.
#[must_use]
pub fn of(behind_tls: bool) -> HeaderMap {
    let mut headers: HeaderMap = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Not `no-referrer`: without JavaScript, a failed form goes back to the page that it came from.
        (header::REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            PERMISSIONS_POLICY,
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ]
    .into_iter()
    .map(|(name, value)| (name, HeaderValue::from_static(value)))
    .collect();
    if behind_tls {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
    headers
}

/// Adds them to an answer.
pub async fn add(State(headers): State<HeaderMap>, mut response: Response) -> Response {
    response.headers_mut().extend(headers);
    response
}
