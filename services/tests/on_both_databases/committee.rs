//! The committee's seats, and that whoever holds one is on the committee and nobody else by it.

use domain::{
    committee::CommitteeRefusal,
    permission::{Action, Denied, Resource},
    standing::Standing,
};
use services::{
    CommandError, Context,
    admin::holders,
    committee::{self, FillRefusal, TermEnd, Vacated, seats},
};

use crate::support::{Entry, House, TODAY, day, on_each_database};

async fn community(house: &House) {
    let routing = Entry::named("Routing")
        .lead("Amara Osei", "Northwind")
        .lead("Mei Tanaka", "Harbour Cloud");
    house.import("2020-01-15", vec![routing]).await;
}

async fn filled(context: &Context, who: &str, since: &str, ends_on: Option<&str>) -> u32 {
    let number = committee::add_seat(context, String::new(), day("2019-01-01"))
        .await
        .unwrap();
    committee::fill(context, number, who, day(since), ends_on.map(day))
        .await
        .unwrap();
    number
}

/// Who is on the committee today.
async fn on_it(house: &House) -> Vec<String> {
    let read = holders(&house.context, &Standing::Committee, None)
        .await
        .unwrap();
    read.people.into_iter().map(|(name, _)| name.name).collect()
}

on_each_database! {
    async fn whoever_holds_a_seat_decides_until_it_is_vacated(house: &House) {
        community(house).await;
        let number = filled(&house.context, "amara-osei", "2024-05-01", None).await;
        assert_eq!(on_it(house).await, ["Amara Osei"]);
        let amara = house.acting("amara-osei").await;
        assert!(amara.may(Action::Decide, Resource::Community).is_ok());
        let how = Vacated { until: day(TODAY), thanked: true };
        committee::vacate(&house.context, number, how).await.unwrap();
        assert_eq!(on_it(house).await, Vec::<String>::new());
        let amara = house.acting("amara-osei").await;
        assert!(amara.may(Action::Decide, Resource::Community).is_err());
        assert!(amara.actor().person().unwrap().standings.contains(&Standing::Emeritus));
        let read = seats(&house.context).await.unwrap();
        assert_eq!(read.seats[0].holder, None);
        assert_eq!(read.seats[0].past[0].person.name, "Amara Osei");
        house.is_sound().await;
    }

    async fn a_seat_vacated_on_a_past_day_ends_the_standing_on_that_day(house: &House) {
        community(house).await;
        let number = filled(&house.context, "amara-osei", "2024-05-01", None).await;
        let how = Vacated { until: day("2026-03-01"), thanked: false };
        committee::vacate(&house.context, number, how).await.unwrap();
        let record = services::admin::person(&house.context, "amara-osei").await.unwrap();
        let days: Vec<_> = record.standings.iter().map(|held| (held.since, held.until)).collect();
        assert_eq!(days, [(day("2024-05-01"), Some(day("2026-03-01")))]);
        house.is_sound().await;
    }

    async fn terms_that_end_soon_or_have_ended_are_pointed_out(house: &House) {
        community(house).await;
        filled(&house.context, "amara-osei", "2024-05-01", Some("2026-12-24")).await;
        filled(&house.context, "mei-tanaka", "2024-05-01", Some("2026-11-01")).await;
        let read = seats(&house.context).await.unwrap();
        let ends: Vec<TermEnd> = read.seats.iter().filter_map(|seat| Some(seat.holder.as_ref()?.end)).collect();
        assert_eq!(ends, [TermEnd::Soon, TermEnd::Over]);
        committee::change_term(&house.context, 1, Some(day("2028-05-01"))).await.unwrap();
        let read = seats(&house.context).await.unwrap();
        assert_eq!(read.seats[0].holder.as_ref().unwrap().end, TermEnd::Far);
        let queries = house.queries(seats(&house.context)).await;
        assert!(queries <= 5, "{queries} queries");
    }

    async fn a_seat_is_for_someone_of_the_record_and_for_one_at_a_time(house: &House) {
        community(house).await;
        let number = filled(&house.context, "amara-osei", "2024-05-01", None).await;
        let refused = committee::fill(&house.context, number, "mei-tanaka", day(TODAY), None).await.unwrap_err();
        assert!(matches!(refused, CommandError::Refused(FillRefusal::Seat(CommitteeRefusal::Filled))), "{refused:?}");
        let refused = committee::fill(&house.context, number, "nobody", day(TODAY), None).await.unwrap_err();
        assert!(matches!(refused, CommandError::Refused(FillRefusal::Nobody(_))), "{refused:?}");
    }

    async fn a_lead_changes_no_seat(house: &House) {
        community(house).await;
        let mei = house.acting("mei-tanaka").await;
        let refused = committee::add_seat(&mei, String::new(), day(TODAY)).await.unwrap_err();
        assert!(matches!(refused, CommandError::Denied(Denied::Others(_))), "{refused:?}");
        assert_eq!(seats(&house.context).await.unwrap().seats, []);
    }

    async fn an_import_of_an_older_day_is_not_held_up_by_a_seat(house: &House) {
        community(house).await;
        committee::add_seat(&house.context, String::new(), day(TODAY)).await.unwrap();
        let routing = Entry::named("Routing").about("How calls find their way");
        let events = house.import("2021-01-15", vec![routing]).await;
        assert!(!events.is_empty());
    }
}
