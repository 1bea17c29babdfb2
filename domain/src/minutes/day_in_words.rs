//! Days as people write them in notes: “December 19, 2022”, “Feb 7, 2022”, “7 February 2022”, “2022-02-07”, “4 Dec”.

use std::ops::Range;

use crate::Day;

/// A day that was found in a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDay {
    /// The day.
    pub day: Day,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A word of a text: letters or digits, with its place.
struct Word<'t> {
    text: &'t str,
    range: Range<usize>,
}

/// The first day that a text names. A day without a year is taken as the next such day from `from` on; without `from`, it is
/// none.
#[must_use]
pub fn find_day(text: &str, from: Option<Day>) -> Option<FoundDay> {
    let words = words(text);
    (0..words.len()).find_map(|at| day_at(text, &words, at, from))
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (place, character) in text.char_indices().chain([(text.len(), ' ')]) {
        if character.is_alphanumeric() {
            start.get_or_insert(place);
        } else if let Some(begins) = start.take()
            && let Some(word) = text.get(begins..place)
        {
            words.push(Word {
                text: word,
                range: begins..place,
            });
        }
    }
    words
}

fn day_at(text: &str, words: &[Word<'_>], at: usize, from: Option<Day>) -> Option<FoundDay> {
    let word = |offset: usize| words.get(at + offset);
    // How many words belong together: what stands between them must be nothing but a space, a comma, a dash, a dot.
    let joined = |offset: usize, allowed: &str| {
        let (before, after) = (word(offset)?, word(offset + 1)?);
        let between = text.get(before.range.end..after.range.start)?;
        between
            .chars()
            .all(|c| allowed.contains(c))
            .then_some(after)
    };
    let first = word(0)?;
    let found = |day: Option<Day>, last: usize| {
        let end = word(last)?.range.end;
        Some(FoundDay {
            day: day?,
            range: first.range.start..end,
        })
    };
    if let Some(year) = year(first.text) {
        let month = joined(0, "-/.").and_then(|word| number(word.text));
        let day = joined(1, "-/.").and_then(|word| number(word.text));
        return match (month, day) {
            (Some(month), Some(day)) => found(civil(year, month, day), 2),
            _ => None,
        };
    }
    let (month, day) = match (month_of(first.text), ordinal(first.text)) {
        (Some(month), _) => (
            month,
            joined(0, " .\u{a0}").and_then(|word| ordinal(word.text))?,
        ),
        (None, Some(day)) => (
            joined(0, " .\u{a0}").and_then(|word| month_of(word.text))?,
            day,
        ),
        (None, None) => return None,
    };
    if let Some(year) = joined(1, " ,.\t\u{a0}").and_then(|word| year(word.text)) {
        return found(civil(year, month, day), 2);
    }
    let from = from?;
    let this_year = civil(from.year(), month, day);
    let day = match this_year {
        Some(day) if day >= from => Some(day),
        Some(_) | None => civil(from.year() + 1, month, day),
    };
    found(day, 1)
}

fn civil(year: i16, month: i8, day: i8) -> Option<Day> {
    Day::new(year, month, day).ok()
}

fn year(word: &str) -> Option<i16> {
    (word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| (1970..2200).contains(year))
}

fn number(word: &str) -> Option<i8> {
    (word.len() <= 2).then(|| word.parse().ok()).flatten()
}

/// “19”, “19th”, “1st”.
fn ordinal(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    number(digits).filter(|day| (1..=31).contains(day))
}

/// A month by its name or its first letters, at least three of them: “Dec”, “Sept”.
fn month_of(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    if word.len() < 3 {
        return None;
    }
    MONTHS
        .iter()
        .zip(1..)
        .find(|(month, _)| month.starts_with(&word))
        .map(|(_, number)| number)
}
