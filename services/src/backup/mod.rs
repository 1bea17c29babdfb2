//! Backup and restore: everything in one compressed file, the same for SQLite and PostgreSQL, so that it also moves a
//! community from one to the other.
//!
//! The file is gzip of lines of JSON: a header, then for each table its name and columns and an array for each row, and
//! at the end the number of rows. What is made from the record is in it too: a restore recomputes nothing.

mod catalogue;
mod format;
mod restore;
mod rows;
mod write;

#[cfg(test)]
mod tests;

pub use restore::{RestoreError, restore};
pub use write::{BackupError, backup};

pub(crate) use catalogue::{Column, catalogue};
pub(crate) use rows::each_row;

/// Whoever was signed in signs in again after a restore: an old backup must not bring back a session that was ended. Files
/// that wait to be imported are kept for a day anyway. What open pages have sent of a meeting's notes is for them alone.
#[cfg(test)]
const LEFT_OUT: [&str; 3] = ["import_drafts", "note_writers", "sessions"];

/// All tables that a backup holds, each after those that it refers to. A test compares them with the database's own catalogue.
pub(crate) const TABLES: [&str; 60] = [
    "events",
    "record",
    "groups",
    "former_slugs",
    "group_periods",
    "seats",
    "organizations",
    "people",
    "accounts",
    "affiliations",
    "standings",
    "policies",
    "imports",
    "rolls",
    "person_listings",
    "person_words",
    "organization_people",
    "organization_groups",
    "organization_tallies",
    "tallies",
    "identities",
    "tokens",
    "profiles",
    "audit",
    "committee_seats",
    "committee_terms",
    "proposals",
    "proposal_drafts",
    "nominations",
    "comments",
    "decisions",
    "tasks",
    "series",
    "meetings",
    "agenda_items",
    "agenda_item_groups",
    "agenda_set_aside",
    "calendar_addresses",
    "visits",
    "announcements",
    "final_reports",
    "roadmaps",
    "roadmap_versions",
    "roadmap_items",
    "reports",
    "report_marks",
    "report_requests",
    "report_drafts",
    "sittings",
    "series_recordings",
    "minutes",
    "attendances",
    "noted_decisions",
    "action_items",
    "documents",
    "document_versions",
    "document_comments",
    "alternates",
    "escalations",
    "escalation_parties",
];

/// What a backup held, for saying so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// The newest migration of the database that it was made of.
    pub schema: String,
    /// When it was made, in microseconds since 1970, in UTC.
    pub written_at: i64,
    /// How many rows of all tables.
    pub rows: u64,
}
