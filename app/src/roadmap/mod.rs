//! Roadmaps: a group's own, what changed in it, writing it, and those of all groups on one timeline.

mod difference;
mod drawing;
mod edit;
mod fields;
mod item;
mod show;
mod timeline;

pub use difference::RoadmapDifferencePage;
pub use edit::RoadmapEditPage;
pub use show::RoadmapPage;
pub use timeline::RoadmapsPage;

use crate::command::Command;

/// What can be sent from the pages of a roadmap.
pub const ROADMAP_COMMANDS: &[Command] = &[edit::EDIT, show::CONFIRM];
