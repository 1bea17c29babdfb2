//! What a community has kept in files: what was imported so far, and handing in more, which is tried before it is written.

mod commands;
mod draft;
mod list;
mod outcome;
mod questions;

pub use commands::{HAND_IN, TAKE_IN};
pub use draft::ImportDraftPage;
pub use list::ImportsPage;

/// Where the list and the form for files are.
const ADDRESS: &str = "/admin/imports";

/// The page of files that were handed in.
fn draft_address(id: &str) -> String {
    format!("{ADDRESS}/{id}")
}
