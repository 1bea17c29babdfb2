//! Leaving: the account goes, the public record stays, under the name as it was or under a pseudonym.

use serde::{Deserialize, Serialize};

use crate::{
    Day,
    committee::{Committee, CommitteeEvent},
    event::Event,
    group::{Group, GroupEvent},
    ids::PersonId,
    person::{Account, Person, PersonEvent},
    seat::{Role, Seat},
    slug::Slug,
    standing::Standing,
};

/// Under which name the record keeps someone who has left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameAfterLeaving {
    /// Under the name as it was.
    #[default]
    Kept,
    /// Under a pseudonym: name, handle and logins are taken out of the record.
    Pseudonym,
}

impl NameAfterLeaving {
    /// All.
    pub const ALL: [Self; 2] = [Self::Kept, Self::Pseudonym];

    /// The stable name in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Pseudonym => "pseudonym",
        }
    }

    /// The rule, a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Kept => "What someone who leaves has done stays in the record under their name.",
            Self::Pseudonym => {
                "What someone who leaves has done stays in the record under a pseudonym; their name and logins are taken out of it."
            }
        }
    }
}

/// What stands in the record for the name of someone who has left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pseudonym {
    /// For the name.
    pub name: String,
    /// For the part of the address of their page.
    pub handle: Slug,
}

impl Pseudonym {
    /// That of the person who leaves as the `number`th, or the next whose handle is free.
    #[must_use]
    pub fn numbered(number: usize, is_taken: impl Fn(&Slug) -> bool) -> Self {
        let stem = Slug::of_name("Former participant").unwrap_or_else(Slug::unnamed);
        let mut number = number;
        loop {
            let handle = stem.numbered(number);
            if !is_taken(&handle) {
                return Self {
                    name: format!("Former participant {number}"),
                    handle,
                };
            }
            number += 1;
        }
    }

    /// A line of their record with the pseudonym in place of name, handle and login. What happened and when stays as it is.
    #[must_use]
    pub fn in_place_of_names(&self, event: PersonEvent) -> PersonEvent {
        match event {
            PersonEvent::Registered { account, .. } => PersonEvent::Registered {
                handle: self.handle.clone(),
                name: self.name.clone(),
                account: account.map(Account::taken_out),
            },
            PersonEvent::Renamed { .. } => PersonEvent::Renamed {
                before: self.name.clone(),
                name: self.name.clone(),
            },
            PersonEvent::AccountLinked { account } => PersonEvent::AccountLinked {
                account: account.taken_out(),
            },
            PersonEvent::AccountRenamed { before, account } => PersonEvent::AccountRenamed {
                before: before.taken_out(),
                account: account.taken_out(),
            },
            PersonEvent::AccountLost { account } => PersonEvent::AccountLost {
                account: account.taken_out(),
            },
            PersonEvent::MergeUndone { from, holdings } => PersonEvent::MergeUndone {
                from,
                holdings: holdings.without_logins(),
            },
            PersonEvent::Absorbed {
                person, holdings, ..
            } => PersonEvent::Absorbed {
                person,
                name: self.name.clone(),
                holdings: holdings.without_logins(),
            },
            PersonEvent::Released { person, holdings } => PersonEvent::Released {
                person,
                holdings: holdings.without_logins(),
            },
            other @ (PersonEvent::MergedInto { .. }
            | PersonEvent::AffiliationChanged { .. }
            | PersonEvent::AffiliationStated { .. }
            | PersonEvent::StandingGained { .. }
            | PersonEvent::StandingLost { .. }
            | PersonEvent::StandingStated { .. }
            | PersonEvent::Left { .. }) => other,
        }
    }
}

/// The seats of a group that end when their holder leaves: those with something to do. Thanks for what was done stay.
pub fn seats_that_end(group: &Group, person: PersonId) -> impl Iterator<Item = &Seat> {
    group
        .seats_held()
        .filter(move |seat| seat.person == person && seat.role != Role::EmeritusLead)
}

/// The standings that end when someone leaves: what gives a vote or a key. What others list them as stays.
pub fn duties(person: &Person, on: Day) -> impl Iterator<Item = &Standing> {
    [&Standing::Committee, &Standing::Administrator]
        .into_iter()
        .filter(move |standing| person.standing_on(standing, on).is_some())
}

/// What happens on the day on which someone leaves these groups, the committee and the community.
#[must_use]
pub fn leave<'g>(
    person: &Person,
    groups: impl IntoIterator<Item = &'g Group>,
    committee: &Committee,
    name: NameAfterLeaving,
    on: Day,
) -> Vec<Event> {
    let id = person.id;
    let of_groups = groups.into_iter().flat_map(|group| {
        seats_that_end(group, id).map(|seat| Event::Group {
            group: group.id,
            change: GroupEvent::SeatLeft {
                person: id,
                role: seat.role,
            },
        })
    });
    let of_committee = committee.seats.iter().filter_map(|seat| {
        let term = seat.held().filter(|term| term.person == id)?;
        Some(Event::Committee {
            change: CommitteeEvent::SeatVacated {
                seat: seat.number,
                person: id,
                until: on.max(term.since),
            },
        })
    });
    let of_person = duties(person, on)
        .map(|standing| PersonEvent::StandingLost {
            standing: standing.clone(),
        })
        .chain([PersonEvent::Left { name }])
        .map(|change| Event::Person { person: id, change });
    of_groups.chain(of_committee).chain(of_person).collect()
}
