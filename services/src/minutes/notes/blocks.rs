//! The blocks of a document, from comrak’s tree, each with its own stretch of the text.

use comrak::{Arena, Node, Options, nodes::NodeValue, parse_document};

/// A block at the top of the document.
#[derive(Clone, Debug)]
pub struct Block {
    /// Where it begins in the text, in bytes; it goes on to the next one.
    pub from: usize,
    /// Its own text, to the letter, with the blank lines behind it.
    pub source: String,
    /// What it is.
    pub shape: Shape,
}

/// What a block is.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        text: String,
        /// Its links: words and address.
        links: Vec<(String, String)>,
    },
    /// A paragraph.
    Paragraph {
        /// Its words, line by line.
        text: String,
        /// What stands in bold at its beginning.
        bold: Option<String>,
        /// Its links: words and address.
        links: Vec<(String, String)>,
    },
    /// A list.
    List {
        /// Its entries.
        entries: Vec<Entry>,
    },
    /// Anything else.
    Other,
}

/// An entry of a list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The words of its first paragraph.
    pub title: String,
    /// The source of its first paragraph, without the bullet.
    pub first: String,
    /// All of it to the letter, without bullet and indentation.
    pub source: String,
    /// Whether its words are struck out.
    pub struck: bool,
    /// The entries below it.
    pub below: Vec<Entry>,
}

/// As deep as lists are followed; what is deeper stays in the source of what it is in.
const DEEPEST: usize = 8;

/// The blocks of a text, in its order.
pub fn blocks(text: &str) -> Vec<Block> {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.tasklist = true;
    let lines = Lines::of(text);
    let mut found: Vec<(usize, Shape)> = Vec::new();
    let root = parse_document(&arena, text, &options);
    let mut starts: Vec<(usize, Node<'_>)> = Vec::new();
    for node in root.children() {
        let line = node.data().sourcepos.start.line;
        // Each begins on a line of its own; what does not belongs to the one before.
        if starts.last().is_none_or(|(before, _)| *before < line) {
            starts.push((line, node));
        }
    }
    for (place, (line, node)) in starts.iter().enumerate() {
        let end = starts
            .get(place + 1)
            .map_or(lines.count() + 1, |(next, _)| *next);
        found.push((*line, shape(node, &lines, end)));
    }
    let places: Vec<usize> = found.iter().map(|(line, _)| lines.start(*line)).collect();
    found
        .into_iter()
        .enumerate()
        .map(|(index, (_, shape))| {
            let from = places.get(index).copied().unwrap_or(0);
            let to = places.get(index + 1).copied().unwrap_or(text.len());
            Block {
                from,
                source: text.get(from..to).unwrap_or_default().to_owned(),
                shape,
            }
        })
        .collect()
}

/// The lines of a text, counted from 1 as comrak does.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let breaks = text.match_indices('\n').map(|(place, _)| place + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    fn count(&self) -> usize {
        self.starts.len()
    }

    fn start(&self, line: usize) -> usize {
        self.starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(self.text.len())
    }

    /// The text from one line on up to another.
    fn between(&self, from: usize, to: usize) -> &'t str {
        self.text
            .get(self.start(from)..self.start(to))
            .unwrap_or_default()
    }
}

fn shape<'a>(node: Node<'a>, lines: &Lines<'_>, end: usize) -> Shape {
    let data = node.data();
    if let NodeValue::Heading(heading) = &data.value {
        return Shape::Heading {
            level: heading.level,
            text: node.collect_text(),
            links: links(node),
        };
    }
    if data.value == NodeValue::Paragraph {
        return Shape::Paragraph {
            text: words(node),
            bold: node
                .first_child()
                .filter(|first| first.data().value == NodeValue::Strong)
                .map(|first| first.collect_text()),
            links: links(node),
        };
    }
    if let NodeValue::List(_) = data.value {
        return Shape::List {
            entries: entries(node, lines, end, DEEPEST),
        };
    }
    Shape::Other
}

/// The words of a block, with its line breaks.
fn words<'a>(node: Node<'a>) -> String {
    let mut text = String::new();
    for inside in node.descendants() {
        let data = inside.data();
        if let NodeValue::Text(words) = &data.value {
            text.push_str(words);
        } else if let NodeValue::Code(code) = &data.value {
            text.push_str(&code.literal);
        } else if matches!(data.value, NodeValue::SoftBreak | NodeValue::LineBreak) {
            text.push('\n');
        }
    }
    text
}

fn links<'a>(node: Node<'a>) -> Vec<(String, String)> {
    node.descendants()
        .filter_map(|inside| {
            let data = inside.data();
            if let NodeValue::Link(link) = &data.value {
                Some((inside.collect_text(), link.url.clone()))
            } else {
                None
            }
        })
        .collect()
}

fn entries<'a>(list: Node<'a>, lines: &Lines<'_>, end: usize, depth: usize) -> Vec<Entry> {
    let items: Vec<Node<'a>> = list.children().collect();
    items
        .iter()
        .enumerate()
        .map(|(place, item)| {
            let begin = item.data().sourcepos.start;
            let next = items
                .get(place + 1)
                .map_or(end, |next| next.data().sourcepos.start.line);
            entry(item, lines, begin.line, begin.column, next, depth)
        })
        .collect()
}

fn entry<'a>(
    item: Node<'a>,
    lines: &Lines<'_>,
    from: usize,
    column: usize,
    to: usize,
    depth: usize,
) -> Entry {
    let first = item.first_child();
    let first_data = first.map(|first| first.data().sourcepos);
    let is_paragraph = first.is_some_and(|first| first.data().value == NodeValue::Paragraph);
    // Where the words begin, behind the bullet.
    let offset = first_data
        .filter(|place| place.start.line == from)
        .map_or(column + 1, |place| place.start.column)
        .saturating_sub(1);
    let whole = lines.between(from, to);
    let source = dedented(whole, offset);
    let title = if is_paragraph {
        first.map(words).unwrap_or_default()
    } else {
        String::new()
    };
    let first_lines = first_data
        .filter(|_| is_paragraph)
        .map_or(0, |place| (place.end.line + 1).saturating_sub(from));
    let first_source = source
        .split_inclusive('\n')
        .take(first_lines)
        .collect::<String>()
        .trim_end()
        .to_owned();
    let struck = first
        .and_then(|first| first.first_child())
        .is_some_and(|inside| inside.data().value == NodeValue::Strikethrough);
    let below = if depth == 0 {
        Vec::new()
    } else {
        item.children()
            .filter(|child| matches!(child.data().value, NodeValue::List(_)))
            .flat_map(|child| {
                let end = child
                    .next_sibling()
                    .map_or(to, |next| next.data().sourcepos.start.line);
                entries(child, lines, end, depth - 1)
            })
            .collect()
    };
    Entry {
        title: title.trim().to_owned(),
        first: first_source,
        source,
        struck,
        below,
    }
}

/// Lines without the bullet on the first, and without its indentation on the others.
fn dedented(text: &str, offset: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for (place, line) in text.split_inclusive('\n').enumerate() {
        let rest = if place == 0 {
            line.get(offset..).unwrap_or(line)
        } else {
            let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
            let tabbed = line.starts_with('\t');
            let off = if tabbed {
                blank.min(1)
            } else {
                blank.min(offset)
            };
            line.get(off..).unwrap_or(line)
        };
        out.push_str(rest);
    }
    out.trim_end().to_owned()
}
