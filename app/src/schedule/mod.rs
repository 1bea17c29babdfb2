//! Series of meetings: all of them, one of them, and planning, changing and ending one.

mod change;
mod end;
mod form;
mod list;
mod new;
mod preview;
mod show;

pub use change::ChangeSeriesPage;
pub use list::SeriesListPage;
pub use new::NewSeriesPage;
pub use show::SeriesPage;

use crate::command::Command;

/// What can be sent from these pages.
pub const SERIES_COMMANDS: &[Command] = &[new::PLAN, change::CHANGE, end::END];

/// A series' page.
pub fn series_path(slug: &str) -> String {
    format!("/meetings/series/{slug}")
}
