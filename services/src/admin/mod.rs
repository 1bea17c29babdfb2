//! The administration: the numbers of its index.

mod overview;

pub use overview::{Overview, overview};
