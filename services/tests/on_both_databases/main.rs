//! The use cases and reads on SQLite and on PostgreSQL, each test in a database of its own.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a failed unwrap is a failed test"
)]

mod support;

mod account;
mod affiliations;
mod agendas;
mod announcements;
mod calendars;
mod closing;
mod committee;
mod delegates;
mod demo;
mod documents;
mod duties;
mod escalations;
mod group_decisions;
mod group_life;
mod groups;
mod health;
mod history;
mod history_words;
mod home;
mod identities;
mod import_drafts;
mod imports;
mod lately;
mod leaving;
mod many_meetings;
mod merges;
mod minutes;
mod organizations;
mod people;
mod policies;
mod proposal_methods;
mod proposal_sizes;
mod proposals;
mod proposals_past;
mod proposed_seats;
mod readings;
mod recorded_decisions;
mod reports;
mod roadmaps;
mod schedule;
mod sessions;
mod standing;
