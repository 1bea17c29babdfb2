//! The program as an operator runs it: real processes, killed, restarted and several at a time.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a failed unwrap is a failed test"
)]

mod backups;
mod import_command;
mod import_killed;
mod logs;
mod sessions;
mod support;
mod two_servers;
