//! The rules as fields of a form, and back. A new rule of the policy needs a line in each direction here, and its field in
//! the form.

use domain::{
    Day,
    group::GroupKind,
    leaving::NameAfterLeaving,
    policy::{
        Checklist, ChecklistTask, DecisionMethod, DecisionRule, EarlyClose, Electorate,
        Enforcement, HealthRules, LONGEST_REVIEW_HOURS, LeadRules, MOST_LEADS, OpenConcern, Policy,
        PolicyField, ReportCadence, TaskPart,
    },
    seat::Role,
};

use crate::command::{Fields, Filled};

/// The fields that are no rules.
pub const REASON: &str = "reason";
/// The day from which they hold.
pub const HOLDS_FROM: &str = "holds_from";
/// The number of the version that they were made from.
pub const MADE_FROM: &str = "made_from";

pub const ENFORCEMENT: &str = "lead_rules.enforcement";
pub const METHOD: &str = "decision.method";
pub const CONSENSUS_QUORUM: &str = "decision.consensus.quorum";
pub const SEATS_SHARE: &str = "decision.share_of_seats.share";
pub const POSITIONS_SHARE: &str = "decision.share_of_positions.share";
pub const POSITIONS_QUORUM: &str = "decision.share_of_positions.quorum";
pub const OPEN_CONCERN: &str = "decision.open_concern";
pub const ELECTORATE: &str = "decision.electorate";
pub const EARLY_CLOSE: &str = "decision.early_close";
pub const CADENCE: &str = "reports.cadence";
pub const WEEKS: &str = "reports.weeks";
pub const MONTHS: &str = "reports.months";

/// The ways to decide, by their names in the form.
pub const CONSENSUS: &str = "consensus";
pub const SHARE_OF_SEATS: &str = "share_of_seats";
pub const SHARE_OF_POSITIONS: &str = "share_of_positions";

/// The ways to report, by their names in the form.
pub const AS_APPROPRIATE: &str = "as_appropriate";
pub const EVERY_WEEKS: &str = "every_weeks";
pub const EVERY_MONTHS: &str = "every_months";

pub const NAME_AFTER_LEAVING: &str = "name_after_leaving";

pub const WARN: &str = "warn";
pub const STOP: &str = "stop";
pub const BLOCKS: &str = "blocks";
pub const IS_SHOWN: &str = "is_shown";

/// A form that nobody has sent yet.
pub fn fresh(rules: &Policy, holds_from: Day) -> Filled {
    let mut fields = of_policy(rules);
    fields.push((HOLDS_FROM.to_owned(), holds_from.to_string()));
    Filled {
        fields: Fields::new(fields),
        ..Filled::default()
    }
}

