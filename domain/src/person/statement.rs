//! A standing that an administrator states by hand, also for past days: what they say, and when it cannot be taken.

use super::{Person, PersonEvent};
use crate::{
    Day,
    days::Days,
    standing::{HeldStanding, Precision, Standing},
};

/// The longest evidence, in characters.
pub const LONGEST_EVIDENCE: usize = 1_000;

/// The longest name of a team, in characters: its key has to fit the database's column.
pub const LONGEST_TEAM: usize = 150;

/// What is stated of one standing of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingStatement {
    /// Which standing.
    pub standing: Standing,
    /// The first day.
    pub since: Day,
    /// The first day without it, where it ended.
    pub until: Option<Day>,
    /// What shows it: a sentence or a link.
    pub evidence: String,
}

/// Why a statement cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementRefusal {
    /// It begins only later.
    #[error("This day is still to come. State it when it has come.")]
    BeginsLater,
    /// It ends only later.
    #[error("This day is still to come. Leave it empty while they have the standing.")]
    EndsLater,
    /// It ends before it begins.
    #[error("The end is a day after the first one.")]
    EndsBefore,
    /// Nothing shows it.
    #[error("Say in a sentence what shows it, or give a link.")]
    NoEvidence,
    /// What shows it is told at too great a length.
    #[error("Use at most {LONGEST_EVIDENCE} characters.")]
    LongEvidence,
    /// A team has a name.
    #[error("Name the team.")]
    NoTeam,
    /// The name of the team is too long.
    #[error("Use at most {LONGEST_TEAM} characters.")]
    LongTeam,
    /// The committee's seats decide.
    #[error("Who is on the committee is decided by its seats: fill or vacate one.")]
    BySeat,
    /// Nobody could administer any more.
    #[error("They are the last administrator. Make someone else an administrator first.")]
    LastAdministrator,
    /// It is known already, to the letter.
    #[error("The record says exactly this already.")]
    Known,
}

/// What a statement means for the record of a person. `other_administrators` is how many others are administrators today.
///
/// # Errors
/// Why it cannot be taken.
pub fn state(
    person: &Person,
    statement: StandingStatement,
    today: Day,
    other_administrators: u64,
) -> Result<PersonEvent, StatementRefusal> {
    let evidence = statement.evidence.trim().to_owned();
    let standing = match statement.standing {
        Standing::Committee => return Err(StatementRefusal::BySeat),
        Standing::Team(name) if name.trim().is_empty() => return Err(StatementRefusal::NoTeam),
        Standing::Team(name) if name.trim().chars().count() > LONGEST_TEAM => {
            return Err(StatementRefusal::LongTeam);
        }
        Standing::Team(name) => Standing::Team(name.trim().to_owned()),
        kept @ (Standing::Member
        | Standing::Maintainer
        | Standing::Administrator
        | Standing::Emeritus) => kept,
    };
    if statement.since > today {
        return Err(StatementRefusal::BeginsLater);
    }
    match statement.until {
        Some(until) if until > today => return Err(StatementRefusal::EndsLater),
        Some(until) if until <= statement.since => return Err(StatementRefusal::EndsBefore),
        Some(_) | None => {}
    }
    if evidence.is_empty() {
        return Err(StatementRefusal::NoEvidence);
    }
    if evidence.chars().count() > LONGEST_EVIDENCE {
        return Err(StatementRefusal::LongEvidence);
    }
    let mut after = person.clone();
    after.take_statement(&standing, statement.since, statement.until, &evidence);
    if after.standings == person.standings {
        return Err(StatementRefusal::Known);
    }
    let administers = |person: &Person| {
        person
            .standing_on(&Standing::Administrator, today)
            .is_some()
    };
    if administers(person) && !administers(&after) && other_administrators == 0 {
        return Err(StatementRefusal::LastAdministrator);
    }
    Ok(PersonEvent::StandingStated {
        standing,
        since: statement.since,
        until: statement.until,
        evidence,
    })
}

impl Person {
    /// Takes a statement in: it stands for all holdings of that standing that share a day with it.
    pub(super) fn take_statement(
        &mut self,
        standing: &Standing,
        since: Day,
        until: Option<Day>,
        evidence: &str,
    ) {
        let stated = Days { since, until };
        self.standings.retain(|held| {
            let days = Days {
                since: held.since,
                until: held.until,
            };
            held.standing != *standing || days.shared(stated).is_none()
        });
        let place = self
            .standings
            .iter()
            .position(|held| held.since > since)
            .unwrap_or(self.standings.len());
        self.standings.insert(
            place,
            HeldStanding {
                standing: standing.clone(),
                since,
                precision: Precision::Exact,
                until,
                evidence: evidence.to_owned(),
            },
        );
    }
}
