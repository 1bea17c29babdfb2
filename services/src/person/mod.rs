//! People: the lists that they are in, and one person through time.

mod lines;
mod list;
mod show;
mod who;

pub use lines::{OrganizationLink, PersonLine, SeatLine};
pub use list::{AsOf, PEOPLE_A_PAGE, PeopleList, PeopleNumbers, PeoplePage, PeopleWanted, list};
pub use show::{AffiliationHeld, PersonPage, SeatHeld, show};
pub use who::with_handle;

pub(crate) use lines::{holding_on, lines, role_of, standing_of};
pub(crate) use list::{beyond, place_of};
pub(crate) use show::affiliations_on;
