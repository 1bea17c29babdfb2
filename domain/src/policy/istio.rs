//! Istio's rules, the first preset.

use super::{
    ChecklistTask, DecisionMethod, Enforcement, HealthRules, LeadRules, Policy, ReportCadence,
    all_lead_roles,
};
use crate::{group::GroupKind, leaving::NameAfterLeaving, minutes::OPEN_ACTIONS};

impl Policy {
    /// Istio's rules, from its working group processes: "Each working group must have 2 or 3 leads, with at least two
    /// different organizations represented. Working group leads must meet certain requirements, including having been
    /// members of the Istio project for a year, and a maintainer for at least 3 months."
    #[must_use]
    pub fn istio() -> Self {
        let task = |key: &str, sentence: &str, due_after_days| ChecklistTask {
            key: key.to_owned(),
            sentence: sentence.to_owned(),
            due_after_days,
        };
        Self {
            title: "Istio preset".to_owned(),
            committee: "Technical Oversight Committee".to_owned(),
            kinds: vec![GroupKind::WorkingGroup, GroupKind::Subgroup],
            lead_rules: LeadRules {
                fewest_leads: 2,
                most_leads: 3,
                fewest_organizations: 2,
                member_months: 12,
                maintainer_months: 3,
                roles: all_lead_roles(),
                enforcement: Enforcement::Warn,
            },
            decision: DecisionMethod::consensus(),
            setup_checklist: vec![
                task("folder", "Create a document folder named GROUP.", 14),
                task(
                    "roadmap",
                    "Create a roadmap document named “GROUP Group Roadmap” with the initial roadmap in it.",
                    14,
                ),
                task(
                    "register",
                    "Register the group: its name, leads, charter and meeting link.",
                    14,
                ),
                task("announce", "Announce the group, with its charter.", 21),
                task(
                    "combined_meeting",
                    "Attend the combined working group meeting; check its agenda for items on the group.",
                    28,
                ),
            ],
            closing_checklist: vec![
                task("documents", "Hand over the documents.", 30),
                task("repositories", "Hand over the repositories.", 30),
                task("channels", "Close or hand over the channels.", 30),
                task(OPEN_ACTIONS, "Settle the open action items.", 30),
                task("tell", "Tell the people concerned.", 14),
            ],
            roadmap_months: 3,
            roadmap_stale_after_days: 60,
            reports: ReportCadence::AsAppropriate,
            report_due_after_days: 14,
            minutes_review_days: 7,
            recording_due_days: 7,
            name_after_leaving: NameAfterLeaving::Kept,
            agenda_freeze_hours: 24,
            health: HealthRules::default(),
            escalation_days: 7,
        }
    }

    /// The same with the other decision method: 60 % of the seats within nine days.
    #[must_use]
    pub fn istio_by_share() -> Self {
        Self {
            title: "Istio preset, by 60 % of the seats".to_owned(),
            decision: DecisionMethod::sixty_per_cent_in_nine_days(),
            ..Self::istio()
        }
    }
}
