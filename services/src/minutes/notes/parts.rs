//! What stands under the heading of a meeting.

use domain::minutes::{RecordingLink, find_day};

use super::{
    NotedItem, NotedMeeting,
    blocks::{Block, Entry, Shape},
    labels::{Meaning, label, meaning},
    people::{looks_like_a_roll, people, person},
    said::{action, said},
};

/// As long as the title of an item, in characters.
const LONGEST_TITLE: usize = 200;

/// Where we are.
struct Under {
    meaning: Meaning,
    label: String,
    /// Whether an item has begun under this label.
    item: bool,
}

impl Under {
    fn new(label: &str) -> Self {
        Self {
            meaning: meaning(label),
            label: label.trim().trim_end_matches(':').to_owned(),
            item: false,
        }
    }
}

/// Reads the blocks of a meeting into it.
pub fn read_into(meeting: &mut NotedMeeting, blocks: &[Block]) {
    let mut under = Under {
        meaning: Meaning::Section,
        label: String::new(),
        item: false,
    };
    for (place, block) in blocks.iter().enumerate() {
        let before_list = blocks
            .get(place + 1)
            .is_some_and(|next| matches!(next.shape, Shape::List { .. }));
        match &block.shape {
            Shape::Heading { text, .. } => under = Under::new(text),
            Shape::Paragraph { text, bold, links } => {
                paragraph(
                    meeting,
                    &mut under,
                    block,
                    (text, bold.as_deref(), links),
                    before_list,
                );
            }
            Shape::List { entries } => list(meeting, &mut under, block, entries),
            Shape::Other => note(meeting, &mut under, &block.source),
        }
    }
    for item in &mut meeting.items {
        item.notes = item.notes.trim().to_owned();
    }
}

fn paragraph(
    meeting: &mut NotedMeeting,
    under: &mut Under,
    block: &Block,
    (text, bold, links): (&str, Option<&str>, &[(String, String)]),
    before_list: bool,
) {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    let several = lines.len() > 1;
    let facts: Vec<Option<(&str, &str)>> = lines
        .iter()
        .enumerate()
        .map(|(place, line)| label(line, bold.filter(|_| place == 0)))
        .collect();
    let is_fact = |fact: &Option<(&str, &str)>| {
        fact.is_some_and(|(label, _)| meaning(label) != Meaning::Section)
    };
    match facts.as_slice() {
        [Some((name, rest))] => {
            let known = meaning(name) != Meaning::Section;
            if known || rest.is_empty() && (bold.is_some() || before_list) {
                *under = Under::new(name);
                fact(meeting, under, rest, links, block);
                return;
            }
            // “Bosun: Bob”: said of the meeting as a whole. It stays in the notes, and begins nothing.
            if bold.is_some() && !before_list && rest.chars().count() <= 80 && !under.item {
                return;
            }
        }
        // Several facts in lines that follow each other.
        [_, ..]
            if several && facts.iter().all(|fact| fact.is_some()) && facts.iter().any(is_fact) =>
        {
            for (name, rest) in facts.into_iter().flatten() {
                *under = Under::new(name);
                fact(meeting, under, rest, links, block);
            }
            return;
        }
        [] | [None] | [_, ..] => {}
    }
    if let [line] = lines.as_slice()
        && !under.item
        && !before_list
        && meeting.items.is_empty()
        && is_said_of_the_whole(line)
    {
        return;
    }
    if lines.len() == 1
        && under.meaning == Meaning::Present
        && find_day(text, None).is_none()
        && !before_list
    {
        meeting.people.extend(people(text, true));
        return;
    }
    note(meeting, under, &block.source);
}

/// “Bosun: Lena”: a short word and a name, before anything was talked about.
fn is_said_of_the_whole(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(label, rest)| {
        label.split(' ').count() <= 3
            && label.chars().next().is_some_and(char::is_uppercase)
            && rest.split(' ').count() <= 4
            && label
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
    })
}

/// What stands on the same line as a label.
fn fact(
    meeting: &mut NotedMeeting,
    under: &mut Under,
    rest: &str,
    links: &[(String, String)],
    block: &Block,
) {
    match under.meaning {
        Meaning::Present => meeting.people.extend(people(rest, true)),
        Meaning::Absent => meeting.people.extend(people(rest, false)),
        Meaning::Scribe => {
            if !rest.is_empty() {
                meeting.scribe = Some(rest.to_owned());
            }
        }
        Meaning::Recording => {
            let address = links.first().map_or(rest, |(_, address)| address.as_str());
            if let Ok(link) = RecordingLink::new(address) {
                meeting.recording.get_or_insert(link);
            }
        }
        Meaning::Actions | Meaning::Decisions => {
            if !rest.is_empty() {
                note(meeting, under, &block.source);
                said_under_label(meeting, under.meaning, rest);
            }
        }
        Meaning::Section => {
            if !rest.is_empty() {
                note(meeting, under, &block.source);
            }
        }
    }
}

