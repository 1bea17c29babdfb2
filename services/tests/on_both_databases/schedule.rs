//! The schedule: who plans it, what a change does to what was planned, and where a meeting is found.

use domain::{
    ids::GroupId,
    permission::Denied,
    schedule::{About, Convener, MeetingAddress, MeetingState, Pattern, Recurrence, Weekday},
    standing::Standing,
    time_zone::TimeZoneName,
};
use jiff::civil::{date, datetime, time};
use services::{
    CommandError, Context, ReadError, group,
    meeting::{self, Move, NewMeeting},
    schedule::{self, NewSeries, ScheduleRefusal},
};

use crate::support::{Entry, House, day, on_each_database};

/// A group with a lead, and somebody on the committee, seen from a day in the far future of no clock.
pub async fn community(house: &House) -> (Context, Context, GroupId) {
    house
        .import(
            "2020-01-15",
            vec![
                Entry::named("Routing").lead("Amara Osei", "Northwind"),
                Entry::named("Identity").lead("Mei Tanaka", "Harbour Cloud"),
            ],
        )
        .await;
    house
        .list("2020-02-01", "Mei Tanaka", Standing::Committee)
        .await;
    let lead = house.acting("amara-osei").await;
    let committee = house.acting("mei-tanaka").await;
    let routing = group::meant(&house.context, "routing")
        .await
        .unwrap()
        .unwrap();
    (lead, committee, routing)
}

pub fn weekly(convener: Convener, title: &str) -> NewSeries {
    NewSeries {
        convener,
        about: About {
            title: title.to_owned(),
            description: "What is new.".to_owned(),
            place: "Online".to_owned(),
            join_link: "https://meet.example/routing".to_owned(),
        },
        pattern: Pattern {
            from: date(2199, 1, 2),
            until: None,
            recurrence: Recurrence::each_week(Weekday::Wednesday),
            time: time(17, 0, 0, 0),
            minutes: 60,
            zone: TimeZoneName::new("Europe/Lisbon").unwrap(),
        },
    }
}

pub fn at(text: &str) -> MeetingAddress {
    MeetingAddress::new(text).unwrap()
}

