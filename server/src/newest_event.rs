//! Follows the record, so that a change through any process is on the pages within a second.

use std::time::Duration;

use tokio::time::MissedTickBehavior;

use crate::routes::House;

/// How often the number of the newest event is read: one row by its key.
const PAUSE: Duration = Duration::from_millis(200);

/// Reads the number of the state of all pages again and again, and empties the page cache when it is another. Where the
/// database cannot be reached, pages stay as they are and the log says so once.
pub async fn follow(house: House) {
    let Some(cache) = house.page_cache() else {
        return;
    };
    let mut ticks = tokio::time::interval(PAUSE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut reachable = true;
    loop {
        ticks.tick().await;
        match services::record::state_of_pages(&house.context().database).await {
            Ok(newest) => {
                if !reachable {
                    tracing::info!("the database can be read again");
                }
                reachable = true;
                cache.newest_event_is(newest);
            }
            Err(error) => {
                if reachable {
                    tracing::error!(%error, "the number of the newest state cannot be read");
                }
                reachable = false;
            }
        }
    }
}
