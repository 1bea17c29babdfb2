//! The site as a browser meets it, without a network.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod support;

mod account;
mod calendars;
mod cross_site;
mod headers;
mod limits;
mod pages;
mod permissions;
mod private_pages;
mod rate_limits;
mod recordings;
mod sign_in;
mod theme;
mod tokens;
