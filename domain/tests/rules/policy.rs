//! The presets in words, and what is wrong with rules that cannot be adopted.

use domain::{
    group::GroupKind,
    policy::{ChecklistTask, DecisionRule, Enforcement, MOST_TASKS, Policy, ReportCadence},
    seat::Role,
};
use proptest::prelude::*;

fn sentences(policy: &Policy, heading: &str) -> Vec<String> {
    policy
        .in_words()
        .into_iter()
        .filter(|rule| rule.heading == heading)
        .map(|rule| rule.sentence)
        .collect()
}

#[test]
fn the_istio_preset_says_who_may_lead() {
    assert_eq!(
        sentences(&Policy::istio(), "Leads"),
        [
            "A group has 2 or 3 leads.",
            "The leads come from at least 2 organizations; affiliates count as one.",
            "Each lead has been a member for 12 months and a maintainer for 3 months.",
            "A lead rule that does not hold is shown; it stops nothing.",
        ]
    );
}

#[test]
fn the_istio_preset_says_how_the_committee_decides() {
    assert_eq!(
        sentences(&Policy::istio(), "Deciding"),
        [
            "The seats of the committee decide.",
            "Consensus of the seats; at least 50 % of them state a position.",
            "A review lasts at least 72 hours.",
            "The shortest review is waited for, also when all have stated a position.",
            "Nothing is decided while a concern is open.",
        ]
    );
}

#[test]
fn the_istio_preset_says_how_groups_begin_run_and_end() {
    let istio = Policy::istio();
    assert_eq!(
        sentences(&istio, "Setting up")[1],
        "Create a roadmap document named “GROUP Group Roadmap” with the initial roadmap in it. Due after 14 days."
    );
    assert_eq!(sentences(&istio, "Setting up").len(), 5);
    assert_eq!(sentences(&istio, "Closing").len(), 5);
    assert_eq!(
        sentences(&istio, "Running"),
        [
            "A roadmap looks 3 months ahead and is stale after 60 days without a look.",
            "A group reports to the committee as appropriate.",
            "The minutes of a meeting are in review for 7 days; a recording that was expected is missing after 7 days.",
            "Whoever is asked in an escalation has 7 days to answer.",
            "An agenda is frozen 24 hours before its meeting: from then on only those who run the meeting change it.",
        ]
    );
    assert_eq!(
        sentences(&istio, "Groups"),
        [
            "The Technical Oversight Committee decides on groups. The kinds of group are: working group, subgroup."
        ]
    );
    assert_eq!(
        sentences(&istio, "Leaving"),
        ["What someone who leaves has done stays in the record under their name."]
    );
}

#[test]
fn one_of_a_thing_is_said_in_the_singular() {
    let mut policy = Policy::istio();
    policy.lead_rules.fewest_leads = 1;
    policy.lead_rules.most_leads = 1;
    policy.lead_rules.enforcement = Enforcement::Stop;
    policy.reports = ReportCadence::EveryMonths { months: 1 };
    assert_eq!(sentences(&policy, "Leads")[0], "A group has 1 lead.");
    assert_eq!(
        sentences(&policy, "Running")[1],
        "A group reports to the committee every 1 month; a report is due 14 days after its time."
    );
}

#[test]
fn the_kubernetes_like_preset_has_special_interest_groups_chairs_and_a_simple_majority() {
    let policy = Policy::kubernetes_like();
    assert!(policy.kinds.contains(&GroupKind::SpecialInterestGroup));
    assert_eq!(
        sentences(&policy, "Leads")[3],
        "Chairs and tech leads lead a group."
    );
    assert_eq!(
        sentences(&policy, "Deciding")[..2],
        [
            "The seats of the committee decide, and with them the leads of the stakeholder groups, each with a seat.",
            "At least 51 % of the seats agree.",
        ]
    );
    assert!(sentences(&policy, "Setting up")[1].contains("stakeholder groups"));
}

/// The fields with something wrong in a preset that was changed so.
fn wrong(change: impl FnOnce(&mut Policy)) -> Vec<String> {
    let mut policy = Policy::istio();
    change(&mut policy);
    policy
        .problems()
        .iter()
        .map(|(field, _)| field.to_string())
        .collect()
}

