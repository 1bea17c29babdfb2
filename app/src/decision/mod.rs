//! Decisions: the list, and one as a document to cite with the alternates beside it.

mod alternates;
mod list;
mod show;

pub use alternates::ALTERNATE_COMMANDS;
pub use list::{DecisionsPage, line};
pub use show::DecisionPage;
