//! The schedule's events as they are stored: for ever.

use domain::{
    event::Event,
    ids::{GroupId, SeriesId},
    schedule::{About, Convener, Pattern, Recurrence, ScheduleEvent, Weekday},
    slug::Slug,
    time_zone::TimeZoneName,
};
use jiff::{
    Timestamp,
    civil::{date, time},
};
use serde_json::{Value, json};
use uuid::Uuid;

fn about(title: &str) -> Box<About> {
    Box::new(About {
        title: title.to_owned(),
        description: "All groups.".to_owned(),
        place: "Online".to_owned(),
        join_link: "https://meet.example/1".to_owned(),
    })
}

fn pattern(weekday: Weekday) -> Box<Pattern> {
    Box::new(Pattern {
        from: date(2026, 1, 5),
        until: None,
        recurrence: Recurrence::each_week(weekday),
        time: time(17, 0, 0, 0),
        minutes: 60,
        zone: TimeZoneName::new("Europe/Lisbon").unwrap(),
    })
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn what_happens_to_the_schedule_is_stored() {
    let group = GroupId(Uuid::from_u128(1));
    let said = json!({"title": "Combined", "description": "All groups.", "place": "Online",
        "join_link": "https://meet.example/1"});
    let renamed = json!({"title": "All groups", "description": "All groups.", "place": "Online",
        "join_link": "https://meet.example/1"});
    let weekly = |weekday: &str| {
        json!({"from": "2026-01-05",
        "recurrence": {"every": "weekly", "weeks": 1, "weekdays": [weekday]},
        "time": "17:00:00", "minutes": 60, "zone": "Europe/Lisbon"})
    };
    let cases: [(ScheduleEvent, Value); 7] = [
        (
            ScheduleEvent::SeriesScheduled {
                convener: Convener::Group { group },
                about: about("Combined"),
                pattern: pattern(Weekday::Wednesday),
            },
            json!({"kind": "series_scheduled",
                "convener": {"of": "group", "group": "00000000-0000-0000-0000-000000000001"},
                "about": said, "pattern": weekly("wednesday")}),
        ),
        (
            ScheduleEvent::SeriesChanged {
                before: about("Combined"),
                about: about("All groups"),
                pattern_before: pattern(Weekday::Wednesday),
                pattern: pattern(Weekday::Friday),
            },
            json!({"kind": "series_changed", "before": said, "about": renamed,
                "pattern_before": weekly("wednesday"), "pattern": weekly("friday")}),
        ),
        (
            ScheduleEvent::SeriesEnded {
                last: date(2026, 12, 2),
            },
            json!({"kind": "series_ended", "last": "2026-12-02"}),
        ),
        (
            ScheduleEvent::MeetingScheduled {
                convener: Convener::Combined,
                about: about("Combined"),
                starts: instant("2026-12-02T17:00:00Z"),
                minutes: 90,
                zone: TimeZoneName::utc(),
            },
            json!({"kind": "meeting_scheduled", "convener": {"of": "combined"}, "about": said,
                "starts": "2026-12-02T17:00:00Z", "minutes": 90, "zone": "UTC"}),
        ),
        (
            ScheduleEvent::MeetingMoved {
                day: date(2026, 12, 2),
                before: instant("2026-12-02T17:00:00Z"),
                starts: instant("2026-12-03T17:00:00Z"),
                minutes: 60,
                place_before: "Online".to_owned(),
                place: "Room 1".to_owned(),
                join_link_before: "https://meet.example/1".to_owned(),
                join_link: String::new(),
                reason: "A holiday.".to_owned(),
            },
            json!({"kind": "meeting_moved", "day": "2026-12-02", "before": "2026-12-02T17:00:00Z",
                "starts": "2026-12-03T17:00:00Z", "minutes": 60, "place_before": "Online",
                "place": "Room 1", "join_link_before": "https://meet.example/1", "join_link": "",
                "reason": "A holiday."}),
        ),
        (
            ScheduleEvent::MeetingCancelled {
                day: date(2026, 12, 2),
                reason: String::new(),
            },
            json!({"kind": "meeting_cancelled", "day": "2026-12-02", "reason": ""}),
        ),
        (
            ScheduleEvent::MeetingReinstated {
                day: date(2026, 12, 2),
            },
            json!({"kind": "meeting_reinstated", "day": "2026-12-02"}),
        ),
    ];
    let mut kinds = Vec::new();
    for (change, stored) in cases {
        let event = Event::Schedule {
            series: Some(SeriesId(Uuid::from_u128(2))),
            slug: Slug::new("combined").unwrap(),
            title: "Combined".to_owned(),
            group: None,
            change,
        };
        let whole = json!({"about": "schedule", "series": "00000000-0000-0000-0000-000000000002",
            "slug": "combined", "title": "Combined", "group": null, "change": stored});
        assert_eq!(serde_json::to_value(&event).unwrap(), whole);
        assert_eq!(serde_json::from_value::<Event>(whole).unwrap(), event);
        kinds.push(event.kind());
    }
    assert_eq!(kinds, ScheduleEvent::KINDS);
}
