//! Signing in: the ways that there are, in the demo its people to choose from, and the accounts that one signs in with.

mod demo;
mod linked;
mod show;

pub use demo::DemoSignInPage;
pub use linked::{LinkedAccountsPage, UNLINK_COMMAND};
pub use show::{DEMO_KEY, SignInPage, SignInWay, ways};
