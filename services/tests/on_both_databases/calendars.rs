//! Pages of series and meetings, and what stands in calendars.

use domain::schedule::{Convener, MeetingState, Pattern, Recurrence, Weekday};
use jiff::civil::datetime;
use services::{
    CommandError, ReadError,
    calendar::{self, FeedOf},
    meeting::{self, Move},
    schedule,
};

use crate::{
    schedule::{at, community, weekly},
    support::{day, on_each_database},
};

on_each_database! {
    async fn a_meeting_has_its_neighbours_and_a_series_its_next_ones(house: &House) {
        let (lead, committee, routing) = community(house).await;
        let own = weekly(Convener::Group { group: routing }, "Routing weekly");
        schedule::plan_series(&lead, own).await.unwrap();
        let page = meeting::page(&lead, &at("routing-weekly-2199-01-09")).await.unwrap();
        let neighbours = [page.before, page.after].map(|other| other.map(|other| other.address.to_string()));
        assert_eq!(
            neighbours,
            [Some("routing-weekly-2199-01-02".to_owned()), Some("routing-weekly-2199-01-16".to_owned())]
        );
        let page = schedule::series_page(&lead, "routing-weekly").await.unwrap();
        assert_eq!(page.names.group(routing).unwrap().name, "Routing");
        assert!(page.coming.meetings.len() >= 40);
        schedule::plan_series(&committee, weekly(Convener::Combined, "Combined")).await.unwrap();
        let few = house.queries(schedule::series_list(&lead, None)).await;
        for number in 0..5 {
            let title = format!("Number {number}");
            schedule::plan_series(&lead, weekly(Convener::Group { group: routing }, &title)).await.unwrap();
        }
        assert_eq!(house.queries(schedule::series_list(&lead, None)).await, few);
        let list = schedule::series_list(&lead, None).await.unwrap();
        assert_eq!((list.series.len(), list.next), (7, None));
        let rest = schedule::series_list(&lead, Some("number-4")).await.unwrap();
        assert_eq!(rest.series.len(), 1);
        let none = meeting::page(&lead, &at("routing-weekly-2199-01-10")).await.unwrap_err();
        assert!(matches!(none, ReadError::NotFound), "{none:?}");
    }

    async fn a_calendar_has_each_pattern_and_what_is_otherwise(house: &House) {
        let (lead, committee, routing) = community(house).await;
        let own = weekly(Convener::Group { group: routing }, "Routing weekly");
        schedule::plan_series(&lead, own.clone()).await.unwrap();
        schedule::plan_series(&committee, weekly(Convener::Combined, "Combined")).await.unwrap();
        let to = Move {
            starts: datetime(2199, 1, 10, 9, 0, 0, 0),
            minutes: 30,
            place: "Room 1".to_owned(),
            join_link: String::new(),
            reason: "A holiday".to_owned(),
        };
        meeting::move_to(&lead, &at("routing-weekly-2199-01-09"), 0, to).await.unwrap();
        meeting::cancel(&lead, &at("routing-weekly-2199-01-16"), 0, String::new()).await.unwrap();
        let pattern = Pattern {
            from: day("2199-02-01"),
            recurrence: Recurrence::each_week(Weekday::Thursday),
            ..own.pattern.clone()
        };
        schedule::change_series(&lead, "routing-weekly", 1, own.about.clone(), pattern).await.unwrap();
        let feed = calendar::feed(&lead, FeedOf::Group(routing)).await.unwrap();
        let patterns: Vec<_> = feed
            .recurring
            .iter()
            .map(|recurring| (recurring.first.day, recurring.pattern.until, recurring.otherwise.len()))
            .collect();
        assert_eq!(
            patterns,
            [(day("2199-01-02"), Some(day("2199-01-31")), 2), (day("2199-02-07"), None, 0)]
        );
        let states: Vec<_> = feed.recurring[0].otherwise.iter().map(|(_, single)| single.meeting.state).collect();
        assert_eq!(states, [MeetingState::Planned, MeetingState::Cancelled]);
        let all = calendar::feed(&lead, FeedOf::Everything).await.unwrap();
        assert_eq!((all.recurring.len(), all.single.len()), (3, 0));
        let person = lead.actor().person_id().unwrap();
        let own = calendar::feed(&lead, FeedOf::Person(person)).await.unwrap();
        assert_eq!(own.recurring.len(), 3, "their group's and the combined one");
        let other = committee.actor().person_id().unwrap();
        let other = calendar::feed(&lead, FeedOf::Person(other)).await.unwrap();
        assert_eq!(other.recurring.len(), 1, "the combined one alone");
    }

    async fn a_calendar_address_is_ones_own_and_is_kept_as_a_hash(house: &House) {
        let (lead, committee, _) = community(house).await;
        let person = lead.actor().person_id().unwrap();
        assert_eq!(calendar::own_address(&lead, person).await.unwrap(), None);
        let first = calendar::make_address(&lead, person).await.unwrap();
        let second = calendar::make_address(&lead, person).await.unwrap();
        assert_eq!(calendar::person_of(&house.context, &first).await.unwrap(), None);
        assert_eq!(calendar::person_of(&house.context, &second).await.unwrap(), Some(person));
        assert!(calendar::own_address(&lead, person).await.unwrap().unwrap().used_at.is_some());
        let refused = calendar::make_address(&committee, person).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(_)), "{refused:?}");
        assert!(calendar::revoke_address(&lead, person).await.unwrap());
        assert!(!calendar::revoke_address(&lead, person).await.unwrap());
        assert_eq!(calendar::person_of(&house.context, &second).await.unwrap(), None);
    }
}
