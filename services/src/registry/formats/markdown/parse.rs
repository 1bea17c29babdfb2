//! Takes a page's blocks from comrak's tree.

use comrak::{Arena, Node, Options, arena_tree::NodeEdge, nodes::NodeValue, parse_document};

use super::{
    columns::columns,
    html::Tag,
    page::{Block, Cell, Piece, Row, Table},
};

/// The blocks of a page, in its order.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    // A mark of a footnote is no part of what it stands behind.
    options.extension.footnotes = true;
    // Lines as comrak counts them.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.lines().collect();
    parse_document(&arena, &text, &options)
        .children()
        .filter_map(|node| block(node, &lines))
        .collect()
}

fn block<'a>(node: Node<'a>, lines: &[&str]) -> Option<Block> {
    let place = node.data().sourcepos;
    let (first, last) = (place.start.line, place.end.line);
    if let NodeValue::Table(_) = node.data().value {
        return Some(Block::Table(table(node, lines)));
    }
    let source = lines.get(first.saturating_sub(1)..last.min(lines.len()));
    let rows = source.filter(|source| looks_like_rows(source));
    // Rows above a line of dashes are a heading to Markdown.
    let (heading, may_be_rows) = if let NodeValue::Heading(heading) = &node.data().value {
        (Some(heading.level), heading.setext)
    } else if node.data().value == NodeValue::Paragraph {
        (None, true)
    } else {
        return None;
    };
    Some(match (rows, heading) {
        (Some(rows), _) if may_be_rows => Block::Rows {
            line: first,
            text: rows.first().copied().unwrap_or_default().to_owned(),
        },
        (_, Some(level)) => Block::Heading {
            line: first,
            level,
            text: inline(node).text(),
        },
        (_, None) => Block::Paragraph(inline(node).text()),
    })
}

/// Whether a paragraph's lines are, or hold, those of a table that lost its header.
fn looks_like_rows(lines: &[&str]) -> bool {
    let has_bar = |line: &&str| line.contains('|');
    let is_rule = |line: &&str| {
        line.contains("--") && line.contains('|') && line.chars().all(|c| "|-: \t".contains(c))
    };
    lines
        .iter()
        .any(|line| cells_on(line, usize::MAX) > 2 || is_rule(line))
        || lines.windows(2).any(|pair| pair.iter().all(has_bar))
}

fn table<'a>(node: Node<'a>, lines: &[&str]) -> Table {
    let mut header: Vec<Cell> = Vec::new();
    let mut rows = Vec::new();
    for row in node.children() {
        let start = row.data().sourcepos.start;
        let cells: Vec<Cell> = row.children().map(|cell| inline(cell)).collect();
        if matches!(row.data().value, NodeValue::TableRow(true)) {
            header = cells;
            continue;
        }
        let source = lines.get(start.line.saturating_sub(1)).copied();
        let source = source.and_then(|line| line.get(start.column.saturating_sub(1)..));
        rows.push(Row {
            line: start.line,
            count: source.map_or(cells.len(), |line| cells_on(line, cells.len())),
            cells,
        });
    }
    let header_is_row = header
        .iter()
        .any(|cell| cell.has_link() || cell.has_picture());
    let header: Vec<String> = header.iter().map(Cell::text).collect();
    Table {
        line: node.data().sourcepos.start.line,
        columns: columns(&header),
        header,
        header_is_row,
        rows,
    }
}

/// How many cells a line has. The tree does not tell: it fills rows up and cuts them off. A bar
/// behind a backslash is no border, and the outermost bars are optional (GFM, section 4.10). Blank cells at the end
/// are left out down to the `expected` number.
fn cells_on(line: &str, expected: usize) -> usize {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut count = 1;
    // The cells up to the last one that says something.
    let mut told = 0;
    let mut escaped = false;
    for character in line.chars() {
        if character == '|' && !escaped {
            count += 1;
        } else if !character.is_whitespace() {
            told = count;
        }
        escaped = character == '\\' && !escaped;
    }
    // The closing bar borders nothing.
    let closed = if told < count && count > 1 {
        count - 1
    } else {
        count
    };
    closed.min(told.max(expected).max(1))
}

/// The pieces of what is inside a node. Walked without recursion: people may nest as deep as they like.
fn inline<'a>(node: Node<'a>) -> Cell {
    let mut cell = Cell::default();
    let mut link: Option<(String, String, String)> = None;
    let mut is_html = false;
    for edge in node.traverse() {
        let (node, starts) = match edge {
            NodeEdge::Start(node) => (node, true),
            NodeEdge::End(node) => (node, false),
        };
        let data = node.data();
        let text: &str = match (&data.value, starts) {
            (NodeValue::Link(target), true) => {
                cell.push_link(link.take());
                link = Some((String::new(), target.url.clone(), target.title.clone()));
                is_html = false;
                continue;
            }
            (NodeValue::Link(_), false) => {
                cell.push_link(link.take());
                continue;
            }
            (NodeValue::Image(_), true) => {
                cell.pieces.push(Piece::Picture);
                continue;
            }
            (NodeValue::Text(text), true) => text,
            (NodeValue::Code(code), true) => &code.literal,
            (NodeValue::SoftBreak, true) => " ",
            (NodeValue::LineBreak, true) => "\n",
            (NodeValue::HtmlInline(html), true) => match Tag::of(html) {
                Tag::Break => "\n",
                Tag::Picture => {
                    cell.pieces.push(Piece::Picture);
                    continue;
                }
                Tag::Comment => {
                    cell.pieces.push(Piece::Literally);
                    continue;
                }
                Tag::LinkTo(url) if link.is_none() => {
                    link = Some((String::new(), url, String::new()));
                    is_html = true;
                    continue;
                }
                Tag::LinkEnds if is_html => {
                    cell.push_link(link.take());
                    is_html = false;
                    continue;
                }
                Tag::LinkTo(_) | Tag::LinkEnds | Tag::Other => continue,
            },
            _ => continue,
        };
        match &mut link {
            Some((inside, _, _)) => inside.push_str(text),
            None => cell.push_text(text),
        }
    }
    cell.push_link(link);
    cell
}
