//! Agendas: what may stand on one, when it is frozen, and when each item's turn comes.

mod item;
mod source;

pub use item::{AgendaProblem, ItemText, LONGEST_AGENDA, LONGEST_BOX, begins, frozen_from};
pub use source::{AgendaSource, Matter};
