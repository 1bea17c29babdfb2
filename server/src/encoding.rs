//! Which of the encodings that we have a client takes.

use axum::http::{HeaderMap, header};

/// The encodings of bodies, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli.
    Brotli,
    /// Gzip.
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    /// What `Content-Encoding` says; nothing for a body as it is.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }

    /// The smallest that `Accept-Encoding` takes.
    #[must_use]
    pub fn accepted(headers: &HeaderMap) -> Self {
        let accepts = |wanted: &str| {
            headers
                .get_all(header::ACCEPT_ENCODING)
                .iter()
                .filter_map(|value| value.to_str().ok())
                .flat_map(|value| value.split(','))
                .any(|offer| {
                    let (name, weight) = offer.split_once(';').unwrap_or((offer, ""));
                    name.trim().eq_ignore_ascii_case(wanted) && !is_zero(weight)
                })
        };
        if accepts("br") {
            Self::Brotli
        } else if accepts("gzip") {
            Self::Gzip
        } else {
            Self::Identity
        }
    }
}

/// Whether a weight such as `q=0.5` means “not this one”.
fn is_zero(weight: &str) -> bool {
    weight
        .trim()
        .strip_prefix("q=")
        .and_then(|number| number.trim().parse::<f32>().ok())
        .is_some_and(|number| number == 0.0)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn accepted(value: &'static str) -> Encoding {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(value));
        Encoding::accepted(&headers)
    }

    #[test]
    fn the_smallest_encoding_that_is_taken_is_used() {
        assert_eq!(accepted("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(accepted("gzip;q=0.8, deflate"), Encoding::Gzip);
        assert_eq!(accepted("deflate"), Encoding::Identity);
        assert_eq!(Encoding::accepted(&HeaderMap::new()), Encoding::Identity);
    }

    #[test]
    fn an_encoding_with_the_weight_zero_is_not_used() {
        assert_eq!(accepted("br;q=0, gzip;q=0.000"), Encoding::Identity);
        assert_eq!(accepted("br; q=0.0, gzip"), Encoding::Gzip);
    }
}
