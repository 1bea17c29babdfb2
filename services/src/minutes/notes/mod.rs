//! A document of notes, as communities keep them in one long text, cut into dated meetings with who was there and what was
//! talked about. Nothing of it is lost: the pieces put together are the text, and what is not recognised stays where it is.

mod blocks;
mod labels;
mod parts;
mod people;
mod said;

#[cfg(test)]
mod tests;

use domain::{
    Day,
    minutes::{RecordingLink, find_day},
};

use blocks::{Block, Shape, blocks};

/// A document of notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// What stands before the first meeting.
    pub before: String,
    /// The meetings, in the document’s order.
    pub meetings: Vec<NotedMeeting>,
}

/// A meeting that the notes tell of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedMeeting {
    /// Its day.
    pub day: Day,
    /// Its heading, as text.
    pub heading: String,
    /// All that stands about it, to the letter.
    pub source: String,
    /// Who was there, and who is named as not there.
    pub people: Vec<NotedPerson>,
    /// Who kept the notes.
    pub scribe: Option<String>,
    /// Where the recording is.
    pub recording: Option<RecordingLink>,
    /// What was talked about.
    pub items: Vec<NotedItem>,
}

/// Someone whom the roll names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedPerson {
    /// Their name.
    pub name: String,
    /// Their account, where the notes give it.
    pub account: Option<String>,
    /// Whether they were there.
    pub present: bool,
}

/// What was talked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedItem {
    /// The part of the notes that it stands in: “Topics”; may be empty.
    pub section: String,
    /// Its first line.
    pub title: String,
    /// What was said, in Markdown.
    pub notes: String,
    /// What someone said they would do.
    pub actions: Vec<NotedAction>,
    /// What was decided.
    pub decisions: Vec<String>,
}

/// What someone said they would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedAction {
    /// Who; empty where nobody is named.
    pub who: String,
    /// Until when.
    pub due: Option<Day>,
    /// What.
    pub task: String,
}

/// Cuts a text into its pieces: what stands before the first meeting, then one piece for each meeting. Put together they are
/// the text, with the ends of its lines as `\n`.
#[must_use]
pub fn pieces(text: &str) -> Vec<String> {
    let text = unified(text);
    let blocks = blocks(&text);
    cuts(&blocks)
        .into_iter()
        .map(|(from, to)| source(&text, &blocks, from, to).to_owned())
        .collect()
}

/// Reads a document of notes.
#[must_use]
pub fn read(text: &str) -> Notes {
    let text = unified(text);
    let blocks = blocks(&text);
    let mut notes = Notes::default();
    for (place, (from, to)) in cuts(&blocks).into_iter().enumerate() {
        let own = blocks.get(from..to).unwrap_or_default();
        let source = source(&text, &blocks, from, to);
        match own.first().and_then(|first| Some((first, dated(first)?))) {
            Some((first, day)) if place > 0 => {
                notes.meetings.push(meeting(day, first, own, source))
            }
            Some(_) | None => notes.before.push_str(source),
        }
    }
    notes
}

/// The text with one sort of line end.
fn unified(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Where meetings begin and end, as places in the blocks; the first stretch holds what stands before them, and may be empty.
fn cuts(blocks: &[Block]) -> Vec<(usize, usize)> {
    let level = blocks
        .iter()
        .filter(|block| dated(block).is_some())
        .filter_map(|block| match &block.shape {
            Shape::Heading { level, .. } => Some(*level),
            Shape::Paragraph { .. } | Shape::List { .. } | Shape::Other => None,
        })
        .min();
    let begins = |block: &Block| {
        dated(block).is_some()
            && match (&block.shape, level) {
                (Shape::Heading { level: own, .. }, Some(level)) => *own == level,
                (Shape::Heading { .. }, None) | (Shape::Paragraph { .. }, Some(_)) => false,
                // Without dated headings, a line of its own with a day begins a meeting.
                (Shape::Paragraph { .. }, None) => true,
                (Shape::List { .. } | Shape::Other, _) => false,
            }
    };
    let starts: Vec<usize> = (0..blocks.len())
        .filter(|place| blocks.get(*place).is_some_and(begins))
        .collect();
    let ends = starts.iter().copied().chain([blocks.len()]);
    std::iter::once(0)
        .chain(starts.iter().copied())
        .zip(ends)
        .collect()
}

/// The day that a heading, or a line of its own, is about.
fn dated(block: &Block) -> Option<Day> {
    match &block.shape {
        Shape::Heading { text, .. } => find_day(text, None).map(|found| found.day),
        Shape::Paragraph { text, .. } => {
            let text = text.trim();
            let found = find_day(text, None)?;
            let short = text.lines().count() == 1 && text.chars().count() <= 80;
            (short && found.range.start <= 20).then_some(found.day)
        }
        Shape::List { .. } | Shape::Other => None,
    }
}

/// The text of some blocks, with the blank lines behind them; the first has what stands before all blocks.
fn source<'t>(text: &'t str, blocks: &[Block], from: usize, to: usize) -> &'t str {
    if from == to && !blocks.is_empty() {
        return "";
    }
    let begin = if from == 0 {
        0
    } else {
        blocks.get(from).map_or(text.len(), |block| block.from)
    };
    let end = blocks.get(to).map_or(text.len(), |block| block.from);
    text.get(begin..end).unwrap_or_default()
}

fn meeting(day: Day, first: &Block, own: &[Block], source: &str) -> NotedMeeting {
    let (heading, links) = match &first.shape {
        Shape::Heading { text, links, .. } | Shape::Paragraph { text, links, .. } => {
            (text.trim().to_owned(), links.as_slice())
        }
        Shape::List { .. } | Shape::Other => (String::new(), [].as_slice()),
    };
    let mut read = NotedMeeting {
        day,
        heading,
        source: source.to_owned(),
        people: Vec::new(),
        scribe: None,
        recording: links
            .iter()
            .find(|(words, _)| words.to_lowercase().contains("record"))
            .and_then(|(_, address)| RecordingLink::new(address).ok()),
        items: Vec::new(),
    };
    parts::read_into(&mut read, own.get(1..).unwrap_or_default());
    read
}
