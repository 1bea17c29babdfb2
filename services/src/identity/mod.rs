//! The accounts at providers that people have proven to be theirs, and sign in with.

mod known;
mod link;
mod list;
mod sign_in;

pub use link::{
    LinkError, UnlinkError, link, link_by_administrator, unlink, unlink_by_administrator,
};
pub use list::{IdentityLine, link_key, of_people, of_person};
pub use sign_in::sign_in;
