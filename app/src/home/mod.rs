//! The front door.

mod show;

pub use show::HomePage;
