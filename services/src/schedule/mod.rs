//! The one schedule: series of meetings, planned, changed and ended.

mod event;
mod list;
mod pages;
mod plan;
mod stored;

pub use list::{MEETINGS_A_PAGE, Meetings, Place, Wanted, between, coming, coming_for, next, past};
pub use pages::{SeriesList, SeriesPage, series_list, series_page};
pub use plan::{NewSeries, change_series, end_series, plan_series};
pub use stored::{StoredSeries, series, series_of_group};

pub(crate) use event::{Subject, tell};
pub(crate) use list::{coming_on, of_group};
pub(crate) use plan::free_slug;
pub(crate) use stored::{id_of_slug, read};

use domain::schedule::{ScheduleField, ScheduleProblem};

/// Why nothing was planned or changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleRefusal {
    /// What was written does not hold.
    #[error("Some fields need another look.")]
    Invalid(Vec<(ScheduleField, ScheduleProblem)>),
    /// Someone changed it meanwhile.
    #[error("Someone else changed this meanwhile. Look at it again.")]
    Stale,
    /// The day from which it is to hold has passed.
    #[error("What has passed stays as it was: choose today or a later day.")]
    Passed,
    /// The meeting is over, or takes place now.
    #[error("This meeting has begun already, or is over.")]
    Begun,
    /// It is cancelled.
    #[error("This meeting is cancelled.")]
    Cancelled,
    /// It is not cancelled.
    #[error("This meeting is not cancelled.")]
    NotCancelled,
}
