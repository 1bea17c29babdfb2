//! Roadmaps: a group's own with its versions, those of all groups on one timeline, and which of them nobody has looked at.

mod edit;
mod glance;
mod rows;
mod show;
mod stale;
mod timeline;

pub use edit::{RoadmapError, begin, confirm, publish};
pub use glance::Glance;
pub(crate) use glance::glance;
pub use show::{Current, RoadmapDifference, RoadmapPage, Version, VersionLine, difference, page};
pub(crate) use stale::under as neglected_under;
pub use stale::{Neglect, Neglected, of_groups, stale};
pub use timeline::{Filter, Timeline, TimelineRow, timeline};
