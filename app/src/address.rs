//! Addresses of this site with a query.

/// The path with those of the values that are not empty, in their order.
#[must_use]
pub fn address(path: &str, query: &[(&str, &str)]) -> String {
    let query: Vec<String> = query
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", escaped(value)))
        .collect();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", query.join("&"))
    }
}

/// A value for a query, percent-encoded.
#[must_use]
pub fn escaped(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn only_what_is_given_stands_in_an_address() {
        assert_eq!(address("/groups", &[("view", ""), ("on", "")]), "/groups");
        assert_eq!(
            address(
                "/groups",
                &[
                    ("view", "list"),
                    ("within", ""),
                    ("after", "test & release~1")
                ]
            ),
            "/groups?view=list&after=test%20%26%20release~1"
        );
    }
}
