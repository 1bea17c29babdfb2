//! Agendas: what may stand on one, when it is frozen, and when each item's turn comes.

mod item;
mod order;
mod set_aside;
mod source;

pub use item::{AgendaProblem, ItemText, LONGEST_AGENDA, LONGEST_BOX, begins, frozen_from};
pub use order::{Step, moved, seal};
pub use set_aside::{LONGEST_REASON, SetAside};
pub use source::{AgendaSource, Matter};
