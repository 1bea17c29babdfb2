//! Pages of meetings ask as few questions of many meetings as of few.

use domain::{ids::GroupId, schedule::Convener};
use services::{
    Context,
    agenda::{self, NewItem},
    group, meeting, minutes,
    schedule::{self, Wanted},
};

use crate::{
    schedule::{at, community, weekly},
    support::on_each_database,
};

const MEETING: &str = "routing-weekly-2199-01-09";

/// The first of January 2199, and a month later, in microseconds since 1970.
const MONTH: (i64, i64) = (7_226_582_400_000_000, 7_229_260_800_000_000);

async fn ask_for_an_item(lead: &Context, meeting: &str, title: &str) {
    let item = NewItem {
        title: title.to_owned(),
        minutes: Some(5),
        material: String::new(),
        groups: vec!["routing".to_owned(), "identity".to_owned()],
    };
    agenda::add(lead, &at(meeting), item).await.unwrap();
}

on_each_database! {
    async fn many_meetings_take_as_many_queries_as_few(house: &House) {
        let (lead, committee, routing) = community(house).await;
        let visitor = &house.context;
        schedule::plan_series(&lead, weekly(Convener::Group { group: routing }, "Routing weekly")).await.unwrap();
        schedule::plan_series(&committee, weekly(Convener::Committee, "TOC")).await.unwrap();
        ask_for_an_item(&lead, MEETING, "Retries").await;
        ask_for_an_item(&lead, "toc-2199-01-02", "Retries").await;
        let few = asked(house, visitor, routing).await;
        let all = schedule::between(visitor, Wanted::default(), MONTH.0, MONTH.1).await.unwrap();
        assert_eq!(all.meetings.len(), 10);

        for number in 0..6 {
            let title = format!("Number {number}");
            schedule::plan_series(&lead, weekly(Convener::Group { group: routing }, &title)).await.unwrap();
            for day in ["2199-01-02", "2199-01-16", "2199-01-23"] {
                let address = format!("number-{number}-{day}");
                ask_for_an_item(&lead, &address, "Retries").await;
                ask_for_an_item(&lead, &address, "Certificates").await;
            }
            meeting::cancel(&lead, &at(&format!("number-{number}-2199-01-09")), 0, "Snow".to_owned()).await.unwrap();
            ask_for_an_item(&lead, MEETING, &title).await;
        }
        assert_eq!(asked(house, visitor, routing).await, few);
    }
}

/// What each page asks for, by its name.
async fn asked(
    house: &crate::support::House,
    visitor: &Context,
    group: GroupId,
) -> Vec<(&'static str, u64)> {
    let of_group = Wanted {
        group: Some(group),
        ..Wanted::default()
    };
    let (all, meeting) = (Wanted::default(), at(MEETING));
    vec![
        (
            "coming",
            house.queries(schedule::coming(visitor, all, None)).await,
        ),
        (
            "of a group",
            house
                .queries(schedule::coming(visitor, of_group, None))
                .await,
        ),
        (
            "past",
            house.queries(schedule::past(visitor, all, None)).await,
        ),
        (
            "month",
            house
                .queries(schedule::between(visitor, all, MONTH.0, MONTH.1))
                .await,
        ),
        ("next", house.queries(schedule::next(visitor, all)).await),
        (
            "all series",
            house.queries(schedule::series_list(visitor, None)).await,
        ),
        (
            "a series",
            house
                .queries(schedule::series_page(visitor, "routing-weekly"))
                .await,
        ),
        (
            "a meeting",
            house.queries(meeting::page(visitor, &meeting)).await,
        ),
        (
            "its agenda",
            house.queries(agenda::one(visitor, &meeting)).await,
        ),
        (
            "the committee's agenda",
            house.queries(agenda::toc_agenda(visitor)).await,
        ),
        (
            "minutes of a group",
            house
                .queries(minutes::concerning(visitor, group, None))
                .await,
        ),
        (
            "a group",
            house.queries(group::page(visitor, "routing", None)).await,
        ),
    ]
}
