//! What people see. Pages and their parts are drawn on the server only; `islands` is all that reaches the browser.

pub mod islands;

#[cfg(feature = "ssr")]
mod account;
#[cfg(feature = "ssr")]
mod address;
#[cfg(feature = "ssr")]
mod admin;
#[cfg(feature = "ssr")]
mod agenda;
#[cfg(feature = "ssr")]
mod announcement;
#[cfg(feature = "ssr")]
pub mod command;
#[cfg(feature = "ssr")]
mod committee;
#[cfg(feature = "ssr")]
mod decision;
#[cfg(feature = "ssr")]
mod document;
#[cfg(feature = "ssr")]
mod duty;
#[cfg(feature = "ssr")]
mod error_page;
#[cfg(feature = "ssr")]
mod escalation;
#[cfg(feature = "ssr")]
mod group;
#[cfg(feature = "ssr")]
mod health;
#[cfg(feature = "ssr")]
mod history;
#[cfg(feature = "ssr")]
mod home;
#[cfg(feature = "ssr")]
mod import;
#[cfg(feature = "ssr")]
mod meeting;
#[cfg(feature = "ssr")]
mod minutes;
#[cfg(feature = "ssr")]
mod organization;
#[cfg(feature = "ssr")]
mod outcome;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod past;
#[cfg(feature = "ssr")]
mod person;
#[cfg(feature = "ssr")]
mod policy;
#[cfg(feature = "ssr")]
mod proposal;
#[cfg(feature = "ssr")]
mod report;
#[cfg(feature = "ssr")]
mod roadmap;
#[cfg(feature = "ssr")]
mod routes;
#[cfg(feature = "ssr")]
mod schedule;
#[cfg(feature = "ssr")]
mod sign_in;
#[cfg(feature = "ssr")]
mod site;
#[cfg(feature = "ssr")]
pub mod ui;

#[cfg(feature = "ssr")]
pub use address::{address, escaped};
#[cfg(feature = "ssr")]
pub use duty::{RETURN_TO, came_from, coming_back};
#[cfg(feature = "ssr")]
pub use minutes::PLAYS;
#[cfg(feature = "ssr")]
pub use proposal::charter_preview;
#[cfg(feature = "ssr")]
pub use routes::{App, commands};
#[cfg(feature = "ssr")]
pub use sign_in::{DEMO_KEY, SignInWay};
#[cfg(feature = "ssr")]
pub use site::{RequestPath, Site, shell};
