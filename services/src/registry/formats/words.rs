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

/// Whether a text tells a time of the week or of the day: a weekday, `10:00`, `9am`.
pub(super) fn says_when(text: &str) -> bool {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != ':')
        .any(|word| is_weekday(word) || is_hour(word))
}

/// A weekday's name in lower case, cut off or not: `tue`, `tues`, `tuesdays`.
fn is_weekday(word: &str) -> bool {
    const WEEKDAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let stem = word.trim_end_matches('s');
    stem.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(stem))
}

/// `10:00`, `9am`, `10:30a`.
fn is_hour(word: &str) -> bool {
    let bare = word.trim_end_matches(['a', 'p', 'm']);
    let (hours, minutes) = bare.split_once(':').unwrap_or((bare, ""));
    let is_number = |text: &str| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let tells_unit = !minutes.is_empty() || bare.len() < word.len();
    !hours.is_empty() && is_number(hours) && is_number(minutes) && tells_unit
}

#[cfg(test)]
mod tests {
    use super::says_when;

    #[test]
    fn a_time_is_told_from_other_words() {
        for text in [
            "Tuesdays at noon",
            "Weds",
            "every second week, 9am PT",
            "10:00 UTC",
            "10:30a-11:00a",
        ] {
            assert!(says_when(text), "{text}");
        }
        for text in [
            "Traffic, TCP",
            "L7 protocols",
            "4 map",
            "monitoring",
            "a1:b2",
        ] {
            assert!(!says_when(text), "{text}");
        }
    }
}
