//! Actions and decisions, as people write them among notes: “AI: Stephen to get answers”, “Decision: drop it”.

use domain::{Day, minutes::find_day};

use super::NotedAction;

/// What begins an action, in upper case; what stands before the colon may name who.
const ACTION_MARKS: [&str; 6] = ["AI", "[AI]", "ACTION", "ACTION ITEM", "TODO", "[ACTION]"];

/// What begins a decision, in upper case.
const DECISION_MARKS: [&str; 6] = [
    "DECISION",
    "DECIDED",
    "RESOLVED",
    "RESOLUTION",
    "AGREED",
    "[DECISION]",
];

/// The actions and decisions among the lines of a text; `on` is the meeting’s day.
pub fn said(text: &str, on: Day) -> (Vec<NotedAction>, Vec<String>) {
    let mut actions = Vec::new();
    let mut decisions = Vec::new();
    for line in text.lines() {
        let (line, to_do) = bare(line);
        if let Some(decided) = decision(&line) {
            decisions.push(decided);
        } else if let Some(action) = marked(&line, on) {
            actions.push(action);
        } else if to_do && !line.is_empty() {
            actions.push(action("", &line, on));
        }
    }
    (actions, decisions)
}

/// A line without bullet, box and emphasis; and whether it has an empty box.
fn bare(line: &str) -> (String, bool) {
    let mut rest = line.trim();
    if let Some(behind) = rest.strip_prefix(['*', '-', '+'])
        && behind.starts_with(' ')
    {
        rest = behind.trim_start();
    }
    let to_do = rest.starts_with("[ ] ");
    for box_ in ["[ ] ", "[x] ", "[X] "] {
        rest = rest.strip_prefix(box_).unwrap_or(rest);
    }
    (rest.replace("**", "").trim().to_owned(), to_do)
}

fn decision(line: &str) -> Option<String> {
    let (mark, rest) = line.split_once(':')?;
    let rest = rest.trim();
    DECISION_MARKS
        .contains(&mark.trim().to_uppercase().as_str())
        .then(|| rest.to_owned())
        .filter(|rest| !rest.is_empty())
}

fn marked(line: &str, on: Day) -> Option<NotedAction> {
    if let Some((mark, rest)) = line.split_once(':')
        && mark.chars().count() <= 40
        && let Some(who) = owner_in_mark(mark.trim())
        && !rest.trim().is_empty()
    {
        return Some(action(&who, rest.trim(), on));
    }
    // In the middle of a line, only what cannot be a word of its own.
    let (_, rest) = line.split_once(" AI: ")?;
    (!rest.trim().is_empty()).then(|| action("", rest.trim(), on))
}

/// Who is named in what stands before the colon: “AI(Bob)”, “AI for liaisons”, “AI”.
fn owner_in_mark(mark: &str) -> Option<String> {
    let upper = mark.to_uppercase();
    if ACTION_MARKS.contains(&upper.as_str()) {
        return Some(String::new());
    }
    // “AI” in small letters is a word of other languages.
    let rest = mark
        .strip_prefix("AI")
        .or_else(|| mark.strip_prefix("Action"))
        .or_else(|| mark.strip_prefix("ACTION"))?;
    if !rest.starts_with([' ', '(', '[', '@']) {
        return None;
    }
    let rest = rest.trim().trim_matches(['(', ')', '[', ']']);
    let rest = rest.strip_prefix("for ").unwrap_or(rest);
    Some(rest.trim().trim_start_matches('@').to_owned())
}

/// An action with who does it and until when, as far as its words say so.
pub fn action(who: &str, task: &str, on: Day) -> NotedAction {
    let mut task = task.trim();
    let mut who = who.to_owned();
    if who.is_empty() {
        if let Some(named) = task.strip_prefix('@') {
            let (handle, rest) = named.split_once(char::is_whitespace).unwrap_or((named, ""));
            let handle = handle.trim_end_matches([':', ',']);
            if !rest.trim().is_empty() {
                who = handle.to_owned();
                task = rest.trim();
            }
        } else if let Some((named, _)) = task.split_once(" to ") {
            // “Stephen to get answers”: the words stay, they read as a sentence.
            let words: Vec<&str> = named.split_whitespace().collect();
            let is_name = (1..=2).contains(&words.len())
                && words
                    .iter()
                    .all(|word| word.chars().all(|c| c.is_alphanumeric() || c == '-'));
            if is_name {
                who = named.trim().to_owned();
            }
        } else if let Some((named, rest)) = task.split_once(": ")
            && named.split_whitespace().count() <= 2
            && named
                .chars()
                .all(|c| c.is_alphanumeric() || c == ' ' || c == '-')
        {
            who = named.trim().to_owned();
            task = rest.trim();
        }
    }
    let due = task
        .match_indices(" by ")
        .filter_map(|(place, by)| {
            let after = task.get(place + by.len()..)?;
            find_day(after, Some(on))
                .filter(|found| found.range.start == 0)
                .map(|found| found.day)
        })
        .last();
    NotedAction {
        who,
        due,
        task: task.to_owned(),
    }
}
