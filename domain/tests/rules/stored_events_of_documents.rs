//! Events of documents, decisions and escalations are stored as JSON for ever: one example of every kind.

use domain::{
    decision::{Decider, DecisionEvent, DecisionNumber, RecordedDecision},
    document::DocumentEvent,
    escalation::{Alternate, Asked, EscalationEvent, Rung, Side},
    event::{DatedEvent, Event},
    ids::{EscalationId, GroupId, PersonId},
    slug::Slug,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::day;

const ONE: &str = "00000000-0000-0000-0000-000000000001";
const TWO: &str = "00000000-0000-0000-0000-000000000002";
const NOON: &str = "2020-01-01T12:00:00Z";

fn group(number: u128) -> GroupId {
    GroupId(Uuid::from_u128(number))
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn noon() -> Timestamp {
    NOON.parse().unwrap()
}

fn number(number: u16) -> DecisionNumber {
    DecisionNumber { year: 2026, number }
}

/// The event reads from that JSON and is written as it; gives its kind.
fn is_stored_as(event: Event, json: &Value) -> &'static str {
    let kind = event.kind();
    assert_eq!(json["change"]["kind"], json!(kind_in_json(kind)));
    let dated = DatedEvent { on: day(0), event };
    let mut expected = json.clone();
    expected["on"] = json!("2020-01-01");
    assert_eq!(serde_json::to_value(&dated).unwrap(), expected);
    let read: DatedEvent = serde_json::from_value(expected).unwrap();
    assert_eq!(read, dated);
    kind
}

/// The kind without its noun: it stands in `about` already.
fn kind_in_json(kind: &str) -> &str {
    ["document_", "escalation_", "decision_"]
        .iter()
        .find_map(|noun| kind.strip_prefix(noun))
        .unwrap_or(kind)
}

#[test]
fn events_of_pages() {
    let page = || Slug::new("design").unwrap();
    let title = || "Design".to_owned();
    let by = Some(person(2));
    let of = |change: DocumentEvent, json: Value| {
        let event = Event::Document {
            group: group(1),
            change,
        };
        is_stored_as(
            event,
            &json!({"about": "document", "group": ONE, "change": json}),
        )
    };
    let kinds = [
        of(
            DocumentEvent::Published {
                page: page(),
                title: title(),
                by: None,
            },
            json!({"kind": "published", "page": "design", "title": "Design", "by": null}),
        ),
        of(
            DocumentEvent::Renamed {
                page: page(),
                before: "Draft".to_owned(),
                title: title(),
                by,
            },
            json!({"kind": "renamed", "page": "design", "before": "Draft", "title": "Design", "by": TWO}),
        ),
        of(
            DocumentEvent::Removed {
                page: page(),
                title: title(),
                by,
            },
            json!({"kind": "removed", "page": "design", "title": "Design", "by": TWO}),
        ),
        of(
            DocumentEvent::Restored {
                page: page(),
                title: title(),
                by,
            },
            json!({"kind": "restored", "page": "design", "title": "Design", "by": TWO}),
        ),
    ];
    assert_eq!(kinds, DocumentEvent::KINDS);
}

#[test]
fn events_of_decisions() {
    let of = |change: DecisionEvent, json: Value| {
        let event = Event::Decision {
            number: number(14),
            title: "In order".to_owned(),
            group: Some(group(1)),
            change,
        };
        is_stored_as(
            event,
            &json!({
                "about": "decision", "number": "2026-014", "title": "In order", "group": ONE,
                "change": json
            }),
        )
    };
    let recorded = RecordedDecision {
        decider: Decider::Leads,
        context: "Which first?".to_owned(),
        options: "Any.".to_owned(),
        reasons: "Readable.".to_owned(),
        links: vec!["https://docs.example/order".to_owned()],
        supersedes: vec![number(3)],
        escalation: Some(7),
        policy_version: 2,
        recorded_by: person(2),
        at: noon(),
    };
    let kinds = [
        of(
            DecisionEvent::Recorded {
                decision: Box::new(recorded),
            },
            json!({"kind": "recorded", "decision": {
                "decider": "leads", "context": "Which first?", "options": "Any.",
                "reasons": "Readable.", "links": ["https://docs.example/order"],
                "supersedes": ["2026-003"], "escalation": 7, "policy_version": 2,
                "recorded_by": TWO, "at": NOON
            }}),
        ),
        of(
            DecisionEvent::AlternateAttached {
                alternate: Uuid::from_u128(1),
                title: "By length".to_owned(),
                body: "Longest first.".to_owned(),
                link: String::new(),
                by: person(2),
                at: noon(),
            },
            json!({
                "kind": "alternate_attached", "alternate": ONE, "title": "By length",
                "body": "Longest first.", "link": "", "by": TWO, "at": NOON
            }),
        ),
        of(
            DecisionEvent::AlternateAnswered {
                alternate: Uuid::from_u128(1),
                answer: "Surprising.".to_owned(),
                by: person(2),
                at: noon(),
            },
            json!({
                "kind": "alternate_answered", "alternate": ONE, "answer": "Surprising.",
                "by": TWO, "at": NOON
            }),
        ),
    ];
    assert_eq!(kinds, DecisionEvent::KINDS);
}

fn of_escalation(change: EscalationEvent, json: Value) -> &'static str {
    let event = Event::Escalation {
        escalation: EscalationId(Uuid::from_u128(1)),
        number: 7,
        title: "Retries".to_owned(),
        group: group(1),
        change,
    };
    is_stored_as(
        event,
        &json!({
            "about": "escalation", "escalation": ONE, "number": 7, "title": "Retries",
            "group": ONE, "change": json
        }),
    )
}

