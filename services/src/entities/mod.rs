//! The tables as SeaORM sees them. Only this crate does.

pub mod account;
pub mod affiliation;
pub mod event;
pub mod former_slug;
pub mod group;
pub mod group_period;
pub mod import;
pub mod organization;
pub mod organization_group;
pub mod organization_person;
pub mod organization_tally;
pub mod person;
pub mod person_listing;
pub mod person_word;
pub mod policy;
pub mod record;
pub mod roll;
pub mod seat;
pub mod standing;
pub mod tally;
