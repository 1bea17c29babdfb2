//! Reports: drafted from the record, submitted by the leads, read or flagged by the committee; who owes one.

mod act;
mod draft;
mod facts;
mod of_period;
mod owed;
mod periods;
mod rows;
mod show;

pub use act::{ReportError, ask, discuss, mark};
pub use draft::{Draft, DraftPage, begin, discard, draft, save, submit};
pub(crate) use facts::movement;
pub use of_period::{PeriodPage, ReportOfPeriod, of_period};
pub use owed::{Flag, Flagged, Owed, OwedWhy, flagged, missing, owed_by};
pub(crate) use owed::{owed_under, unread};
pub use periods::Offered;
pub(crate) use periods::Rules;
pub use rows::Report;
pub use show::{GroupReports, MarkLine, ReportLine, ReportPage, Request, of_group, page};
