//! Two people who turn out to be one: the record of one is carried on by the other, until that is undone.
//!
//! What the one held is added to what the other holds, and each event has all that its own subject needs. Undoing replays
//! the record as if the merge had never been; what was told of the two since stays with whoever carries the record on.

use serde::{Deserialize, Serialize};

use super::{Account, Affiliation, Person, PersonEvent, PersonReplayError};
use crate::{Day, days::Days, ids::PersonId, standing::HeldStanding};

/// What moves with a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holdings {
    /// Accounts.
    pub accounts: Vec<Account>,
    /// Organizations.
    pub affiliations: Vec<Affiliation>,
    /// Standing.
    pub standings: Vec<HeldStanding>,
}

/// Someone whose record another one carries on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absorbed {
    /// Who.
    pub person: PersonId,
    /// What they are called in files.
    pub name: String,
}

/// Why two people cannot be merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeRefusal {
    /// They are the same already.
    #[error("This is the same person already.")]
    Same,
    /// The record of one of them is carried on by someone else.
    #[error("The record of one of them is carried on by someone else already.")]
    Merged,
    /// The one that would be gone carries on another's record.
    #[error(
        "They carry on the record of someone else. Merge the other way round, or undo that merge first."
    )]
    CarriesOn,
    /// Both hold a seat of the committee.
    #[error("Both hold a seat of the committee. Vacate one of them first.")]
    BothSeated,
}

/// The event on the one who carries the record on, and the one on who is gone.
///
/// # Errors
/// Why they cannot be merged.
pub fn merge(into: &Person, from: &Person) -> Result<(PersonEvent, PersonEvent), MergeRefusal> {
    if into.id == from.id {
        return Err(MergeRefusal::Same);
    }
    if into.merged_into.is_some() || from.merged_into.is_some() {
        return Err(MergeRefusal::Merged);
    }
    if !from.absorbed.is_empty() {
        return Err(MergeRefusal::CarriesOn);
    }
    Ok((
        PersonEvent::Absorbed {
            person: from.id,
            name: from.name.clone(),
            holdings: Holdings::of(from),
        },
        PersonEvent::MergedInto { into: into.id },
    ))
}

/// What someone would hold had they never been merged with `other`, given everything that happened to their record.
///
/// # Errors
/// When the record is damaged.
pub fn without_merge(
    id: PersonId,
    events: &[(Day, PersonEvent)],
    other: PersonId,
) -> Result<Holdings, PersonReplayError> {
    let stays = |place: usize, event: &PersonEvent| match event {
        PersonEvent::MergedInto { .. }
        | PersonEvent::MergeUndone { .. }
        | PersonEvent::Released { .. } => false,
        PersonEvent::Absorbed { person, .. } => {
            let undone = events.iter().skip(place).any(|(_, later)| {
                matches!(later, PersonEvent::Released { person: released, .. } if released == person)
            });
            *person != other && !undone
        }
        PersonEvent::Registered { .. }
        | PersonEvent::Renamed { .. }
        | PersonEvent::AccountLinked { .. }
        | PersonEvent::AccountRenamed { .. }
        | PersonEvent::AccountLost { .. }
        | PersonEvent::AffiliationChanged { .. }
        | PersonEvent::AffiliationStated { .. }
        | PersonEvent::StandingGained { .. }
        | PersonEvent::StandingLost { .. }
        | PersonEvent::StandingStated { .. }
        | PersonEvent::Left { .. } => true,
    };
    let person = events
        .iter()
        .enumerate()
        .filter(|(place, (_, event))| stays(*place, event))
        .try_fold(None, |person, (_, (on, event))| {
            Person::after(person, id, *on, event).map(Some)
        })?;
    Ok(person.as_ref().map(Holdings::of).unwrap_or_default())
}

impl Holdings {
    /// What someone holds.
    #[must_use]
    pub fn of(person: &Person) -> Self {
        Self {
            accounts: person.accounts.clone(),
            affiliations: person.affiliations.clone(),
            standings: person.standings.clone(),
        }
    }

    /// With logins taken out.
    #[must_use]
    pub fn without_logins(self) -> Self {
        Self {
            accounts: self.accounts.into_iter().map(Account::taken_out).collect(),
            ..self
        }
    }
}

impl Person {
    /// Adds what someone else held.
    pub(super) fn absorb(&mut self, person: PersonId, name: &str, holdings: &Holdings) {
        for account in &holdings.accounts {
            if !account.is_taken_out() && !self.accounts.contains(account) {
                self.accounts.push(account.clone());
            }
        }
        self.affiliations = both_affiliations(&self.affiliations, &holdings.affiliations);
        self.standings = both_standings(&self.standings, &holdings.standings);
        self.absorbed.push(Absorbed {
            person,
            name: name.to_owned(),
        });
    }

    /// Holds exactly this from now on.
    pub(super) fn hold(&mut self, holdings: &Holdings) {
        self.accounts.clone_from(&holdings.accounts);
        self.accounts.retain(|account| !account.is_taken_out());
        self.affiliations.clone_from(&holdings.affiliations);
        self.standings.clone_from(&holdings.standings);
    }
}

/// Where someone was on each day, as their own record says; where that says nothing, as the other's does.
fn both_affiliations(own: &[Affiliation], others: &[Affiliation]) -> Vec<Affiliation> {
    let days = |with: &Affiliation| Days {
        since: with.since,
        until: with.until,
    };
    let known: Vec<Days> = own.iter().map(days).collect();
    let mut both = own.to_vec();
    for other in others {
        both.extend(
            days(other)
                .without(&known)
                .into_iter()
                .map(|days| Affiliation {
                    organization: other.organization,
                    since: days.since,
                    until: days.until,
                }),
        );
    }
    both.sort_by_key(|with| with.since);
    let mut joined: Vec<Affiliation> = Vec::with_capacity(both.len());
    for next in both {
        match joined.last_mut() {
            Some(last)
                if last.organization == next.organization && last.until == Some(next.since) =>
            {
                last.until = next.until;
            }
            Some(_) | None => joined.push(next),
        }
    }
    joined
}

/// What either held, as long as either held it without a gap; the earlier evidence shows it.
fn both_standings(own: &[HeldStanding], others: &[HeldStanding]) -> Vec<HeldStanding> {
    let mut both: Vec<HeldStanding> = own
        .iter()
        .filter(|held| others.iter().all(|other| other.standing != held.standing))
        .cloned()
        .collect();
    let mut shared: Vec<HeldStanding> = own
        .iter()
        .filter(|held| others.iter().any(|other| other.standing == held.standing))
        .chain(others)
        .cloned()
        .collect();
    shared.sort_by(|one, other| (&one.standing, one.since).cmp(&(&other.standing, other.since)));
    for next in shared {
        match both.last_mut() {
            Some(last)
                if last.standing == next.standing
                    && last.until.is_none_or(|until| next.since <= until) =>
            {
                last.until = match (last.until, next.until) {
                    (None, _) | (_, None) => None,
                    (Some(one), Some(other)) => Some(one.max(other)),
                };
                if last.evidence.is_empty() {
                    last.evidence = next.evidence;
                }
            }
            Some(_) | None => both.push(next),
        }
    }
    both.sort_by_key(|held| held.since);
    both
}
