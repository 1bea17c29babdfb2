//! Decisions: the list, and one as a document to cite with the alternates beside it.

mod alternates;
mod form;
mod list;
mod show;

pub use alternates::ALTERNATE_COMMANDS;
pub use form::{LEDE as DECISION_LEDE, decision_fields, field_of, numbers, typed_decision};
pub use list::{DecisionsPage, line};
pub use show::DecisionPage;
