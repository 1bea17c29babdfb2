//! From rows to reports.

use domain::{
    Day,
    ids::{GroupId, PersonId},
    report::{Fact, Period, ReportWords},
};

use crate::{
    ReadError,
    entities::report,
    record::{day_of, of_json},
};

/// A submitted report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Whose.
    pub group: GroupId,
    /// On which time.
    pub period: Period,
    /// When it was submitted.
    pub submitted_on: Day,
    /// By whom.
    pub submitted_by: PersonId,
    /// What the leads say.
    pub words: ReportWords,
    /// What the record knew.
    pub facts: Vec<Fact>,
    /// When the committee discussed it, who noted that, and what came of it.
    pub discussed: Option<(Day, PersonId, String)>,
}

pub(super) fn report(row: report::Model) -> Result<Report, ReadError> {
    let discussed = match (&row.discussed_on, row.discussed_by) {
        (Some(on), Some(by)) => Some((day_of(on)?, PersonId(by), row.outcome)),
        (None | Some(_), _) => None,
    };
    Ok(Report {
        group: GroupId(row.group_id),
        period: period_of(&row.period)?,
        submitted_on: day_of(&row.submitted_on)?,
        submitted_by: PersonId(row.submitted_by),
        words: of_json(&row.words)?,
        facts: of_json(&row.facts)?,
        discussed,
    })
}

pub(super) fn period_of(text: &str) -> Result<Period, ReadError> {
    text.parse()
        .map_err(|_| ReadError::Damaged(format!("“{text}” is no period")))
}
