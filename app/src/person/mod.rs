//! People: the list, and one person through time.

mod evidence;
mod list;
mod seats;
mod show;
mod tenures;

pub use evidence::Evidence;
pub use list::PeoplePage;
pub use seats::SeatsHeld;
pub use show::PersonPage;

use domain::Day;
use services::person::AsOf;

use crate::page::OnDay;

/// The day to read.
fn as_of(on: &OnDay, today: Day) -> AsOf {
    on.past().map_or(AsOf::Today(today), AsOf::Past)
}
