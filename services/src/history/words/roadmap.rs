//! What happens to a group's roadmap, as sentences.

use domain::{ids::GroupId, roadmap::RoadmapEvent};

use super::{Part, Words, names::text};

impl Words<'_> {
    pub(super) fn of_roadmap(&self, group: GroupId, change: &RoadmapEvent) -> Vec<Part> {
        match change {
            RoadmapEvent::Published {
                version, summary, ..
            } => {
                let mut parts = vec![
                    self.group(group),
                    text(" published "),
                    self.version_of_roadmap(group, *version),
                ];
                let summary = summary.trim().trim_end_matches('.');
                if !summary.is_empty() {
                    parts.push(text(format!(": {summary}")));
                }
                parts
            }
            RoadmapEvent::Confirmed { version, .. } => vec![
                self.group(group),
                text(" looked at "),
                self.version_of_roadmap(group, *version),
                text(" and found it still right"),
            ],
        }
    }

    fn version_of_roadmap(&self, group: GroupId, version: u32) -> Part {
        match self.names.group(group) {
            Some(name) => Part::Roadmap {
                slug: name.slug.clone(),
                version,
            },
            None => text(format!("version {version} of its roadmap")),
        }
    }
}
