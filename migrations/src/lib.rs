//! The database's schema: forward only, the same for SQLite and PostgreSQL.
//!
//! Days are ISO 8601 texts (`2026-11-22`), which sort as days do; instants are microseconds since 1970 in UTC. Both
//! databases then keep, compare and order them in the same way.

use sea_orm_migration::prelude::{MigrationTrait, async_trait};
pub use sea_orm_migration::prelude::{MigratorTrait, SchemaManager};

mod m2026_11_22_000001_events;
mod m2026_11_22_000002_groups;
mod m2026_11_22_000003_people;
mod m2026_11_22_000004_policy_and_imports;
mod m2026_11_22_000005_listings_and_tallies;
mod m2026_11_25_000006_accounts;
mod m2026_11_25_000007_proposals;
mod m2026_11_25_000008_schedule;
mod m2026_11_25_000009_minutes;
mod m2026_11_25_000010_roadmaps_and_reports;
mod m2026_11_25_000011_documents;
mod m2026_11_25_000012_announcements;
mod m2026_11_25_000013_drafts;
mod m2026_11_25_000015_visits;
mod m2026_11_25_000017_agenda_set_aside;

/// All migrations, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m2026_11_22_000001_events::Migration),
            Box::new(m2026_11_22_000002_groups::Migration),
            Box::new(m2026_11_22_000003_people::Migration),
            Box::new(m2026_11_22_000004_policy_and_imports::Migration),
            Box::new(m2026_11_22_000005_listings_and_tallies::Migration),
            Box::new(m2026_11_25_000006_accounts::Migration),
            Box::new(m2026_11_25_000007_proposals::Migration),
            Box::new(m2026_11_25_000008_schedule::Migration),
            Box::new(m2026_11_25_000009_minutes::Migration),
            Box::new(m2026_11_25_000010_roadmaps_and_reports::Migration),
            Box::new(m2026_11_25_000011_documents::Migration),
            Box::new(m2026_11_25_000012_announcements::Migration),
            Box::new(m2026_11_25_000013_drafts::Migration),
            Box::new(m2026_11_25_000015_visits::Migration),
            Box::new(m2026_11_25_000017_agenda_set_aside::Migration),
        ]
    }
}

/// The length of an ISO 8601 day.
const DAY: u32 = 10;

/// A required column with a day.
fn day(name: &'static str) -> sea_orm_migration::prelude::ColumnDef {
    sea_orm_migration::schema::string_len(name, DAY)
}

/// A column with a day that may be missing.
fn day_null(name: &'static str) -> sea_orm_migration::prelude::ColumnDef {
    sea_orm_migration::schema::string_len_null(name, DAY)
}
