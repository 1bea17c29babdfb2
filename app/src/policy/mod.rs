//! The community's rules.

mod difference;
mod show;

pub use difference::PolicyDifferencePage;
pub use show::PolicyPage;