#[test]
fn events_of_escalations() {
    let by = person(2);
    let at = noon();
    let text = || "Because.".to_owned();
    let asked = || {
        vec![Asked {
            group: group(1),
            person: by,
        }]
    };
    let asked_json = json!([{"group": ONE, "person": TWO}]);
    let kinds = [
        of_escalation(
            EscalationEvent::Opened {
                by,
                decision: Some(number(14)),
                problem: "Twice.".to_owned(),
                tried: "Asked.".to_owned(),
                affected: vec![group(2)],
                asked: asked(),
                days: 7,
                at,
                due: at,
            },
            json!({
                "kind": "opened", "by": TWO, "decision": "2026-014", "problem": "Twice.",
                "tried": "Asked.", "affected": [TWO], "asked": asked_json, "days": 7,
                "at": NOON, "due": NOON
            }),
        ),
        of_escalation(
            EscalationEvent::Answered {
                by,
                text: text(),
                at,
            },
            json!({"kind": "answered", "by": TWO, "text": "Because.", "at": NOON}),
        ),
        of_escalation(
            EscalationEvent::CaseStated {
                side: Side::Deciding,
                by,
                text: text(),
                at,
            },
            json!({"kind": "case_stated", "side": "deciding", "by": TWO, "text": "Because.", "at": NOON}),
        ),
        of_escalation(
            EscalationEvent::GroupBroughtIn {
                group: group(2),
                asked: asked(),
                by,
                at,
                due: at,
            },
            json!({
                "kind": "group_brought_in", "group": TWO, "asked": asked_json, "by": TWO,
                "at": NOON, "due": NOON
            }),
        ),
        of_escalation(
            EscalationEvent::AlternateLinked {
                alternate: Alternate {
                    title: "Keys".to_owned(),
                    body: text(),
                    link: String::new(),
                },
                by,
                at,
            },
            json!({
                "kind": "alternate_linked",
                "alternate": {"title": "Keys", "body": "Because.", "link": ""},
                "by": TWO, "at": NOON
            }),
        ),
        of_escalation(
            EscalationEvent::Climbed {
                to: Rung::AllLeads,
                asked: asked(),
                without_other_case: false,
                by,
                at,
                due: at,
            },
            json!({
                "kind": "climbed", "to": "all_leads", "asked": asked_json,
                "without_other_case": false, "by": TWO, "at": NOON, "due": NOON
            }),
        ),
        of_escalation(
            EscalationEvent::Settled {
                how: text(),
                decision: None,
                by,
                at,
            },
            json!({"kind": "settled", "how": "Because.", "decision": null, "by": TWO, "at": NOON}),
        ),
        of_escalation(
            EscalationEvent::Withdrawn {
                reason: text(),
                by,
                at,
            },
            json!({"kind": "withdrawn", "reason": "Because.", "by": TWO, "at": NOON}),
        ),
        of_escalation(
            EscalationEvent::Decided {
                decision: number(14),
                by,
                at,
            },
            json!({"kind": "decided", "decision": "2026-014", "by": TWO, "at": NOON}),
        ),
    ];
    assert_eq!(kinds, EscalationEvent::KINDS);
}
