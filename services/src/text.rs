//! Texts that people wrote: Markdown as safe HTML, and the differences between two texts.

mod difference;
mod markdown;
mod merge;

pub use difference::{DifferenceKind, DifferenceLine, difference};
pub use markdown::{Heading, Rendered, markdown, markdown_among_others, plain};
pub use merge::{Merged, merge};

/// An address that a page may link to: on the web, or for mail. `None` for what a browser would run or not know.
#[must_use]
pub fn safe_address(address: &str) -> Option<&str> {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme)?;
    ["https", "http", "mailto"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
        .then_some(address)
}

#[cfg(test)]
mod tests {
    use super::safe_address;

    #[test]
    fn only_addresses_of_the_web_and_of_mail_are_linked() {
        assert!(safe_address("https://docs.example/folder").is_some());
        assert!(safe_address("mailto:routing@lists.example").is_some());
        assert!(safe_address("JavaScript:alert(1)").is_none());
        assert!(safe_address(" javascript:alert(1)").is_none());
        assert!(safe_address("docs/folder").is_none());
    }
}
