//! Each lead rule: when it holds, when it does not, when the record cannot tell, and what it says.

use domain::{
    Day,
    ids::{OrganizationId, PersonId},
    lead_rules::{LeadEvidence, LeadRule, Rolls, Verdict, findings},
    policy::Policy,
    standing::{HeldStanding, Precision, Standing},
};
use jiff::civil::date;
use uuid::Uuid;

const TODAY: Day = date(2024, 6, 1);

fn held(standing: Standing, since: Day, precision: Precision) -> Option<HeldStanding> {
    Some(HeldStanding {
        standing,
        since,
        precision,
        until: None,
        evidence: String::new(),
    })
}

/// A lead who meets every rule.
fn lead(number: u128, name: &str, organization: Option<&str>) -> LeadEvidence {
    LeadEvidence {
        person: PersonId(Uuid::from_u128(number)),
        name: name.to_owned(),
        organization: organization.map(|organization| {
            let id = Uuid::from_u128(organization.len() as u128);
            (OrganizationId(id), organization.to_owned())
        }),
        member: held(Standing::Member, date(2020, 1, 1), Precision::Exact),
        maintainer: held(Standing::Maintainer, date(2020, 1, 1), Precision::Exact),
    }
}

fn found(rule: LeadRule, leads: &[LeadEvidence], rolls: Rolls) -> (Verdict, String, Vec<PersonId>) {
    let finding = findings(&Policy::istio().lead_rules, leads, rolls, TODAY)
        .into_iter()
        .find(|finding| finding.rule == rule)
        .unwrap();
    (finding.verdict, finding.evidence, finding.about)
}

fn says(rule: LeadRule, leads: &[LeadEvidence]) -> (Verdict, String) {
    let (verdict, evidence, _) = found(rule, leads, Rolls::default());
    (verdict, evidence)
}

fn both() -> [LeadEvidence; 2] {
    [
        lead(1, "Ada", Some("Acme")),
        lead(2, "Ben", Some("Initech")),
    ]
}

fn sentence(verdict: Verdict, text: &str) -> (Verdict, String) {
    (verdict, text.to_owned())
}

#[test]
fn two_or_three_leads_are_wanted() {
    let [ada, ben] = both();
    let rule = LeadRule::NumberOfLeads;
    assert_eq!(
        says(rule, &[]),
        sentence(Verdict::Fail, "No leads; two or three wanted")
    );
    let one = std::slice::from_ref(&ada);
    assert_eq!(
        says(rule, one),
        sentence(Verdict::Fail, "One lead; two or three wanted")
    );
    let two = [ada.clone(), ben.clone()];
    assert_eq!(
        says(rule, &two),
        sentence(Verdict::Pass, "Two leads; two or three wanted")
    );
    let four = [ada.clone(), ben.clone(), ada, ben];
    assert_eq!(
        says(rule, &four),
        sentence(Verdict::Fail, "Four leads; two or three wanted")
    );
}

#[test]
fn leads_come_from_two_organizations() {
    let rule = LeadRule::Organizations;
    assert_eq!(
        says(rule, &both()),
        sentence(Verdict::Pass, "Two organizations: Acme, Initech")
    );
    let same = [lead(1, "Ada", Some("Acme")), lead(2, "Ben", Some("Acme"))];
    assert_eq!(
        says(rule, &same),
        sentence(Verdict::Fail, "One organization: Acme; two wanted")
    );
    assert_eq!(
        says(rule, &[]),
        sentence(Verdict::Fail, "No organization is known; two wanted")
    );
}

#[test]
fn a_lead_of_an_unknown_organization_leaves_the_question_open() {
    let leads = [lead(1, "Ada", Some("Acme")), lead(2, "Ben", None)];
    let (verdict, evidence, about) = found(LeadRule::Organizations, &leads, Rolls::default());
    assert_eq!(verdict, Verdict::NoEvidence);
    assert_eq!(evidence, "One organization: Acme; no evidence for Ben");
    assert_eq!(about, [leads[1].person]);
}

#[test]
fn a_tenure_that_is_long_enough_passes_to_the_day() {
    let [mut ada, ben] = both();
    ada.member = held(Standing::Member, date(2023, 6, 1), Precision::Exact);
    ada.maintainer = held(Standing::Maintainer, date(2024, 3, 1), Precision::Exact);
    let leads = [ada.clone(), ben.clone()];
    assert_eq!(
        says(LeadRule::Membership, &leads),
        sentence(Verdict::Pass, "Member for a year: all")
    );
    assert_eq!(
        says(LeadRule::Maintainership, &leads),
        sentence(Verdict::Pass, "Maintainer for three months: all")
    );
    ada.member = held(Standing::Member, date(2023, 6, 2), Precision::Exact);
    ada.maintainer = held(Standing::Maintainer, date(2024, 3, 2), Precision::Exact);
    let leads = [ada, ben];
    assert_eq!(
        says(LeadRule::Membership, &leads),
        sentence(Verdict::Fail, "Member for a year: not Ada")
    );
    assert_eq!(
        says(LeadRule::Maintainership, &leads),
        sentence(Verdict::Fail, "Maintainer for three months: not Ada")
    );
}

#[test]
fn a_list_that_shows_a_short_tenure_is_no_evidence_of_when_it_began() {
    let [mut ada, ben] = both();
    ada.member = held(Standing::Member, date(2024, 1, 1), Precision::AtTheLatest);
    assert_eq!(
        says(LeadRule::Membership, &[ada, ben]),
        sentence(
            Verdict::NoEvidence,
            "Member for a year: no evidence for Ada"
        )
    );
}

#[test]
fn absence_from_a_complete_list_fails_and_without_a_list_tells_nothing() {
    let mut leads = both();
    for lead in &mut leads {
        lead.maintainer = None;
    }
    let rule = LeadRule::Maintainership;
    assert_eq!(
        says(rule, &leads),
        sentence(
            Verdict::NoEvidence,
            "Maintainer for three months: no evidence for Ada and Ben"
        )
    );
    let of = |day| Rolls {
        members: None,
        maintainers: Some(day),
    };
    let (verdict, evidence, about) = found(rule, &leads, of(date(2024, 5, 1)));
    assert_eq!(
        (verdict, evidence.as_str()),
        (
            Verdict::Fail,
            "Maintainer for three months: not Ada and Ben"
        )
    );
    assert_eq!(about.len(), 2);
    assert_eq!(
        found(rule, &leads, of(date(2024, 6, 2))).0,
        Verdict::NoEvidence,
        "a later list"
    );
}

#[test]
fn a_standing_that_was_lost_counts_no_longer() {
    let [mut ada, ben] = both();
    if let Some(member) = &mut ada.member {
        member.until = Some(TODAY);
    }
    assert_eq!(says(LeadRule::Membership, &[ada, ben]).0, Verdict::Fail);
}

#[test]
fn without_leads_there_is_no_tenure_to_look_at() {
    assert_eq!(
        says(LeadRule::Membership, &[]),
        sentence(
            Verdict::NoEvidence,
            "Member for a year: no leads to look at"
        )
    );
}
