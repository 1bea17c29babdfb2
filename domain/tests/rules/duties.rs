//! What somebody owes: its order, its urgency and its words.

use domain::{
    Day,
    duty::{Duty, GroupName, Matter, Subject, Urgency, sort, summary},
    ids::GroupId,
    lead_rules::LeadRule,
    policy::Checklist,
};
use uuid::Uuid;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn step(sentence: &str, due: &str) -> Duty {
    Duty {
        matter: Matter::TakeStep {
            checklist: Checklist::Setup,
            step: Uuid::nil(),
            version: 1,
            sentence: sentence.to_owned(),
            owner: String::new(),
        },
        group: Some(GroupName {
            id: GroupId(Uuid::nil()),
            slug: "routing".to_owned(),
            name: "Routing".to_owned(),
        }),
        due: Some(day(due)),
    }
}

fn undated(matter: Matter) -> Duty {
    Duty {
        matter,
        group: None,
        due: None,
    }
}

#[test]
fn what_is_overdue_comes_first_then_what_is_due_then_what_has_no_day_by_its_kind() {
    let draft = undated(Matter::FinishDraft {
        draft: Uuid::nil(),
        title: "A new group".to_owned(),
    });
    let nomination = undated(Matter::AnswerNomination {
        proposal: Subject {
            number: 4,
            title: "Form Cost Insight".to_owned(),
        },
        by: "Lena Fischer".to_owned(),
    });
    let mut duties = vec![
        draft,
        step("Later", "2026-12-24"),
        nomination,
        step("Late", "2026-11-20"),
        step("Very late", "2026-01-01"),
        step("Tomorrow", "2026-11-26"),
    ];
    sort(&mut duties);
    let titles: Vec<String> = duties.iter().map(Duty::title).collect();
    assert_eq!(
        titles,
        [
            "Very late",
            "Late",
            "Tomorrow",
            "Later",
            "You are nominated as a lead: Form Cost Insight",
            "Your draft: A new group",
        ]
    );
    assert_eq!(
        summary(&duties, day("2026-11-25")),
        "Six things need you. Two are overdue."
    );
}

#[test]
fn a_duty_says_how_soon_it_is_due() {
    let today = day("2026-11-25");
    let words = |due: &str| step("", due).urgency(today).words();
    assert_eq!(words("2026-11-25"), "Due today");
    assert_eq!(words("2026-11-26"), "Due tomorrow");
    assert_eq!(words("2027-02-01"), "Due in 68 days");
    assert_eq!(words("2026-11-24"), "Overdue since yesterday");
    assert_eq!(words("2025-11-25"), "365 days overdue");
    let without = undated(Matter::MeetLeadRule {
        rule: LeadRule::NumberOfLeads,
        evidence: "One lead; two or three wanted".to_owned(),
    });
    assert_eq!(without.urgency(today), Urgency::Undated);
}

#[test]
fn nothing_is_a_sentence_too() {
    assert_eq!(summary(&[], day("2026-11-25")), "Nothing needs you.");
    assert_eq!(
        summary(&[step("One", "2026-11-26")], day("2026-11-25")),
        "One thing needs you. Nothing is overdue."
    );
}
