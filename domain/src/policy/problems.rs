//! What is wrong with rules that someone would adopt, field by field. The limits are wide: they stop slips of the pen, not
//! communities that differ.

use std::{collections::BTreeSet, fmt, ops::RangeInclusive};

use super::{ChecklistTask, DecisionRule, Policy, ReportCadence};
use crate::group::GroupKind;

/// The longest title and the longest name of a committee, in characters.
pub const LONGEST_NAME: usize = 120;

/// The longest sentence of a task, in characters.
pub const LONGEST_SENTENCE: usize = 300;

/// The longest key of a task, in characters.
pub const LONGEST_KEY: usize = 40;

/// The most tasks of a checklist.
pub const MOST_TASKS: usize = 40;

/// The most leads that a policy may allow.
pub const MOST_LEADS: u32 = 50;

/// The longest review, in hours: a year.
pub const LONGEST_REVIEW_HOURS: u32 = 8_760;

const LEADS: RangeInclusive<u32> = 1..=MOST_LEADS;
const TENURE_MONTHS: RangeInclusive<u32> = 0..=240;
const SHARE: RangeInclusive<u8> = 1..=100;
const REVIEW_HOURS: RangeInclusive<u32> = 0..=LONGEST_REVIEW_HOURS;
const DUE_DAYS: RangeInclusive<u32> = 0..=730;
const ROADMAP_MONTHS: RangeInclusive<u32> = 1..=60;
const STALE_DAYS: RangeInclusive<u32> = 1..=730;
const FREEZE_HOURS: RangeInclusive<u32> = 0..=336;
const MEETING_DAYS: RangeInclusive<u32> = 0..=90;
const ESCALATION_DAYS: RangeInclusive<u32> = 1..=90;
const REPORT_WEEKS: RangeInclusive<u32> = 1..=104;
const REPORT_DUE_DAYS: RangeInclusive<u32> = 0..=365;
const REPORT_MONTHS: RangeInclusive<u32> = 1..=24;

/// A place in the rules that can be wrong. It reads as its path in the rules: `lead_rules.most_leads`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PolicyField {
    /// What the rules are called.
    Title,
    /// What the committee is called.
    Committee,
    /// The sorts of group.
    Kinds,
    /// The fewest leads.
    FewestLeads,
    /// The most leads.
    MostLeads,
    /// The fewest organizations.
    FewestOrganizations,
    /// Membership before one may lead.
    MemberMonths,
    /// Maintainership before one may lead.
    MaintainerMonths,
    /// The roles in which one leads.
    LeadRoles,
    /// The share that carries a decision.
    Share,
    /// The share of the seats that must state a position.
    Quorum,
    /// The shortest review.
    ShortestReview,
    /// The longest review.
    LongestReview,
    /// A checklist as a whole.
    Checklist(Checklist),
    /// A part of a task, by its place in its checklist.
    Task(Checklist, usize, TaskPart),
    /// How far a roadmap looks.
    RoadmapMonths,
    /// When a roadmap is stale.
    RoadmapStale,
    /// How often a group reports.
    ReportsEvery,
    /// When its report is due.
    ReportsDue,
    /// How long before a meeting its agenda is frozen.
    AgendaFreeze,
    /// After how long without a meeting a group stands out.
    NoMeeting,
    /// After how long without minutes.
    NoMinutes,
    /// After how long without an act of a lead.
    LeadsQuiet,
    /// How long before it stands out a group is warned.
    Warn,
    /// How long what stands out can be mended.
    Grace,
    /// How long minutes are in review.
    MinutesReview,
    /// When a recording is missing.
    RecordingDue,
    /// How long whoever is asked in an escalation has time.
    EscalationDays,
}

/// One of the two checklists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Checklist {
    /// What turns an approved proposal into an active group.
    Setup,
    /// What turns a closing group into a dissolved one.
    Closing,
}

/// A part of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TaskPart {
    /// The stable name.
    Key,
    /// What is to be done.
    Sentence,
    /// When it is due.
    DueAfterDays,
}

impl Checklist {
    /// Its name in the rules.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Setup => "setup_checklist",
            Self::Closing => "closing_checklist",
        }
    }

    /// Its tasks.
    #[must_use]
    pub fn of(self, policy: &Policy) -> &[ChecklistTask] {
        match self {
            Self::Setup => &policy.setup_checklist,
            Self::Closing => &policy.closing_checklist,
        }
    }
}

impl TaskPart {
    /// Its name in the rules.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Sentence => "sentence",
            Self::DueAfterDays => "due_after_days",
        }
    }
}

