//! Lines that do something, typed among the notes of a meeting: `/decision`, `/action`, `/present`.

use crate::{Day, minutes::find_day};

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// `/decision The exporter goal is dropped.`
    Decision {
        /// What was decided.
        text: String,
    },
    /// `/action @lena by 2026-12-04 Drop the exporter goal.`
    Action {
        /// Who does it, as it was typed, without the `@`; empty where nobody was named.
        who: String,
        /// Until when.
        due: Option<Day>,
        /// What is to be done.
        text: String,
    },
    /// `/present Lena Fischer, @ravi`
    Present {
        /// Who is there, as it was typed, without `@`.
        names: Vec<String>,
    },
}

/// The lines of a text that do something, with the line as it was typed.
pub fn lines(text: &str, on: Day) -> impl Iterator<Item = (&str, Line)> {
    text.lines()
        .filter_map(move |line| read_line(line, on).map(|read| (line.trim(), read)))
}

/// What a line does, where it does something; `on` is the meeting’s day, from which a day without a year is counted.
#[must_use]
pub fn read_line(line: &str, on: Day) -> Option<Line> {
    let line = line.trim();
    let rest = line.strip_prefix('/')?;
    let (word, rest) = match rest.split_once(char::is_whitespace) {
        Some((word, rest)) => (word, rest.trim()),
        None => (rest, ""),
    };
    match word.to_lowercase().as_str() {
        "decision" | "decided" => (!rest.is_empty()).then(|| Line::Decision {
            text: rest.to_owned(),
        }),
        "action" | "ai" => action(rest, on),
        "present" | "here" => {
            let names: Vec<String> = rest
                .split([',', ';'])
                .map(|name| name.trim().trim_start_matches('@').trim().to_owned())
                .filter(|name| !name.is_empty())
                .collect();
            (!names.is_empty()).then_some(Line::Present { names })
        }
        _ => None,
    }
}

/// `@who by DATE text`, in which all but the text may be missing.
fn action(rest: &str, on: Day) -> Option<Line> {
    let (who, rest) = match rest.strip_prefix('@') {
        None => ("", rest),
        Some(named) => {
            let (who, rest) = named.split_once(char::is_whitespace).unwrap_or((named, ""));
            (who.trim_end_matches([':', ',']), rest.trim_start())
        }
    };
    let (due, text) = due(rest, on);
    // Nobody does nothing; somebody who does nothing yet is being typed.
    (!text.is_empty()).then(|| Line::Action {
        who: who.to_owned(),
        due,
        text,
    })
}

/// Takes `by DATE` off the beginning or the end.
fn due(text: &str, on: Day) -> (Option<Day>, String) {
    let whole = || (None, text.trim().to_owned());
    let lower = text.to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix("by ") {
        let offset = text.len() - rest.len();
        let after = text.get(offset..).unwrap_or_default();
        return match find_day(after, Some(on)) {
            Some(found)
                if after
                    .get(..found.range.start)
                    .is_some_and(|s| s.trim().is_empty()) =>
            {
                let text = after.get(found.range.end..).unwrap_or_default();
                let text = text.trim_start_matches([':', ',', '.']).trim();
                (Some(found.day), text.to_owned())
            }
            Some(_) | None => whole(),
        };
    }
    let Some(place) = lower.rfind(" by ") else {
        return whole();
    };
    let (Some(before), Some(after)) = (text.get(..place), text.get(place + 4..)) else {
        return whole();
    };
    match find_day(after, Some(on)) {
        Some(found)
            if found.range.start == 0
                && after
                    .get(found.range.end..)
                    .is_some_and(|rest| rest.trim_matches(['.', ' ']).is_empty()) =>
        {
            (Some(found.day), before.trim().to_owned())
        }
        Some(_) | None => whole(),
    }
}
