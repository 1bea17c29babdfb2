//! Use cases and reads, one module per noun. The only crate that opens transactions and writes SQL.

mod context;
mod database;
mod entities;
mod error;
mod projection;

pub mod account;
pub mod actor;
pub mod admin;
pub mod affiliation;
pub mod agenda;
pub mod announcement;
pub mod audit;
pub mod backup;
pub mod checklist;
pub mod committee;
pub mod decision;
pub mod demo;
pub mod duty;
pub mod group;
pub mod health;
pub mod history;
pub mod home;
pub mod identity;
pub mod integrity;
pub mod meeting;
pub mod organization;
pub mod person;
pub mod policy;
pub mod profile;
pub mod proposal;
pub mod record;
pub mod registry;
pub mod report;
pub mod roadmap;
pub mod schedule;
pub mod session;
pub mod suggestion;
pub mod text;
pub mod token;
pub mod visit;

pub use context::{Clock, Context, MakesIds};
pub use database::{Database, DatabaseError, without_password};
pub use error::{CommandError, ReadError, WriteError};
