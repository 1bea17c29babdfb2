//! What happened, newest first; and the line of one event, as every page shows it.

mod line;
mod show;

pub use line::{Detail, EventLine};
pub use show::HistoryPage;
