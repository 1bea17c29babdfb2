//! The administration: people, standing, the committee's seats, tokens, the audit. The pages of the policy and of imports
//! are in their nouns' folders and stand in the same frame.

mod frame;
mod index;

pub use frame::{AdminPage, AdminTab};
pub use index::AdminIndexPage;
