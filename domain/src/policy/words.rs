//! The rules as sentences, for the policy page and for the difference between two versions.

use super::{
    DecisionRule, Electorate, Enforcement, LeadRules, OpenConcern, Policy, ReportCadence,
    all_lead_roles,
};
use crate::words::{capitalized, enumerated};

/// A rule in words, under the heading it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInWords {
    /// The part of the policy.
    pub heading: &'static str,
    /// The rule, a sentence.
    pub sentence: String,
}

impl Policy {
    /// The rules as sentences, in a fixed order: two versions are compared by these.
    #[must_use]
    pub fn in_words(&self) -> Vec<RuleInWords> {
        let mut rules = Vec::new();
        let mut say = |heading: &'static str, sentence: String| {
            rules.push(RuleInWords { heading, sentence });
        };
        self.say_lead_rules(&mut say);
        self.say_decision(&mut say);
        for (heading, tasks) in [
            ("Setting up", &self.setup_checklist),
            ("Closing", &self.closing_checklist),
        ] {
            for task in tasks {
                let due = counted(task.due_after_days, "day");
                say(heading, format!("{} Due after {due}.", task.sentence));
            }
        }
        say(
            "Running",
            format!(
                "A roadmap looks {} ahead and is stale after {} without a look.",
                counted(self.roadmap_months, "month"),
                counted(self.roadmap_stale_after_days, "day")
            ),
        );
        say(
            "Running",
            match self.reports {
                ReportCadence::AsAppropriate => {
                    "A group reports to the committee as appropriate.".to_owned()
                }
                ReportCadence::EveryWeeks { weeks } => {
                    format!(
                        "A group reports to the committee every {}; a report is due {} after its time.",
                        counted(weeks, "week"),
                        counted(self.report_due_after_days, "day")
                    )
                }
                ReportCadence::EveryMonths { months } => {
                    format!(
                        "A group reports to the committee every {}; a report is due {} after its time.",
                        counted(months, "month"),
                        counted(self.report_due_after_days, "day")
                    )
                }
            },
        );
        say("Health", self.health.sentence());
        say(
            "Running",
            format!(
                "The minutes of a meeting are in review for {}; a recording that was expected is missing after {}.",
                counted(self.minutes_review_days, "day"),
                counted(self.recording_due_days, "day")
            ),
        );
        say(
            "Running",
            format!(
                "Whoever is asked in an escalation has {} to answer.",
                counted(self.escalation_days, "day")
            ),
        );
        say(
            "Groups",
            format!(
                "The {} decides on groups. The kinds of group are: {}.",
                self.committee,
                self.kinds
                    .iter()
                    .map(|kind| kind.words().to_lowercase())
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        );
        say(
            "Running",
            format!(
                "An agenda is frozen {} before its meeting: from then on only those who run the meeting change it.",
                counted(self.agenda_freeze_hours, "hour")
            ),
        );
        say("Leaving", self.name_after_leaving.sentence().to_owned());
        rules
    }

    /// Who decides and how, in a sentence.
    #[must_use]
    pub fn who_decides(&self) -> String {
        let (who, seats) = match self.decision.electorate {
            Electorate::Committee => (format!("The {} decides", self.committee), "its seats"),
            Electorate::CommitteeAndStakeholders => (
                format!(
                    "The {} and the leads of the stakeholder groups decide",
                    self.committee
                ),
                "their seats",
            ),
            Electorate::Stakeholders => (
                format!(
                    "The leads of the stakeholder groups, and without such groups the {}, decide",
                    self.committee
                ),
                "their seats",
            ),
        };
        let how = match self.decision.rule {
            DecisionRule::Consensus { .. } => format!("by consensus of {seats}"),
            DecisionRule::ShareOfSeats { share } => format!("by {share} % of {seats}"),
            DecisionRule::ShareOfPositions { share, .. } => {
                format!("by {share} % of the positions that {seats} state")
            }
        };
        format!("{who} which groups there are and who leads them, {how}.")
    }

    fn say_lead_rules(&self, say: &mut impl FnMut(&'static str, String)) {
        let rules = &self.lead_rules;
        say(
            "Leads",
            if rules.fewest_leads == rules.most_leads {
                format!("A group has {}.", counted(rules.most_leads, "lead"))
            } else if rules.fewest_leads + 1 == rules.most_leads {
                format!(
                    "A group has {} or {} leads.",
                    rules.fewest_leads, rules.most_leads
                )
            } else {
                format!(
                    "A group has {} to {} leads.",
                    rules.fewest_leads, rules.most_leads
                )
            },
        );
        say(
            "Leads",
            format!(
                "The leads come from at least {}; affiliates count as one.",
                counted(rules.fewest_organizations, "organization")
            ),
        );
        say(
            "Leads",
            format!(
                "Each lead has been a member for {} and a maintainer for {}.",
                counted(rules.member_months, "month"),
                counted(rules.maintainer_months, "month")
            ),
        );
        if rules.roles != all_lead_roles() {
            let roles: Vec<String> = rules
                .roles
                .iter()
                .map(|role| format!("{}s", role.word().to_lowercase()))
                .collect();
            let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
            say(
                "Leads",
                format!("{} lead a group.", capitalized(&enumerated(&roles))),
            );
        }
        say(
            "Leads",
            match rules.enforcement {
                Enforcement::Warn => {
                    "A lead rule that does not hold is shown; it stops nothing.".to_owned()
                }
                Enforcement::Stop => "A lead rule that does not hold stops a new decision \
                                      unless the committee waives it with a reason."
                    .to_owned(),
            },
        );
    }

    fn say_decision(&self, say: &mut impl FnMut(&'static str, String)) {
        let method = &self.decision;
        say("Deciding", method.electorate.sentence().to_owned());
        say(
            "Deciding",
            match method.rule {
                DecisionRule::Consensus { quorum } => {
                    format!("Consensus of the seats; at least {quorum} % of them state a position.")
                }
                DecisionRule::ShareOfSeats { share } => {
                    format!("At least {share} % of the seats agree.")
                }
                DecisionRule::ShareOfPositions { share, quorum } => format!(
                    "At least {share} % of the stated positions agree; at least {quorum} % of the seats state one."
                ),
            },
        );
        say(
            "Deciding",
            match method.longest_review_hours {
                None => format!(
                    "A review lasts at least {}.",
                    counted(method.shortest_review_hours, "hour")
                ),
                Some(longest) => format!(
                    "A review lasts at least {} and at most {longest}.",
                    counted(method.shortest_review_hours, "hour")
                ),
            },
        );
        say("Deciding", method.early_close.sentence().to_owned());
        say(
            "Deciding",
            match method.open_concern {
                OpenConcern::Blocks => "Nothing is decided while a concern is open.".to_owned(),
                OpenConcern::IsShown => {
                    "An open concern is shown beside the tally; it stops nothing.".to_owned()
                }
            },
        );
    }
}

/// A number with what it counts: `1 month`, `12 months`.
fn counted(number: u32, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

impl LeadRules {
    /// The source's own words, where these are Istio's numbers (<https://github.com/istio/community>, working group processes).
    #[must_use]
    pub fn quoted(&self) -> Option<&'static str> {
        let istio = Policy::istio().lead_rules;
        let same = Self {
            enforcement: istio.enforcement,
            ..self.clone()
        } == istio;
        same.then_some(
            "Each working group must have 2 or 3 leads, with at least two different organizations represented. \
             Working group leads must meet certain requirements, including having been members of the Istio project \
             for a year, and a maintainer for at least 3 months.",
        )
    }
}
