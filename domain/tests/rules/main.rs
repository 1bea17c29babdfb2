//! The rules, stated as behaviour: what may happen to a group, what an import means, what the record keeps.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod agendas;
mod committee;
mod duties;
mod escalations;
mod fixture;
mod group_life;
mod group_properties;
mod health;
mod identities;
mod import_answers;
mod import_properties;
mod imports;
mod lead_rules;
mod minutes;
mod people;
mod people_merged;
mod permissions;
mod policy;
mod proposals;
mod reports;
mod roadmaps;
mod schedule_properties;
mod standing_statements;
mod stored_events;
mod stored_events_minutes;
mod stored_events_of_announcements;
mod stored_events_of_documents;
mod stored_events_of_plans;
mod stored_events_schedule;
