//! What happens to a meeting, its minutes and its recording, as sentences.

use domain::{minutes::MinutesEvent, schedule::MeetingAddress};

use super::{Part, Words, names::text, proposal::because};

impl Words<'_> {
    /// The sentence of an event of a meeting.
    pub(super) fn of_minutes(
        &self,
        address: &MeetingAddress,
        title: &str,
        change: &MinutesEvent,
    ) -> Vec<Part> {
        let it = || Part::Meeting {
            address: address.clone(),
            title: title.to_owned(),
        };
        match change {
            MinutesEvent::Held { present, .. } => {
                let mut parts = vec![it(), text(" was held")];
                if !present.is_empty() {
                    parts.push(text(format!(" with {} present", present.len())));
                }
                parts
            }
            MinutesEvent::Approved { .. } => {
                vec![text("The minutes of "), it(), text(" were approved")]
            }
            MinutesEvent::Published { .. } => {
                vec![text("The minutes of "), it(), text(" were published")]
            }
            MinutesEvent::Corrected { by, reason, .. } => {
                let mut parts = vec![self.person(*by), text(" corrected the minutes of "), it()];
                parts.extend(because(reason));
                parts
            }
            MinutesEvent::RecordingPublished { .. } => {
                vec![text("The recording of "), it(), text(" was published")]
            }
            MinutesEvent::RecordingMissing { reason, .. } => {
                let mut parts = vec![text("There is no recording of "), it()];
                parts.extend(because(reason));
                parts
            }
        }
    }
}
