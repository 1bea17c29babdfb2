//! The headers that every answer has.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

/// What a page may load and where its forms may go. It is the same for every page but that of a recording’s player, so that pages can be kept: no page
/// has an inline script or style, hence neither nonce nor hash.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// What no page uses.
const PERMISSIONS_POLICY: &str =
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

/// The headers of an installation. `behind_tls` adds that browsers are to come by HTTPS for the next year.
#[must_use]
pub fn of(behind_tls: bool) -> Vec<(HeaderName, HeaderValue)> {
    let mut headers = vec![
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
    ];
    if behind_tls {
        headers.push((
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=31536000; includeSubDomains",
        ));
    }
    headers
        .into_iter()
        .map(|(name, value)| (name, HeaderValue::from_static(value)))
        .collect()
}

/// Adds them to an answer. A page with a player says which site it loads it from; its policy has that besides.
pub fn add(headers: &[(HeaderName, HeaderValue)], response: &mut Response) {
    let plays = response.headers_mut().remove(app::PLAYS);
    response.headers_mut().extend(headers.iter().cloned());
    if let Some(policy) = plays.and_then(|plays| with_player(&plays)) {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// The policy of a page with a player: that of every page, and one directive for one site. Nothing for what is no such
/// directive.
fn with_player(plays: &HeaderValue) -> Option<HeaderValue> {
    let (directive, site) = plays.to_str().ok()?.split_once(' ')?;
    let host = site.strip_prefix("https://")?;
    let is_site = !host.is_empty()
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':'));
    (matches!(directive, "frame-src" | "media-src") && is_site)
        .then(|| format!("{CONTENT_SECURITY_POLICY}; {directive} {site}"))
        .and_then(|policy| HeaderValue::try_from(policy).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_player_adds_its_site_and_nothing_else() {
        let policy = with_player(&HeaderValue::from_static("frame-src https://video.example"));
        let expected = format!("{CONTENT_SECURITY_POLICY}; frame-src https://video.example");
        assert_eq!(policy, HeaderValue::try_from(expected).ok());
        for wrong in [
            "script-src https://video.example",
            "frame-src *",
            "frame-src http://video.example",
            "media-src https://video.example; script-src *",
            "media-src https://",
        ] {
            assert_eq!(
                with_player(&HeaderValue::from_static(wrong)),
                None,
                "{wrong}"
            );
        }
    }
}
