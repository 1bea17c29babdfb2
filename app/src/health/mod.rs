//! How groups are doing: the committee’s dashboard.

mod badge;
mod row;
mod show;

pub use show::{COMMANDS, HealthPage};
