//! How a group is doing, from evidence: what the record has of it, held against the policy's numbers. What stands out has a
//! time of grace before it fails; what the record does not have is no failure.

use jiff::ToSpan;

use crate::{
    Day,
    lead_rules::{self, LeadRule, Verdict},
    policy::{HealthRules, Policy},
    words::{capitalized, counted, number},
};

/// How one aspect of a group is doing, or all of it. The worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Health {
    /// It is not as the policy wants it, and the time of grace is over.
    Failing,
    /// It is not as the policy wants it, and there is time to mend it.
    InGrace,
    /// It is as the policy wants it, and not for long.
    Warned,
    /// The record cannot tell.
    NoEvidence,
    /// It is as the policy wants it.
    Well,
}

impl Health {
    /// All, the worst first.
    pub const ALL: [Self; 5] = [
        Self::Failing,
        Self::InGrace,
        Self::Warned,
        Self::NoEvidence,
        Self::Well,
    ];

    /// Its name in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Failing => "failing",
            Self::InGrace => "in_grace",
            Self::Warned => "warned",
            Self::NoEvidence => "no_evidence",
            Self::Well => "well",
        }
    }

    /// The one with that name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|health| health.key() == key)
    }

    /// The word on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Failing => "Failing",
            Self::InGrace => "In grace",
            Self::Warned => "Warned",
            Self::NoEvidence => "No evidence",
            Self::Well => "Well",
        }
    }

    /// Whether something is not as the policy wants it.
    #[must_use]
    pub fn stands_out(self) -> bool {
        match self {
            Self::Failing | Self::InGrace => true,
            Self::Warned | Self::NoEvidence | Self::Well => false,
        }
    }
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Aspect {
    /// One of the rules about who leads.
    LeadRule(LeadRule),
    /// The steps of setting up or closing.
    Checklist,
    /// Whether somebody looks at its roadmap.
    Roadmap,
    /// Whether it meets.
    Meetings,
    /// Whether its meetings have minutes.
    Minutes,
    /// Whether the recordings that are expected are there.
    Recordings,
    /// Whether it reports.
    Reports,
    /// What its leads did in the record.
    LeadActivity,
}

impl Aspect {
    /// The words on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::LeadRule(_) => "Lead rules",
            Self::Checklist => "Checklist",
            Self::Roadmap => "Roadmap",
            Self::Meetings => "Meetings",
            Self::Minutes => "Minutes",
            Self::Recordings => "Recordings",
            Self::Reports => "Reports",
            Self::LeadActivity => "Activity of its leads",
        }
    }
}

/// What was found of one aspect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Of which.
    pub aspect: Aspect,
    /// How it is doing.
    pub health: Health,
    /// The evidence, a short sentence without a full stop.
    pub words: String,
    /// The last day on which it can be mended without failing, where it is in grace; the last day on which it is as wanted, where
    /// it is warned.
    pub until: Option<Day>,
    /// The address of the meeting that shows it, where one does.
    pub meeting: Option<String>,
}

impl Finding {
    fn new(aspect: Aspect, health: Health, words: impl Into<String>) -> Self {
        Self {
            aspect,
            health,
            words: words.into(),
            until: None,
            meeting: None,
        }
    }

    /// The same of something that is not as it should be since a day.
    fn graced(aspect: Aspect, since: Option<Day>, grace: u32, today: Day, words: String) -> Self {
        let (health, until) = graced(since, grace, today);
        Self {
            until,
            ..Self::new(aspect, health, words)
        }
    }

    /// Something that is as it should be until a day: as long as that day is further off than the policy's days of warning.
    fn until(aspect: Aspect, due: Day, rules: &HealthRules, today: Day, words: String) -> Self {
        if due <= after(today, rules.warn_days) {
            Self {
                until: Some(due),
                ..Self::new(aspect, Health::Warned, words)
            }
        } else {
            Self::new(aspect, Health::Well, words)
        }
    }
}

/// What the record has of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// What the lead rules find; nothing where they do not speak of it.
    pub lead_rules: Vec<lead_rules::Finding>,
    /// The last day on which somebody began or ended to lead it.
    pub leads_changed: Option<Day>,
    /// Its open steps of setting up or closing; none where it works through no checklist.
    pub checklist: Option<OpenSteps>,
    /// The last day on which one of its leads did something in the record.
    pub lead_acted: Option<Day>,
    /// Whether it is at work: what only such a group owes is looked at then.
    pub at_work: bool,
    /// The last day on which somebody looked at its roadmap.
    pub roadmap_looked_on: Option<Day>,
    /// The last day on which it met.
    pub met_on: Option<Day>,
    /// How its meetings are written up.
    pub minutes: Papers,
    /// How its meetings are recorded.
    pub recordings: Papers,
    /// The day by which a report is or was due that it has not given.
    pub report_due_on: Option<Day>,
    /// The last day on which it reported.
    pub reported_on: Option<Day>,
}

