//! The JSON of events about roadmaps and reports: the record keeps it for ever.

use domain::{
    event::Event,
    ids::{GroupId, PersonId},
    report::{Fact, FactKind, Mark, ReportEvent, ReportWords},
    roadmap::{ItemState, RoadmapEvent, RoadmapItem},
};
use jiff::{Timestamp, civil::date};
use serde_json::{Value, json};
use uuid::Uuid;

const GROUP: &str = "00000000-0000-0000-0000-000000000001";
const PERSON: &str = "00000000-0000-0000-0000-000000000002";

fn group() -> GroupId {
    GroupId(Uuid::from_u128(1))
}

fn person() -> PersonId {
    PersonId(Uuid::from_u128(2))
}

fn at() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

fn is_stored_as(event: &Event, json: &Value) -> &'static str {
    assert_eq!(&serde_json::to_value(event).unwrap(), json);
    assert_eq!(
        &serde_json::from_value::<Event>(json.clone()).unwrap(),
        event
    );
    event.kind()
}

#[test]
fn what_happens_to_a_roadmap_is_stored() {
    let stored = |change: RoadmapEvent, json: Value| {
        is_stored_as(
            &Event::Roadmap {
                group: group(),
                change,
            },
            &json!({"about": "roadmap", "group": GROUP, "change": json}),
        )
    };
    let item = |number, links: &[&str]| RoadmapItem {
        number,
        outcome: "Faster starts".to_owned(),
        month: "2026-12".parse().unwrap(),
        state: ItemState::AtRisk,
        links: links.iter().map(|link| (*link).to_owned()).collect(),
    };
    let kinds = [
        stored(
            RoadmapEvent::Published {
                version: 2,
                items: vec![item(1, &["https://tidewater.example/1"]), item(2, &[])],
                summary: "Later".to_owned(),
                by: Some(person()),
                at: at(),
            },
            json!({
                "kind": "published", "version": 2, "summary": "Later", "by": PERSON, "at": "2026-11-22T12:00:00Z",
                "items": [
                    {"number": 1, "outcome": "Faster starts", "month": "2026-12", "state": "at_risk",
                     "links": ["https://tidewater.example/1"]},
                    {"number": 2, "outcome": "Faster starts", "month": "2026-12", "state": "at_risk"},
                ],
            }),
        ),
        stored(
            RoadmapEvent::Confirmed {
                version: 2,
                by: None,
                at: at(),
            },
            json!({"kind": "confirmed", "version": 2, "by": null, "at": "2026-11-22T12:00:00Z"}),
        ),
    ];
    assert_eq!(kinds, RoadmapEvent::KINDS);
}

#[test]
fn what_happens_to_reports_is_stored() {
    let stored = |change: ReportEvent, json: Value| {
        is_stored_as(
            &Event::Report {
                group: group(),
                change,
            },
            &json!({"about": "report", "group": GROUP, "change": json}),
        )
    };
    let period = "2026-q3".parse().unwrap();
    let (by, at) = (person(), at());
    let kinds = [
        stored(
            ReportEvent::Asked {
                reason: "It is quiet".to_owned(),
                due_on: date(2026, 12, 1),
                by,
                at,
            },
            json!({"kind": "asked", "reason": "It is quiet", "due_on": "2026-12-01", "by": PERSON,
                   "at": "2026-11-22T12:00:00Z"}),
        ),
        stored(
            ReportEvent::Submitted {
                period,
                words: Box::new(ReportWords {
                    summary: "Well".to_owned(),
                    next: String::new(),
                    needs: String::new(),
                }),
                facts: vec![Fact {
                    kind: FactKind::Leads,
                    text: "Ada leads".to_owned(),
                    on: Some(date(2026, 8, 1)),
                    page: None,
                }],
                by,
                at,
            },
            json!({"kind": "submitted", "period": "2026-q3", "words": {"summary": "Well", "next": "", "needs": ""},
                   "facts": [{"kind": "leads", "text": "Ada leads", "on": "2026-08-01"}], "by": PERSON,
                   "at": "2026-11-22T12:00:00Z"}),
        ),
        stored(
            ReportEvent::Marked {
                period,
                mark: Mark::Read,
                by,
                at,
            },
            json!({"kind": "marked", "period": "2026-q3", "mark": "read", "by": PERSON, "at": "2026-11-22T12:00:00Z"}),
        ),
        stored(
            ReportEvent::Marked {
                period,
                mark: Mark::Flagged {
                    comment: "Why?".to_owned(),
                },
                by,
                at,
            },
            json!({"kind": "marked", "period": "2026-q3", "mark": "flagged", "comment": "Why?", "by": PERSON,
                   "at": "2026-11-22T12:00:00Z"}),
        ),
        stored(
            ReportEvent::Discussed {
                period,
                outcome: "Clear now".to_owned(),
                by,
                at,
            },
            json!({"kind": "discussed", "period": "2026-q3", "outcome": "Clear now", "by": PERSON,
                   "at": "2026-11-22T12:00:00Z"}),
        ),
    ];
    assert_eq!(kinds, ReportEvent::KINDS);
}
