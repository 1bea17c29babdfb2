//! Bringing a registry in, and giving it out.

pub mod formats;
mod import;

pub use import::{ImportError, ImportFile, ImportReport, Mode, import, import_organization};
