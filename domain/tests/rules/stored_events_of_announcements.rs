//! Events of announcements are stored as JSON for ever: one example of every kind, so that a renamed field is noticed.

use domain::{
    announcement::{AnnouncementEvent, Occasion},
    event::{DatedEvent, Event},
    ids::{AnnouncementId, GroupId, PersonId},
};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixture::day;

const ONE: &str = "00000000-0000-0000-0000-000000000001";

fn is_stored_as(change: AnnouncementEvent, json: Value) -> &'static str {
    let id = Uuid::from_u128(1);
    let event = Event::Announcement {
        announcement: AnnouncementId(id),
        number: 7,
        title: "Routing 2 is out".to_owned(),
        group: Some(GroupId(id)),
        change,
    };
    let kind = event.kind();
    let dated = DatedEvent { on: day(0), event };
    let expected = json!({
        "on": "2020-01-01", "about": "announcement", "announcement": ONE, "number": 7,
        "title": "Routing 2 is out", "group": ONE, "change": json,
    });
    assert_eq!(serde_json::to_value(&dated).unwrap(), expected);
    let read: DatedEvent = serde_json::from_value(expected).unwrap();
    assert_eq!(read, dated);
    kind
}

#[test]
fn every_kind_is_stored_as_it_was() {
    let (by, at) = (PersonId(Uuid::from_u128(1)), Timestamp::UNIX_EPOCH);
    let posted = |occasion| AnnouncementEvent::Posted {
        body: "It is there.".to_owned(),
        occasion,
        by,
        at,
    };
    let stored = |occasion: &str| {
        json!({
            "kind": "posted", "body": "It is there.", "occasion": occasion, "by": ONE,
            "at": "1970-01-01T00:00:00Z",
        })
    };
    let mut kinds = vec![is_stored_as(posted(Occasion::News), stored("news"))];
    is_stored_as(posted(Occasion::Formed), stored("formed"));
    is_stored_as(posted(Occasion::Closing), stored("closing"));
    let mut proposed = stored("proposed");
    proposed["proposal"] = json!(4);
    is_stored_as(posted(Occasion::Proposed { proposal: 4 }), proposed);
    kinds.push(is_stored_as(
        AnnouncementEvent::TakenBack {
            reason: "It was a draft.".to_owned(),
            by,
            at,
        },
        json!({
            "kind": "taken_back", "reason": "It was a draft.", "by": ONE, "at": "1970-01-01T00:00:00Z",
        }),
    ));
    assert_eq!(kinds, AnnouncementEvent::KINDS);
}

#[test]
fn an_occasion_is_found_by_its_key() {
    for occasion in [
        Occasion::News,
        Occasion::Formed,
        Occasion::Closing,
        Occasion::Proposed { proposal: 4 },
    ] {
        let found = Occasion::of_key(occasion.key(), occasion.proposal());
        assert_eq!(found, Some(occasion));
    }
    assert_eq!(Occasion::of_key("proposed", None), None);
}
