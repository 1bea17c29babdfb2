//! Bringing a registry in, and giving it out.

mod agreement;
pub mod drafts;
pub mod formats;
mod import;
mod list;
mod source;

pub use agreement::{Agreement, NotAnAgreement};
pub use import::{ImportError, ImportFile, ImportReport, Mode, import, import_organization};
pub use list::{ImportLine, ImportPlace, ImportsPage, NotAPlace, imports};
pub use source::{DayFrom, HandedIn, ReadFile};
