//! What the lists of an organization on a code host say about people's standing.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Day,
    community::Community,
    event::DatedEvent,
    ids::{NewIds, PersonId},
    person::{Account, PersonEvent},
    registry::{Directory, PersonEntry, PersonError, tell_of_person},
    standing::{Precision, Standing},
};

/// The sorts of standing that a list can be complete for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StandingKind {
    /// [`Standing::Member`].
    Member,
    /// [`Standing::Maintainer`].
    Maintainer,
    /// [`Standing::Committee`].
    Committee,
    /// [`Standing::Administrator`].
    Administrator,
    /// [`Standing::Emeritus`].
    Emeritus,
    /// Any [`Standing::Team`], also one that the file no longer lists.
    Team,
}

impl StandingKind {
    /// The sort of a standing.
    #[must_use]
    pub fn of(standing: &Standing) -> Self {
        match standing {
            Standing::Member => Self::Member,
            Standing::Maintainer => Self::Maintainer,
            Standing::Committee => Self::Committee,
            Standing::Administrator => Self::Administrator,
            Standing::Emeritus => Self::Emeritus,
            Standing::Team(_) => Self::Team,
        }
    }
}

/// One line that lists someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrgEntry {
    /// The line of the file, from 1.
    pub line: usize,
    /// Whose account.
    pub account: Account,
    /// As what.
    pub standing: Standing,
}

/// Everything that the files of an organization state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrgStatement {
    /// Who is listed as what, in the order of the file.
    pub people: Vec<OrgEntry>,
    /// Of which sorts the file lists everyone: whoever is not listed has it no longer.
    pub states: BTreeSet<StandingKind>,
}

/// The events between what is recorded and what the files state, and the community after them.
///
/// A list shows that a standing was held on its day; it may have begun long before.
///
/// # Errors
/// When a line names nobody, or says something new of a day before what is recorded of the person.
pub fn compare_org(
    community: &Community,
    statement: &OrgStatement,
    on: Day,
    ids: &mut dyn NewIds,
) -> Result<(Vec<DatedEvent>, Community), PersonError> {
    let mut community = community.clone();
    let mut directory = Directory::of(&community);
    let mut events = Vec::new();
    let mut listed: BTreeMap<PersonId, BTreeSet<&Standing>> = BTreeMap::new();
    for entry in &statement.people {
        let person = PersonEntry {
            name: None,
            account: Some(entry.account.clone()),
            organization: None,
        };
        let person = directory.person(&person, &mut community, on, ids, &mut events)?;
        if !listed.entry(person).or_default().insert(&entry.standing) {
            continue;
        }
        let held = community
            .people
            .get(&person)
            .is_some_and(|record| current(record).any(|standing| *standing == entry.standing));
        if !held {
            let change = PersonEvent::StandingGained {
                standing: entry.standing.clone(),
                precision: Precision::AtTheLatest,
            };
            tell_of_person(&mut community, &mut events, on, person, change)?;
        }
    }
    let lost: Vec<(PersonId, Standing)> = community
        .people
        .values()
        .flat_map(|record| current(record).map(|standing| (record.id, standing)))
        .filter(|(person, standing)| {
            statement.states.contains(&StandingKind::of(standing))
                && !listed
                    .get(person)
                    .is_some_and(|standings| standings.contains(standing))
        })
        .map(|(person, standing)| (person, standing.clone()))
        .collect();
    for (person, standing) in lost {
        let change = PersonEvent::StandingLost { standing };
        tell_of_person(&mut community, &mut events, on, person, change)?;
    }
    Ok((events, community))
}

/// The standings without an end: also those that a newer file told of.
fn current(record: &crate::person::Person) -> impl Iterator<Item = &Standing> {
    record
        .standings
        .iter()
        .filter(|held| held.until.is_none())
        .map(|held| &held.standing)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    struct Counter(u128);

    impl NewIds for Counter {
        fn new_id(&mut self) -> Uuid {
            self.0 += 1;
            Uuid::from_u128(self.0)
        }
    }

    fn statement(people: &[(&str, Standing)], states: &[StandingKind]) -> OrgStatement {
        OrgStatement {
            people: people
                .iter()
                .map(|(login, standing)| OrgEntry {
                    line: 1,
                    account: Account::github(*login),
                    standing: standing.clone(),
                })
                .collect(),
            states: states.iter().copied().collect(),
        }
    }

    #[test]
    fn a_list_read_twice_says_nothing_new() -> Result<(), PersonError> {
        let stated = statement(
            &[
                ("ada-x", Standing::Member),
                ("ADA-x", Standing::Member),
                ("ada-x", Standing::Team("Docs".to_owned())),
            ],
            &[StandingKind::Member, StandingKind::Team],
        );
        let mut ids = Counter(0);
        let (first, after) =
            compare_org(&Community::default(), &stated, date(2024, 1, 1), &mut ids)?;
        assert_eq!(first.len(), 3, "registered, and two standings");
        let (second, _) = compare_org(&after, &stated, date(2024, 2, 1), &mut ids)?;
        assert_eq!(second, []);
        Ok(())
    }

    #[test]
    fn whoever_is_no_longer_listed_loses_only_what_the_file_lists() -> Result<(), PersonError> {
        let both = statement(
            &[("ada-x", Standing::Member), ("ada-x", Standing::Maintainer)],
            &[StandingKind::Member, StandingKind::Maintainer],
        );
        let mut ids = Counter(0);
        let (_, after) = compare_org(&Community::default(), &both, date(2024, 1, 1), &mut ids)?;
        let members_only = statement(&[], &[StandingKind::Member]);
        let (events, after) = compare_org(&after, &members_only, date(2024, 2, 1), &mut ids)?;
        assert_eq!(events.len(), 1);
        let record = after.people.values().next();
        let left: Vec<_> = record.into_iter().flat_map(current).collect();
        assert_eq!(left, [&Standing::Maintainer]);
        Ok(())
    }

    #[test]
    fn a_team_that_is_gone_from_the_file_has_nobody() -> Result<(), PersonError> {
        let stated = statement(
            &[("ada-x", Standing::Team("Docs".to_owned()))],
            &[StandingKind::Team],
        );
        let mut ids = Counter(0);
        let (_, after) = compare_org(&Community::default(), &stated, date(2024, 1, 1), &mut ids)?;
        let (events, _) = compare_org(
            &after,
            &statement(&[], &[StandingKind::Team]),
            date(2024, 2, 1),
            &mut ids,
        )?;
        assert_eq!(events.len(), 1);
        Ok(())
    }
}
