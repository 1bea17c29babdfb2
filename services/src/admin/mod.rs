//! The administration: its index, and the use cases and reads of people and standing.

mod overview;
mod person;
mod standing;

pub use overview::{Overview, overview};
pub use person::{Identity, PersonRecord, person};
pub use standing::{HOLDERS_A_PAGE, Holders, holders, state_standing};
