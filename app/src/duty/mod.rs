//! Duties on pages: a list of what is owed, each answered where it is shown, or with a way to where it is.

mod answer;
mod form;
mod list;
mod place;
mod return_to;

pub use list::Duties;
pub use return_to::{RETURN_TO, came_from, coming_back, done_here};