/// The rules as fields.
fn of_policy(rules: &Policy) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut put = |name: &dyn ToString, value: &dyn ToString| {
        fields.push((name.to_string(), value.to_string()));
    };
    put(&PolicyField::Title, &rules.title);
    put(&PolicyField::Committee, &rules.committee);
    for kind in &rules.kinds {
        put(&PolicyField::Kinds, &kind.key());
    }
    let leads = &rules.lead_rules;
    put(&PolicyField::FewestLeads, &leads.fewest_leads);
    put(&PolicyField::MostLeads, &leads.most_leads);
    put(
        &PolicyField::FewestOrganizations,
        &leads.fewest_organizations,
    );
    put(&PolicyField::MemberMonths, &leads.member_months);
    put(&PolicyField::MaintainerMonths, &leads.maintainer_months);
    for role in &leads.roles {
        put(&PolicyField::LeadRoles, &role.key());
    }
    let enforcement = match leads.enforcement {
        Enforcement::Warn => WARN,
        Enforcement::Stop => STOP,
    };
    put(&ENFORCEMENT, &enforcement);
    let decision = &rules.decision;
    match decision.rule {
        DecisionRule::Consensus { quorum } => {
            put(&METHOD, &CONSENSUS);
            put(&CONSENSUS_QUORUM, &quorum);
        }
        DecisionRule::ShareOfSeats { share } => {
            put(&METHOD, &SHARE_OF_SEATS);
            put(&SEATS_SHARE, &share);
        }
        DecisionRule::ShareOfPositions { share, quorum } => {
            put(&METHOD, &SHARE_OF_POSITIONS);
            put(&POSITIONS_SHARE, &share);
            put(&POSITIONS_QUORUM, &quorum);
        }
    }
    put(
        &PolicyField::ShortestReview,
        &decision.shortest_review_hours,
    );
    if let Some(longest) = decision.longest_review_hours {
        put(&PolicyField::LongestReview, &longest);
    }
    let concern = match decision.open_concern {
        OpenConcern::Blocks => BLOCKS,
        OpenConcern::IsShown => IS_SHOWN,
    };
    put(&OPEN_CONCERN, &concern);
    put(&ELECTORATE, &decision.electorate.key());
    put(&EARLY_CLOSE, &decision.early_close.key());
    for checklist in [Checklist::Setup, Checklist::Closing] {
        for (place, task) in checklist.of(rules).iter().enumerate() {
            let at = |part| PolicyField::Task(checklist, place, part);
            put(&at(TaskPart::Key), &task.key);
            put(&at(TaskPart::Sentence), &task.sentence);
            put(&at(TaskPart::DueAfterDays), &task.due_after_days);
        }
    }
    put(&PolicyField::RoadmapMonths, &rules.roadmap_months);
    put(&PolicyField::RoadmapStale, &rules.roadmap_stale_after_days);
    put(&PolicyField::MinutesReview, &rules.minutes_review_days);
    put(&PolicyField::RecordingDue, &rules.recording_due_days);
    match rules.reports {
        ReportCadence::AsAppropriate => put(&CADENCE, &AS_APPROPRIATE),
        ReportCadence::EveryWeeks { weeks } => {
            put(&CADENCE, &EVERY_WEEKS);
            put(&WEEKS, &weeks);
        }
        ReportCadence::EveryMonths { months } => {
            put(&CADENCE, &EVERY_MONTHS);
            put(&MONTHS, &months);
        }
    }
    put(&PolicyField::ReportsDue, &rules.report_due_after_days);
    put(&PolicyField::AgendaFreeze, &rules.agenda_freeze_hours);
    let health = &rules.health;
    put(&PolicyField::NoMeeting, &health.no_meeting_after_days);
    put(&PolicyField::NoMinutes, &health.no_minutes_after_days);
    put(&PolicyField::LeadsQuiet, &health.leads_quiet_after_days);
    put(&PolicyField::Warn, &health.warn_days);
    put(&PolicyField::Grace, &health.grace_days);
    put(&PolicyField::EscalationDays, &rules.escalation_days);
    put(&NAME_AFTER_LEAVING, &rules.name_after_leaving.key());
    fields
}

/// The rules that were typed. What is no number is noted at its field; another number of the same kind stands for it.
pub fn read(filled: &mut Filled) -> Policy {
    let title = text(filled, PolicyField::Title);
    let committee = text(filled, PolicyField::Committee);
    Policy {
        title,
        committee,
        kinds: chosen(filled, PolicyField::Kinds, &GroupKind::ALL, GroupKind::key),
        lead_rules: lead_rules(filled),
        decision: decision(filled),
        setup_checklist: tasks(filled, Checklist::Setup),
        closing_checklist: tasks(filled, Checklist::Closing),
        roadmap_months: number(filled, &PolicyField::RoadmapMonths.to_string()),
        roadmap_stale_after_days: number(filled, &PolicyField::RoadmapStale.to_string()),
        minutes_review_days: number(filled, &PolicyField::MinutesReview.to_string()),
        recording_due_days: number(filled, &PolicyField::RecordingDue.to_string()),
        reports: match filled.fields.text(CADENCE) {
            EVERY_WEEKS => ReportCadence::EveryWeeks {
                weeks: number(filled, WEEKS),
            },
            EVERY_MONTHS => ReportCadence::EveryMonths {
                months: number(filled, MONTHS),
            },
            _ => ReportCadence::AsAppropriate,
        },
        report_due_after_days: number(filled, &PolicyField::ReportsDue.to_string()),
        agenda_freeze_hours: number(filled, &PolicyField::AgendaFreeze.to_string()),
        health: HealthRules {
            no_meeting_after_days: number(filled, &PolicyField::NoMeeting.to_string()),
            no_minutes_after_days: number(filled, &PolicyField::NoMinutes.to_string()),
            leads_quiet_after_days: number(filled, &PolicyField::LeadsQuiet.to_string()),
            warn_days: number(filled, &PolicyField::Warn.to_string()),
            grace_days: number(filled, &PolicyField::Grace.to_string()),
        },
        name_after_leaving: NameAfterLeaving::ALL
            .into_iter()
            .find(|name| name.key() == filled.fields.text(NAME_AFTER_LEAVING))
            .unwrap_or_default(),
        escalation_days: number(filled, &PolicyField::EscalationDays.to_string()),
    }
}

