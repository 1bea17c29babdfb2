//! Where a reader is led back to: only ever a path of this site.

use axum::http::{HeaderValue, uri::PathAndQuery};

/// The address if it is a path of this site, else that of the first page.
pub fn on_this_site(address: &str) -> HeaderValue {
    // A browser takes “//host” and “/\host” for another site.
    let is_path = address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains('\\')
        // Browsers send other letters percent-encoded; in a header they would be bytes that nobody can read.
        && address.is_ascii()
        && address.parse::<PathAndQuery>().is_ok();
    is_path
        .then(|| HeaderValue::from_str(address).ok())
        .flatten()
        .unwrap_or(HeaderValue::from_static("/"))
}

#[cfg(test)]
mod tests {
    use openidconnect::url::Url;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_is_led_back_to_a_page_of_this_site_and_no_other() {
        assert_eq!(
            on_this_site("/groups?on=2024-01-01"),
            "/groups?on=2024-01-01"
        );
        for elsewhere in [
            "",
            "groups",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "https://evil.example/",
            "javascript:alert(1)",
            "/groups\r\nset-cookie: a=b",
            "/𞹇evil.example",
        ] {
            assert_eq!(on_this_site(elsewhere), "/", "{elsewhere:?}");
        }
    }

    /// Texts that are close to what a browser might take for another site.
    fn addresses() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            Just("/".to_owned()),
            Just("\\".to_owned()),
            Just("\t".to_owned()),
            Just("\r\n".to_owned()),
            Just("evil.example".to_owned()),
            Just("https:".to_owned()),
            Just("javascript:".to_owned()),
            Just("@".to_owned()),
            Just("..".to_owned()),
            Just("%2f".to_owned()),
            Just("?return_to=".to_owned()),
            Just("#".to_owned()),
            any::<String>(),
        ];
        prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn a_browser_that_follows_it_stays_on_this_site(address in addresses()) {
            let here = Url::parse("https://house.example/sign-in/github/callback").map_err(|error| {
                TestCaseError::fail(error.to_string())
            })?;
            let header = on_this_site(&address);
            let led_to = header.to_str().ok().and_then(|text| here.join(text).ok());
            let origin = led_to.map(|url| url.origin());
            prop_assert_eq!(origin, Some(here.origin()));
        }
    }
}