impl fmt::Display for PolicyField {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Title => "title",
            Self::Committee => "committee",
            Self::Kinds => "kinds",
            Self::FewestLeads => "lead_rules.fewest_leads",
            Self::MostLeads => "lead_rules.most_leads",
            Self::FewestOrganizations => "lead_rules.fewest_organizations",
            Self::MemberMonths => "lead_rules.member_months",
            Self::MaintainerMonths => "lead_rules.maintainer_months",
            Self::LeadRoles => "lead_rules.roles",
            Self::Share => "decision.rule.share",
            Self::Quorum => "decision.rule.quorum",
            Self::ShortestReview => "decision.shortest_review_hours",
            Self::LongestReview => "decision.longest_review_hours",
            Self::Checklist(checklist) => checklist.key(),
            Self::Task(checklist, place, part) => {
                return write!(formatter, "{}.{place}.{}", checklist.key(), part.key());
            }
            Self::RoadmapMonths => "roadmap_months",
            Self::RoadmapStale => "roadmap_stale_after_days",
            Self::ReportsEvery => "reports.every",
            Self::ReportsDue => "report_due_after_days",
            Self::AgendaFreeze => "agenda_freeze_hours",
            Self::NoMeeting => "health.no_meeting_after_days",
            Self::NoMinutes => "health.no_minutes_after_days",
            Self::LeadsQuiet => "health.leads_quiet_after_days",
            Self::Warn => "health.warn_days",
            Self::Grace => "health.grace_days",
            Self::MinutesReview => "minutes_review_days",
            Self::RecordingDue => "recording_due_days",
            Self::EscalationDays => "escalation_days",
        })
    }
}

/// What is wrong with a field, a sentence.
pub type PolicyProblem = (PolicyField, String);

impl Policy {
    /// What is wrong with these rules; nothing when they can be adopted. Every problem is told, in the order of the rules.
    #[must_use]
    pub fn problems(&self) -> Vec<PolicyProblem> {
        let mut found = Found::default();
        found.name(PolicyField::Title, &self.title);
        found.name(PolicyField::Committee, &self.committee);
        self.problems_of_kinds(&mut found);
        self.problems_of_lead_rules(&mut found);
        self.problems_of_deciding(&mut found);
        for checklist in [Checklist::Setup, Checklist::Closing] {
            problems_of_tasks(checklist, checklist.of(self), &mut found);
        }
        found.outside(
            PolicyField::RoadmapMonths,
            self.roadmap_months,
            ROADMAP_MONTHS,
        );
        found.outside(
            PolicyField::RoadmapStale,
            self.roadmap_stale_after_days,
            STALE_DAYS,
        );
        found.outside(
            PolicyField::MinutesReview,
            self.minutes_review_days,
            MEETING_DAYS,
        );
        found.outside(
            PolicyField::RecordingDue,
            self.recording_due_days,
            MEETING_DAYS,
        );
        match self.reports {
            ReportCadence::AsAppropriate => {}
            ReportCadence::EveryWeeks { weeks } => {
                found.outside(PolicyField::ReportsEvery, weeks, REPORT_WEEKS);
            }
            ReportCadence::EveryMonths { months } => {
                found.outside(PolicyField::ReportsEvery, months, REPORT_MONTHS);
            }
        }
        found.outside(
            PolicyField::ReportsDue,
            self.report_due_after_days,
            REPORT_DUE_DAYS,
        );
        found.outside(
            PolicyField::AgendaFreeze,
            self.agenda_freeze_hours,
            FREEZE_HOURS,
        );
        let health = &self.health;
        for (field, days) in [
            (PolicyField::NoMeeting, health.no_meeting_after_days),
            (PolicyField::NoMinutes, health.no_minutes_after_days),
            (PolicyField::LeadsQuiet, health.leads_quiet_after_days),
        ] {
            found.outside(field, days, STALE_DAYS);
        }
        found.outside(PolicyField::Warn, health.warn_days, DUE_DAYS);
        found.outside(PolicyField::Grace, health.grace_days, DUE_DAYS);
        found.outside(
            PolicyField::EscalationDays,
            self.escalation_days,
            ESCALATION_DAYS,
        );
        found.0
    }

    fn problems_of_kinds(&self, found: &mut Found) {
        if self.kinds.is_empty() {
            found.add(PolicyField::Kinds, "Choose at least one kind of group.");
        } else if self.kinds.iter().all(|kind| *kind == GroupKind::Subgroup) {
            found.add(
                PolicyField::Kinds,
                "A subgroup is part of another group: choose another kind too.",
            );
        }
    }