fn lead_rules(filled: &mut Filled) -> LeadRules {
    LeadRules {
        fewest_leads: number(filled, &PolicyField::FewestLeads.to_string()),
        most_leads: upper(filled, PolicyField::MostLeads, MOST_LEADS),
        fewest_organizations: number(filled, &PolicyField::FewestOrganizations.to_string()),
        member_months: number(filled, &PolicyField::MemberMonths.to_string()),
        maintainer_months: number(filled, &PolicyField::MaintainerMonths.to_string()),
        roles: chosen(filled, PolicyField::LeadRoles, &Role::ALL, Role::key),
        enforcement: match filled.fields.text(ENFORCEMENT) {
            STOP => Enforcement::Stop,
            _ => Enforcement::Warn,
        },
    }
}

fn decision(filled: &mut Filled) -> DecisionMethod {
    let rule = match filled.fields.text(METHOD) {
        SHARE_OF_SEATS => DecisionRule::ShareOfSeats {
            share: per_cent(filled, SEATS_SHARE),
        },
        SHARE_OF_POSITIONS => DecisionRule::ShareOfPositions {
            share: per_cent(filled, POSITIONS_SHARE),
            quorum: per_cent(filled, POSITIONS_QUORUM),
        },
        _ => DecisionRule::Consensus {
            quorum: per_cent(filled, CONSENSUS_QUORUM),
        },
    };
    let longest = PolicyField::LongestReview.to_string();
    DecisionMethod {
        rule,
        shortest_review_hours: number(filled, &PolicyField::ShortestReview.to_string()),
        longest_review_hours: if filled.fields.text(&longest).is_empty() {
            None
        } else {
            Some(upper(
                filled,
                PolicyField::LongestReview,
                LONGEST_REVIEW_HOURS,
            ))
        },
        open_concern: match filled.fields.text(OPEN_CONCERN) {
            IS_SHOWN => OpenConcern::IsShown,
            _ => OpenConcern::Blocks,
        },
        electorate: Electorate::of_key(filled.fields.text(ELECTORATE)).unwrap_or_default(),
        early_close: EarlyClose::of_key(filled.fields.text(EARLY_CLOSE)).unwrap_or_default(),
    }
}

/// A row of a checklist as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedTask {
    pub key: String,
    pub sentence: String,
    pub due_after_days: String,
}

/// The rows of a checklist in which something is typed, in their order: an empty row is no task.
pub fn typed_tasks(fields: &Fields, checklist: Checklist) -> Vec<TypedTask> {
    (0..)
        .map_while(|place| {
            let name = |part| PolicyField::Task(checklist, place, part).to_string();
            fields.has(&name(TaskPart::Key)).then(|| TypedTask {
                key: fields.text(&name(TaskPart::Key)).to_owned(),
                sentence: fields.text(&name(TaskPart::Sentence)).to_owned(),
                due_after_days: fields.text(&name(TaskPart::DueAfterDays)).to_owned(),
            })
        })
        .filter(|task| !task.key.is_empty() || !task.sentence.is_empty())
        .collect()
}

fn tasks(filled: &mut Filled, checklist: Checklist) -> Vec<ChecklistTask> {
    typed_tasks(&filled.fields, checklist)
        .into_iter()
        .enumerate()
        .map(|(place, typed)| {
            let field = PolicyField::Task(checklist, place, TaskPart::DueAfterDays).to_string();
            ChecklistTask {
                due_after_days: whole(filled, &field, &typed.due_after_days),
                key: typed.key,
                sentence: typed.sentence,
            }
        })
        .collect()
}

fn text(filled: &Filled, field: PolicyField) -> String {
    filled.fields.text(&field.to_string()).to_owned()
}

/// The values of which boxes are ticked, in their own order.
fn chosen<V: Copy>(
    filled: &Filled,
    field: PolicyField,
    all: &[V],
    key: fn(V) -> &'static str,
) -> Vec<V> {
    let name = field.to_string();
    let ticked: Vec<&str> = filled.fields.all(&name).collect();
    all.iter()
        .copied()
        .filter(|value| ticked.contains(&key(*value)))
        .collect()
}

fn number(filled: &mut Filled, field: &str) -> u32 {
    let typed = filled.fields.text(field).to_owned();
    whole(filled, field, &typed)
}

