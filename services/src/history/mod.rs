//! What happened, in words: the lines of the record as pages and the importer show them.

mod entry;
mod list;
mod names;
pub mod words;

pub use entry::{Entry, Source};
pub use list::{Filter, HistoryPage, NotAPlace, Place, Subject, newest, page};
pub use names::{Name, Names};

pub(crate) use entry::entries;
pub(crate) use list::{page_of_group, recorded_since};
