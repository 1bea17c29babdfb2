//! Organizations: who leads where, and the leads of one organization.

mod list;
mod show;

pub use list::OrganizationsPage;
pub use show::OrganizationPage;
