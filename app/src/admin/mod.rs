//! The administration: people, standing, the committee's seats, tokens, the audit. The pages of the policy and of imports
//! are in their nouns' folders and stand in the same frame.

mod audit;
mod committee;
mod form;
mod frame;
mod identities;
mod index;
mod merge;
mod people;
mod person;
mod seat;
mod standing;
mod tokens;

pub use audit::AdminAuditPage;
pub use committee::{AdminCommitteePage, add_seat};
pub use frame::{AdminPage, AdminTab};
pub use identities::{link_identity, unlink_identity};
pub use index::AdminIndexPage;
pub use merge::{AdminMergePage, merge_people, undo};
pub use people::AdminPeoplePage;
pub use person::{AdminPersonPage, state_standing};
pub use seat::{AdminSeatPage, change_term, end_seat, fill, vacate};
pub use standing::AdminStandingPage;
pub use tokens::{AdminTokensPage, revoke_token};

use form::DayField;