on_each_database! {
    async fn leads_plan_for_their_group_and_the_committee_for_all(house: &House) {
        let (lead, committee, routing) = community(house).await;
        let own = weekly(Convener::Group { group: routing }, "Routing weekly");
        let slug = schedule::plan_series(&lead, own.clone()).await.unwrap();
        assert_eq!(slug.as_str(), "routing-weekly");
        let second = schedule::plan_series(&committee, own).await.unwrap();
        assert_eq!(second.as_str(), "routing-weekly-2");
        let combined = weekly(Convener::Combined, "Combined");
        let refused = schedule::plan_series(&lead, combined.clone()).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::Others(_))), "{refused:?}");
        schedule::plan_series(&committee, combined).await.unwrap();
        let identity = group::meant(&lead, "identity").await.unwrap().unwrap();
        let other = weekly(Convener::Group { group: identity }, "Identity weekly");
        let refused = schedule::plan_series(&lead, other).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::Others(_))), "{refused:?}");
        let mut wrong = weekly(Convener::Group { group: routing }, " ");
        wrong.about.join_link = "javascript:alert(1)".to_owned();
        let refused = schedule::plan_series(&lead, wrong).await.unwrap_err();
        let CommandError::Refused(ScheduleRefusal::Invalid(problems)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(problems.len(), 2);
        house.is_sound().await;
    }

    async fn a_meeting_is_found_before_anything_was_written_for_it(house: &House) {
        let (lead, _, routing) = community(house).await;
        let own = weekly(Convener::Group { group: routing }, "Routing weekly");
        schedule::plan_series(&lead, own).await.unwrap();
        let found = meeting::find(&lead, &at("routing-weekly-2199-01-09")).await.unwrap();
        assert_eq!((found.id, found.state, found.minutes()), (None, MeetingState::Planned, 60));
        for none in ["routing-weekly-2199-01-10", "routing-weekly-2198-12-26", "other-2199-01-09"] {
            let refused = meeting::find(&lead, &at(none)).await.unwrap_err();
            assert!(matches!(refused, ReadError::NotFound), "{none}: {refused:?}");
        }
    }

    async fn a_meeting_is_moved_cancelled_and_takes_place_after_all(house: &House) {
        let (lead, committee, routing) = community(house).await;
        let own = weekly(Convener::Group { group: routing }, "Routing weekly");
        schedule::plan_series(&lead, own).await.unwrap();
        let address = at("routing-weekly-2199-01-09");
        let to = Move {
            starts: datetime(2199, 1, 10, 9, 0, 0, 0),
            minutes: 30,
            place: "Room 1".to_owned(),
            join_link: String::new(),
            reason: "A holiday".to_owned(),
        };
        meeting::move_to(&lead, &address, 0, to.clone()).await.unwrap();
        let moved = meeting::find(&lead, &address).await.unwrap();
        assert!(moved.moved && moved.id.is_some());
        assert_eq!((moved.minutes(), moved.place.as_str()), (30, "Room 1"));
        assert_eq!(moved.starts_at - moved.planned_at, 16 * 3_600_000_000);
        let stale = meeting::cancel(&committee, &address, 0, String::new()).await.unwrap_err();
        assert!(matches!(stale, CommandError::Refused(ScheduleRefusal::Stale)), "{stale:?}");
        meeting::cancel(&committee, &address, moved.version, "Snow".to_owned()).await.unwrap();
        let cancelled = meeting::find(&lead, &address).await.unwrap();
        assert_eq!((cancelled.state, cancelled.reason.as_str()), (MeetingState::Cancelled, "Snow"));
        let refused = meeting::move_to(&lead, &address, cancelled.version, to).await.unwrap_err();
        assert!(matches!(refused, CommandError::Refused(ScheduleRefusal::Cancelled)), "{refused:?}");
        meeting::reinstate(&lead, &address, cancelled.version).await.unwrap();
        let again = meeting::find(&lead, &address).await.unwrap();
        assert_eq!((again.state, again.sequence), (MeetingState::Planned, 3));
        house.is_sound().await;
    }

    async fn what_was_planned_follows_its_series(house: &House) {
        let (lead, _, routing) = community(house).await;
        let own = weekly(Convener::Group { group: routing }, "Routing weekly");
        schedule::plan_series(&lead, own.clone()).await.unwrap();
        let (early, late) = (at("routing-weekly-2199-01-09"), at("routing-weekly-2199-01-23"));
        for address in [&early, &late] {
            meeting::cancel(&lead, address, 0, String::new()).await.unwrap();
            meeting::reinstate(&lead, address, 2).await.unwrap();
        }
        let pattern = Pattern {
            from: day("2199-01-16"),
            recurrence: Recurrence::each_week(Weekday::Thursday),
            ..own.pattern.clone()
        };
        let about = About { place: "Room 2".to_owned(), ..own.about.clone() };
        schedule::change_series(&lead, "routing-weekly", 1, about, pattern).await.unwrap();
        let kept = meeting::find(&lead, &early).await.unwrap();
        assert_eq!((kept.state, kept.place.as_str()), (MeetingState::Planned, "Room 2"));
        let gone = meeting::find(&lead, &late).await.unwrap();
        assert_eq!(gone.state, MeetingState::Cancelled);
        assert!(meeting::find(&lead, &at("routing-weekly-2199-01-24")).await.is_ok());
        assert!(meeting::find(&lead, &at("routing-weekly-2199-01-16")).await.is_err());
        schedule::end_series(&lead, "routing-weekly", 2, day("2199-02-01")).await.unwrap();
        assert!(meeting::find(&lead, &at("routing-weekly-2199-02-07")).await.is_err());
        let stale = schedule::end_series(&lead, "routing-weekly", 2, day("2199-02-01")).await.unwrap_err();
        assert!(matches!(stale, CommandError::Refused(ScheduleRefusal::Stale)), "{stale:?}");
        house.is_sound().await;
    }

    async fn a_meeting_of_its_own_has_an_address_of_its_own(house: &House) {
        let (lead, _, routing) = community(house).await;
        let wanted = NewMeeting {
            convener: Convener::Group { group: routing },
            about: About { title: "Retreat".to_owned(), ..About::default() },
            starts: datetime(2199, 6, 3, 9, 0, 0, 0),
            minutes: 240,
            zone: TimeZoneName::new("Asia/Kolkata").unwrap(),
        };
        let first = meeting::plan_meeting(&lead, wanted.clone()).await.unwrap();
        assert_eq!(first.to_string(), "retreat-2199-06-03");
        let second = meeting::plan_meeting(&lead, wanted).await.unwrap();
        assert_eq!(second.to_string(), "retreat-2-2199-06-03");
        let found = meeting::find(&lead, &first).await.unwrap();
        assert_eq!((found.series, found.minutes()), (None, 240));
        house.is_sound().await;
    }
}
