//! Refuses what another site makes a reader's browser send.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    middleware::Next,
    response::Response,
};

use crate::{notice, principal};

/// Refuses a request that may change something unless it comes from a page of this site, or from no browser. One with a
/// token is let through: no other site can make a browser send that header, and its cookies do not count.
pub async fn refuse(request: Request, next: Next) -> Response {
    let changes = !matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let has_token = principal::bearer(request.headers()).is_some();
    if changes && !has_token && !is_from_here(request.headers()) {
        return notice::page(
            StatusCode::FORBIDDEN,
            "This came from another site",
            "A form on another site sent this here, so nothing was done. Go to the page itself and try again.",
        );
    }
    next.run(request).await
}

/// Browsers say where a request comes from: newer ones in `Sec-Fetch-Site`, which a page cannot set, older ones in
/// `Origin`. What says neither is no browser, and carries nobody's cookies.
fn is_from_here(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let host = headers
        .get(header::HOST)
        .and_then(|value| value.to_str().ok());
    let origin = origin
        .to_str()
        .ok()
        .and_then(|value| value.parse::<Uri>().ok());
    match (origin.as_ref().and_then(Uri::authority), host) {
        (Some(authority), Some(host)) => authority.as_str().eq_ignore_ascii_case(host),
        (None, _) | (_, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn allowed(headers: &[(&'static str, &'static str)]) -> bool {
        is_from_here(
            &headers
                .iter()
                .map(|(name, value)| {
                    (
                        HeaderName::from_static(name),
                        HeaderValue::from_static(value),
                    )
                })
                .collect(),
        )
    }

    #[test]
    fn what_the_browser_says_of_the_site_decides() {
        assert!(allowed(&[("sec-fetch-site", "same-origin")]));
        assert!(allowed(&[("sec-fetch-site", "none")]));
        assert!(!allowed(&[("sec-fetch-site", "cross-site")]));
        assert!(!allowed(&[("sec-fetch-site", "same-site")]));
        assert!(!allowed(&[
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://house.example"),
            ("host", "house.example"),
        ]));
    }

    #[test]
    fn an_older_browser_is_known_by_its_origin() {
        let host = ("host", "house.example:3000");
        assert!(allowed(&[("origin", "http://house.example:3000"), host]));
        assert!(!allowed(&[("origin", "http://house.example"), host]));
        assert!(!allowed(&[("origin", "https://evil.example"), host]));
        assert!(!allowed(&[("origin", "null"), host]));
    }

    #[test]
    fn a_program_without_a_browser_may() {
        assert!(allowed(&[("host", "house.example")]));
    }
}
