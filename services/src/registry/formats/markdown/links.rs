//! Links in cells, with what the cells say about them.

use domain::{
    link::{Link, LinkKind},
    slug::name_key,
};

use super::page::{Cell, Piece};
use crate::registry::formats::words::folded;

/// Words that run on into a link: “see the top of the NOTES”.
const RUNNING_ON: [&str; 10] = [
    "the", "of", "in", "at", "a", "via", "on", "see", "to", "our",
];

/// A link of a cell.
struct Linked {
    text: String,
    url: String,
    title: String,
    /// The text in front of it, and behind it up to the next one.
    before: String,
    after: String,
}

/// The links of a cell in a column of links.
///
/// # Errors
/// What the cell says where there is no link: it may belong to another column.
pub(super) fn links(cell: &Cell, kind: LinkKind) -> Result<Vec<Link>, String> {
    if !cell.has_link() {
        return without_address(cell, kind);
    }
    if cell.has_broken_link() {
        return Err(cell.text());
    }
    let mut links = Vec::new();
    for mut linked in linked(cell) {
        let unlinked = unlinked(&mut linked, kind);
        links.push(Link {
            kind,
            label: if linked.text.is_empty() {
                kind.word().to_owned()
            } else {
                linked.text.clone()
            },
            url: Some(linked.url.clone()),
            detail: remark(&linked),
        });
        links.extend(unlinked);
    }
    Ok(links)
}

/// Channels and addresses that stand in a cell as plain text.
fn without_address(cell: &Cell, kind: LinkKind) -> Result<Vec<Link>, String> {
    let Some(text) = cell.said() else {
        return Ok(Vec::new());
    };
    text.split([',', ' ', '\n'])
        .filter(|word| !word.is_empty())
        .map(|word| {
            let is_url = is_address(word);
            let is_name = match kind {
                LinkKind::Chat => word.starts_with('#'),
                LinkKind::MailingList => word.contains('@') && !word.contains(['[', '(']),
                LinkKind::Charter
                | LinkKind::Documents
                | LinkKind::Forum
                | LinkKind::Meeting
                | LinkKind::MeetingNotes
                | LinkKind::Recordings
                | LinkKind::Calendar
                | LinkKind::Repository
                | LinkKind::Team
                | LinkKind::Other => false,
            };
            if !is_url && !is_name {
                return Err(text.clone());
            }
            Ok(Link {
                kind,
                label: if is_url { kind.word() } else { word }.to_owned(),
                url: is_url.then(|| word.to_owned()),
                detail: None,
            })
        })
        .collect()
}

/// The kind of link that a label speaks of: one of these under another head may have slipped there.
pub(crate) fn said_kind(label: &str) -> Option<LinkKind> {
    if label.starts_with('#') && !label.contains(' ') {
        return Some(LinkKind::Chat);
    }
    match name_key(label).as_str() {
        "charter" => Some(LinkKind::Charter),
        "folder" => Some(LinkKind::Documents),
        "forum" => Some(LinkKind::Forum),
        "notes" | "meeting notes" => Some(LinkKind::MeetingNotes),
        "youtube" | "recordings" => Some(LinkKind::Recordings),
        "calendar" => Some(LinkKind::Calendar),
        _ => None,
    }
}

/// Whether a word is an address of the web.
pub(super) fn is_address(word: &str) -> bool {
    word.starts_with("https://") || word.starts_with("http://")
}

/// The links of a cell, each with the text around it.
fn linked(cell: &Cell) -> Vec<Linked> {
    let mut found: Vec<Linked> = Vec::new();
    let mut before = String::new();
    for piece in &cell.pieces {
        match piece {
            Piece::Text(text) => match found.last_mut() {
                Some(last) => last.after.push_str(text),
                None => before.push_str(text),
            },
            Piece::Link { text, url, title } => match found.last_mut() {
                // A link inside a remark in parentheses belongs to the remark.
                Some(last) if is_open(&last.after) => last.after.push_str(text),
                Some(_) | None => found.push(Linked {
                    text: text.clone(),
                    url: url.clone(),
                    title: title.clone(),
                    before: std::mem::take(&mut before),
                    after: String::new(),
                }),
            },
            Piece::Picture | Piece::Literally => {}
        }
    }
    found
}

fn is_open(text: &str) -> bool {
    text.matches('(').count() > text.matches(')').count()
}

/// What a list of repositories or teams names without a link, such as a prefix. Taken out of the text behind the link.
fn unlinked(linked: &mut Linked, kind: LinkKind) -> Vec<Link> {
    if !matches!(kind, LinkKind::Repository | LinkKind::Team) {
        return Vec::new();
    }
    let after = std::mem::take(&mut linked.after);
    let mut parts = after.split(',');
    linked.after = parts.next().unwrap_or_default().to_owned();
    parts
        .map(tidied)
        .filter(|part| !part.is_empty())
        .map(|label| Link {
            kind,
            label,
            url: None,
            detail: None,
        })
        .collect()
}

/// What a cell says about a link: its title, or what stands in front of it and behind.
fn remark(linked: &Linked) -> Option<String> {
    if !linked.title.is_empty() {
        return Some(linked.title.clone());
    }
    let (before, after) = (tidied(&linked.before), tidied(&linked.after));
    let last = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    if RUNNING_ON.contains(&last.as_str()) {
        let sentence = format!("{before} {} {after}", linked.text);
        return Some(sentence.trim_end().to_owned());
    }
    let parts: Vec<String> = [before, after]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A remark in one line, without what only separates it from a link.
pub(super) fn tidied(text: &str) -> String {
    let folded = folded(text);
    let text = folded.trim_matches(|c: char| c.is_whitespace() || ",;:/&|+–-".contains(c));
    let inside = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
        .filter(|inside| !inside.contains(['(', ')']));
    let text = inside.unwrap_or(text).trim();
    if text == "and" {
        String::new()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(before: &str, after: &str) -> Cell {
        Cell {
            pieces: vec![
                Piece::Text(before.to_owned()),
                Piece::Link {
                    text: "Notes".to_owned(),
                    url: "https://notes.example".to_owned(),
                    title: String::new(),
                },
                Piece::Text(after.to_owned()),
            ],
        }
    }

    fn detail(before: &str, after: &str) -> Option<String> {
        links(&cell(before, after), LinkKind::Meeting)
            .ok()?
            .into_iter()
            .next()?
            .detail
    }

    #[test]
    fn what_stands_around_a_link_is_its_detail() {
        let told = |text: &str| Some(text.to_owned());
        assert_eq!(detail("Mondays 9:00 \n", ""), told("Mondays 9:00"));
        assert_eq!(detail("Mondays: ", " (UTC)"), told("Mondays, UTC"));
        assert_eq!(detail("", " Weekly (UTC)"), told("Weekly (UTC)"));
        assert_eq!(
            detail("See the top of the ", "."),
            told("See the top of the Notes .")
        );
        assert_eq!(detail(" ", " and "), None);
    }

    #[test]
    fn a_link_that_was_cut_off_is_no_remark() {
        assert!(links(&cell("", " [Chat](https://cha"), LinkKind::Meeting).is_err());
    }

    #[test]
    fn a_list_of_repositories_may_name_some_without_a_link() {
        let listed =
            links(&cell("", ", plugin-*, tools"), LinkKind::Repository).unwrap_or_default();
        let labels: Vec<&str> = listed.iter().map(|link| link.label.as_str()).collect();
        assert_eq!(labels, ["Notes", "plugin-*", "tools"]);
    }
}
