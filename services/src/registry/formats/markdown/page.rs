//! A Markdown page as headings, paragraphs and tables.

use super::{columns::Column, links::is_address};
use crate::registry::formats::words::is_nothing;

/// One block of the page that matters here.
pub(super) enum Block {
    Heading {
        line: usize,
        level: u8,
        text: String,
    },
    Paragraph(String),
    /// Lines that look like rows of a table, without the header that would make them one.
    Rows {
        line: usize,
        text: String,
    },
    Table(Table),
}

pub(super) struct Table {
    pub(super) line: usize,
    /// The header's texts, as written.
    pub(super) header: Vec<String>,
    /// What each column is for.
    pub(super) columns: Vec<Column>,
    /// Whether the header holds links or pictures, as only rows do.
    pub(super) header_is_row: bool,
    pub(super) rows: Vec<Row>,
}

pub(super) struct Row {
    pub(super) line: usize,
    /// As many as the header has.
    pub(super) cells: Vec<Cell>,
    /// How many there are on the line; blank ones behind all others that the header has count for nothing.
    pub(super) count: usize,
}

#[derive(Default)]
pub(super) struct Cell {
    pub(super) pieces: Vec<Piece>,
}

/// A part of a cell. Emphasis and the like make no difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Link {
        text: String,
        url: String,
        title: String,
    },
    Picture,
    /// An HTML comment: what follows is meant literally, even if it reads `n/a`.
    Literally,
}

impl Table {
    /// The place of the first column that is for this.
    pub(super) fn place(&self, column: &Column) -> Option<usize> {
        self.columns.iter().position(|other| other == column)
    }

    pub(super) fn has(&self, column: &Column) -> bool {
        self.place(column).is_some()
    }

    /// The row's cell in the first column that is for this.
    pub(super) fn cell<'a>(&self, row: &'a Row, column: &Column) -> Option<&'a Cell> {
        row.cells.get(self.place(column)?)
    }

    /// What a row should look like.
    pub(super) fn row_words(&self) -> String {
        let names: Vec<&str> = self
            .header
            .iter()
            .map(|name| if name.is_empty() { "(picture)" } else { name })
            .collect();
        format!("{} cells: {}", names.len(), names.join(" | "))
    }
}

impl Cell {
    /// The text, with that of links.
    pub(super) fn text(&self) -> String {
        let text: String = self
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) | Piece::Link { text, .. } => text.as_str(),
                Piece::Picture | Piece::Literally => "",
            })
            .collect();
        text.trim().to_owned()
    }

    pub(super) fn is_literal(&self) -> bool {
        self.pieces.contains(&Piece::Literally)
    }

    /// The text, unless it is a word for nothing.
    pub(super) fn said(&self) -> Option<String> {
        let text = self.text();
        let is_meant = self.is_literal() || self.has_link() || !is_nothing(&text);
        (!text.is_empty() && is_meant).then_some(text)
    }

    pub(super) fn has_picture(&self) -> bool {
        self.pieces.contains(&Piece::Picture)
    }

    pub(super) fn has_link(&self) -> bool {
        self.links().next().is_some()
    }

    /// The links as text, address and title.
    pub(super) fn links(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Link { text, url, title } => Some((text.as_str(), url.as_str(), title.as_str())),
            Piece::Text(_) | Piece::Picture | Piece::Literally => None,
        })
    }

    /// Whether a link was cut off or misspelled, so that it reads as text.
    pub(super) fn has_broken_link(&self) -> bool {
        self.pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Text(text) if text.contains("](")))
    }

    /// The same with the addresses that stand in its text as links without a text.
    pub(super) fn with_bare_addresses(&self) -> Self {
        let mut cell = Self::default();
        for piece in &self.pieces {
            let Piece::Text(text) = piece else {
                cell.pieces.push(piece.clone());
                continue;
            };
            for word in text.split_inclusive(char::is_whitespace) {
                let url = word.trim_matches(|c: char| c.is_whitespace() || "(),;<>".contains(c));
                match word.split_once(url) {
                    Some((before, after)) if is_address(url) => {
                        cell.push_text(before);
                        cell.pieces.push(Piece::Link {
                            text: String::new(),
                            url: url.to_owned(),
                            title: String::new(),
                        });
                        cell.push_text(after);
                    }
                    Some(_) | None => cell.push_text(word),
                }
            }
        }
        cell
    }

    /// A link as text, address and title.
    pub(super) fn push_link(&mut self, link: Option<(String, String, String)>) {
        if let Some((text, url, title)) = link {
            let text = text.trim().to_owned();
            self.pieces.push(Piece::Link { text, url, title });
        }
    }

    pub(super) fn push_text(&mut self, more: &str) {
        if let Some(Piece::Text(text)) = self.pieces.last_mut() {
            text.push_str(more);
        } else {
            self.pieces.push(Piece::Text(more.to_owned()));
        }
    }
}
