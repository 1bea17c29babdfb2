//! All that one page reads is of one state of the data.

use std::time::Duration;

use domain::registry::Answers;
use services::{
    Context, Database,
    group::{Filter, list},
    registry::{ImportFile, Mode, import},
};
use tokio::time::timeout;

use crate::support::{Entry, day, on_each_database, registry};

/// As many readings at once as no pool has connections for.
const MANY: usize = 40;

async fn names(database: &Database) -> Vec<String> {
    let page = list(database, &Filter::default(), None, None)
        .await
        .unwrap();
    page.groups.into_iter().map(|group| group.name).collect()
}

/// Adds groups to the record through this context.
async fn add(context: &Context, on: &str, groups: &[&str]) {
    let file = ImportFile {
        name: "registry.md".to_owned(),
        format: "hand-made",
        as_of: day(on),
        statement: registry(groups.iter().copied().map(Entry::named).collect()),
    };
    import(context, vec![file], Answers::default(), Mode::Write)
        .await
        .unwrap();
}

on_each_database! {
    async fn a_reading_sees_one_state_of_the_data_whatever_is_written_meanwhile(house: &House) {
        house.import("2020-01-15", vec![Entry::named("Routing")]).await;
        let reading = house.context.database.reading();
        assert_eq!(names(&reading).await, ["Routing"]);
        house.import("2020-02-15", vec![Entry::named("Routing"), Entry::named("Seals")]).await;
        assert_eq!(names(&reading).await, ["Routing"]);
        assert_eq!(names(&house.context.database).await, ["Routing", "Seals"]);
        reading.end_reading().await;
        assert_eq!(names(&reading).await, ["Routing", "Seals"]);
    }

    async fn a_write_ends_the_reading_that_it_is_made_through(house: &House) {
        house.import("2020-01-15", vec![Entry::named("Routing")]).await;
        let own = house.context.reading();
        assert_eq!(names(&own.database).await, ["Routing"]);
        add(&own, "2020-02-15", &["Routing", "Seals"]).await;
        assert_eq!(names(&own.database).await, ["Routing", "Seals"]);
    }

    async fn readings_that_write_do_not_wait_for_each_other_for_ever(house: &House) {
        house.import("2020-01-15", vec![Entry::named("Routing")]).await;
        let writes = (0..MANY).map(|_| {
            let context = house.context.reading();
            tokio::spawn(async move {
                names(&context.database).await;
                add(&context, "2020-02-15", &["Routing", "Seals"]).await;
            })
        });
        let writes: Vec<_> = writes.collect();
        for write in writes {
            timeout(Duration::from_secs(20), write).await.expect("it comes to its end").unwrap();
        }
    }

    async fn a_reading_counts_its_own_queries(house: &House) {
        house.import("2020-01-15", vec![Entry::named("Routing")]).await;
        let (one, other) = (house.context.database.reading(), house.context.database.reading());
        names(&one).await;
        let asked = one.queries_here();
        assert!(asked > 0);
        assert_eq!(other.queries_here(), 0);
        names(&other).await;
        names(&other.alone()).await;
        assert_eq!((one.queries_here(), other.queries_here()), (asked, 2 * asked));
    }

    async fn a_reading_that_is_forgotten_gives_its_connection_back(house: &House) {
        house.import("2020-01-15", vec![Entry::named("Routing")]).await;
        for _ in 0..MANY {
            let reading = house.context.database.reading();
            let read = timeout(Duration::from_secs(20), names(&reading)).await;
            assert_eq!(read.expect("there is a connection"), ["Routing"]);
        }
    }
}
