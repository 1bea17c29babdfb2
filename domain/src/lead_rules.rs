//! Whether a group's leads meet the policy: pass, fail or no evidence, with the evidence.

use jiff::ToSpan;
use serde::{Deserialize, Serialize};

use crate::{
    Day,
    ids::{OrganizationId, PersonId},
    policy::{Enforcement, LeadRules},
    standing::{HeldStanding, Precision},
    words::{capitalized, enumerated, number as in_words},
};

/// What a rule says of a group's leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Pass,
    /// It does not hold.
    Fail,
    /// The record cannot tell.
    NoEvidence,
}

/// One of the lead rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeadRule {
    /// "2 or 3 leads"
    NumberOfLeads,
    /// "at least two different organizations represented"
    Organizations,
    /// "members of the Istio project for a year"
    Membership,
    /// "a maintainer for at least 3 months"
    Maintainership,
}

/// What a rule found, in words, and whom it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule.
    pub rule: LeadRule,
    /// What it says.
    pub verdict: Verdict,
    /// The evidence, a short sentence without a full stop.
    pub evidence: String,
    /// The leads for whom it does not hold or cannot be told.
    pub about: Vec<PersonId>,
}

/// What the record knows of one lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadEvidence {
    /// Who.
    pub person: PersonId,
    /// The name for the sentence.
    pub name: String,
    /// Where they are: the topmost organization's id, and its name.
    pub organization: Option<(OrganizationId, String)>,
    /// Their membership.
    pub member: Option<HeldStanding>,
    /// Their maintainership.
    pub maintainer: Option<HeldStanding>,
}

/// Until when the community's own lists reach: without one, nobody's absence from it means anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rolls {
    /// The day of the newest complete list of members.
    pub members: Option<Day>,
    /// The day of the newest complete list of maintainers.
    pub maintainers: Option<Day>,
}

/// What each rule finds for these leads on that day.
#[must_use]
pub fn findings(rules: &LeadRules, leads: &[LeadEvidence], rolls: Rolls, on: Day) -> Vec<Finding> {
    vec![
        number_of_leads(rules, leads),
        organizations(rules, leads),
        tenure(
            LeadRule::Membership,
            "Member",
            rules.member_months,
            leads,
            |lead| lead.member.as_ref(),
            rolls.members,
            on,
        ),
        tenure(
            LeadRule::Maintainership,
            "Maintainer",
            rules.maintainer_months,
            leads,
            |lead| lead.maintainer.as_ref(),
            rolls.maintainers,
            on,
        ),
    ]
}

/// How what a rule finds would change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It held or could not be told, and would not hold.
    Breaks,
    /// It held, and could no longer be told.
    Blurs,
    /// It did not hold or could not be told, and would hold.
    Mends,
    /// It did not hold, and could no longer be told.
    Opens,
    /// It would be as before.
    Stays,
}

impl Turn {
    /// The turn from one verdict to another.
    #[must_use]
    pub fn of(before: Verdict, after: Verdict) -> Self {
        match (before, after) {
            (Verdict::Pass | Verdict::NoEvidence, Verdict::Fail) => Self::Breaks,
            (Verdict::Pass, Verdict::NoEvidence) => Self::Blurs,
            (Verdict::Fail | Verdict::NoEvidence, Verdict::Pass) => Self::Mends,
            (Verdict::Fail, Verdict::NoEvidence) => Self::Opens,
            (Verdict::Pass, Verdict::Pass)
            | (Verdict::Fail, Verdict::Fail)
            | (Verdict::NoEvidence, Verdict::NoEvidence) => Self::Stays,
        }
    }
}

/// What a rule finds now and what it would find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleTurned {
    /// Which way.
    pub turn: Turn,
    /// Now.
    pub before: Finding,
    /// Then.
    pub after: Finding,
    /// What would mend it, where it would not hold.
    pub remedy: Option<String>,
}

/// The rules that would find something else, from the findings before and after.
#[must_use]
pub fn turned(rules: &LeadRules, before: Vec<Finding>, after: Vec<Finding>) -> Vec<RuleTurned> {
    before
        .into_iter()
        .filter_map(|before| {
            let after = after
                .iter()
                .find(|after| after.rule == before.rule)?
                .clone();
            let turn = Turn::of(before.verdict, after.verdict);
            (turn != Turn::Stays).then(|| RuleTurned {
                turn,
                remedy: (after.verdict == Verdict::Fail).then(|| remedy(rules, after.rule)),
                before,
                after,
            })
        })
        .collect()
}

/// What would mend a rule that does not hold.
#[must_use]
pub fn remedy(rules: &LeadRules, rule: LeadRule) -> String {
    let who = match rule {
        LeadRule::NumberOfLeads => format!(
            "leads until there are at least {}",
            in_words(rules.fewest_leads as usize)
        ),
        LeadRule::Organizations => {
            "a lead from another organization, in addition or in place of one of the present leads"
                .to_owned()
        }
        LeadRule::Membership | LeadRule::Maintainership => {
            "a lead who has been here for long enough, or time".to_owned()
        }
    };
    match rules.enforcement {
        Enforcement::Warn => format!(
            "What would mend it: {who}. Until then it is shown on the group’s page; it stops nothing."
        ),
        Enforcement::Stop => {
            format!("What would mend it: {who}. Until then new decisions need a waiver.")
        }
    }
}

