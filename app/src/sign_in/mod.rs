//! Signing in: the ways that there are, and in the demo its people to choose from.

mod demo;
mod show;

pub use demo::DemoSignInPage;
pub use show::{DEMO_KEY, SignInPage, SignInWay, ways};