/// A number that others must not exceed: what is typed wrongly in its field is no reason to find fault with theirs.
fn upper(filled: &mut Filled, field: PolicyField, limit: u32) -> u32 {
    let field = field.to_string();
    let before = filled.problems.len();
    let number = number(filled, &field);
    if filled.problems.len() > before {
        limit
    } else {
        number
    }
}

/// A number as it was typed; one that is too large for its field is left to the rules, which say how large it may be.
fn whole(filled: &mut Filled, field: &str, typed: &str) -> u32 {
    if typed.is_empty() {
        filled.refuse(field, "Write a number.");
        return 1;
    }
    if typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return typed.parse().unwrap_or(u32::MAX);
    }
    filled.refuse(
        field,
        format!("“{typed}” is no whole number. Write one like 3."),
    );
    1
}

fn per_cent(filled: &mut Filled, field: &str) -> u8 {
    u8::try_from(number(filled, field)).unwrap_or(u8::MAX)
}

/// The name in the form of a field of these rules.
pub fn name_of(field: PolicyField, rules: &Policy) -> String {
    match (field, &rules.decision.rule, rules.reports) {
        (PolicyField::Share, DecisionRule::ShareOfSeats { .. }, _) => SEATS_SHARE.to_owned(),
        (PolicyField::Share, _, _) => POSITIONS_SHARE.to_owned(),
        (PolicyField::Quorum, DecisionRule::Consensus { .. }, _) => CONSENSUS_QUORUM.to_owned(),
        (PolicyField::Quorum, _, _) => POSITIONS_QUORUM.to_owned(),
        (PolicyField::ReportsEvery, _, ReportCadence::EveryWeeks { .. }) => WEEKS.to_owned(),
        (PolicyField::ReportsEvery, _, _) => MONTHS.to_owned(),
        (other, _, _) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn rules_that_are_put_into_the_form_and_read_again_are_the_same() {
        let mut by_positions = Policy::istio();
        by_positions.decision.rule = DecisionRule::ShareOfPositions {
            share: 66,
            quorum: 40,
        };
        by_positions.reports = ReportCadence::EveryWeeks { weeks: 6 };
        by_positions.lead_rules.enforcement = Enforcement::Stop;
        by_positions.setup_checklist.clear();
        for rules in [
            Policy::istio(),
            Policy::istio_by_share(),
            Policy::kubernetes_like(),
            by_positions,
        ] {
            let mut filled = fresh(&rules, date(2026, 1, 1));
            assert_eq!(read(&mut filled), rules);
            assert_eq!(filled.problems, []);
        }
    }

    fn with(changes: &[(&str, &str)]) -> Filled {
        let mut istio = Policy::istio();
        istio.decision.longest_review_hours = Some(720);
        let fields = of_policy(&istio)
            .into_iter()
            .map(|(name, value)| {
                let changed = changes.iter().find(|(of, _)| *of == name);
                let value = changed.map_or(value, |(_, value)| (*value).to_owned());
                (name, value)
            })
            .collect();
        Filled {
            fields: Fields::new(fields),
            ..Filled::default()
        }
    }

    #[test]
    fn what_is_no_number_is_named_at_its_field() {
        let mut filled = with(&[
            ("lead_rules.most_leads", "three"),
            ("decision.longest_review_hours", "long"),
            ("decision.consensus.quorum", ""),
            ("setup_checklist.1.due_after_days", "-4"),
        ]);
        let rules = read(&mut filled);
        // No other field is blamed for it.
        assert_eq!(rules.problems(), []);
        let fields: Vec<&str> = filled
            .problems
            .iter()
            .map(|(field, _)| field.as_str())
            .collect();
        assert_eq!(
            fields,
            [
                "lead_rules.most_leads",
                "decision.consensus.quorum",
                "decision.longest_review_hours",
                "setup_checklist.1.due_after_days"
            ]
        );
    }

    #[test]
    fn a_number_that_is_too_large_for_anything_is_left_to_the_rules() {
        let mut filled = with(&[
            ("roadmap_months", "99999999999999"),
            ("decision.consensus.quorum", "300"),
        ]);
        let problems = read(&mut filled).problems();
        assert_eq!(filled.problems, []);
        assert_eq!(problems.len(), 2);
    }

    #[test]
    fn a_row_that_is_emptied_is_no_task() {
        let mut filled = with(&[
            ("setup_checklist.0.key", ""),
            ("setup_checklist.0.sentence", " "),
        ]);
        let rules = read(&mut filled);
        assert_eq!(filled.problems, []);
        assert_eq!(rules.setup_checklist, Policy::istio().setup_checklist[1..]);
    }
}
