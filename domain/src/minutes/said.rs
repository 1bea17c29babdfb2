//! What the lines of notes did, said in words: nobody who reads sees a command.

use crate::{
    Day,
    minutes::{Line, read_line},
};

/// What became of the lines of an item’s notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// The numbers of the decisions that were recorded, by what was decided.
    pub decisions: Vec<(String, String)>,
    /// The names of those who said that they would do something, by the line as it was typed.
    pub owners: Vec<(String, String)>,
}

/// The notes of an item in Markdown, with what its lines did said in words; `on` is the meeting’s day.
#[must_use]
pub fn said(notes: &str, on: Day, outcomes: &Outcomes) -> String {
    let mut paragraphs = String::new();
    for line in notes.trim().lines() {
        let words = match read_line(line, on) {
            Some(Line::Decision { text }) => {
                let number = outcomes
                    .decisions
                    .iter()
                    .find(|(decided, _)| *decided == text)
                    .map(|(_, number)| number.as_str());
                format!("\n{}\n", decided(&text, number))
            }
            Some(Line::Action { who, due, text }) => {
                let typed = line.trim();
                let who = outcomes
                    .owners
                    .iter()
                    .find(|(of, _)| of == typed)
                    .map_or(who, |(_, name)| name.clone());
                let who = if who.is_empty() {
                    String::new()
                } else {
                    format!(" {}", plain(&who))
                };
                let due = due.map_or_else(String::new, |day| {
                    format!(", by {}", day.strftime("%-d %B %Y"))
                });
                format!("\n**Action{who}{due}:** {text}\n")
            }
            // The roll says it.
            Some(Line::Present { .. }) => continue,
            None => line.to_owned(),
        };
        paragraphs.push_str(&words);
        paragraphs.push('\n');
    }
    paragraphs.trim().to_owned()
}

/// The notes without the lines that did something, for where that is shown beside them.
#[must_use]
pub fn spoken(notes: &str, on: Day) -> String {
    let lines: Vec<&str> = notes
        .lines()
        .filter(|line| read_line(line, on).is_none())
        .collect();
    lines.join("\n").trim().to_owned()
}

/// A text in which a decision is said, with the number under which it was recorded since; nothing where the text does not say
/// it as the draft does.
#[must_use]
pub fn numbered(text: &str, what: &str, number: &str) -> Option<String> {
    let without = decided(what, None);
    let mut is_found = false;
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            if !is_found && line.trim() == without {
                is_found = true;
                decided(what, Some(number))
            } else {
                line.to_owned()
            }
        })
        .collect();
    is_found.then(|| lines.join("\n"))
}

fn decided(what: &str, number: Option<&str>) -> String {
    match number {
        Some(number) => format!("**Decision [{number}](/decisions/{number}):** {what}"),
        None => format!("**Decision:** {what}"),
    }
}

/// A name as text: nothing in it is taken as Markdown.
pub(super) fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(
            character,
            '*' | '_' | '[' | ']' | '<' | '>' | '`' | '#' | '\\' | '|' | '~'
        ) {
            escaped.push('\\');
        }
        escaped.push(if character == '\n' { ' ' } else { character });
    }
    escaped
}
