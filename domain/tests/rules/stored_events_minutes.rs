//! What happens to meetings, as it is stored: for ever.

use domain::{
    event::Event,
    ids::{GroupId, MeetingId, PersonId},
    minutes::MinutesEvent,
    schedule::MeetingAddress,
};
use serde_json::{Value, json};
use uuid::Uuid;

const ONE: &str = "00000000-0000-0000-0000-000000000001";
const TWO: &str = "00000000-0000-0000-0000-000000000002";

fn is_stored_as(change: MinutesEvent, json: Value) -> &'static str {
    let event = Event::Minutes {
        meeting: MeetingId(Uuid::from_u128(1)),
        address: MeetingAddress::new("toc-2026-11-20").unwrap(),
        title: "Committee".to_owned(),
        group: Some(GroupId(Uuid::from_u128(2))),
        change,
    };
    let kind = event.kind();
    let expected = json!({"about": "minutes", "meeting": ONE, "address": "toc-2026-11-20", "title": "Committee",
        "group": TWO, "change": json});
    assert_eq!(serde_json::to_value(&event).unwrap(), expected);
    let read: Event = serde_json::from_value(expected).unwrap();
    assert_eq!(read, event);
    kind
}

#[test]
fn what_happens_to_a_meeting_is_stored() {
    let person = PersonId(Uuid::from_u128(1));
    let kinds = [
        is_stored_as(
            MinutesEvent::Held {
                began_at: "2026-11-20T15:00:00Z".parse().unwrap(),
                ended_at: "2026-11-20T16:00:00Z".parse().unwrap(),
                present: vec![person],
                concerned: vec![GroupId(Uuid::from_u128(2))],
            },
            json!({"kind": "held", "began_at": "2026-11-20T15:00:00Z", "ended_at": "2026-11-20T16:00:00Z",
                "present": [ONE], "concerned": [TWO]}),
        ),
        is_stored_as(
            MinutesEvent::Approved {
                by: person,
                at: "toc-2026-11-27".to_owned(),
            },
            json!({"kind": "approved", "by": ONE, "at": "toc-2026-11-27"}),
        ),
        is_stored_as(
            MinutesEvent::Published {
                by: None,
                version: 1,
            },
            json!({"kind": "published", "by": null, "version": 1}),
        ),
        is_stored_as(
            MinutesEvent::Corrected {
                by: person,
                version: 2,
                reason: "A name".to_owned(),
            },
            json!({"kind": "corrected", "by": ONE, "version": 2, "reason": "A name"}),
        ),
        is_stored_as(
            MinutesEvent::RecordingPublished {
                by: Some(person),
                link: "https://video.example/1".to_owned(),
            },
            json!({"kind": "recording_published", "by": ONE, "link": "https://video.example/1"}),
        ),
        is_stored_as(
            MinutesEvent::RecordingMissing {
                by: Some(person),
                reason: "Nobody pressed the button".to_owned(),
            },
            json!({"kind": "recording_missing", "by": ONE, "reason": "Nobody pressed the button"}),
        ),
    ];
    assert_eq!(kinds, MinutesEvent::KINDS);
}