#[test]
fn nothing_is_wrong_with_a_preset() {
    assert_eq!(Policy::istio().problems(), []);
    assert_eq!(Policy::kubernetes_like().problems(), []);
}

#[test]
fn a_name_is_there_and_not_too_long() {
    assert_eq!(
        wrong(|policy| {
            policy.title = "  ".to_owned();
            policy.committee = "x".repeat(121);
        }),
        ["title", "committee"]
    );
}

#[test]
fn there_is_a_kind_of_group_that_is_no_part_of_another() {
    assert_eq!(wrong(|policy| policy.kinds.clear()), ["kinds"]);
    assert_eq!(
        wrong(|policy| policy.kinds = vec![GroupKind::Subgroup]),
        ["kinds"]
    );
}

#[test]
fn the_fewest_leads_are_no_more_than_the_most_and_enough_for_their_organizations() {
    assert_eq!(
        wrong(|policy| policy.lead_rules.fewest_leads = 4),
        ["lead_rules.most_leads"]
    );
    assert_eq!(
        wrong(|policy| policy.lead_rules.fewest_organizations = 4),
        ["lead_rules.fewest_organizations"]
    );
    assert_eq!(
        wrong(|policy| policy.lead_rules.fewest_leads = 0),
        ["lead_rules.fewest_leads"]
    );
    assert_eq!(
        wrong(|policy| policy.lead_rules.member_months = 241),
        ["lead_rules.member_months"]
    );
}

#[test]
fn a_group_is_led_in_a_role_that_leads() {
    assert_eq!(
        wrong(|policy| policy.lead_rules.roles.clear()),
        ["lead_rules.roles"]
    );
    assert_eq!(
        wrong(|policy| policy.lead_rules.roles.push(Role::Liaison)),
        ["lead_rules.roles"]
    );
}

#[test]
fn a_longest_review_is_no_shorter_than_the_shortest() {
    assert_eq!(
        wrong(|policy| policy.decision.longest_review_hours = Some(71)),
        ["decision.longest_review_hours"]
    );
    assert_eq!(
        wrong(|policy| policy.decision.longest_review_hours = Some(72)),
        [""; 0]
    );
}

fn task(key: &str, sentence: &str) -> ChecklistTask {
    ChecklistTask {
        key: key.to_owned(),
        sentence: sentence.to_owned(),
        due_after_days: 14,
    }
}

#[test]
fn the_tasks_of_a_checklist_have_keys_of_their_own_and_sentences() {
    assert_eq!(
        wrong(|policy| {
            policy.setup_checklist = vec![
                task("folder", "Create a folder."),
                task("folder", "Create it again."),
                task("Road map", ""),
            ];
            // Each list has keys of its own.
            policy.closing_checklist = vec![task("folder", "Archive the folder.")];
        }),
        [
            "setup_checklist.1.key",
            "setup_checklist.2.key",
            "setup_checklist.2.sentence"
        ]
    );
    assert_eq!(
        wrong(|policy| {
            policy.closing_checklist = (0..=MOST_TASKS)
                .map(|number| task(&format!("t{number}"), "Do it."))
                .collect();
        }),
        ["closing_checklist"]
    );
}

proptest! {
    #[test]
    fn a_share_is_a_percentage_above_nothing(share: u8, quorum: u8) {
        let is_share = |per_cent: u8| (1..=100).contains(&per_cent);
        let found = wrong(|policy| {
            policy.decision.rule = DecisionRule::ShareOfPositions { share, quorum };
        });
        prop_assert_eq!(found.contains(&"decision.rule.share".to_owned()), !is_share(share));
        prop_assert_eq!(found.contains(&"decision.rule.quorum".to_owned()), !is_share(quorum));
    }

    #[test]
    fn whatever_the_numbers_each_wrong_one_is_named_once(
        fewest: u32, most: u32, organizations: u32, months: u32, hours: u32, longest: Option<u32>
    ) {
        let mut found = wrong(|policy| {
            policy.lead_rules.fewest_leads = fewest;
            policy.lead_rules.most_leads = most;
            policy.lead_rules.fewest_organizations = organizations;
            policy.lead_rules.maintainer_months = months;
            policy.decision.shortest_review_hours = hours;
            policy.decision.longest_review_hours = longest;
        });
        let named = found.len();
        found.sort();
        found.dedup();
        prop_assert_eq!(found.len(), named);
    }
}