/// Something that meetings leave behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    /// The last meeting of which it is there.
    pub last: Option<Day>,
    /// The oldest meeting that still lacks it, with its address.
    pub lacking: Option<(Day, String)>,
}

/// Open steps of a checklist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenSteps {
    /// How many.
    pub open: usize,
    /// The earliest day by which one of them was due.
    pub first_due: Option<Day>,
}

/// What is found of a group on a day, the worst first.
#[must_use]
pub fn findings(policy: &Policy, facts: &Facts, today: Day) -> Vec<Finding> {
    let rules = &policy.health;
    let mut found: Vec<Finding> = facts
        .lead_rules
        .iter()
        .map(|finding| of_lead_rule(rules, finding, facts.leads_changed, today))
        .collect();
    found.extend(
        facts
            .checklist
            .map(|steps| of_checklist(rules, steps, today)),
    );
    found.push(of_lead_activity(rules, facts.lead_acted, today));
    if facts.at_work {
        found.push(of_roadmap(policy, facts.roadmap_looked_on, today));
        found.push(of_meetings(rules, facts.met_on, today));
        found.extend(of_papers(Paper::Minutes, &facts.minutes, policy, today));
        found.extend(of_papers(
            Paper::Recording,
            &facts.recordings,
            policy,
            today,
        ));
        found.extend(of_reports(rules, facts, today));
    }
    found.sort_by_key(|finding| (finding.health, finding.aspect));
    found
}

/// How a group is doing: as badly as the worst of what was found.
#[must_use]
pub fn overall(findings: &[Finding]) -> Health {
    findings
        .iter()
        .map(|finding| finding.health)
        .min()
        .unwrap_or(Health::NoEvidence)
}

/// The findings that stand out as a list in Markdown: reasons for a proposal, as they were found on that day.
#[must_use]
pub fn reasons(findings: &[Finding], today: Day) -> String {
    let lines: Vec<String> = findings
        .iter()
        .filter(|finding| finding.health.stands_out())
        .map(|finding| format!("- {}: {}.", finding.aspect.words(), finding.words))
        .collect();
    if lines.is_empty() {
        return String::new();
    }
    format!(
        "What the record showed on {}:\n\n{}\n",
        long(today),
        lines.join("\n")
    )
}

fn of_lead_rule(
    rules: &HealthRules,
    finding: &lead_rules::Finding,
    changed: Option<Day>,
    today: Day,
) -> Finding {
    let aspect = Aspect::LeadRule(finding.rule);
    let words = finding.evidence.clone();
    match finding.verdict {
        Verdict::Pass => Finding::new(aspect, Health::Well, words),
        Verdict::NoEvidence => Finding::new(aspect, Health::NoEvidence, words),
        // Since the last change of who leads: nobody can know better since when it does not hold.
        Verdict::Fail => Finding::graced(aspect, changed, rules.grace_days, today, words),
    }
}

fn of_checklist(rules: &HealthRules, steps: OpenSteps, today: Day) -> Finding {
    let open = capitalized(&counted(steps.open, "step is open", "steps are open"));
    let aspect = Aspect::Checklist;
    match steps.first_due {
        None => Finding::new(aspect, Health::Well, "Every step is done"),
        Some(due) if due < today => {
            let words = format!("{open}; the first was due on {}", long(due));
            Finding::graced(aspect, Some(due), rules.grace_days, today, words)
        }
        Some(due) => {
            let words = format!("{open}; the next is due on {}", long(due));
            Finding::until(aspect, due, rules, today, words)
        }
    }
}

fn of_roadmap(policy: &Policy, looked_on: Option<Day>, today: Day) -> Finding {
    let limit = policy.roadmap_stale_after_days;
    aged(
        Aspect::Roadmap,
        looked_on,
        (limit, &policy.health),
        today,
        "No roadmap is in the record",
        |on, late| {
            let on = long(on);
            if late {
                format!("Nobody has looked at it since {on}; {limit} days are allowed")
            } else {
                format!("Last looked at on {on}")
            }
        },
    )
}

