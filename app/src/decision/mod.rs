//! Decisions: the list, and one as a document to cite.

mod list;
mod show;

pub use list::DecisionsPage;
pub use show::DecisionPage;
