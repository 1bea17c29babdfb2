//! The community's rules.

mod difference;
mod edit;
mod show;

pub use difference::PolicyDifferencePage;
pub use edit::{ADOPT, PolicyEditPage};
pub use show::PolicyPage;