fn said_under_label(meeting: &mut NotedMeeting, meaning: Meaning, text: &str) {
    let day = meeting.day;
    if let Some(item) = meeting.items.last_mut() {
        match meaning {
            Meaning::Actions => item.actions.push(action("", text, day)),
            Meaning::Decisions => item.decisions.push(text.to_owned()),
            Meaning::Present
            | Meaning::Absent
            | Meaning::Scribe
            | Meaning::Recording
            | Meaning::Section => {}
        }
    }
}

fn list(meeting: &mut NotedMeeting, under: &mut Under, block: &Block, entries: &[Entry]) {
    match under.meaning {
        Meaning::Present | Meaning::Absent => roll(meeting, under.meaning, entries),
        Meaning::Scribe => {
            if let Some(first) = entries.first() {
                meeting.scribe.get_or_insert_with(|| first.title.clone());
            }
        }
        Meaning::Section if looks_like_a_roll(entries) => roll(meeting, Meaning::Present, entries),
        Meaning::Actions | Meaning::Decisions => {
            // The list itself stays as notes of one item; what it says is taken out of it.
            let title = under.label.clone();
            begin(meeting, under, title, block.source.trim().to_owned());
            let meaning = under.meaning;
            for entry in entries {
                leaves(entry, "", &mut |text| {
                    said_under_label(meeting, meaning, text)
                });
            }
        }
        Meaning::Recording | Meaning::Section => {
            for entry in entries {
                item(meeting, under, entry);
            }
        }
    }
}

fn roll(meeting: &mut NotedMeeting, meaning: Meaning, entries: &[Entry]) {
    let present = meaning == Meaning::Present;
    for entry in entries {
        meeting.people.extend(person(entry, present));
        for below in &entry.below {
            meeting
                .people
                .extend(person(below, present && !entry.struck));
        }
    }
}

/// The entries that have none below them, each with the words that it stands under.
fn leaves(entry: &Entry, above: &str, each: &mut impl FnMut(&str)) {
    let text = if above.is_empty() {
        entry.title.clone()
    } else {
        format!("{}: {}", above.trim_end_matches(':'), entry.title)
    };
    if entry.below.is_empty() {
        if !entry.title.is_empty() {
            each(&text);
        }
        return;
    }
    for below in &entry.below {
        leaves(below, &text, each);
    }
}

fn item(meeting: &mut NotedMeeting, under: &mut Under, entry: &Entry) {
    let day = meeting.day;
    let whole = entry.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = shortened(&whole);
    // The first line stays in the notes where the title does not say all of it: links, emphasis, what is too long.
    let rest = entry.source.strip_prefix(entry.first.as_str());
    let notes = match rest {
        Some(rest) if entry.first == title => unindented(rest),
        Some(_) | None => entry.source.clone(),
    };
    let (actions, decisions) = said(&entry.source, day);
    under.item = true;
    meeting.items.push(NotedItem {
        section: under.label.clone(),
        title: if title.is_empty() {
            untitled(under)
        } else {
            title
        },
        notes,
        actions,
        decisions,
    });
}

/// A text that is no entry of a list: notes of the item before it, or of one of its own.
fn note(meeting: &mut NotedMeeting, under: &mut Under, source: &str) {
    let day = meeting.day;
    let (actions, decisions) = said(source, day);
    match meeting.items.last_mut() {
        Some(item) if under.item => {
            item.notes.push_str("\n\n");
            item.notes.push_str(source.trim_end());
            item.actions.extend(actions);
            item.decisions.extend(decisions);
        }
        Some(_) | None => {
            let title = untitled(under);
            begin(meeting, under, title, source.trim().to_owned());
            if let Some(item) = meeting.items.last_mut() {
                item.actions = actions;
                item.decisions = decisions;
            }
        }
    }
}

fn begin(meeting: &mut NotedMeeting, under: &mut Under, title: String, notes: String) {
    under.item = true;
    meeting.items.push(NotedItem {
        section: under.label.clone(),
        title,
        notes,
        actions: Vec::new(),
        decisions: Vec::new(),
    });
}

fn untitled(under: &Under) -> String {
    if under.label.is_empty() {
        "Notes".to_owned()
    } else {
        shortened(&under.label)
    }
}

fn shortened(title: &str) -> String {
    if title.chars().count() <= LONGEST_TITLE {
        return title.to_owned();
    }
    let mut short: String = title.chars().take(LONGEST_TITLE - 1).collect();
    short.push('…');
    short
}

/// Entries below one another, moved to the left as far as all of them go.
fn unindented(text: &str) -> String {
    let common = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    text.lines()
        .map(|line| line.get(common..).unwrap_or(line.trim_start()))
        .collect::<Vec<_>>()
        .join("\n")
        .trim()
        .to_owned()
}
