//! The accounts at GitHub that links lead to.

use domain::person::Account;

use super::page::Cell;
use crate::registry::formats::words::is_login;

/// The account at GitHub that one of a cell's links leads to.
pub(super) fn account(cell: &Cell) -> Option<Account> {
    cell.links()
        .find_map(|(text, url, _)| login(text, url))
        .map(Account::github)
}

/// The login of a link to a profile. Where the host is misspelled, the text must say the same.
pub(super) fn login<'a>(text: &str, url: &'a str) -> Option<&'a str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, path) = rest.split_once('/')?;
    let host = host.strip_prefix("www.").unwrap_or(host).to_lowercase();
    let login = path.trim_matches('/');
    let is_profile = is_login(login);
    let says_so = text.trim_start_matches('@') == login && edits(&host, "github.com") <= 2;
    (is_profile && (host == "github.com" || says_so)).then_some(login)
}

/// How many letters must be changed, added or taken away to make one text the other.
fn edits(one: &str, other: &str) -> usize {
    const TOO_LONG: usize = 32;
    if one.len() > TOO_LONG {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (place, letter) in one.chars().enumerate() {
        let mut diagonal = place;
        let mut left = place + 1;
        for (above, other) in row.iter_mut().skip(1).zip(other.chars()) {
            let changed = diagonal + usize::from(letter != other);
            diagonal = *above;
            *above = changed.min(left + 1).min(*above + 1);
            left = *above;
        }
        if let Some(first) = row.first_mut() {
            *first = place + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_profile_gives_its_account() {
        assert_eq!(login("Ada", "https://github.com/ada-x"), Some("ada-x"));
        assert_eq!(
            login("Ada", "https://www.github.com/ada-x/?tab=repositories"),
            Some("ada-x")
        );
    }

    #[test]
    fn a_misspelled_host_needs_the_login_as_its_text() {
        assert_eq!(login("ada-x", "https://githun.com/ada-x"), Some("ada-x"));
        assert_eq!(login("Ada", "https://githun.com/ada-x"), None);
        assert_eq!(login("ada-x", "https://example.org/ada-x"), None);
    }

    #[test]
    fn a_repository_is_no_account() {
        assert_eq!(login("code", "https://github.com/mesh/code"), None);
    }

    #[test]
    fn the_number_of_misspelled_letters_is_counted() {
        assert_eq!(edits("github.com", "github.com"), 0);
        assert_eq!(edits("githun.com", "github.com"), 1);
        assert_eq!(edits("gthub.com", "github.com"), 1);
        assert_eq!(edits("", "abc"), 3);
    }
}
