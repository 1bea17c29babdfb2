//! A group's folder: pages, and what becomes of them. Texts and their versions are kept beside the record; that a page is
//! there, is called differently or is gone is part of it.

use serde::{Deserialize, Serialize};

use crate::{ids::PersonId, slug::Slug};

/// The longest title of a page, in characters.
pub const LONGEST_TITLE: usize = 120;

/// The longest text of a page, in characters.
pub const LONGEST_BODY: usize = 200_000;

/// Addresses in a folder that are the folder's own.
pub const RESERVED: [&str; 2] = ["new", "links"];

/// What happened to a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DocumentEvent {
    /// It was put into the folder.
    Published {
        /// Its address in the folder; it stays.
        page: Slug,
        /// What it is called.
        title: String,
        /// Who did it; nobody where the portal did.
        by: Option<PersonId>,
    },
    /// It has another title.
    Renamed {
        /// Its address in the folder.
        page: Slug,
        /// The title before.
        before: String,
        /// The title now.
        title: String,
        /// Who did it.
        by: Option<PersonId>,
    },
    /// It was taken out of the folder; its versions are kept.
    Removed {
        /// Its address in the folder.
        page: Slug,
        /// What it was called.
        title: String,
        /// Who did it.
        by: Option<PersonId>,
    },
    /// It was put back.
    Restored {
        /// Its address in the folder.
        page: Slug,
        /// What it is called.
        title: String,
        /// Who did it.
        by: Option<PersonId>,
    },
}

impl DocumentEvent {
    /// The stable names of all kinds.
    pub const KINDS: [&str; 4] = [
        "document_published",
        "document_renamed",
        "document_removed",
        "document_restored",
    ];

    /// The stable name of the kind of event.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Published { .. } => "document_published",
            Self::Renamed { .. } => "document_renamed",
            Self::Removed { .. } => "document_removed",
            Self::Restored { .. } => "document_restored",
        }
    }

    /// Who did it.
    #[must_use]
    pub fn by(&self) -> Option<PersonId> {
        match self {
            Self::Published { by, .. }
            | Self::Renamed { by, .. }
            | Self::Removed { by, .. }
            | Self::Restored { by, .. } => *by,
        }
    }
}

/// An address in a folder for a title: one that no page there has, and that is not the folder's own.
#[must_use]
pub fn address_of(title: &str, is_taken: impl Fn(&Slug) -> bool) -> Slug {
    Slug::of_name(title)
        .unwrap_or_else(Slug::unnamed)
        .free(|slug| RESERVED.contains(&slug.as_str()) || is_taken(slug))
}

#[cfg(test)]
mod tests {
    use super::address_of;

    #[test]
    fn a_page_never_takes_an_address_of_the_folders_own() {
        assert_eq!(address_of("New", |_| false).as_str(), "new-2");
        let taken = |slug: &crate::slug::Slug| slug.as_str() == "design-notes";
        assert_eq!(address_of("Design notes", taken).as_str(), "design-notes-2");
        assert_eq!(address_of("設計", |_| false).as_str(), "unnamed");
    }
}