    fn problems_of_lead_rules(&self, found: &mut Found) {
        let rules = &self.lead_rules;
        let fewest = found.outside(PolicyField::FewestLeads, rules.fewest_leads, LEADS);
        let most = found.outside(PolicyField::MostLeads, rules.most_leads, LEADS);
        let compared = fewest || most;
        if !compared && rules.most_leads < rules.fewest_leads {
            found.add(
                PolicyField::MostLeads,
                "The most leads cannot be less than the fewest.",
            );
        }
        let organizations = found.outside(
            PolicyField::FewestOrganizations,
            rules.fewest_organizations,
            LEADS,
        );
        if !organizations && !most && rules.fewest_organizations > rules.most_leads {
            found.add(
                PolicyField::FewestOrganizations,
                "The leads cannot come from more organizations than there are leads.",
            );
        }
        found.outside(
            PolicyField::MemberMonths,
            rules.member_months,
            TENURE_MONTHS,
        );
        found.outside(
            PolicyField::MaintainerMonths,
            rules.maintainer_months,
            TENURE_MONTHS,
        );
        if rules.roles.is_empty() {
            found.add(
                PolicyField::LeadRoles,
                "Choose at least one role in which a group is led.",
            );
        } else if rules.roles.iter().any(|role| !role.leads()) {
            found.add(
                PolicyField::LeadRoles,
                "Choose among leads, chairs and tech leads.",
            );
        }
    }

    fn problems_of_deciding(&self, found: &mut Found) {
        let method = &self.decision;
        let (share, quorum) = match method.rule {
            DecisionRule::Consensus { quorum } => (None, Some(quorum)),
            DecisionRule::ShareOfSeats { share } => (Some(share), None),
            DecisionRule::ShareOfPositions { share, quorum } => (Some(share), Some(quorum)),
        };
        for (field, per_cent) in [(PolicyField::Share, share), (PolicyField::Quorum, quorum)] {
            if let Some(per_cent) = per_cent {
                found.outside(field, per_cent, SHARE);
            }
        }
        let shortest = found.outside(
            PolicyField::ShortestReview,
            method.shortest_review_hours,
            REVIEW_HOURS,
        );
        if let Some(longest) = method.longest_review_hours {
            let outside = found.outside(PolicyField::LongestReview, longest, REVIEW_HOURS);
            if !outside && !shortest && longest < method.shortest_review_hours {
                found.add(
                    PolicyField::LongestReview,
                    "The longest review cannot be shorter than the shortest.",
                );
            }
        }
    }
}

fn problems_of_tasks(checklist: Checklist, tasks: &[ChecklistTask], found: &mut Found) {
    if tasks.len() > MOST_TASKS {
        found.add(
            PolicyField::Checklist(checklist),
            format!("Use at most {MOST_TASKS} tasks."),
        );
    }
    let mut keys = BTreeSet::new();
    for (place, task) in tasks.iter().enumerate() {
        let at = |part| PolicyField::Task(checklist, place, part);
        if !is_key(&task.key) {
            found.add(
                at(TaskPart::Key),
                format!(
                    "Use lower-case letters, digits, “-” and “_”, beginning with a letter; at most {LONGEST_KEY} characters."
                ),
            );
        } else if !keys.insert(task.key.as_str()) {
            found.add(
                at(TaskPart::Key),
                format!("Another task of this list is called “{}”.", task.key),
            );
        }
        if task.sentence.trim().is_empty() {
            found.add(at(TaskPart::Sentence), "Say what is to be done.");
        } else if task.sentence.chars().count() > LONGEST_SENTENCE {
            found.add(
                at(TaskPart::Sentence),
                format!("Use at most {LONGEST_SENTENCE} characters."),
            );
        }
        found.outside(at(TaskPart::DueAfterDays), task.due_after_days, DUE_DAYS);
    }
}

/// Whether a text can be the stable name of a task.
fn is_key(text: &str) -> bool {
    text.len() <= LONGEST_KEY
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_'
        })
}

#[derive(Default)]
struct Found(Vec<PolicyProblem>);

impl Found {
    fn add(&mut self, field: PolicyField, problem: impl Into<String>) {
        self.0.push((field, problem.into()));
    }

    fn name(&mut self, field: PolicyField, name: &str) {
        if name.trim().is_empty() {
            self.add(field, "Give it a name.");
        } else if name.chars().count() > LONGEST_NAME {
            self.add(field, format!("Use at most {LONGEST_NAME} characters."));
        }
    }

    /// Notes a number outside of its limits, and says whether it is.
    fn outside<N: PartialOrd + fmt::Display>(
        &mut self,
        field: PolicyField,
        number: N,
        limits: RangeInclusive<N>,
    ) -> bool {
        let outside = !limits.contains(&number);
        if outside {
            self.add(
                field,
                format!("Use a number from {} to {}.", limits.start(), limits.end()),
            );
        }
        outside
    }
}