fn number_of_leads(rules: &LeadRules, leads: &[LeadEvidence]) -> Finding {
    let (fewest, most) = (rules.fewest_leads as usize, rules.most_leads as usize);
    let wanted = if fewest == most {
        in_words(most)
    } else if fewest + 1 == most {
        format!("{} or {}", in_words(fewest), in_words(most))
    } else {
        format!("{} to {}", in_words(fewest), in_words(most))
    };
    let count = match leads.len() {
        0 => "No leads".to_owned(),
        1 => "One lead".to_owned(),
        number => format!("{} leads", capitalized(&in_words(number))),
    };
    Finding {
        rule: LeadRule::NumberOfLeads,
        verdict: if (fewest..=most).contains(&leads.len()) {
            Verdict::Pass
        } else {
            Verdict::Fail
        },
        evidence: format!("{count}; {wanted} wanted"),
        about: Vec::new(),
    }
}

fn organizations(rules: &LeadRules, leads: &[LeadEvidence]) -> Finding {
    let wanted = rules.fewest_organizations as usize;
    let mut known: Vec<&(OrganizationId, String)> = leads
        .iter()
        .filter_map(|lead| lead.organization.as_ref())
        .collect();
    known.sort_by_key(|(id, _)| *id);
    known.dedup_by_key(|(id, _)| *id);
    let unknown: Vec<&LeadEvidence> = leads
        .iter()
        .filter(|lead| lead.organization.is_none())
        .collect();
    let mut names: Vec<&str> = known.iter().map(|(_, name)| name.as_str()).collect();
    names.sort_unstable();
    let count = match known.len() {
        0 => "No organization is known".to_owned(),
        1 => format!("One organization: {}", names.join(", ")),
        number => format!(
            "{} organizations: {}",
            capitalized(&in_words(number)),
            names.join(", ")
        ),
    };
    let verdict = if known.len() >= wanted {
        Verdict::Pass
    } else if known.len() + unknown.len() >= wanted {
        Verdict::NoEvidence
    } else {
        Verdict::Fail
    };
    let (evidence, about) = match verdict {
        Verdict::Pass => (count, Vec::new()),
        Verdict::Fail => (format!("{count}; {} wanted", in_words(wanted)), Vec::new()),
        Verdict::NoEvidence => (
            format!("{count}; no evidence for {}", names_of(&unknown)),
            unknown.iter().map(|lead| lead.person).collect(),
        ),
    };
    Finding {
        rule: LeadRule::Organizations,
        verdict,
        evidence,
        about,
    }
}

/// A tenure holds for all leads, fails for at least one, or cannot be told of someone.
fn tenure(
    rule: LeadRule,
    what: &str,
    months: u32,
    leads: &[LeadEvidence],
    held: impl Fn(&LeadEvidence) -> Option<&HeldStanding>,
    roll: Option<Day>,
    on: Day,
) -> Finding {
    let of = |wanted: Verdict| -> Vec<&LeadEvidence> {
        leads
            .iter()
            .filter(|lead| tenure_of(held(lead), months, roll, on) == wanted)
            .collect()
    };
    let (failing, unknown) = (of(Verdict::Fail), of(Verdict::NoEvidence));
    let span = format!("{what} for {}", span_in_words(months));
    let about = |of: &[&LeadEvidence]| of.iter().map(|lead| lead.person).collect();
    if !failing.is_empty() {
        Finding {
            rule,
            verdict: Verdict::Fail,
            evidence: format!("{span}: not {}", names_of(&failing)),
            about: about(&failing),
        }
    } else if !unknown.is_empty() || leads.is_empty() {
        Finding {
            rule,
            verdict: Verdict::NoEvidence,
            evidence: if leads.is_empty() {
                format!("{span}: no leads to look at")
            } else {
                format!("{span}: no evidence for {}", names_of(&unknown))
            },
            about: about(&unknown),
        }
    } else {
        Finding {
            rule,
            verdict: Verdict::Pass,
            evidence: format!("{span}: all"),
            about: Vec::new(),
        }
    }
}

fn tenure_of(held: Option<&HeldStanding>, months: u32, roll: Option<Day>, on: Day) -> Verdict {
    match held {
        Some(held) if held.until.is_some_and(|until| until <= on) => Verdict::Fail,
        Some(held) => {
            let long_enough = held
                .since
                .checked_add(i64::from(months).months())
                .is_ok_and(|day| day <= on);
            match (long_enough, held.precision) {
                (true, Precision::Exact | Precision::AtTheLatest) => Verdict::Pass,
                (false, Precision::Exact) => Verdict::Fail,
                (false, Precision::AtTheLatest) => Verdict::NoEvidence,
            }
        }
        None if roll.is_some_and(|roll| roll <= on) => Verdict::Fail,
        None => Verdict::NoEvidence,
    }
}

fn names_of(leads: &[&LeadEvidence]) -> String {
    let names: Vec<&str> = leads.iter().map(|lead| lead.name.as_str()).collect();
    enumerated(&names)
}

fn span_in_words(months: u32) -> String {
    match (months / 12, months % 12) {
        (1, 0) => "a year".to_owned(),
        (years, 0) if years > 0 => format!("{} years", in_words(years as usize)),
        (0, 1) => "a month".to_owned(),
        _ => format!("{} months", in_words(months as usize)),
    }
}
