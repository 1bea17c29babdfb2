//! The front door.

mod show;
mod yours;

pub use show::HomePage;
