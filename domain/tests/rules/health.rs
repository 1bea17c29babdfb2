//! How a group is doing, from evidence.

use domain::{
    Day,
    health::{Aspect, Facts, Health, OpenSteps, Papers, findings, overall, reasons},
    lead_rules::{Finding, LeadRule, Verdict},
    policy::Policy,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

const TODAY: &str = "2026-11-25";

fn health_of(facts: &Facts, aspect: Aspect) -> (Health, Option<Day>) {
    let found = findings(&Policy::istio(), facts, day(TODAY));
    let finding = found
        .iter()
        .find(|finding| finding.aspect == aspect)
        .unwrap();
    (finding.health, finding.until)
}

#[test]
fn a_lead_who_acted_lately_is_well_then_warned_then_in_grace_then_failing() {
    let acted = |on: &str| {
        let facts = Facts {
            lead_acted: Some(day(on)),
            ..Facts::default()
        };
        health_of(&facts, Aspect::LeadActivity)
    };
    assert_eq!(acted("2026-11-25"), (Health::Well, None));
    assert_eq!(acted("2026-09-04"), (Health::Well, None), "82 days ago");
    assert_eq!(
        acted("2026-09-03"),
        (Health::Warned, Some(day("2026-12-02")))
    );
    assert_eq!(
        acted("2026-08-27"),
        (Health::Warned, Some(day(TODAY))),
        "90 days ago"
    );
    assert_eq!(
        acted("2026-08-26"),
        (Health::InGrace, Some(day("2026-12-24")))
    );
    assert_eq!(
        acted("2026-07-28"),
        (Health::InGrace, Some(day("2026-11-25")))
    );
    assert_eq!(acted("2026-07-27"), (Health::Failing, None));
    assert_eq!(
        health_of(&Facts::default(), Aspect::LeadActivity),
        (Health::NoEvidence, None)
    );
}

fn led(verdict: Verdict, changed: Option<&str>) -> Facts {
    Facts {
        lead_rules: vec![Finding {
            rule: LeadRule::NumberOfLeads,
            verdict,
            evidence: "One lead; two or three wanted".to_owned(),
            about: Vec::new(),
        }],
        leads_changed: changed.map(day),
        lead_acted: Some(day(TODAY)),
        ..Facts::default()
    }
}

#[test]
fn a_lead_rule_that_does_not_hold_has_its_grace_from_the_last_change_of_leads() {
    let aspect = Aspect::LeadRule(LeadRule::NumberOfLeads);
    let of = |verdict, changed| health_of(&led(verdict, changed), aspect);
    assert_eq!(of(Verdict::Pass, None), (Health::Well, None));
    assert_eq!(of(Verdict::NoEvidence, None), (Health::NoEvidence, None));
    assert_eq!(
        of(Verdict::Fail, Some("2026-11-01")),
        (Health::InGrace, Some(day("2026-12-01")))
    );
    assert_eq!(
        of(Verdict::Fail, Some("2026-01-01")),
        (Health::Failing, None)
    );
    assert_eq!(of(Verdict::Fail, None), (Health::Failing, None));
}

#[test]
fn steps_that_are_late_stand_out() {
    let steps = |open, due: Option<&str>| {
        let facts = Facts {
            checklist: Some(OpenSteps {
                open,
                first_due: due.map(day),
            }),
            ..Facts::default()
        };
        health_of(&facts, Aspect::Checklist)
    };
    assert_eq!(steps(0, None), (Health::Well, None));
    assert_eq!(steps(2, Some("2026-12-03")), (Health::Well, None));
    assert_eq!(steps(2, Some(TODAY)), (Health::Warned, Some(day(TODAY))));
    assert_eq!(
        steps(2, Some("2026-11-24")),
        (Health::InGrace, Some(day("2026-12-24")))
    );
    assert_eq!(steps(2, Some("2026-09-24")), (Health::Failing, None));
}

#[test]
fn a_group_is_as_well_as_its_worst_aspect_and_a_proposal_takes_what_stands_out_as_its_reasons() {
    let found = findings(&Policy::istio(), &led(Verdict::Fail, None), day(TODAY));
    assert_eq!(overall(&found), Health::Failing);
    assert_eq!(
        reasons(&found, day(TODAY)),
        "What the record showed on 25 November 2026:\n\n- Lead rules: One lead; two or three wanted.\n"
    );
    let well = findings(&Policy::istio(), &led(Verdict::Pass, None), day(TODAY));
    assert_eq!(overall(&well), Health::Well);
    assert_eq!(reasons(&well, day(TODAY)), "");
    assert_eq!(overall(&[]), Health::NoEvidence);
}

#[test]
fn only_a_group_at_work_owes_a_roadmap_and_meetings_and_what_was_never_due_is_not_spoken_of() {
    let at_work = Facts {
        at_work: true,
        ..Facts::default()
    };
    for aspect in [Aspect::Roadmap, Aspect::Meetings, Aspect::LeadActivity] {
        assert_eq!(health_of(&at_work, aspect), (Health::NoEvidence, None));
    }
    let found = findings(&Policy::istio(), &at_work, day(TODAY));
    assert_eq!(
        found.len(),
        3,
        "no minutes, recording or report was due: {found:?}"
    );
    let resting = findings(&Policy::istio(), &Facts::default(), day(TODAY));
    assert_eq!(resting.len(), 1, "{resting:?}");
}

#[test]
fn a_roadmap_is_stale_after_the_days_of_the_policy() {
    let looked = |on: &str| {
        let facts = Facts {
            at_work: true,
            roadmap_looked_on: Some(day(on)),
            ..Facts::default()
        };
        health_of(&facts, Aspect::Roadmap)
    };
    assert_eq!(looked("2026-10-26").0, Health::Well);
    assert_eq!(
        looked("2026-09-26"),
        (Health::Warned, Some(day(TODAY))),
        "60 days ago"
    );
    assert_eq!(
        looked("2026-09-25"),
        (Health::InGrace, Some(day("2026-12-24")))
    );
    assert_eq!(looked("2026-01-01"), (Health::Failing, None));
}

#[test]
fn what_a_meeting_lacks_names_the_meeting() {
    let lacking = |on: &str| Facts {
        at_work: true,
        minutes: Papers {
            last: Some(day("2026-11-18")),
            lacking: Some((day(on), format!("routing-{on}"))),
        },
        ..Facts::default()
    };
    assert_eq!(
        health_of(&lacking("2026-11-20"), Aspect::Minutes).0,
        Health::Well
    );
    assert_eq!(
        health_of(&lacking("2026-11-01"), Aspect::Minutes),
        (Health::InGrace, Some(day("2026-12-15")))
    );
    let found = findings(&Policy::istio(), &lacking("2026-09-01"), day(TODAY));
    let finding = found
        .iter()
        .find(|finding| finding.aspect == Aspect::Minutes)
        .unwrap();
    assert_eq!(finding.health, Health::Failing);
    assert_eq!(finding.meeting.as_deref(), Some("routing-2026-09-01"));
}

#[test]
fn a_report_that_was_due_has_its_grace_and_one_that_is_to_come_is_no_fault() {
    let due = |due: Option<&str>, reported: Option<&str>| {
        let facts = Facts {
            at_work: true,
            report_due_on: due.map(day),
            reported_on: reported.map(day),
            ..Facts::default()
        };
        health_of(&facts, Aspect::Reports)
    };
    assert_eq!(
        due(Some("2026-11-20"), None),
        (Health::InGrace, Some(day("2026-12-20")))
    );
    assert_eq!(
        due(Some("2026-10-01"), Some("2026-07-01")).0,
        Health::Failing
    );
    assert_eq!(
        due(Some("2026-12-01"), None),
        (Health::Warned, Some(day("2026-12-01")))
    );
    assert_eq!(due(Some("2026-12-24"), Some("2026-07-01")).0, Health::Well);
    assert_eq!(due(None, Some("2026-07-01")).0, Health::Well);
}
