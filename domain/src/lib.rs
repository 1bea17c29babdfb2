//! The rules of Charterhouse: what a group is, who may change it, what an import of a registry means.
//!
//! Everything here is pure and total: no input or output, no clock, no database, no web. Whatever
//! needs the day or a new id takes it as an argument.

pub mod actor;
pub mod affiliation;
pub mod agenda;
pub mod announcement;
pub mod browser;
pub mod committee;
pub mod community;
pub mod concentration;
pub mod days;
pub mod decision;
pub mod document;
pub mod duty;
pub mod escalation;
pub mod event;
pub mod group;
pub mod health;
pub mod identity;
pub mod ids;
pub mod lead_rules;
pub mod leaving;
pub mod link;
pub mod minutes;
pub mod org;
pub mod overlap;
pub mod permission;
pub mod person;
pub mod policy;
pub mod profile;
pub mod proposal;
pub mod registry;
pub mod report;
pub mod roadmap;
pub mod schedule;
pub mod seat;
pub mod slug;
pub mod standing;
pub mod time_zone;
pub mod token;
pub mod words;

/// A day of the community's calendar, in UTC.
pub type Day = jiff::civil::Date;
