//! From when on something about a group stands out to the committee.

use serde::{Deserialize, Serialize};

/// The numbers by which a group's health is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthRules {
    /// After how many days without a meeting.
    pub no_meeting_after_days: u32,
    /// After how many days without minutes of a meeting that was held.
    pub no_minutes_after_days: u32,
    /// After how many days without an act of a lead in the record.
    pub leads_quiet_after_days: u32,
    /// So many days before something is late, it is warned of.
    pub warn_days: u32,
    /// For how many days more it can be mended before it fails.
    pub grace_days: u32,
}

impl HealthRules {
    /// The numbers as a sentence or two.
    #[must_use]
    pub fn sentence(&self) -> String {
        let days = |days: u32| match days {
            1 => "1 day".to_owned(),
            days => format!("{days} days"),
        };
        format!(
            "A group stands out after {} without a meeting, {} without the minutes of one, or {} without an act of a lead; it is warned {} before. What stands out can be mended for {} more before it \
             fails.",
            days(self.no_meeting_after_days),
            days(self.no_minutes_after_days),
            days(self.leads_quiet_after_days),
            days(self.warn_days),
            days(self.grace_days),
        )
    }
}

impl Default for HealthRules {
    /// What versions say that were written before a policy had these numbers.
    fn default() -> Self {
        Self {
            no_meeting_after_days: 60,
            no_minutes_after_days: 14,
            leads_quiet_after_days: 90,
            warn_days: 7,
            grace_days: 30,
        }
    }
}
