//! People: the lists that they are in, and one person through time.

mod find;
mod held;
mod lines;
mod list;
mod merge;
mod show;
mod who;

pub use lines::{OrganizationLink, PersonLine, SeatLine};
pub use list::{AsOf, PEOPLE_A_PAGE, PeopleList, PeopleNumbers, PeoplePage, PeopleWanted, list};
pub use merge::{MergePreview, MergeProblem, merge, preview, undo_merge};
pub use show::{AffiliationHeld, PersonPage, SeatHeld, show};
pub use who::{Meant, meant, with_handle};

pub(crate) use find::{called, carried_on, find};
pub(crate) use held::held_of;
pub(crate) use lines::{holding_on, lines, role_of, standing_of};
pub(crate) use list::{beyond, place_of};
pub(crate) use show::affiliations_on;
