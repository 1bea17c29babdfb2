//! The table with a row for each of one group's artifacts: what it is, and where.

use domain::link::{Link, LinkKind};

use super::{
    columns::{Column, link_kind},
    groups::Wrong,
    links::{is_address, links, tidied},
    page::{Cell, Row, Table},
};
use crate::registry::formats::{
    problem::quoted,
    words::{is_nothing, is_pending},
};

/// The links of a row. A cell may say in words when and where a group meets, with a link or without.
pub(super) fn artifact(table: &Table, row: &Row) -> Result<Vec<Link>, Wrong> {
    let name = table
        .cell(row, &Column::Artifact)
        .filter(|cell| !cell.has_link() && !cell.has_picture())
        .map(Cell::text)
        .filter(|name| !is_nothing(name));
    let name = name.ok_or_else(|| {
        (
            "a row without the artifact's name".to_owned(),
            format!("{}; the cells of the row may be shifted", table.row_words()),
        )
    })?;
    let empty = Cell::default();
    let cell = table
        .columns
        .iter()
        .zip(&row.cells)
        .find(|(column, _)| **column != Column::Artifact)
        .map_or(&empty, |(_, cell)| cell)
        .with_bare_addresses();
    if is_pending(&cell.text()) && !cell.has_link() {
        return Ok(Vec::new());
    }
    let kind = link_kind(&name);
    let listed = links(&cell, kind.unwrap_or(LinkKind::Other)).or_else(|found| {
        kind.and_then(|kind| in_words(&cell, kind, &name))
            .ok_or_else(|| {
                (
                    format!("{} as the {name}", quoted(&found)),
                    "a link or n/a".to_owned(),
                )
            })
    })?;
    Ok(listed
        .into_iter()
        .map(|link| called(link, kind, &name))
        .collect())
}

/// What a cell without a link says. A link that was cut off is not taken for words.
fn in_words(cell: &Cell, kind: LinkKind, name: &str) -> Option<Vec<Link>> {
    if cell.has_link() || cell.has_broken_link() || cell.has_picture() {
        return None;
    }
    let text = tidied(&cell.text());
    let named = |label: &str, detail: Option<String>| Link {
        kind,
        label: label.to_owned(),
        url: None,
        detail,
    };
    Some(match kind {
        LinkKind::Repository | LinkKind::Team => text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| named(part, None))
            .collect(),
        LinkKind::Charter
        | LinkKind::Documents
        | LinkKind::Chat
        | LinkKind::Forum
        | LinkKind::MailingList
        | LinkKind::Meeting
        | LinkKind::MeetingNotes
        | LinkKind::Recordings
        | LinkKind::Calendar
        | LinkKind::Other => vec![named(name, Some(text))],
    })
}

/// A link as the later layouts call it.
fn called(link: Link, kind: Option<LinkKind>, name: &str) -> Link {
    let is_plain = link.url.is_none() || shows_address(&link) || link.label == link.kind.word();
    match kind {
        // The link's text says when the meeting is.
        Some(LinkKind::Meeting) => Link {
            label: name.trim_end_matches(" VC").to_owned(),
            detail: match link.detail {
                Some(detail) if is_plain || detail.contains(&link.label) => Some(detail),
                Some(detail) => Some(format!("{}, {detail}", link.label)),
                None if is_plain => None,
                None => Some(link.label),
            },
            ..link
        },
        Some(LinkKind::Forum) => Link {
            label: "Forum".to_owned(),
            ..link
        },
        // The link's text may be the mission in a sentence.
        Some(LinkKind::Charter) => Link {
            detail: link
                .detail
                .or_else(|| (!is_plain && link.label != "Charter").then_some(link.label)),
            label: "Charter".to_owned(),
            ..link
        },
        Some(_) if shows_address(&link) => Link {
            label: name.to_owned(),
            ..link
        },
        Some(_) => link,
        None => Link {
            detail: link.detail.or_else(|| {
                (!is_plain && !link.label.eq_ignore_ascii_case(name)).then_some(link.label)
            }),
            label: name.to_owned(),
            ..link
        },
    }
}

/// Whether a link's text only repeats its address.
fn shows_address(link: &Link) -> bool {
    let label = link.label.as_str();
    let ends_so = |url: &String| url.ends_with(label);
    is_address(label) || label.contains('.') && link.url.as_ref().is_some_and(ends_so)
}
