//! What happens to a group's reports, as sentences.

use domain::{
    ids::GroupId,
    report::{Mark, Period, ReportEvent},
};

use super::{
    Part, Words,
    names::{long, text},
};

impl Words<'_> {
    pub(super) fn of_report(&self, group: GroupId, change: &ReportEvent) -> Vec<Part> {
        match change {
            ReportEvent::Asked {
                reason, due_on, by, ..
            } => vec![
                self.person(*by),
                text(" asked "),
                self.group(group),
                text(format!(" for a report by {}", long(*due_on))),
                text(because(reason)),
            ],
            ReportEvent::Submitted { period, .. } => vec![
                self.group(group),
                text(" submitted its "),
                self.report(group, *period),
            ],
            ReportEvent::Marked {
                period, mark, by, ..
            } => {
                let mut parts = vec![self.person(*by)];
                match mark {
                    Mark::Read => parts.extend([
                        text(" read "),
                        self.group(group),
                        text("’s "),
                        self.report(group, *period),
                        text(": no discussion needed"),
                    ]),
                    Mark::Flagged { comment } => parts.extend([
                        text(" flagged "),
                        self.group(group),
                        text("’s "),
                        self.report(group, *period),
                        text(because(comment)),
                    ]),
                }
                parts
            }
            ReportEvent::Discussed {
                period, outcome, ..
            } => vec![
                text("The committee discussed "),
                self.group(group),
                text("’s "),
                self.report(group, *period),
                text(because(outcome)),
            ],
        }
    }

    fn report(&self, group: GroupId, period: Period) -> Part {
        match self.names.group(group) {
            Some(name) => Part::Report {
                slug: name.slug.clone(),
                period,
            },
            None => text(format!("report on {}", period.called())),
        }
    }
}

/// ": in their words", where there are any.
fn because(reason: &str) -> String {
    let reason = reason.trim().trim_end_matches('.');
    if reason.is_empty() {
        String::new()
    } else {
        format!(": {reason}")
    }
}
