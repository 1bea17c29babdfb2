//! The process: configuration, command line, routes, page cache and assets. It decides nothing about a community.

mod account;
mod assets;
mod backup;
mod calendar;
mod check;
mod cli;
mod client_address;
mod commands;
mod configuration;
mod connections;
mod cross_site;
mod database;
mod encoding;
mod export;
mod feed;
mod front;
mod import;
mod jobs;
mod limits;
mod live;
mod log;
mod newest_event;
mod notice;
mod page_cache;
mod pages;
mod preview;
mod principal;
mod progress;
mod rate_limits;
mod request_log;
mod return_address;
mod routes;
mod security_headers;
mod serve;
mod session;
mod sign_in;
mod theme;

pub use cli::run;
pub use configuration::{
    Configuration, ConfigurationError, ProviderKind, ProviderSettings, Secret,
};
pub use front::Front;
pub use routes::{House, routes};
