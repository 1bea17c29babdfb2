//! The Istio preset, in words.

use domain::policy::{Enforcement, Policy, ReportCadence};

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
            "Consensus of the committee’s seats; at least 50 % of them state a position.",
            "A review lasts at least 72 hours.",
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
    assert_eq!(sentences(&istio, "Closing").len(), 4);
    assert_eq!(
        sentences(&istio, "Running"),
        [
            "A roadmap looks 3 months ahead and is stale after 60 days without a look.",
            "A group reports to the committee as appropriate.",
        ]
    );
    assert_eq!(
        sentences(&istio, "Groups"),
        [
            "The Technical Oversight Committee decides on groups. The kinds of group are: working group, subgroup."
        ]
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
        "A group reports to the committee every 1 month."
    );
}