fn of_meetings(rules: &HealthRules, met_on: Option<Day>, today: Day) -> Finding {
    let limit = rules.no_meeting_after_days;
    aged(
        Aspect::Meetings,
        met_on,
        (limit, rules),
        today,
        "No meeting that concerned it is in the record",
        |on, late| {
            let on = long(on);
            if late {
                format!("Last met on {on}; {limit} days are allowed")
            } else {
                format!("Last met on {on}")
            }
        },
    )
}

/// Something that a meeting leaves behind.
#[derive(Clone, Copy)]
enum Paper {
    Minutes,
    Recording,
}

impl Paper {
    fn aspect(self) -> Aspect {
        match self {
            Self::Minutes => Aspect::Minutes,
            Self::Recording => Aspect::Recordings,
        }
    }

    /// "has no …", "has …"
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Minutes => ("minutes", "minutes"),
            Self::Recording => ("recording", "a recording"),
        }
    }

    fn wanted_after_days(self, policy: &Policy) -> u32 {
        match self {
            Self::Minutes => policy.health.no_minutes_after_days,
            Self::Recording => policy.recording_due_days,
        }
    }
}

/// Nothing where no meeting should have left it.
fn of_papers(paper: Paper, papers: &Papers, policy: &Policy, today: Day) -> Option<Finding> {
    let aspect = paper.aspect();
    let (one, with) = paper.words();
    let rules = &policy.health;
    if let Some((day, address)) = &papers.lacking {
        let due = after(*day, paper.wanted_after_days(policy));
        let on = long(*day);
        let finding = if due < today {
            let words = format!("The meeting of {on} has no {one}");
            Finding::graced(aspect, Some(due), rules.grace_days, today, words)
        } else {
            let words = format!("The meeting of {on} has no {one} yet");
            Finding::until(aspect, due, rules, today, words)
        };
        return Some(Finding {
            meeting: Some(address.clone()),
            ..finding
        });
    }
    papers.last.map(|last| {
        let words = format!("The last meeting, of {}, has {with}", long(last));
        Finding::new(aspect, Health::Well, words)
    })
}

/// Nothing where none is owed and none was given: where groups report as appropriate, that is no fault.
fn of_reports(rules: &HealthRules, facts: &Facts, today: Day) -> Option<Finding> {
    let aspect = Aspect::Reports;
    match (facts.report_due_on, facts.reported_on) {
        (Some(due), _) if due < today => {
            let words = format!("A report was due on {}", long(due));
            Some(Finding::graced(
                aspect,
                Some(due),
                rules.grace_days,
                today,
                words,
            ))
        }
        (Some(due), _) => {
            let words = format!("A report is due on {}", long(due));
            Some(Finding::until(aspect, due, rules, today, words))
        }
        (None, Some(last)) => {
            let words = format!("Last reported on {}", long(last));
            Some(Finding::new(aspect, Health::Well, words))
        }
        (None, None) => None,
    }
}

fn of_lead_activity(rules: &HealthRules, acted: Option<Day>, today: Day) -> Finding {
    let limit = rules.leads_quiet_after_days;
    aged(
        Aspect::LeadActivity,
        acted,
        (limit, rules),
        today,
        "No act of its leads is in the record",
        |on, late| {
            let on = long(on);
            if late {
                format!(
                    "No lead has done anything in the record since {on}; {} days are allowed",
                    number(limit as usize)
                )
            } else {
                format!("A lead last did something in the record on {on}")
            }
        },
    )
}

/// What is to happen every so many days: well within the limit, warned shortly before it ends, in grace after it, failing then.
fn aged(
    aspect: Aspect,
    last: Option<Day>,
    (limit, rules): (u32, &HealthRules),
    today: Day,
    without: &str,
    words: impl Fn(Day, bool) -> String,
) -> Finding {
    let Some(last) = last else {
        return Finding::new(aspect, Health::NoEvidence, without);
    };
    let due = after(last, limit);
    if due < today {
        Finding::graced(
            aspect,
            Some(due),
            rules.grace_days,
            today,
            words(last, true),
        )
    } else {
        Finding::until(aspect, due, rules, today, words(last, false))
    }
}

/// What is not as it should be since a day: it is in grace as long as that lasts.
fn graced(since: Option<Day>, grace: u32, today: Day) -> (Health, Option<Day>) {
    match since.map(|since| after(since, grace)) {
        Some(until) if today <= until => (Health::InGrace, Some(until)),
        Some(_) | None => (Health::Failing, None),
    }
}

fn after(day: Day, days: u32) -> Day {
    day.saturating_add(i64::from(days).days())
}

/// “14 August 2024”
fn long(day: Day) -> String {
    day.strftime("%-d %B %Y").to_string()
}
