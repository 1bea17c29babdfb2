//! Rules in the way of Kubernetes: special interest groups with chairs, a committee that decides by simple majority.

use super::{
    ChecklistTask, DecisionMethod, DecisionRule, EarlyClose, Electorate, Enforcement, HealthRules,
    LeadRules, OpenConcern, Policy, ReportCadence,
};
use crate::{group::GroupKind, leaving::NameAfterLeaving, minutes::OPEN_ACTIONS, seat::Role};

impl Policy {
    /// Rules to begin from for a community of special interest groups: led by chairs and tech leads, working groups with
    /// stakeholder groups, a steering committee, a report a year.
    #[must_use]
    pub fn kubernetes_like() -> Self {
        let task = |key: &str, sentence: &str, due_after_days| ChecklistTask {
            key: key.to_owned(),
            sentence: sentence.to_owned(),
            due_after_days,
        };
        Self {
            title: "Kubernetes-like preset".to_owned(),
            committee: "Steering Committee".to_owned(),
            kinds: vec![
                GroupKind::WorkingGroup,
                GroupKind::SpecialInterestGroup,
                GroupKind::Committee,
                GroupKind::UserGroup,
                GroupKind::Subgroup,
            ],
            lead_rules: LeadRules {
                fewest_leads: 2,
                most_leads: 6,
                fewest_organizations: 2,
                member_months: 3,
                maintainer_months: 0,
                roles: vec![Role::Chair, Role::TechLead],
                enforcement: Enforcement::Warn,
            },
            decision: DecisionMethod {
                rule: DecisionRule::ShareOfSeats { share: 51 },
                shortest_review_hours: 168,
                longest_review_hours: Some(720),
                open_concern: OpenConcern::IsShown,
                electorate: Electorate::CommitteeAndStakeholders,
                early_close: EarlyClose::WhenAllHaveStated,
            },
            setup_checklist: vec![
                task("charter", "Publish the charter of GROUP.", 30),
                task(
                    "stakeholders",
                    "Name the stakeholder groups of GROUP, and ask each for its agreement.",
                    30,
                ),
                task(
                    "register",
                    "Register the group: its name, chairs, meeting and channels.",
                    14,
                ),
                task(
                    "channels",
                    "Create the mailing list and the chat channel.",
                    14,
                ),
                task("announce", "Announce the group, with its charter.", 21),
            ],
            closing_checklist: vec![
                task("repositories", "Hand over the repositories.", 60),
                task("documents", "Archive the documents and the recordings.", 30),
                task("channels", "Archive the channels and end the meetings.", 30),
                task(OPEN_ACTIONS, "Settle the open action items.", 30),
                task("tell", "Tell the community and the stakeholder groups.", 14),
            ],
            roadmap_months: 6,
            roadmap_stale_after_days: 180,
            reports: ReportCadence::EveryMonths { months: 12 },
            report_due_after_days: 60,
            minutes_review_days: 7,
            recording_due_days: 7,
            name_after_leaving: NameAfterLeaving::Kept,
            agenda_freeze_hours: 24,
            health: HealthRules::default(),
            escalation_days: 7,
        }
    }
}
