//! What people write for “nothing” and for “with no organization”, and how texts are tidied.

/// Whether a cell or value says nothing: empty, `n/a`, `-` or `none`.
pub(super) fn is_nothing(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "" | "n/a" | "na" | "-" | "–" | "—" | "none" | "null"
    )
}

/// Whether a text only says that something is still to come, or not known.
pub(super) fn is_pending(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let first = text
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    matches!(first, "todo" | "tbd" | "tba") || text == "unknown" || text.starts_with("coming soon")
}

/// Whether an organization's name says that there is none.
pub(super) fn is_no_organization(name: &str) -> bool {
    matches!(
        name.trim().to_lowercase().as_str(),
        "independent" | "individual" | "unaffiliated" | "none" | "self"
    )
}

/// The organization that a file states: `None` where it says nothing, `Some(None)` where it says
/// that there is none.
pub(super) fn organization(name: &str) -> Option<Option<String>> {
    if is_no_organization(name) {
        Some(None)
    } else if is_nothing(name) {
        None
    } else {
        Some(Some(name.trim().to_owned()))
    }
}

/// A text in one line, with single spaces.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text can be a login at GitHub.
pub(super) fn is_login(text: &str) -> bool {
    (1..=39).contains(&text.len())
        && !text.starts_with('-')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
