//! What happens to the pages of a folder, as sentences.

use domain::{document::DocumentEvent, ids::GroupId, slug::Slug};

use super::{Part, Words, names::text};

impl Words<'_> {
    /// The sentence of an event of a page.
    pub(super) fn of_document(&self, group: GroupId, change: &DocumentEvent) -> Vec<Part> {
        let page = |page: &Slug, title: &str| match self.names.group(group) {
            Some(name) => Part::Document {
                slug: name.slug.clone(),
                page: page.to_string(),
                title: title.to_owned(),
            },
            None => text(format!("“{title}”")),
        };
        let (it, what) = match change {
            DocumentEvent::Published {
                page: at, title, ..
            } => (page(at, title), "was put into the folder"),
            DocumentEvent::Removed {
                page: at, title, ..
            } => (page(at, title), "was taken out of the folder"),
            DocumentEvent::Restored {
                page: at, title, ..
            } => (page(at, title), "was put back into the folder"),
            DocumentEvent::Renamed {
                page: at,
                before,
                title,
                ..
            } => {
                return vec![
                    self.group(group),
                    text(": the page "),
                    Part::Before(before.clone()),
                    text(" is now called "),
                    page(at, title),
                ];
            }
        };
        vec![
            self.group(group),
            text(": the page "),
            it,
            text(format!(" {what}")),
        ]
    }
}
