//! Groups: all of them, one of them, its charters and its history.

mod charter;
mod checklist;
mod decisions;
mod delegates;
mod difference;
mod filter;
mod formed;
mod history;
mod lifelines;
mod list;
mod manage;
mod margin;
mod memorial;
mod place;
mod show;
mod step_down;
mod subgroups;
mod watch;

pub use charter::CharterPage;
pub use checklist::{CHECKLIST_COMMANDS, ChecklistPage};
pub use decisions::{DECISION_COMMANDS, GroupDecisionsPage, NewDecisionPage};
pub use delegates::{DelegatesPage, appoint, dismiss};
pub use difference::CharterDifferencePage;
pub use formed::FormedPage;
pub use history::GroupHistoryPage;
pub use list::GroupsPage;
pub use manage::ManagePage;
pub use place::{GroupTabs, at_todays_address, group_path, requested, trail};
pub use show::{GroupPage, Outline};
pub use step_down::{STEP_DOWN, StepDownPage};
pub use subgroups::{SUBGROUP_COMMANDS, SubgroupsPage};
pub use watch::{out_of_rules_list, watched};
