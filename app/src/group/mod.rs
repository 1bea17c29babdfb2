//! Groups: all of them, one of them, its charters and its history.

mod charter;
mod checklist;
mod delegates;
mod difference;
mod filter;
mod history;
mod lifelines;
mod list;
mod manage;
mod margin;
mod memorial;
mod place;
mod show;

pub use charter::CharterPage;
pub use checklist::{CHECKLIST_COMMANDS, ChecklistPage};
pub use delegates::{DelegatesPage, appoint, dismiss};
pub use difference::CharterDifferencePage;
pub use history::GroupHistoryPage;
pub use list::GroupsPage;
pub use manage::ManagePage;
pub use show::GroupPage;
