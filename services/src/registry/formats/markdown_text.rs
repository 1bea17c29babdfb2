//! Texts and links spelled so that a Markdown table gives them back as they are.

use super::words::{is_no_organization, is_nothing};

/// An HTML comment in front of a text that would be read as “nothing”.
const LITERALLY: &str = "<!---->";

/// A text inside a table's cell.
pub(super) fn text(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    for (place, character) in text.char_indices() {
        let rest = text.get(place + character.len_utf8()..).unwrap_or_default();
        match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '|' => {
                spelled.push('\\');
                spelled.push(character);
            }
            '_' if !is_inside_word(before, rest) => spelled.push_str("\\_"),
            '\n' => spelled.push_str("<br>"),
            _ => push_plain(&mut spelled, character, rest),
        }
        before = Some(character);
    }
    spelled
}

/// A text that may read like a word for nothing, or for no organization, and is not meant so.
pub(super) fn literal_text(words: &str) -> String {
    let reads_otherwise = is_nothing(words) || is_no_organization(words);
    if reads_otherwise && !words.trim().is_empty() {
        marked(words)
    } else {
        text(words)
    }
}

/// A text that is to be taken literally whatever it reads like.
pub(super) fn marked(words: &str) -> String {
    format!("{LITERALLY}{}", text(words))
}

/// A link inside a table's cell.
pub(super) fn link(label: &str, url: &str) -> String {
    let mut target = String::with_capacity(url.len());
    for (place, character) in url.char_indices() {
        let rest = url.get(place + character.len_utf8()..).unwrap_or_default();
        match character {
            '\\' | '<' | '>' | '(' | ')' | '|' => {
                target.push('\\');
                target.push(character);
            }
            _ => push_plain(&mut target, character, rest),
        }
    }
    let label = text(label);
    if target.is_empty() || target.contains(' ') {
        format!("[{label}](<{target}>)")
    } else {
        format!("[{label}]({target})")
    }
}

fn is_inside_word(before: Option<char>, rest: &str) -> bool {
    before.is_some_and(char::is_alphanumeric)
        && rest.chars().next().is_some_and(char::is_alphanumeric)
}

/// Pushes what needs no backslash; what could be an entity, or would end the row, becomes one.
fn push_plain(spelled: &mut String, character: char, rest: &str) {
    match character {
        '&' if rest.starts_with(|c: char| c == '#' || c.is_ascii_alphanumeric())
            && rest.contains(';') =>
        {
            spelled.push_str("&amp;");
        }
        _ if character.is_control() => {
            spelled.push_str(&format!("&#{};", u32::from(character)));
        }
        _ => spelled.push(character),
    }
}
