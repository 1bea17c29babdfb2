//! Who was there, as notes name people: “Bob Killen (@mrbobbytables)”, struck out where they were not.

use super::NotedPerson;
use crate::minutes::notes::blocks::Entry;

/// As long as what is still taken for a name.
const LONGEST: usize = 80;

/// The person that an entry of the roll names.
pub fn person(entry: &Entry, present: bool) -> Option<NotedPerson> {
    named(&entry.title, present && !entry.struck)
}

/// The people that a line names, one after the other.
pub fn people(line: &str, present: bool) -> impl Iterator<Item = NotedPerson> {
    line.split([',', ';'])
        .filter_map(move |name| named(name, present))
}

/// Whether the entries of a list look like a roll: most of them give an account.
pub fn looks_like_a_roll(entries: &[Entry]) -> bool {
    let with_account = entries
        .iter()
        .filter(|entry| entry.title.contains("(@") && entry.below.is_empty())
        .count();
    entries.len() >= 2 && with_account * 2 > entries.len()
}

fn named(text: &str, present: bool) -> Option<NotedPerson> {
    let text = text.trim().trim_matches('~').trim();
    if text.is_empty() || text.chars().count() > LONGEST || text.contains('\n') {
        return None;
    }
    let account = text.split_once('@').map(|(_, rest)| {
        rest.chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
            .collect::<String>()
    });
    let name = text
        .split(['(', '['])
        .next()
        .unwrap_or_default()
        .split(" - ")
        .next()
        .unwrap_or_default()
        .trim_start_matches('@')
        .trim();
    // What has no letter is no name: “none”, “–”.
    let is_name = name.chars().any(char::is_alphabetic) && !name.eq_ignore_ascii_case("none");
    let account = account.filter(|account| !account.is_empty());
    let name = if is_name {
        name.to_owned()
    } else {
        account.clone()?
    };
    Some(NotedPerson {
        name,
        account,
        present,
    })
}
