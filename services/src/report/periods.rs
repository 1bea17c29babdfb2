//! On which times a group can report now.

use domain::{
    Day,
    policy::{Policy, ReportCadence},
    report::Period,
};
use jiff::Span;

use crate::policy::{PolicyVersion, in_force};

/// So many months are the most that a report as appropriate looks back.
const LOOKS_BACK: i64 = 12;

/// A time on which a group can report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The time.
    pub period: Period,
    /// By when it is due, where the policy says so.
    pub due_on: Option<Day>,
}

/// The rules of reports on a day.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    pub cadence: ReportCadence,
    pub due_after_days: u32,
    versions: Vec<PolicyVersion>,
    pub today: Day,
}

impl Rules {
    pub(crate) fn of(versions: Vec<PolicyVersion>, today: Day) -> Self {
        let rules = in_force(&versions, today).map_or_else(Policy::istio, |now| now.rules.clone());
        Self {
            cadence: rules.reports,
            due_after_days: rules.report_due_after_days,
            versions,
            today,
        }
    }

    /// Whether the rules asked for reports on that time: they held at its end already. Nobody owes a report on a time before.
    fn asked_for(&self, period: Period) -> bool {
        self.versions
            .iter()
            .find(|version| version.holds_from <= period.last())
            .is_some_and(|version| version.rules.reports == self.cadence)
    }

    pub(super) fn due_on(&self, period: Period) -> Day {
        period.due_on(self.due_after_days)
    }

    /// The newest time on which a report is missing where there is none.
    pub(super) fn newest_due(&self) -> Option<Period> {
        self.cadence
            .newest_due(self.today, self.due_after_days)
            .filter(|period| self.asked_for(*period))
    }

    /// The newest time that is over, where its report is still to come without being late.
    pub(super) fn coming(&self) -> Option<Period> {
        self.cadence
            .newest_over(self.today)
            .filter(|period| self.asked_for(*period) && self.due_on(*period) >= self.today)
    }

    /// On which times a group can report: with a cadence, those that were due or are running and have no report; without one,
    /// the time since its last report.
    pub(super) fn offered(&self, formed_on: Day, reported: &[Period]) -> Vec<Offered> {
        let is_new = |period: &Period| !reported.contains(period);
        let Some(running) = self.cadence.period_on(self.today) else {
            let last = reported.iter().map(|period| period.last()).max();
            let back = self.today.saturating_sub(Span::new().months(LOOKS_BACK));
            let first = last
                .map_or(formed_on, |last| last.tomorrow().unwrap_or(last))
                .max(back);
            return Period::new(first, self.today)
                .ok()
                .map(|period| Offered {
                    period,
                    due_on: None,
                })
                .into_iter()
                .collect();
        };
        let before = self.cadence.before(running);
        let earlier = before.and_then(|before| self.cadence.before(before));
        [Some(running), before, earlier]
            .into_iter()
            .flatten()
            .filter(|period| formed_on <= period.last())
            .filter(is_new)
            .map(|period| Offered {
                period,
                due_on: Some(self.due_on(period)),
            })
            .collect()
    }
}
