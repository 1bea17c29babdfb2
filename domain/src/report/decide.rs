//! Submitting a report, and what the committee may say of it.

use jiff::Timestamp;

use super::{Fact, LONGEST_COMMENT, LONGEST_WORDS, Mark, Period, ReportEvent, ReportWords};
use crate::{Day, ids::PersonId};

/// How far the report on a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is none yet.
    Open,
    /// It is submitted.
    Submitted {
        /// Whether a flag is not settled.
        flagged: bool,
    },
}

/// A part of what the leads say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordsPart {
    /// What happened.
    Summary,
    /// What comes next.
    Next,
    /// What the committee could help with.
    Needs,
}

/// What someone would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportCommand {
    /// Ask for a report.
    Ask {
        /// Why.
        reason: String,
        /// By which day.
        due_on: Day,
    },
    /// Submit one.
    Submit {
        /// On which period.
        period: Period,
        /// What the leads say.
        words: ReportWords,
        /// What the record knows.
        facts: Vec<Fact>,
    },
    /// Say whether it needs time.
    Mark {
        /// On which period.
        period: Period,
        /// What they say.
        mark: Mark,
        /// Whether they lead the group.
        leads: bool,
    },
    /// Settle its flags.
    Discuss {
        /// On which period.
        period: Period,
        /// What came of it.
        outcome: String,
    },
}

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportRefusal {
    /// It is submitted already.
    #[error("The report on this time is submitted: it is final.")]
    Final,
    /// It is not submitted yet.
    #[error("There is no report on this time yet.")]
    NotSubmitted,
    /// Whoever leads the group has no say in whether its report needs the committee's time.
    #[error(
        "You lead this group: whether its report needs no discussion is for the others of the committee to say."
    )]
    OwnGroup,
    /// Nobody flagged it.
    #[error("Nobody has flagged this report, so there is nothing to settle.")]
    NotFlagged,
    /// A part that is needed is missing.
    #[error("Say in your own words how the group is.")]
    NoSummary,
    /// A part is too long.
    #[error("Use at most {LONGEST_WORDS} characters.")]
    TooLong(WordsPart),
    /// A comment, an outcome or a reason is missing.
    #[error("Say why: others will read it.")]
    NoComment,
    /// It is too long.
    #[error("Use at most {LONGEST_COMMENT} characters.")]
    CommentTooLong,
    /// The period has not begun.
    #[error("That time has not begun yet.")]
    StillToCome,
    /// The day by which it is asked for has passed.
    #[error("Choose a day that is still to come.")]
    DueBefore,
}

/// What happens when someone does it.
///
/// # Errors
/// What stands against it.
pub fn decide(
    standing: Standing,
    command: ReportCommand,
    by: PersonId,
    at: Timestamp,
    today: Day,
) -> Result<ReportEvent, ReportRefusal> {
    match command {
        ReportCommand::Ask { reason, due_on } => {
            if due_on < today {
                return Err(ReportRefusal::DueBefore);
            }
            Ok(ReportEvent::Asked {
                reason: comment(&reason)?,
                due_on,
                by,
                at,
            })
        }
        ReportCommand::Submit {
            period,
            words,
            facts,
        } => {
            match standing {
                Standing::Submitted { .. } => return Err(ReportRefusal::Final),
                Standing::Open => {}
            }
            if period.first() > today {
                return Err(ReportRefusal::StillToCome);
            }
            if words.summary.trim().is_empty() {
                return Err(ReportRefusal::NoSummary);
            }
            for (part, text) in [
                (WordsPart::Summary, &words.summary),
                (WordsPart::Next, &words.next),
                (WordsPart::Needs, &words.needs),
            ] {
                if text.chars().count() > LONGEST_WORDS {
                    return Err(ReportRefusal::TooLong(part));
                }
            }
            Ok(ReportEvent::Submitted {
                period,
                words: Box::new(words),
                facts,
                by,
                at,
            })
        }
        ReportCommand::Mark {
            period,
            mark,
            leads,
        } => {
            submitted(standing)?;
            let mark = match mark {
                Mark::Read if leads => return Err(ReportRefusal::OwnGroup),
                Mark::Read => Mark::Read,
                Mark::Flagged { comment: why } => Mark::Flagged {
                    comment: comment(&why)?,
                },
            };
            Ok(ReportEvent::Marked {
                period,
                mark,
                by,
                at,
            })
        }
        ReportCommand::Discuss { period, outcome } => {
            if !submitted(standing)? {
                return Err(ReportRefusal::NotFlagged);
            }
            Ok(ReportEvent::Discussed {
                period,
                outcome: comment(&outcome)?,
                by,
                at,
            })
        }
    }
}

/// Whether the submitted report is flagged.
fn submitted(standing: Standing) -> Result<bool, ReportRefusal> {
    match standing {
        Standing::Open => Err(ReportRefusal::NotSubmitted),
        Standing::Submitted { flagged } => Ok(flagged),
    }
}

fn comment(text: &str) -> Result<String, ReportRefusal> {
    let text = text.trim();
    if text.is_empty() {
        Err(ReportRefusal::NoComment)
    } else if text.chars().count() > LONGEST_COMMENT {
        Err(ReportRefusal::CommentTooLong)
    } else {
        Ok(text.to_owned())
    }
}
