//! Reports: a group's, one of them, writing one, and all of one time.

mod ask;
mod committee;
mod draft;
mod facts;
mod list;
mod marking;
mod of_period;
mod show;

pub use committee::for_the_committee;
pub use draft::ReportDraftPage;
pub use list::{GroupReportsPage, NewReportPage};
pub use of_period::ReportsPage;
pub use show::ReportPage;

use crate::command::{Command, Failure, Filled};
use domain::report::{Period, ReportRefusal, WordsPart};
use services::report::ReportError;

/// What can be sent from the pages of reports.
pub const REPORT_COMMANDS: &[Command] = &[
    list::BEGIN,
    ask::ASK,
    draft::SAVE,
    draft::DISCARD,
    marking::MARK,
    marking::DISCUSS,
];

/// A report's address below its group's.
fn report_path(slug: &str, period: Period) -> String {
    format!("/groups/{slug}/reports/{period}")
}

/// "Report on the third quarter of 2026"
fn title_of(period: Period) -> String {
    format!("Report on {}", period.called())
}

/// The period that an address names.
fn period_in(text: &str) -> Result<Period, services::ReadError> {
    text.parse().map_err(|_| services::ReadError::NotFound)
}

/// Why nothing was done, at the field that it is about. `comment` is the name of the field with a comment or a reason.
fn failure(error: ReportError, mut form: Filled, comment: &'static str) -> Failure {
    let words = error.to_string();
    match error {
        ReportError::NotFound => Failure::NotFound,
        ReportError::Denied(denied) => Failure::Denied(denied),
        ReportError::Failed(error) => Failure::Broken(error),
        ReportError::Stale => Failure::Conflict(form),
        ReportError::Ended | ReportError::NotOffered => {
            form.refuse("", words);
            Failure::Invalid(form)
        }
        ReportError::Refused(refusal) => {
            let field = match refusal {
                ReportRefusal::NoSummary | ReportRefusal::TooLong(WordsPart::Summary) => "summary",
                ReportRefusal::TooLong(WordsPart::Next) => "next",
                ReportRefusal::TooLong(WordsPart::Needs) => "needs",
                ReportRefusal::NoComment | ReportRefusal::CommentTooLong => comment,
                ReportRefusal::DueBefore => "due_on",
                ReportRefusal::Final
                | ReportRefusal::NotSubmitted
                | ReportRefusal::NotFlagged
                | ReportRefusal::StillToCome
                | ReportRefusal::OwnGroup => "",
            };
            form.refuse(field, words);
            Failure::Invalid(form)
        }
    }
}
