//! What happens to an announcement, as sentences.

use domain::{announcement::AnnouncementEvent, ids::GroupId};

use super::{Part, Words, names::text};

impl Words<'_> {
    pub(super) fn of_announcement(
        &self,
        number: u32,
        title: &str,
        group: Option<GroupId>,
        change: &AnnouncementEvent,
    ) -> Vec<Part> {
        let it = Part::Announcement {
            number,
            title: title.to_owned(),
        };
        match change {
            AnnouncementEvent::Posted { by, .. } => {
                let mut parts = vec![self.person(*by), text(" announced "), it];
                if let Some(group) = group {
                    parts.extend([text(" for "), self.group(group)]);
                }
                parts
            }
            AnnouncementEvent::TakenBack { reason, by, .. } => vec![
                self.person(*by),
                text(" took back the announcement "),
                it,
                text(format!(": {}", reason.trim().trim_end_matches('.'))),
            ],
        }
    }
}
