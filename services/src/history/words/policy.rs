//! What happens to the rules, as sentences.

use domain::policy::PolicyEvent;

use super::{Part, Words, names::text};

impl Words<'_> {
    pub(super) fn of_policy(&self, change: &PolicyEvent) -> Vec<Part> {
        match change {
            PolicyEvent::Adopted {
                version, reason, ..
            } => {
                let mut parts = vec![text(format!(
                    "Version {version} of the policy holds from this day"
                ))];
                if !reason.is_empty() {
                    parts.extend([text(": "), text(reason.trim_end_matches('.'))]);
                }
                parts
            }
        }
    }
}
